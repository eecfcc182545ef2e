//! What went wrong, said so that a reader of the test's output needs nothing else.

use std::fmt;

/// A step that failed. Its `Debug` is its `Display`, because that is what a failing test prints.
pub(crate) struct Error {
    /// What was tried, for example `click_text "Continue"`.
    pub(super) step: String,
    /// The address of the page at that moment, empty when there is none.
    pub(super) url: String,
    /// Why it failed.
    pub(super) cause: String,
    /// The first words of the page at that moment, empty when there is none.
    pub(super) excerpt: String,
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.step, self.cause)?;
        if !self.url.is_empty() {
            write!(out, "\n  at {}", self.url)?;
        }
        if !self.excerpt.is_empty() {
            write!(out, "\n  the page says: {}", self.excerpt)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Error {}

/// Why a step failed, before it is known which step it was and on which page.
pub(super) struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<String> for Fault {
    fn from(cause: String) -> Self {
        Self(cause)
    }
}

impl From<&str> for Fault {
    fn from(cause: &str) -> Self {
        Self(cause.to_owned())
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("Chromium's answer is not what was expected: {error}"))
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}
