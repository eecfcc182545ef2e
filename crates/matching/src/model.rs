//! What was learnt of how descriptions of one person differ.

use crate::field::{FIELDS, LEVELS};
use serde::{Deserialize, Serialize};

/// How likely each outcome of each field is, among those where both say something.
pub(crate) type Table = [[f64; LEVELS]; FIELDS];

/// How often each comparison comes out how, for one person, for people of one household, for strangers.
/// The default was learnt on people who never were.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Of one person described twice.
    pub(crate) same: Table,
    /// Of two people who live together.
    pub(crate) household: Table,
    /// Of strangers. Where a name or a date has a frequency of its own, this is a factor to it.
    pub(crate) strangers: Table,
    /// Pairs of descriptions of one person, for each description.
    pub(crate) same_per_record: f64,
    /// Pairs of people who live together, for each description.
    pub(crate) household_per_record: f64,
    /// Different values for each description that has one: homes, postcodes, telephone numbers, e-mail
    /// addresses, identifiers.
    pub(crate) distinct: [f64; 5],
    /// How much likelier than chance a given name and a surname go together, in bits: rows by how rare the given
    /// name is, columns by how rare the surname is. Names of one origin do.
    pub(crate) together: [[f64; 4]; 4],
    /// How likely two strangers of one name have one e-mail address, one before the @, and nearly one, where it is
    /// made of names alone.
    pub(crate) emails_of_namesakes: [f64; 3],
    /// From which probability on pairs are given out.
    pub(crate) threshold: f64,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            same: SAME,
            household: HOUSEHOLD,
            strangers: STRANGERS,
            same_per_record: 0.9,
            household_per_record: 0.8,
            distinct: [0.23, 0.04, 0.6, 0.7, 0.78],
            together: TOGETHER,
            emails_of_namesakes: [0.000_1, 0.2, 0.1],
            threshold: 0.25,
        }
    }
}

impl Model {
    /// The probability from which on two descriptions are counted as one person's when nobody asks for another.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// As logarithms, among so many as are counted.
    pub(crate) fn weights(&self, frequencies: &crate::Frequencies) -> Weights {
        let people = f64::from(frequencies.people());
        Weights::new(self, people, people)
    }
}

const TOGETHER: [[f64; 4]; 4] =
    [[0.5, 0.5, 0.5, 0.7], [1.0, 1.7, 2.4, 1.5], [2.0, 3.4, 4.2, 3.0], [2.2, 4.2, 4.0, 4.2]];

