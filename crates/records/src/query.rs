//! Saved queries: a chain of links with windows in time, written down as data and checked before it is
//! kept. National ones come with the program; a force adds its own.

mod national;
mod own;
mod reading;

pub use own::{Kept, keep_query, queries, query, take_query_away};
pub use reading::Fault;

use crate::form::Form;
use crate::role::Role;
use crate::window::Span;
use kernel::Language;

/// Words that came as data, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In English.
    pub en: String,
    /// In Welsh.
    pub cy: String,
}

impl Text {
    /// The text for a reader.
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Welsh => &self.cy,
        }
    }
}

/// A query that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What it is called in addresses: small letters, digits and hyphens.
    pub id: String,
    /// What it is called on a page.
    pub name: Text,
    /// Of what records it is asked.
    pub start: Vec<Form>,
    /// What can be chosen when it is asked: how far back.
    pub parameters: Vec<Parameter>,
    /// The steps, the first one first; one to four.
    pub steps: Vec<QueryStep>,
}

/// A length of time that whoever asks may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in the definition.
    pub name: String,
    /// What it is called on a page.
    pub label: Text,
    /// What it is unless somebody chooses.
    pub default: Span,
    /// How far it goes at most.
    pub most: Span,
}

/// One step of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryStep {
    /// The roles, and whether each is followed from its beginning to its end.
    pub roles: Vec<(Role, bool)>,
    /// To what: nothing for whatever the roles lead to.
    pub to: Vec<Form>,
    /// When; nothing for whenever.
    pub within: Option<Within>,
}

/// The window of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// Always the same.
    Fixed(Span),
    /// The parameter at this place.
    Chosen(usize),
}

impl Query {
    /// Whether it is asked of such a record.
    #[must_use]
    pub fn fits(&self, form: Form) -> bool {
        self.start.contains(&form)
    }

    /// The window of a step, of what was chosen.
    pub(crate) fn span(&self, within: &Within, chosen: &[Span]) -> Option<Span> {
        match within {
            Within::Fixed(span) => Some(*span),
            Within::Chosen(place) => {
                let parameter = self.parameters.get(*place)?;
                let span = chosen.get(*place).copied().unwrap_or(parameter.default);
                let fits = span.about_days() <= parameter.most.about_days();
                Some(if fits { span } else { parameter.most })
            }
        }
    }
}
