//! `xtask/allowed.toml`: files that are too long today, each with its date and its reason.
//!
//! The list only shrinks. An entry allows exactly the length that the file has, so every line that
//! is taken out of the file is taken out of the entry, and an entry that nothing needs is a fault.

use serde::Deserialize;

use super::finding::Finding;
use crate::tree::Tree;

const RULE: &str = "allowed";
/// Where the list stands.
const LIST: &str = "xtask/allowed.toml";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    allowed: Vec<Allowed>,
}

/// One file that may be as long as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    path: String,
    /// The length that it has, as the size rule counts it.
    lines: usize,
    /// The day on which it was let in, `YYYY-MM-DD`.
    since: String,
    /// Why, and what will make it shorter.
    why: String,
}

/// A file that is over its limit.
pub(crate) struct Overlong {
    /// The path.
    pub(crate) path: String,
    /// Its length.
    pub(crate) lines: usize,
    /// What the size rule says of it.
    pub(crate) finding: Finding,
}

/// Takes out what is allowed, and adds what is wrong with the list.
pub(crate) fn apply(tree: &Tree, overlong: Vec<Overlong>) -> Vec<Finding> {
    let list: List = match toml::from_str(tree.text(LIST).unwrap_or_default()) {
        Ok(list) => list,
        Err(error) => {
            let remedy = "each entry has path, lines, since and why";
            return vec![Finding::fault(RULE, (LIST, 0), error.message().to_owned(), remedy)];
        }
    };
    let mut findings: Vec<Finding> =
        list.allowed.iter().filter_map(|entry| judge(entry, &overlong)).collect();
    let allowed = |one: &Overlong| {
        list.allowed.iter().any(|entry| entry.path == one.path && entry.lines >= one.lines)
    };
    findings.extend(overlong.into_iter().filter(|one| !allowed(one)).map(|one| one.finding));
    findings
}

fn judge(entry: &Allowed, overlong: &[Overlong]) -> Option<Finding> {
    let Allowed { path, lines, since, why } = entry;
    let (problem, remedy) = match overlong.iter().find(|one| one.path == *path) {
        None => (format!("{path} no longer needs its entry"), "take the entry out".to_owned()),
        Some(one) if one.lines < *lines => (
            format!("{path} is down to {} lines, and its entry says {lines}", one.lines),
            format!("write lines = {}", one.lines),
        ),
        Some(_) if !is_day(since) || why.trim().is_empty() => (
            format!("the entry of {path} lacks its day or its reason"),
            "write since = \"YYYY-MM-DD\" and why = \"…\"".to_owned(),
        ),
        Some(_) => return None,
    };
    Some(Finding::fault(RULE, (LIST, 0), problem, remedy))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str, length| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(parts.as_slice(), [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2))
}

#[cfg(test)]
mod tests {
    use super::super::finding::problems;
    use super::*;

    fn found(list: &str, lines: usize) -> Vec<String> {
        let overlong = |lines| Overlong {
            path: "a.rs".to_owned(),
            lines,
            finding: Finding::fault("size", ("a.rs", 0), "too long", "split it"),
        };
        let overlong = (lines > 450).then(|| overlong(lines)).into_iter().collect();
        problems(&apply(&Tree::of([(LIST, list)]), overlong))
    }

    const ENTRY: &str =
        "[[allowed]]\npath = \"a.rs\"\nlines = 460\nsince = \"2026-11-22\"\nwhy = \"x\"";

    #[test]
    fn an_entry_allows_exactly_the_length_that_the_file_has() {
        assert!(found(ENTRY, 460).is_empty());
        assert_eq!(found(ENTRY, 461), ["a.rs:0 too long"]);
        assert_eq!(
            found(ENTRY, 455),
            ["xtask/allowed.toml:0 a.rs is down to 455 lines, and its entry says 460"]
        );
    }

    #[test]
    fn an_entry_that_nothing_needs_is_a_fault() {
        assert_eq!(found(ENTRY, 100), ["xtask/allowed.toml:0 a.rs no longer needs its entry"]);
    }

    #[test]
    fn an_entry_has_a_day_and_a_reason() {
        assert_eq!(found(&ENTRY.replace("2026-11-22", "soon"), 460).len(), 1);
        assert_eq!(found(&ENTRY.replace("\"x\"", "\" \""), 460).len(), 1);
        assert_eq!(found(&ENTRY.replace("why", "because"), 460).len(), 1);
    }

    #[test]
    fn without_entries_nothing_is_allowed() {
        assert_eq!(found("", 451), ["a.rs:0 too long"]);
        assert!(found("", 450).is_empty());
    }
}
