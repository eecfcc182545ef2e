//! The documents point at what is there: every relative link of a Markdown file resolves, and every
//! path that ARCHITECTURE.md puts in backticks exists.

use super::finding::Finding;
use crate::tree::Tree;

const RULE: &str = "links";
const MAP: &str = "ARCHITECTURE.md";
/// A backticked word with one of these endings is meant as a path even without a slash.
const ENDINGS: [&str; 9] = ["md", "rs", "toml", "sql", "html", "yaml", "json", "css", "sh"];

/// Looks at every Markdown file.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("", "md") {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (line, prose) in prose(text) {
            for target in targets(prose) {
                if !resolves(tree, folder, target) {
                    findings.push(Finding::fault(
                        RULE,
                        (path, line),
                        format!("the link to {target} leads nowhere"),
                        "point it at what is there now",
                    ));
                }
            }
            if path == MAP {
                findings.extend(
                    paths(prose).filter(|named| !tree.has(named)).map(|named| missing(line, named)),
                );
            }
        }
    }
    findings
}

fn missing(line: usize, named: &str) -> Finding {
    Finding::fault(
        RULE,
        (MAP, line),
        format!("`{named}` is named and does not exist"),
        "name what is there now; paths count from the root",
    )
}

/// The lines outside fenced blocks, numbered from 1.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if !fenced && !fence {
            lines.push((number + 1, line));
        }
    }
    lines
}

/// The targets of `[text](target)` and `[name]: target`, code left out.
fn targets(line: &str) -> Vec<&str> {
    let named = line.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
    let mut targets: Vec<&str> = named.map(|(_, target)| target.trim()).into_iter().collect();
    for (at, _) in line.match_indices("](") {
        // An odd number of backticks before it: this is inside code.
        let in_code = line.get(..at).is_some_and(|text| text.matches('`').count() % 2 == 1);
        let target = line.get(at + 2..).and_then(|rest| rest.split([')', ' ']).next());
        targets.extend(target.filter(|_| !in_code));
    }
    targets
}

fn resolves(tree: &Tree, folder: &str, target: &str) -> bool {
    let outside = ["http:", "https:", "mailto:", "tel:", "#"];
    if outside.iter().any(|start| target.starts_with(start)) {
        return true;
    }
    let path = target.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part != ".." {
            parts.push(part);
        } else if parts.pop().is_none() {
            return false;
        }
    }
    tree.has(&parts.join("/"))
}

/// The words in backticks that are paths.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2).filter(|word| {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/".contains(letter);
        let pathlike = word.contains('/')
            || ENDINGS.iter().any(|ending| crate::tree::has_ending(word, ending));
        pathlike && word.chars().all(plain) && !word.starts_with('/')
    })
}

#[cfg(test)]
mod tests {
    use super::super::finding::problems;
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        problems(&check(&Tree::of([
            (path, text),
            ("crates/desk/src/lib.rs", ""),
            ("docs/a.md", "[up](../crates/desk)"),
        ])))
    }

    #[test]
    fn links_that_resolve_pass() {
        for text in [
            "[a](docs/a.md) and [b](./docs/a.md#part) and [c](crates/desk/)",
            "[a](https://example.test/x) [b](#part) [c](mailto:a@example.test)",
            "`[a](nowhere.md)` is how to write one",
            "```\n[a](nowhere.md)\n```",
            "[a]: docs/a.md",
        ] {
            assert!(found("README.md", text).is_empty(), "{text}");
        }
    }

    #[test]
    fn links_that_lead_nowhere_are_faults() {
        for text in ["[a](docs/b.md)", "[a](../x)", "[a]: gone.md", "`x` [a](docs/b.md)"] {
            assert_eq!(found("README.md", text).len(), 1, "{text}");
        }
        assert_eq!(found("docs/b.md", "[a](docs/a.md)").len(), 1);
    }

    #[test]
    fn paths_named_in_the_map_exist() {
        assert!(found(MAP, "`crates/desk/src/lib.rs`, `crates/`, `/track/x`, `a b/c`").is_empty());
        assert_eq!(
            found(MAP, "see\n`crates/desk/src/gone.rs` and `gone.toml`"),
            [
                "ARCHITECTURE.md:2 `crates/desk/src/gone.rs` is named and does not exist",
                "ARCHITECTURE.md:2 `gone.toml` is named and does not exist",
            ]
        );
    }
}
