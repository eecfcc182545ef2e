//! Police National Computer ids: a year, a serial of seven digits, a check letter.

use super::check_letter;

/// `12/0000001H`; the year may have four digits and the serial lose its zeros.
pub(crate) fn read(text: &str) -> Option<String> {
    let (year, rest) = text.trim().split_once('/')?;
    let (serial, letter) = serial(rest)?;
    let year = match year.len() {
        2 => year,
        4 => year.get(2..)?,
        _ => return None,
    };
    let number: u64 = format!("{year}{serial:07}").parse().ok()?;
    (check_letter(number)? == letter).then(|| format!("{year}/{serial:07}{letter}"))
}

/// A serial of at most seven digits and its letter.
pub(super) fn serial(text: &str) -> Option<(u32, char)> {
    let text = text.trim().to_ascii_uppercase();
    let letter = text.chars().last().filter(char::is_ascii_uppercase)?;
    let digits = text.strip_suffix(letter)?;
    let fits = (1..=7).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    Some((fits.then(|| digits.parse().ok())??, letter))
}
