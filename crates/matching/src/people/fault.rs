//! What is wrong with a file.

use std::fmt;

/// A fault in a file, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which file: nought is the first.
    pub file: usize,
    /// The line, from 1; the header is the first.
    pub line: u64,
    /// The column's name, where one is at fault.
    pub column: Option<&'static str>,
    /// What is wrong and what would be right.
    pub what: String,
}

impl Fault {
    pub(super) fn new(line: u64, column: Option<&'static str>, what: impl Into<String>) -> Self {
        Self { file: 0, line, column, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.what)
    }
}

impl std::error::Error for Fault {}
