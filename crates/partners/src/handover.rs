//! What is passed, where it stands, and what the partner answered.

use crate::Both;
use kernel::{Instant, Language};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a person passes on. It is sealed as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// To whom, as they were called then.
    pub partner: Both,
    /// The service that was used.
    pub service: String,
    /// The language of the person's own words.
    pub language: Language,
    /// The page of the service where they were, so that they can go on from there.
    pub page: String,
    /// Every answer, to go on with here if it comes back.
    pub answers: Map<String, Value>,
    /// What they were shown before they agreed, and what the partner reads, in English.
    pub english: Vec<Part>,
    /// The same in Welsh.
    pub welsh: Vec<Part>,
    /// How the partner may reach them.
    pub person: Person,
}

impl Passed {
    /// What the partner reads, in a language.
    #[must_use]
    pub fn parts(&self, language: Language) -> &[Part] {
        match language {
            Language::English => &self.english,
            Language::Welsh => &self.welsh,
        }
    }
}

/// A section of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is about.
    pub title: String,
    /// The answers.
    pub lines: Vec<Line>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What was asked.
    pub label: String,
    /// What was answered, line by line.
    pub said: Vec<String>,
    /// Whether these are the person's own words, in their language.
    pub own_words: bool,
}

/// How a person may be reached, as far as they want.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their name.
    pub name: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their e-mail address. We write to it too, once: when the partner has answered.
    pub email: Option<String>,
}

impl Person {
    /// Whether they gave nothing.
    #[must_use]
    pub const fn is_nobody(&self) -> bool {
        self.name.is_none() && self.phone.is_none() && self.email.is_none()
    }
}

/// Why a partner gives something back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Another body deals with it.
    NotOurs,
    /// It is outside their area.
    OutsideArea,
    /// They would need to know more.
    TooLittle,
    /// It is for the police: there are threats, or somebody is at risk.
    ForPolice,
    /// Something else, in their words.
    Other,
}

impl Why {
    /// Every reason, in the order in which it is offered.
    pub const ALL: [Self; 5] =
        [Self::ForPolice, Self::NotOurs, Self::OutsideArea, Self::TooLittle, Self::Other];

    /// As a form sends it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOurs => "not_ours",
            Self::OutsideArea => "outside_area",
            Self::TooLittle => "too_little",
            Self::ForPolice => "for_police",
            Self::Other => "other",
        }
    }

    /// What a form sent.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// What a partner answered. Sealed like what was passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// They took it.
    Accepted {
        /// What they know it by.
        reference: String,
    },
    /// They gave it back.
    Returned(Given),
}

/// Why something was given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The reason.
    pub why: Why,
    /// In their words, if they wrote some.
    pub words: Option<String>,
}

/// Where a handover stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The partner has until then.
    Waiting {
        /// When the link ends.
        until: Instant,
    },
    /// The partner took it.
    Accepted {
        /// When.
        at: Instant,
        /// What they know it by.
        reference: String,
    },
    /// The partner gave it back.
    Returned {
        /// When.
        at: Instant,
        /// Why.
        given: Given,
    },
    /// The partner did not answer in time.
    Unanswered {
        /// When the link ended.
        since: Instant,
    },
}

impl Standing {
    /// Whether it is with the person again.
    #[must_use]
    pub const fn is_back(&self) -> bool {
        matches!(self, Self::Returned { .. } | Self::Unanswered { .. })
    }
}
