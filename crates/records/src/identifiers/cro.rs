//! Criminal Records Office numbers: `NNNNNN/YYC`, and `SFYY/NNNNNNNC` for files of single fingerprints.

use super::check_letter;
use super::pncid::serial;

/// With its zeros and its letter, if the letter is right.
pub(crate) fn read(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let (first, second) = text.split_once('/')?;
    if let Some(year) = first.strip_prefix("SF") {
        let (serial, letter) = serial(second)?;
        return right(year, u64::from(serial), letter)
            .then(|| format!("SF{year}/{serial:07}{letter}"));
    }
    let letter = second.chars().last().filter(char::is_ascii_uppercase)?;
    let year = second.strip_suffix(letter)?;
    let fits = (1..=6).contains(&first.len());
    let serial: u64 = fits.then(|| first.parse().ok())??;
    right(year, serial, letter).then(|| format!("{serial:06}/{year}{letter}"))
}

fn right(year: &str, serial: u64, letter: char) -> bool {
    let number = (year.len() == 2).then(|| format!("{year}{serial:07}").parse().ok()).flatten();
    number.and_then(check_letter) == Some(letter)
}
