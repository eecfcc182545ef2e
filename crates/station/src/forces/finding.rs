//! What is wrong in a force's file, where, and what to do about it.

use std::fmt;

/// One fault in a force's file. Shown as `forces/x.toml:7: what is wrong – what to do`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, as `forces/<id>.toml`.
    pub file: String,
    /// The line that it is on, from 1; none when something is missing altogether.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {} – {}", self.problem, self.remedy)
    }
}

impl std::error::Error for Finding {}

#[cfg(test)]
mod tests {
    use super::Finding;

    #[test]
    fn a_finding_says_where_what_and_what_to_do() {
        let mut finding = Finding {
            file: "forces/x.toml".to_owned(),
            line: Some(7),
            problem: "`HU` is there twice".to_owned(),
            remedy: "leave one out".to_owned(),
        };
        assert_eq!(finding.to_string(), "forces/x.toml:7: `HU` is there twice – leave one out");
        finding.line = None;
        assert_eq!(finding.to_string(), "forces/x.toml: `HU` is there twice – leave one out");
    }
}
