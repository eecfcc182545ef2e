//! The journal: what section 62 of the Data Protection Act 2018 asks of police systems, for every
//! change and every look.

use serde_json::{Value, json};

/// The kind of processing, in the words of section 62.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Data came in.
    Collection,
    /// Data was changed.
    Alteration,
    /// Data was looked at.
    Consultation,
    /// Data was given to somebody.
    Disclosure,
    /// Data was joined with other data.
    Combination,
    /// Data was erased.
    Erasure,
}

impl Act {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Collection => "collection",
            Self::Alteration => "alteration",
            Self::Consultation => "consultation",
            Self::Disclosure => "disclosure",
            Self::Combination => "combination",
            Self::Erasure => "erasure",
        }
    }
}

/// One entry. Who, when, why and whose come from the transaction.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) act: Act,
    pub(crate) verb: &'static str,
    pub(crate) thing: &'static str,
    pub(crate) thing_id: String,
    pub(crate) details: Value,
}

impl Entry {
    /// An entry: the kind of processing, what was done (`report_submitted`), and to which thing.
    #[must_use]
    pub fn new(
        act: Act,
        verb: &'static str,
        thing: &'static str,
        id: impl std::fmt::Display,
    ) -> Self {
        Self { act, verb, thing, thing_id: id.to_string(), details: json!({}) }
    }

    /// Facts about the act itself, such as a count or a reason code. Never the content of a record.
    #[must_use]
    pub fn with(mut self, details: Value) -> Self {
        self.details = details;
        self
    }
}
