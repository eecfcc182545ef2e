//! Pairs that may be one person.

use super::People;
use crate::model::Weights;
use crate::narrow::{single, slot};
use crate::seen::look;

/// Two records and what they weigh together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// One record.
    pub one: u32,
    /// The other one.
    pub other: u32,
    /// The odds in bits: nought is evens.
    pub weight: f32,
}

impl Pair {
    /// The probability that they are one person.
    #[must_use]
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-f64::from(self.weight)).exp2())
    }
}

pub(super) fn find(people: &People, weights: &Weights, threshold: f64) -> Vec<Pair> {
    let least = least(threshold);
    // Among few there is time to look at everybody.
    let in_haste = people.rows.len() > 50_000;
    let mut pairs = people.blocks.each_pair(
        |_| true,
        |one, other, pairs| {
            let rows = (people.rows.get(slot(one)), people.rows.get(slot(other)));
            if in_haste && matches!(rows, (Some(a), Some(b)) if a.is_clearly_not(b)) {
                return;
            }
            let weight = weigh(people, weights, (one, other));
            if weight >= least {
                pairs.push(Pair { one, other, weight });
            }
        },
    );
    pairs.sort_unstable_by(|a, b| {
        b.weight.total_cmp(&a.weight).then_with(|| (a.one, a.other).cmp(&(b.one, b.other)))
    });
    pairs
}

/// A probability as a weight.
pub(super) fn least(threshold: f64) -> f32 {
    single((threshold / (1.0 - threshold).max(1e-12)).max(1e-12).log2())
}

/// What two records weigh; very little across what may not pair.
pub(super) fn weigh(people: &People, weights: &Weights, (one, other): (u32, u32)) -> f32 {
    let (Some(a), Some(b)) = (people.seen(one), people.seen(other)) else { return f32::MIN };
    if !people.may_pair(one, other) {
        return f32::MIN;
    }
    let looked = look(&a, &b, weights);
    weights.weigh(looked.levels, looked.chances.iter().sum()).weight
}
