//! Vehicle identification numbers: seventeen characters, without I, O and Q.

use super::plain;

/// In capitals.
pub(crate) fn read(text: &str) -> Option<String> {
    let text = plain(text);
    (text.len() == 17 && !text.contains(['I', 'O', 'Q'])).then_some(text)
}
