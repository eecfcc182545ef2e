//! What two descriptions say together.

use crate::field::{Field, Finding};
use crate::{Description, Frequencies, Model};
use kernel::Words;

/// How sure we are, and what that allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Different people.
    Different,
    /// A person has to look.
    Ask,
    /// The same person, surely enough to join without asking.
    Same,
}

/// One line of an explanation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// What was compared.
    pub field: Field,
    /// How it came out.
    pub finding: Finding,
    /// What that is worth: above nought for, below against the same person.
    pub bits: f64,
}

impl Comparison {
    /// The finding in words.
    #[must_use]
    pub fn words(&self) -> Words {
        self.finding.words()
    }
}

/// Why a weight is what it is. The lines sum to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The lines, in the order of the fields.
    pub lines: Vec<Comparison>,
}

/// Two descriptions judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The odds in bits: nought is evens, ten is about a thousand to one.
    pub weight: f64,
    /// The probability that they are one person.
    pub probability: f64,
    /// What that allows.
    pub band: Band,
    /// Why.
    pub explanation: Explanation,
}

/// Judges whether two descriptions are of one person; the same from both sides.
#[must_use]
pub fn compare(
    _one: &Description,
    _other: &Description,
    _model: &Model,
    _frequencies: &Frequencies,
) -> Scored {
    Scored {
        weight: -20.0,
        probability: 0.0,
        band: Band::Different,
        explanation: Explanation::default(),
    }
}
