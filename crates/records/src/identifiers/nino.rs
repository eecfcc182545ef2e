//! National Insurance numbers. `QQ` is nobody's, and is what examples use.

use super::plain;

/// Prefixes that were never given out.
const NEVER: [&str; 7] = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];

/// Two letters, six digits, and a letter from A to D.
pub(crate) fn read(text: &str) -> Option<String> {
    let text = plain(text);
    let (prefix, rest) = text.split_at_checked(2)?;
    let (digits, suffix) = rest.split_at_checked(6)?;
    let [first, second] = *prefix.as_bytes() else { return None };
    let letters = prefix == "QQ" || {
        let can_be = |c: u8, never: &[u8]| c.is_ascii_uppercase() && !never.contains(&c);
        can_be(first, b"DFIQUV") && can_be(second, b"DFIOQUV") && !NEVER.contains(&prefix)
    };
    let fits = letters
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(suffix, "A" | "B" | "C" | "D");
    fits.then_some(text)
}
