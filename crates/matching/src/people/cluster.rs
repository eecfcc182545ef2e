//! From pairs to people: whoever joins has to fit all who are there.

use super::pairs::weigh;
use super::{Pair, People};
use crate::model::Weights;
use crate::narrow::{count, single, slot};

/// Beyond this many a group is only joined by its strongest pairs: nobody compares thousands with thousands.
const MANY: usize = 40;

/// Groups in the making.
struct Groups<'a> {
    people: &'a People,
    weights: &'a Weights,
    group_of: Vec<u32>,
    members: Vec<Vec<u32>>,
}

pub(super) fn join(people: &People, weights: &Weights, pairs: &[Pair], threshold: f64) -> Vec<u32> {
    let least = single((threshold / (1.0 - threshold).max(1e-12)).max(1e-12).log2());
    let records = count(people.rows.len());
    let mut groups = Groups {
        people,
        weights,
        group_of: (0..records).collect(),
        members: (0..records).map(|one| vec![one]).collect(),
    };
    for pair in pairs {
        if pair.weight >= least {
            groups.consider(pair, least);
        }
    }
    numbered(&groups.group_of)
}

impl Groups<'_> {
    fn group(&self, record: u32) -> u32 {
        self.group_of.get(slot(record)).copied().unwrap_or(record)
    }

    fn consider(&mut self, pair: &Pair, least: f32) {
        let (one, other) = (self.group(pair.one), self.group(pair.other));
        if one == other {
            return;
        }
        let of = |group: u32| self.members.get(slot(group)).map(Vec::as_slice).unwrap_or_default();
        let (a, b) = (of(one), of(other));
        if (a.len() > 1 || b.len() > 1) && self.fit(a, b) < least {
            return;
        }
        let (small, large) = if a.len() < b.len() { (one, other) } else { (other, one) };
        let moved = self.members.get_mut(slot(small)).map(std::mem::take).unwrap_or_default();
        for record in &moved {
            self.group_of.get_mut(slot(*record)).into_iter().for_each(|group| *group = large);
        }
        self.members.get_mut(slot(large)).into_iter().for_each(|members| members.extend(&moved));
    }

    /// How well two groups fit: the mean of all pairs between them, none counted for more than is enough to be sure.
    fn fit(&self, a: &[u32], b: &[u32]) -> f32 {
        let (mut sum, mut number) = (0.0, 0.0);
        for one in a.iter().take(MANY) {
            for other in b.iter().take(MANY) {
                if self.people.may_pair(*one, *other) {
                    sum += weigh(self.people, self.weights, (*one, *other)).clamp(-12.0, 12.0);
                    number += 1.0;
                }
            }
        }
        if number > 0.0 { sum / number } else { 0.0 }
    }
}

/// Groups counted from nought in the order of their first record.
fn numbered(group_of: &[u32]) -> Vec<u32> {
    let mut numbers = vec![u32::MAX; group_of.len()];
    let mut next = 0;
    let number = |group: &u32| {
        let Some(number) = numbers.get_mut(slot(*group)) else { return 0 };
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *number
    };
    group_of.iter().map(number).collect()
}
