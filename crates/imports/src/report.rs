//! What became of each element of a form.

use services::Finding;
use std::collections::HashSet;
use std::fmt;

/// What became of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is in the draft as it was.
    Imported,
    /// It is in the draft with a loss, or left out because we have nothing like it.
    Lossy,
    /// It was broken, and there was one way to mend it.
    Repaired,
    /// It was broken or cannot be said in our language; somebody must do it by hand.
    Refused,
    /// No form says it; a person has to write it.
    ToWrite,
    /// The compiler does not take a line of the draft.
    Fault,
}

impl Fate {
    /// Its word in the report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Lossy => "lossy",
            Self::Repaired => "repaired",
            Self::Refused => "refused",
            Self::ToWrite => "to write",
            Self::Fault => "fault",
        }
    }
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// What became of it.
    pub fate: Fate,
    /// The element, as the source names it.
    pub what: String,
    /// What it became, what was lost or what to do.
    pub why: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:8} {}: {}", self.fate.word(), self.what, self.why)
    }
}

/// The report of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of the source, then what is to be written, then what the compiler says.
    pub lines: Vec<Line>,
    said: HashSet<Line>,
}

impl Report {
    pub(super) fn say(&mut self, fate: Fate, what: impl Into<String>, why: impl Into<String>) {
        let line = Line { fate, what: what.into(), why: why.into() };
        // A condition that is used twice is told of once.
        if self.said.insert(line.clone()) {
            self.lines.push(line);
        }
    }

    pub(super) fn imported(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.say(Fate::Imported, what, why);
    }

    pub(super) fn lossy(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.say(Fate::Lossy, what, why);
    }

    pub(super) fn repaired(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.say(Fate::Repaired, what, why);
    }

    pub(super) fn refused(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.say(Fate::Refused, what, why);
    }

    pub(super) fn unwritten(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.say(Fate::ToWrite, what, why);
    }

    /// Takes up a finding of the compiler.
    pub(super) fn compiled(&mut self, finding: &Finding) {
        let fate = if finding.is_unwritten() { Fate::ToWrite } else { Fate::Fault };
        let place = match finding.line {
            0 => finding.path.clone(),
            line => format!("{}:{line}:{}", finding.path, finding.column),
        };
        self.say(fate, place, format!("{} ({})", finding.problem, finding.remedy));
    }

    /// How many lines have a fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.lines.iter().filter(|line| line.fate == fate).count()
    }

    /// Whether the draft compiles but for what a person has to write.
    #[must_use]
    pub fn compiles(&self) -> bool {
        self.count(Fate::Fault) == 0
    }

    /// Whether it compiles and nothing was refused.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.compiles() && self.count(Fate::Refused) == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        let fates = [
            Fate::Imported,
            Fate::Lossy,
            Fate::Repaired,
            Fate::Refused,
            Fate::ToWrite,
            Fate::Fault,
        ];
        let counts = fates.map(|fate| format!("{} {}", self.count(fate), fate.word()));
        writeln!(f, "{}.", counts.join(", "))
    }
}
