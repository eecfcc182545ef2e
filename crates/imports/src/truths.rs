//! When a page is met, as a function of comparisons: a reduced ordered decision diagram, so that
//! ways which part and meet again leave no trace, and equal conditions are one.

use std::collections::{BTreeMap, BTreeSet};

/// Never and always.
pub(super) const NEVER: usize = 0;
pub(super) const ALWAYS: usize = 1;
/// The most steps for one form.
const MOST: usize = 100_000;

/// A decision: on which comparison, and where it leads when that is false and when it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Decision {
    pub(super) on: usize,
    pub(super) no: usize,
    pub(super) yes: usize,
}

/// Decisions that share what they can.
#[derive(Debug, Default)]
pub(super) struct Truths {
    decisions: Vec<Decision>,
    known: BTreeMap<Decision, usize>,
    done: BTreeMap<[usize; 3], usize>,
}

impl Truths {
    /// The decision of a number; none for never and always.
    pub(super) fn decision(&self, truth: usize) -> Option<Decision> {
        self.decisions.get(truth.checked_sub(2)?).copied()
    }

    fn decide(&mut self, decision: Decision) -> usize {
        if decision.no == decision.yes {
            return decision.yes;
        }
        let next = self.decisions.len() + 2;
        let at = *self.known.entry(decision).or_insert(next);
        if at == next {
            self.decisions.push(decision);
        }
        at
    }

    /// Whether one comparison holds.
    pub(super) fn asks(&mut self, on: usize) -> usize {
        self.decide(Decision { on, no: NEVER, yes: ALWAYS })
    }

    /// If, then, else. `None` when it would take too long.
    pub(super) fn choose(&mut self, of: usize, yes: usize, no: usize) -> Option<usize> {
        match (of, yes, no) {
            (ALWAYS, ..) => return Some(yes),
            (NEVER, ..) => return Some(no),
            (_, ALWAYS, NEVER) => return Some(of),
            (_, yes, no) if yes == no => return Some(yes),
            _ => {}
        }
        if let Some(done) = self.done.get(&[of, yes, no]) {
            return Some(*done);
        }
        if self.done.len() >= MOST {
            return None;
        }
        let decisions = [of, yes, no].map(|truth| self.decision(truth));
        let on = decisions.iter().flatten().map(|decision| decision.on).min()?;
        let half = |truth: usize, decision: Option<Decision>, side: bool| match decision {
            Some(decision) if decision.on == on => {
                if side {
                    decision.yes
                } else {
                    decision.no
                }
            }
            _ => truth,
        };
        let [a, b, c] = decisions;
        let when_no = self.choose(half(of, a, false), half(yes, b, false), half(no, c, false))?;
        let when_yes = self.choose(half(of, a, true), half(yes, b, true), half(no, c, true))?;
        let truth = self.decide(Decision { on, no: when_no, yes: when_yes });
        self.done.insert([of, yes, no], truth);
        Some(truth)
    }

    pub(super) fn and(&mut self, a: usize, b: usize) -> Option<usize> {
        self.choose(a, b, NEVER)
    }

    pub(super) fn or(&mut self, a: usize, b: usize) -> Option<usize> {
        self.choose(a, ALWAYS, b)
    }

    pub(super) fn not(&mut self, a: usize) -> Option<usize> {
        self.choose(a, NEVER, ALWAYS)
    }

    /// The comparisons that it looks at.
    pub(super) fn looks_at(&self, truth: usize) -> BTreeSet<usize> {
        let (mut seen, mut open, mut found) = (BTreeSet::new(), vec![truth], BTreeSet::new());
        while let Some(truth) = open.pop() {
            if let Some(decision) = self.decision(truth).filter(|_| seen.insert(truth)) {
                found.insert(decision.on);
                open.extend([decision.no, decision.yes]);
            }
        }
        found
    }

    /// Whether it can hold, whatever a comparison that nobody can make would say.
    pub(super) fn either(&mut self, truth: usize, on: usize) -> Option<usize> {
        let with = self.with(truth, on, true, &mut BTreeMap::new());
        let without = self.with(truth, on, false, &mut BTreeMap::new());
        self.or(with, without)
    }

    /// How many decisions it is made of.
    fn size(&self, truth: usize) -> usize {
        let (mut seen, mut open) = (BTreeSet::new(), vec![truth]);
        while let Some(truth) = open.pop() {
            if let Some(decision) = self.decision(truth).filter(|_| seen.insert(truth)) {
                open.extend([decision.no, decision.yes]);
            }
        }
        seen.len()
    }

    /// The same truth, when two comparisons never hold together, where that makes it shorter.
    pub(super) fn never_both(&mut self, truth: usize, one: usize, other: usize) -> Option<usize> {
        let when_one = self.with(truth, one, true, &mut BTreeMap::new());
        let then = self.with(when_one, other, false, &mut BTreeMap::new());
        let otherwise = self.with(truth, one, false, &mut BTreeMap::new());
        let asks = self.asks(one);
        let shorter = self.choose(asks, then, otherwise)?;
        Some(if self.size(shorter) < self.size(truth) { shorter } else { truth })
    }

    fn with(
        &mut self,
        truth: usize,
        on: usize,
        side: bool,
        done: &mut BTreeMap<usize, usize>,
    ) -> usize {
        let Some(decision) = self.decision(truth).filter(|decision| decision.on <= on) else {
            return truth;
        };
        if decision.on == on {
            return if side { decision.yes } else { decision.no };
        }
        if let Some(done) = done.get(&truth) {
            return *done;
        }
        let no = self.with(decision.no, on, side, done);
        let yes = self.with(decision.yes, on, side, done);
        let found = self.decide(Decision { on: decision.on, no, yes });
        done.insert(truth, found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{ALWAYS, Truths};

    #[test]
    fn ways_that_part_and_meet_again_leave_no_trace() {
        let mut truths = Truths::default();
        let a = truths.asks(0);
        let b = truths.asks(1);
        let not_a = truths.not(a).unwrap();
        assert_eq!(truths.or(a, not_a), Some(ALWAYS));
        let a_and_b = truths.and(a, b).unwrap();
        assert_eq!(truths.either(a_and_b, 1), Some(a));
        let b_not_a = truths.and(not_a, b).unwrap();
        assert_eq!(truths.never_both(b_not_a, 1, 0), Some(b));
        assert_eq!(truths.looks_at(a_and_b).into_iter().collect::<Vec<_>>(), [0, 1]);
    }
}
