//! The mark of what a person has yet to write: a definition with it does not compile.

/// How a place begins where a person has to write.
const TO_WRITE: &str = "[To be written: ";

/// A text that stands where a person has to write one.
#[must_use]
pub fn to_write(what: &str) -> String {
    format!("{TO_WRITE}{what}]")
}

/// Whether a text stands where a person has to write one.
#[must_use]
pub fn is_to_write(text: &str) -> bool {
    text.contains(TO_WRITE)
}
