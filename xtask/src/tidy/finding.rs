//! One thing that a rule found, with what to do about it.

use std::fmt;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Worth a look; fails nothing.
    Hint,
    /// Breaks a rule; fails the run.
    Fault,
}

/// One finding. They sort hints first, so that the faults stand last on the screen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// Fault or hint.
    pub(crate) weight: Weight,
    /// The file, from the root.
    pub(crate) path: String,
    /// The line, from 1; 0 for the file as a whole.
    pub(crate) line: usize,
    /// The rule's name.
    pub(crate) rule: &'static str,
    /// What is wrong.
    pub(crate) problem: String,
    /// What to do.
    pub(crate) remedy: String,
}

impl Finding {
    /// A fault.
    pub(crate) fn fault(
        rule: &'static str,
        (path, line): (&str, usize),
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (problem, remedy) = (problem.into(), remedy.into());
        Self { weight: Weight::Fault, path: path.to_owned(), line, rule, problem, remedy }
    }

    /// The same as a hint.
    pub(crate) fn into_hint(mut self) -> Self {
        self.weight = Weight::Hint;
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.weight == Weight::Hint { "hint" } else { "fault" };
        let Self { path, line, rule, problem, remedy, .. } = self;
        let place = if *line == 0 { path.clone() } else { format!("{path}:{line}") };
        write!(f, "{place}: {kind} [{rule}]: {problem}\n    remedy: {remedy}")
    }
}

/// The problems of findings, for tests.
#[cfg(test)]
pub(crate) fn problems(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{}:{} {}", f.path, f.line, f.problem)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_where_what_and_what_to_do() {
        let finding = Finding::fault("web", ("a.rs", 3), "axum is named", "move it");
        assert_eq!(finding.to_string(), "a.rs:3: fault [web]: axum is named\n    remedy: move it");
        let whole = Finding::fault("size", ("a.rs", 0), "x", "y").into_hint();
        assert_eq!(whole.to_string(), "a.rs: hint [size]: x\n    remedy: y");
    }
}
