//! What looks unusual: rules over what people did. Each is a pure function, says in words what it found
//! and why that is unusual, and has two numbers that a force may change. None of them decides anything: a
//! person looks at each finding.

mod crowd;
mod gone;
mod hours;
mod idle;
mod own;
#[cfg(test)]
mod tests;
mod volume;
mod words;

pub use crowd::crowd;
pub use gone::gone;
pub use hours::{Hours, hours};
pub use idle::idle;
pub use own::{kin, street};
pub use volume::{Load, volume};
pub use words::{explains, name, numbers, says};

use kernel::{AccountId, Instant};
use serde_json::Value;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Somebody opened a record from where they live.
    OwnStreet,
    /// Somebody tried to open a record about themselves or somebody close to them.
    OwnOrFamily,
    /// Many opened one record and did nothing with it.
    Crowd,
    /// Somebody opened many more records than others in their role on that day.
    Volume,
    /// Somebody opened records at hours at which they never do.
    Hours,
    /// Somebody opened many records on a day and did nothing with them.
    Idle,
    /// Somebody saved files and then left at once.
    Gone,
}

/// How a rule is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tuned {
    /// Whether it looks at all.
    pub on: bool,
    /// Its first number; [`numbers`] says what it counts.
    pub first: u32,
    /// Its second number.
    pub second: u32,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspicion {
    /// The rule.
    pub rule: Rule,
    /// What makes it the same when the rule looks again.
    pub same: String,
    /// Whom it is about; nobody where it is about a record that many looked at.
    pub account: Option<AccountId>,
    /// The record that it is about, if it is about one.
    pub record: Option<(String, String)>,
    /// When the last of it happened.
    pub at: Instant,
    /// Numbers and names for its explanation.
    pub facts: Value,
}

impl Rule {
    /// Every rule, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::OwnStreet,
        Self::OwnOrFamily,
        Self::Crowd,
        Self::Volume,
        Self::Hours,
        Self::Idle,
        Self::Gone,
    ];

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OwnStreet => "own_street",
            Self::OwnOrFamily => "own_or_family",
            Self::Crowd => "crowd",
            Self::Volume => "volume",
            Self::Hours => "hours",
            Self::Idle => "idle",
            Self::Gone => "gone",
        }
    }

    /// The rule of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }

    /// As it comes with the program.
    #[must_use]
    pub const fn usual(self) -> Tuned {
        let (first, second) = match self {
            Self::OwnStreet | Self::OwnOrFamily => (1, 0),
            Self::Crowd => (5, 7),
            Self::Volume => (4, 30),
            Self::Hours => (3, 50),
            Self::Idle => (20, 80),
            Self::Gone => (5, 10),
        };
        Tuned { on: true, first, second }
    }
}

/// The day of a moment as part of what makes findings the same: one a day.
fn day_of(at: Instant) -> String {
    at.in_london().date().to_string()
}

/// How many different records these are.
fn different<'a>(records: impl Iterator<Item = &'a str>) -> usize {
    records.collect::<std::collections::BTreeSet<_>>().len()
}

/// A count as a number of a rule.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
