//! From pairs to people: whoever joins has to fit all who are there.

use super::pairs::{least, weigh};
use super::{Pair, People};
use crate::model::Weights;
use crate::narrow::{count, slot};
use crate::threads::{in_threads, threads};

/// Of a larger group so many speak for it: nobody compares thousands with thousands.
const MANY: usize = 40;
/// No pair counts for more than this: it is enough to be sure.
const ENOUGH: f32 = 12.0;

/// Groups in the making.
struct Groups<'a> {
    people: &'a People,
    weights: &'a Weights,
    /// The group of each record, named after one of its members.
    group_of: Vec<u32>,
    /// The next member of the same group, in a ring.
    next: Vec<u32>,
    sizes: Vec<u32>,
}

pub(super) fn join(people: &People, weights: &Weights, pairs: &[Pair], threshold: f64) -> Vec<u32> {
    let least = least(threshold);
    let pairs = pairs.iter().filter(|pair| pair.weight >= least);
    let connected = connected(people.rows.len(), pairs.clone());
    // What is not connected has nothing to do with each other, so each thread takes a share of it.
    let parts: Vec<usize> = (0..threads()).collect();
    let part_of = |record: u32| slot(at(&connected, record)) % parts.len().max(1);
    let joined = in_threads(&parts, |part| {
        let mut groups = Groups::of(people, weights);
        pairs
            .clone()
            .filter(|pair| part_of(pair.one) == *part)
            .for_each(|pair| groups.consider(pair, least));
        groups.group_of
    });
    let group = |record| joined.get(part_of(record)).map_or(record, |groups| at(groups, record));
    numbered(&(0..count(people.rows.len())).map(group).collect::<Vec<_>>())
}

/// For each record one that stands for all whom pairs lead to from it.
fn connected<'a>(records: usize, pairs: impl Iterator<Item = &'a Pair>) -> Vec<u32> {
    let mut leads_to: Vec<u32> = (0..count(records)).collect();
    for pair in pairs {
        let (one, other) = (end(&mut leads_to, pair.one), end(&mut leads_to, pair.other));
        set(&mut leads_to, one.max(other), one.min(other));
    }
    (0..count(records)).map(|record| end(&mut leads_to, record)).collect()
}

fn end(leads_to: &mut [u32], mut record: u32) -> u32 {
    loop {
        let next = at(leads_to, record);
        if next == record {
            return record;
        }
        let after = at(leads_to, next);
        set(leads_to, record, after);
        record = after;
    }
}

impl<'a> Groups<'a> {
    fn of(people: &'a People, weights: &'a Weights) -> Self {
        let own: Vec<u32> = (0..count(people.rows.len())).collect();
        let sizes = vec![1; own.len()];
        Self { people, weights, group_of: own.clone(), next: own, sizes }
    }

    fn consider(&mut self, pair: &Pair, least: f32) {
        let (one, other) = (at(&self.group_of, pair.one), at(&self.group_of, pair.other));
        if one == other {
            return;
        }
        let (size, other_size) = (at(&self.sizes, one), at(&self.sizes, other));
        if size + other_size > 2 && self.fit(one, other) < least {
            return;
        }
        let (small, large) = if size < other_size { (one, other) } else { (other, one) };
        for record in self.members(small).collect::<Vec<_>>() {
            set(&mut self.group_of, record, large);
        }
        let (after_small, after_large) = (at(&self.next, small), at(&self.next, large));
        set(&mut self.next, small, after_large);
        set(&mut self.next, large, after_small);
        set(&mut self.sizes, large, size + other_size);
    }

    /// The members of a group.
    fn members(&self, group: u32) -> impl Iterator<Item = u32> {
        let ring = std::iter::successors(Some(group), |record| Some(at(&self.next, *record)));
        ring.take(slot(at(&self.sizes, group)))
    }

    /// How well two groups fit: the mean of all pairs between them.
    fn fit(&self, one: u32, other: u32) -> f32 {
        let (mut sum, mut number) = (0.0, 0.0);
        for a in self.members(one).take(MANY) {
            for b in self.members(other).take(MANY) {
                if self.people.may_pair(a, b) {
                    sum += weigh(self.people, self.weights, (a, b)).clamp(-ENOUGH, ENOUGH);
                    number += 1.0;
                }
            }
        }
        if number > 0.0 { sum / number } else { 0.0 }
    }
}

fn at(values: &[u32], place: u32) -> u32 {
    values.get(slot(place)).copied().unwrap_or_default()
}

fn set(values: &mut [u32], place: u32, value: u32) {
    values.get_mut(slot(place)).into_iter().for_each(|old| *old = value);
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
