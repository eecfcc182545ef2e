//! What two descriptions say together.

use crate::field::{FIELDS, Field, Finding, OUTCOMES};
use crate::model::Weights;
use crate::prepared::{Prepared, best};
use crate::seen::Looked;
use crate::{Description, Frequencies, Model};
use kernel::Words;

/// From this weight on two descriptions may be joined without asking.
const SURE: f64 = 12.0;
/// From this weight on somebody should look: about one in thirty of such pairs is one person.
const WORTH_ASKING: f64 = -5.0;

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

impl Explanation {
    /// The sum of its lines: the weight.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.lines.iter().map(|line| line.bits).sum()
    }
}

/// Judges whether two descriptions are of one person; the same from both sides. Of several values of a field
/// those count that speak most for it, and chance is given its due for their number.
#[must_use]
pub fn compare(
    one: &Description,
    other: &Description,
    model: &Model,
    frequencies: &Frequencies,
) -> Scored {
    let (one, other) = (Prepared::of(one, frequencies), Prepared::of(other, frequencies));
    let weights = model.weights(frequencies);
    let looked = best(&one, &other, &weights, frequencies);
    scored(&looked, &weights)
}

pub(crate) fn scored(looked: &Looked, weights: &Weights) -> Scored {
    let explanation = explain(looked, weights);
    let weight = explanation.sum();
    let probability = 1.0 / (1.0 + (-weight).exp2());
    Scored { weight, probability, band: band(weight, looked.levels), explanation }
}

fn explain(looked: &Looked, weights: &Weights) -> Explanation {
    let same = weights.same_of(looked.levels);
    let mut lines = Vec::with_capacity(FIELDS + 2);
    let fields = OUTCOMES.iter().zip(&looked.levels).zip(same.iter().zip(&looked.chances));
    for (((field, outcomes), level), (same, chance)) in fields {
        let finding = outcomes.get(usize::from(*level)).copied().unwrap_or(Finding::Missing);
        let bits = if finding == Finding::Missing { 0.0 } else { f64::from(same - chance) };
        lines.push(Comparison { field: *field, finding, bits });
    }
    let strangers = looked.chances.iter().sum();
    let weighed = weights.weigh(looked.levels, strangers);
    let added = [(Field::Household, weighed.household), (Field::Start, weights.start_same)];
    lines.extend(added.map(|(field, bits)| Comparison {
        field,
        finding: Finding::Always,
        bits: f64::from(bits),
    }));
    Explanation { lines }
}

/// What a weight and its findings allow. Joining without asking takes more than a weight: names and the whole
/// date of birth, something that leads to this person, and no other official number.
pub(crate) fn band(weight: f64, levels: [u8; FIELDS]) -> Band {
    let [given, surname, born, sex, home, phone, email, identifier] = levels;
    let names = matches!(given, 1..=5) && matches!(surname, 1..=5);
    let leads = home == 1 || phone == 1 || email == 1 || identifier == 1;
    let contradicts = identifier == 3 || sex == 2;
    if weight >= SURE && names && born == 1 && leads && !contradicts {
        Band::Same
    } else if weight >= WORTH_ASKING {
        Band::Ask
    } else {
        Band::Different
    }
}
