//! Which records count as one: a function of the decisions that stand, and of nothing else.
//!
//! Each decision joins two records. Those that are joined, by however many steps, count as one; the newest
//! decision among them says under which of them all are shown. So the order in which decisions are taken
//! back does not matter, and taking back the last one gives what was before it.

use kernel::{EntityId, MergeId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A decision that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) id: MergeId,
    pub(crate) one: EntityId,
    pub(crate) other: EntityId,
    pub(crate) shown: EntityId,
}

/// Records that count as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// Under which they are shown.
    pub(crate) golden: EntityId,
    /// The others, each with the decision that joins it to those nearer the one that is shown.
    pub(crate) under: BTreeMap<EntityId, MergeId>,
}

/// The groups of some records, those that stand alone too.
pub(crate) fn groups(members: &BTreeSet<EntityId>, decisions: &[Decision]) -> Vec<Group> {
    let mut left = members.clone();
    let mut found = Vec::new();
    while let Some(first) = left.first().copied() {
        let all: BTreeSet<EntityId> =
            reached(first, decisions).into_keys().chain([first]).collect();
        let golden = golden(&all, decisions).unwrap_or(first);
        left.retain(|id| !all.contains(id));
        found.push(Group { golden, under: reached(golden, decisions) });
    }
    found
}

/// The newest decision among some records says under which they are shown; where that one was parted
/// from them, the one before it says so. Where nobody does, it is the oldest record.
fn golden(all: &BTreeSet<EntityId>, decisions: &[Decision]) -> Option<EntityId> {
    let among = decisions.iter().filter(|it| all.contains(&it.one) && all.contains(&it.shown));
    among.max_by_key(|it| it.id).map(|it| it.shown)
}

/// Every record that can be reached from one, with the decision by which it is.
fn reached(from: EntityId, decisions: &[Decision]) -> BTreeMap<EntityId, MergeId> {
    let mut by = BTreeMap::new();
    let mut next = VecDeque::from([from]);
    while let Some(here) = next.pop_front() {
        for decision in decisions {
            let there = match here {
                it if it == decision.one => decision.other,
                it if it == decision.other => decision.one,
                _ => continue,
            };
            if there != from && !by.contains_key(&there) {
                by.insert(there, decision.id);
                next.push_back(there);
            }
        }
    }
    by
}

#[cfg(test)]
mod tests {
    use super::{Decision, Group, groups};
    use kernel::{EntityId, MergeId};
    use sqlx::types::Uuid;
    use std::collections::BTreeSet;

    impl Group {
        fn members(&self) -> BTreeSet<EntityId> {
            self.under.keys().copied().chain([self.golden]).collect()
        }
    }

    fn record(number: u8) -> EntityId {
        EntityId::new(Uuid::from_u128(number.into()))
    }

    fn decisions(pairs: &[(u8, u8, u8)]) -> Vec<Decision> {
        let decision = |(place, (one, other, shown)): (usize, &(u8, u8, u8))| Decision {
            id: MergeId::new(Uuid::from_u128(u128::try_from(place).unwrap())),
            one: record(*one),
            other: record(*other),
            shown: record(*shown),
        };
        pairs.iter().enumerate().map(decision).collect()
    }

    /// Groups as text: the one that is shown, then all of them.
    fn check(pairs: &[(u8, u8, u8)], expected: &[(u8, &[u8])]) {
        let members: BTreeSet<EntityId> = (1..=5).map(record).collect();
        let found = groups(&members, &decisions(pairs));
        let mut found: Vec<(EntityId, BTreeSet<EntityId>)> =
            found.iter().map(|it| (it.golden, it.members())).collect();
        found.sort();
        let mut expected: Vec<(EntityId, BTreeSet<EntityId>)> = expected
            .iter()
            .map(|(golden, all)| (record(*golden), all.iter().map(|it| record(*it)).collect()))
            .collect();
        expected.sort();
        assert_eq!(found, expected, "{pairs:?}");
    }

    #[test]
    fn those_that_are_joined_by_any_number_of_steps_count_as_one() {
        let alone: [(u8, &[u8]); 2] = [(4, &[4]), (5, &[5])];
        check(&[], &[(1, &[1]), (2, &[2]), (3, &[3]), alone[0], alone[1]]);
        check(&[(1, 2, 1)], &[(1, &[1, 2]), (3, &[3]), alone[0], alone[1]]);
        check(&[(1, 2, 1), (2, 3, 1)], &[(1, &[1, 2, 3]), alone[0], alone[1]]);
        check(&[(1, 2, 2), (3, 4, 3), (2, 3, 3)], &[(3, &[1, 2, 3, 4]), alone[1]]);
    }

    #[test]
    fn the_newest_decision_says_under_which_they_are_shown_and_whoever_left_does_not() {
        check(&[(1, 2, 1), (2, 3, 3)], &[(3, &[1, 2, 3]), (4, &[4]), (5, &[5])]);
        // The one that joined 1 was taken back: 1 says nothing any more.
        check(&[(2, 3, 1)], &[(1, &[1]), (2, &[2, 3]), (4, &[4]), (5, &[5])]);
    }

    #[test]
    fn taking_back_the_last_decision_gives_the_groups_before_it() {
        let mut seed = 7_u32;
        let mut next = |below: u8| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from(seed >> 24).unwrap() % below
        };
        let members: BTreeSet<EntityId> = (1..=5).map(record).collect();
        for _ in 0..2_000 {
            let mut pairs = Vec::new();
            let mut before: Vec<Vec<Group>> = vec![groups(&members, &[])];
            for _ in 0..4 {
                let (one, other) = (1 + next(5), 1 + next(5));
                if one == other {
                    continue;
                }
                pairs.push((one, other, one));
                before.push(groups(&members, &decisions(&pairs)));
            }
            while pairs.pop().is_some() {
                before.pop();
                assert_eq!(Some(&groups(&members, &decisions(&pairs))), before.last());
            }
        }
    }
}
