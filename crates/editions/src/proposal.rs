//! A text on its way to being published.

use crate::rules::Person;
use kernel::Instant;
use services::Reach;

/// The id of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ProposalId(pub(crate) uuid::Uuid);

impl ProposalId {
    /// Reads the id of an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

impl std::fmt::Display for ProposalId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// How far a proposal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Somebody writes it.
    Writing,
    /// It waits for a second person.
    Proposed,
    /// It is offered.
    Published,
    /// Its author took it back.
    Withdrawn,
}

impl Stage {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Proposed => "proposed",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub(crate) fn of_code(code: &str) -> Self {
        match code {
            "proposed" => Self::Proposed,
            "published" => Self::Published,
            "withdrawn" => Self::Withdrawn,
            _ => Self::Writing,
        }
    }
}

/// A text of a service on its way to being published.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// The service.
    pub service: String,
    /// The definition, as it was last saved.
    pub english: String,
    /// Its Welsh; may be empty.
    pub welsh: String,
    /// Its own tests.
    pub tests: String,
    /// What is new, in the author's words.
    pub note: String,
    /// Whom it is proposed for.
    pub reach: Reach,
    /// How far it has come.
    pub stage: Stage,
    /// How often it was saved.
    pub revision: i32,
    /// The version that it was begun from.
    pub begun_from: Option<u32>,
    /// Who writes it.
    pub author: Person,
    /// When it was last saved, proposed or decided.
    pub changed_at: Instant,
    /// Why a second person gave it back, and who.
    pub returned: Option<(String, String)>,
}

impl Proposal {
    /// The texts, as they would be published.
    #[must_use]
    pub fn texts(&self) -> services::Texts {
        let welsh = Some(self.welsh.clone()).filter(|welsh| !welsh.trim().is_empty());
        services::Texts { english: self.english.clone(), welsh, tests: self.tests.clone() }
    }
}