const SAME: Table = [
    [0.0, 0.681, 0.124, 0.048, 0.064, 0.026, 0.002, 0.023, 0.014, 0.001, 0.017, 0.0],
    [0.0, 0.85, 0.004, 0.07, 0.032, 0.002, 0.001, 0.014, 0.021, 0.006, 0.0, 0.0],
    [0.0, 0.932, 0.008, 0.031, 0.002, 0.007, 0.015, 0.002, 0.003, 0.0, 0.0, 0.0],
    [0.0, 0.99, 0.01, 0.977, 0.023, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.54, 0.036, 0.108, 0.005, 0.006, 0.005, 0.30, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.60, 0.03, 0.37, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.845, 0.014, 0.016, 0.125, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.935, 0.057, 0.008, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
];

const HOUSEHOLD: Table = [
    [0.0, 0.03, 0.01, 0.01, 0.01, 0.01, 0.03, 0.07, 0.0001, 0.01, 0.82, 0.0],
    [0.0, 0.80, 0.016, 0.06, 0.024, 0.003, 0.003, 0.0002, 0.02, 0.0738, 0.0, 0.0],
    [0.0, 0.02, 0.0002, 0.003, 0.002, 0.004, 0.004, 0.02, 0.9468, 0.0, 0.0, 0.0],
    [0.0, 0.965, 0.035, 0.42, 0.58, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.85, 0.05, 0.04, 0.005, 0.005, 0.005, 0.045, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.104, 0.006, 0.89, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.02, 0.001, 0.001, 0.978, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.0001, 0.0003, 0.9996, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
];

const STRANGERS: Table = [
    [0.0, 1.0, 1.2, 1.2, 1.2, 3.0, 8.0, 0.07, 0.0005, 0.01, 0.9, 0.0],
    [0.0, 1.0, 2.0, 1.2, 3.0, 8.0, 0.06, 0.5, 0.25, 0.74, 0.0, 0.0],
    [0.0, 1.0, 0.000_02, 0.000_8, 0.002, 0.001, 0.001, 0.014, 0.98, 0.0, 0.0, 0.0],
    [0.0, 0.98, 0.02, 0.49, 0.51, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 1.0, 3.0, 1.0, 1.0, 20.0, 0.01, 0.98, 0.0, 0.0, 0.0, 0.0],
    [0.0, 1.0, 0.000_03, 0.999, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 1.0, 4.0, 0.000_01, 0.999, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 1.0, 0.000_03, 0.999, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
];

/// How much rarer than by chance those are who live together, bear one given name and were born on one day.
const NAMESAKE_TWINS: f32 = -4.0;

/// A model as logarithms to the base two, for so many descriptions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    same: [[f32; 16]; FIELDS],
    household: [[f32; 16]; FIELDS],
    strangers: [[f32; 16]; FIELDS],
    together: [[f32; 4]; 4],
    emails_of_namesakes: [f32; 3],
    pub(crate) start_same: f32,
    pub(crate) start_household: f32,
}

/// What two descriptions weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Weighed {
    pub(crate) weight: f32,
    /// The line for those who live together.
    pub(crate) household: f32,
}

impl Weights {
    /// For pairs of so many that each has so many others to be compared with.
    pub(crate) fn new(model: &Model, records: f64, others: f64) -> Self {
        let mut strangers = model.strangers;
        // A home is one of those that there are in a whole district at least, however few are known.
        let values = |share: f64, least: f64| 1.0 / (share * records).max(least);
        let [homes, postcodes, phones, emails, identifiers] = model.distinct;
        let (home, postcode) = (values(homes, 20_000.0), values(postcodes, 2_000.0));
        for (row, level, factor) in [
            (4, 1, home),
            (4, 2, home),
            (4, 3, postcode),
            (4, 4, postcode),
            (4, 5, postcode),
            (5, 1, values(phones, 20_000.0)),
            (6, 1, values(emails, 20_000.0)),
            (6, 2, values(emails, 20_000.0)),
            (7, 1, values(identifiers, 20_000.0)),
        ] {
            if let Some(value) =
                strangers.get_mut(row).and_then(|row: &mut [f64; LEVELS]| row.get_mut(level))
            {
                *value *= factor;
            }
        }
        Self {
            same: logarithms(&model.same),
            household: logarithms(&model.household),
            strangers: logarithms(&strangers),
            emails_of_namesakes: model.emails_of_namesakes.map(log2),
            together: model.together.map(|row| row.map(crate::narrow::single)),
            start_same: log2(2.0 * model.same_per_record / others.max(100.0)),
            start_household: log2(2.0 * model.household_per_record / others.max(100.0)),
        }
    }

    /// How much likelier than chance two names go together.
    pub(crate) fn together(&self, given: f32, surname: f32) -> f32 {
        let row = self.together.get(rarity(given, -8.0));
        row.and_then(|row| row.get(rarity(surname, -10.0))).copied().unwrap_or_default()
    }

    /// How likely strangers of one name have e-mail addresses that compare so.
    pub(crate) fn emails_of_namesakes(&self, level: u8) -> f32 {
        let place = usize::from(level).saturating_sub(1);
        self.emails_of_namesakes.get(place).copied().unwrap_or_default()
    }

    pub(crate) fn strangers_of(&self, levels: [u8; FIELDS]) -> [f32; FIELDS] {
        picked(&self.strangers, levels)
    }

    pub(crate) fn same_of(&self, levels: [u8; FIELDS]) -> [f32; FIELDS] {
        picked(&self.same, levels)
    }

    /// How likely a pattern is, for one person and for people who live together.
    pub(crate) fn likelihoods(&self, levels: [u8; FIELDS]) -> (f32, f32) {
        let sum = |table| picked(table, levels).into_iter().sum::<f32>();
        let [given, _, born, ..] = levels;
        // Twins do not bear one name.
        let twins = if born == 1 && matches!(given, 1 | 2) { NAMESAKE_TWINS } else { 0.0 };
        (self.start_same + sum(&self.same), self.start_household + sum(&self.household) + twins)
    }

    /// What levels weigh that are so likely of strangers.
    pub(crate) fn weigh(&self, levels: [u8; FIELDS], strangers: f32) -> Weighed {
        let (same, household) = self.likelihoods(levels);
        let others = log2_of_sum(household, strangers);
        Weighed { weight: same - others, household: strangers - others }
    }
}

/// How rare a name is, from nought for the most common to three.
pub(crate) fn rarity(chance: f32, common: f32) -> usize {
    [0.0, 2.0, 4.0].into_iter().filter(|step| chance < common - step).count()
}

/// The logarithm of the sum of two numbers that are given as logarithms.
pub(crate) fn log2_of_sum(one: f32, other: f32) -> f32 {
    let (small, large) = if one < other { (one, other) } else { (other, one) };
    large + (1.0 + (small - large).exp2()).log2()
}

fn picked(table: &[[f32; 16]; FIELDS], levels: [u8; FIELDS]) -> [f32; FIELDS] {
    let mut values = [0.0; FIELDS];
    for ((value, row), level) in values.iter_mut().zip(table).zip(levels) {
        *value = row.get(usize::from(level & 15)).copied().unwrap_or_default();
    }
    values
}

fn logarithms(table: &Table) -> [[f32; 16]; FIELDS] {
    let mut logarithms = [[0.0; 16]; FIELDS];
    for (row, from) in logarithms.iter_mut().zip(table) {
        // What is missing says nothing: its logarithm stays nought.
        for (value, probability) in row.iter_mut().zip(from).skip(1) {
            *value = log2(*probability);
        }
    }
    logarithms
}

fn log2(number: f64) -> f32 {
    crate::narrow::single(number.max(1e-12).log2())
}
