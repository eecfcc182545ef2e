//! A handset's number: fifteen digits, the last of which checks the others (Luhn); sixteen with the
//! version of its software, which has none.

use super::plain;

/// Digits alone.
pub(crate) fn read(text: &str) -> Option<String> {
    let digits = plain(text);
    let only_digits = digits.bytes().all(|b| b.is_ascii_digit());
    let fits = match digits.len() {
        15 => only_digits && sum(&digits).is_multiple_of(10),
        16 => only_digits,
        _ => false,
    };
    fits.then_some(digits)
}

fn sum(digits: &str) -> u32 {
    let places = digits.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
    places
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum()
}
