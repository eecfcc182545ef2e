//! How much of what was typed each record may have: counted by tokens, before anything is read.

use super::query::{MOST_TERMS, Term, Wanted};
use kernel::EntityId;
use std::collections::{BTreeMap, HashMap};

/// Terms of a query at most, the place among them.
const TERMS: usize = MOST_TERMS + 1;
/// What is found with something that a record is linked to is worth less than with itself.
pub(crate) const THROUGH: f32 = 0.8;
/// Ways to one term that are kept of one record: the first may lead through what somebody may not see.
const WAYS: usize = 3;

/// A way from a record to one that it is linked to and that has a term, the nearest first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Way {
    pub(crate) term: usize,
    pub(crate) good: f32,
    pub(crate) through: Vec<EntityId>,
}

/// The records that may be meant.
#[derive(Debug, Default)]
pub(crate) struct Board {
    weights: [f32; TERMS],
    direct: HashMap<EntityId, [f32; TERMS]>,
    ways: HashMap<EntityId, Vec<Way>>,
}

impl Board {
    /// An empty one for some terms.
    pub(crate) fn new(terms: &[Term]) -> Self {
        let mut board = Self::default();
        board.weights.iter_mut().zip(terms).for_each(|(weight, term)| *weight = term.weight());
        board
    }

    /// Takes down that some records have a token.
    pub(crate) fn note(&mut self, wanted: &Wanted, ids: &[EntityId]) {
        for id in ids {
            let line = self.direct.entry(*id).or_default();
            for term in &wanted.terms {
                if let Some(good) = line.get_mut(*term) {
                    *good = good.max(wanted.good);
                }
            }
        }
    }

    /// Takes down that one record is reached from another, and has what that one has by a link.
    pub(crate) fn reach(&mut self, near: EntityId, far: EntityId, mid: Option<EntityId>) {
        let Some(line) = self.direct.get(&far).copied() else { return };
        let through: Vec<EntityId> = mid.into_iter().chain([far]).collect();
        if near == far || through.contains(&near) {
            return;
        }
        let ways = self.ways.entry(near).or_default();
        for (term, good) in line.into_iter().enumerate().filter(|(_, good)| *good > 0.0) {
            if ways.iter().filter(|way| way.term == term).count() < WAYS {
                ways.push(Way { term, good, through: through.clone() });
            }
        }
    }

    /// The ways of one record.
    pub(crate) fn ways(&self, id: EntityId) -> &[Way] {
        self.ways.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every record that is reached by a link.
    pub(crate) fn reached(&self) -> Vec<EntityId> {
        let mut all: Vec<EntityId> = self.ways.keys().copied().collect();
        all.sort_unstable();
        all
    }

    /// Whether one record may have all terms by itself.
    pub(crate) fn has_whole(&self) -> bool {
        let asked = self.weights.iter().filter(|weight| **weight > 0.0).count();
        let has = |line: &[f32; TERMS]| line.iter().filter(|good| **good > 0.0).count();
        self.direct.values().any(|line| has(line) == asked)
    }

    /// The records with what they may be worth, the best first, then the newest: so many at most, and none
    /// that is worth less than half of the best.
    pub(crate) fn best(&self, most: usize) -> Vec<EntityId> {
        let all =
            self.direct.keys().chain(self.ways.keys().filter(|id| !self.direct.contains_key(id)));
        let mut scored: Vec<(f32, EntityId)> = all.map(|id| (self.score(*id), *id)).collect();
        let top = scored.iter().map(|(score, _)| *score).fold(0.0, f32::max);
        scored.retain(|(score, _)| *score >= top / 2.0);
        scored.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
        scored.into_iter().take(most).map(|(_, id)| id).collect()
    }

    fn score(&self, id: EntityId) -> f32 {
        let mut goods = self.direct.get(&id).copied().unwrap_or_default();
        for way in self.ways(id) {
            if let Some(good) = goods.get_mut(way.term) {
                *good = good.max(way.good * THROUGH);
            }
        }
        goods.iter().zip(self.weights).map(|(good, weight)| good * weight).sum()
    }
}

/// What each token stands for; two may be one.
pub(crate) fn by_token(wanted: &[Wanted]) -> BTreeMap<i64, Vec<&Wanted>> {
    let mut all: BTreeMap<i64, Vec<&Wanted>> = BTreeMap::new();
    for one in wanted {
        all.entry(one.token).or_default().push(one);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Board, Wanted};
    use crate::find::query::Query;
    use kernel::EntityId;
    use sqlx::types::Uuid;

    fn id(number: u128) -> EntityId {
        EntityId::new(Uuid::from_u128(number))
    }

    fn of(term: usize, good: f32) -> Wanted {
        Wanted { token: 0, terms: vec![term], good }
    }

    #[test]
    fn who_has_more_of_what_was_typed_comes_first() {
        let mut board = Board::new(&Query::of("siobhan okoro").terms(2026));
        board.note(&of(0, 1.0), &[id(1), id(2), id(4)]);
        board.note(&of(1, 0.85), &[id(2), id(3)]);
        assert_eq!(board.best(10), [id(2), id(4), id(1)]);
        assert!(board.has_whole());
    }

    #[test]
    fn what_is_linked_counts_a_little_less() {
        let mut board = Board::new(&Query::of("astra parker").terms(2026));
        board.note(&of(0, 1.0), &[id(1), id(2)]);
        board.note(&of(1, 1.0), &[id(9)]);
        board.reach(id(2), id(9), Some(id(5)));
        assert!(!board.has_whole());
        assert_eq!(board.best(10).first(), Some(&id(2)));
        assert_eq!(
            board.ways(id(2)).first().map(|way| way.through.clone()),
            Some(vec![id(5), id(9)])
        );
    }
}
