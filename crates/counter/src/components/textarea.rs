//! Several lines of text.

use super::field::{Field, Label, field};
use askama::Template;

/// A field for several lines of text.
#[derive(Clone, Debug, Template)]
#[template(path = "components/textarea.html")]
pub struct Textarea {
    pub(super) field: Field,
    pub(super) rows: u16,
    pub(super) value: String,
    pub(super) spellcheck: Option<bool>,
    pub(super) autocomplete: Option<&'static str>,
}

impl Textarea {
    /// A field of this name that asks for this, five rows high.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name.into(), label.into()),
            rows: 5,
            value: String::new(),
            spellcheck: None,
            autocomplete: None,
        }
    }

    field!(field);

    /// What stands in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// How many rows are seen.
    #[must_use]
    pub fn rows(mut self, rows: u16) -> Self {
        self.rows = rows;
        self
    }

    /// What the browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// Whether the browser checks the spelling.
    #[must_use]
    pub fn spellcheck(mut self, spellcheck: bool) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }
}

component!(Textarea);
