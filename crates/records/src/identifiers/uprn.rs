//! Unique property reference numbers: at most twelve digits.

use super::plain;

/// Without the zeros in front.
pub(crate) fn read(text: &str) -> Option<String> {
    let digits = plain(text);
    let digits = digits.trim_start_matches('0');
    let fits = (1..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.to_owned())
}
