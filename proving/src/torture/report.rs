//! What came of it, for people and for programs.

use super::compare::Verdict;
use serde::Serialize;
use std::fmt;

/// One fault under load and what was found afterwards.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CycleReport {
    /// What was done.
    pub fault: String,
    /// Acknowledgements of the cycle.
    pub acknowledged: usize,
    /// Reports without an answer at its end, which were sent again.
    pub in_doubt: usize,
    /// Answers "not now".
    pub busy: u64,
    /// Broken connections.
    pub broken: u64,
    /// Answers that should never be given.
    pub other_answers: Vec<String>,
    /// From a kill to the first acknowledgement of what was sent after it.
    pub back_after_ms: Option<u64>,
    /// The whole cycle.
    pub took_ms: u64,
    /// What was found.
    pub verdict: Verdict,
}

/// All cycles.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// What every choice followed from.
    pub seed: u64,
    /// How many faults there were.
    pub cycles: usize,
    /// Everything acknowledged.
    pub acknowledged: usize,
    /// From a kill to work: the middle and the longest, in milliseconds.
    pub back_after_ms: (u64, u64),
    /// All findings.
    pub verdict: Verdict,
    /// Answers that should never be given.
    pub other_answers: Vec<String>,
    /// Each cycle.
    pub each: Vec<CycleReport>,
    #[serde(skip)]
    back: Vec<u64>,
}

impl Report {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    pub(super) fn add(&mut self, cycle: CycleReport) {
        self.cycles += 1;
        self.acknowledged += cycle.acknowledged;
        self.add_last(cycle);
    }

    /// A look without a fault.
    pub(super) fn add_last(&mut self, cycle: CycleReport) {
        self.back.extend(cycle.back_after_ms);
        self.back.sort_unstable();
        let at = |place: usize| self.back.get(place).copied().unwrap_or_default();
        self.back_after_ms = (at(self.back.len() / 2), at(self.back.len().saturating_sub(1)));
        self.other_answers.extend(cycle.other_answers.clone());
        self.verdict.add(cycle.verdict.clone());
        self.each.push(cycle);
    }

    /// Whether nothing was lost, doubled, changed or answered as it never should be.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.verdict.is_well() && self.other_answers.is_empty()
    }
}

impl fmt::Display for CycleReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let back =
            self.back_after_ms.map_or_else(String::new, |back| format!(", back in {back} ms"));
        let well = if self.verdict.is_well() { "well" } else { "WRONG" };
        write!(
            f,
            "{well:5} {:4} acknowledged, {:2} in doubt, {:4} busy, {:4} broken, {:5} ms: {}{back}",
            self.acknowledged, self.in_doubt, self.busy, self.broken, self.took_ms, self.fault
        )?;
        for example in self.verdict.examples.iter().chain(&self.other_answers) {
            write!(f, "\n      {example}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verdict { lost, twice, changed, not_shown, .. } = &self.verdict;
        let found = &self.verdict;
        writeln!(f, "seed                      {}", self.seed)?;
        writeln!(f, "cycles                    {}", self.cycles)?;
        writeln!(f, "acknowledged              {}", self.acknowledged)?;
        writeln!(f, "lost                      {lost}")?;
        writeln!(f, "twice                     {twice}")?;
        writeln!(f, "changed                   {changed}")?;
        writeln!(f, "not shown to the sender   {not_shown}")?;
        writeln!(f, "sent again, other receipt {}", found.answered_otherwise)?;
        writeln!(f, "not journalled once       {}", found.not_journalled)?;
        writeln!(f, "not opened once           {}", found.not_opened)?;
        writeln!(f, "broken invariants         {}", found.broken.len())?;
        writeln!(f, "answers never to be given {}", self.other_answers.len())?;
        let (middle, longest) = self.back_after_ms;
        write!(f, "from kill to work         {middle} ms p50, {longest} ms at most")
    }
}
