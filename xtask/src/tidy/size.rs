//! Sizes at which a reader still follows. Functions are clippy's affair (`too_many_lines`).

use super::allowance::{Overlong, apply};
use super::finding::{Finding, Weight};
use crate::rust::Source;
use crate::tree::{Tree, is_test};

const RULE: &str = "size";
const FILE_HINT: usize = 300;
const FILE_FAULT: usize = 450;
const TEMPLATE: usize = 120;
const CRATE_HINT: usize = 9_000;
const CRATE_FAULT: usize = 12_000;
const PUBLIC_HINT: usize = 60;

/// Measures files, templates and crates.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut overlong = Vec::new();
    for (path, source) in tree.sources().filter(|(path, _)| !is_test(path)) {
        let lines = source.length();
        let problem = format!(
            "{lines} lines without its tests; look again at {FILE_HINT}, stop at {FILE_FAULT}"
        );
        let finding = Finding::fault(RULE, (path, 0), problem, "split it by subject");
        if lines > FILE_FAULT {
            overlong.push(Overlong { path: path.to_owned(), lines, finding });
        } else if lines > FILE_HINT {
            findings.push(finding.into_hint());
        }
    }
    overlong.extend(tree.under("crates/", "html").filter_map(|(path, text)| template(path, text)));
    for name in tree.crates() {
        let (lines, found) = krate(tree, name);
        for finding in found {
            if lines > CRATE_FAULT && finding.weight == Weight::Fault {
                let path = format!("crates/{name}/Cargo.toml");
                overlong.push(Overlong { path, lines, finding });
            } else {
                findings.push(finding);
            }
        }
    }
    findings.extend(apply(tree, overlong));
    findings
}

fn template(path: &str, text: &str) -> Option<Overlong> {
    let lines = text.lines().count();
    (lines > TEMPLATE && !is_test(path)).then(|| {
        let problem = format!("{lines} lines, where a template has at most {TEMPLATE}");
        let remedy =
            "make a component of the part that repeats, or a page of the part that does not";
        let finding = Finding::fault(RULE, (path, 0), problem, remedy);
        Overlong { path: path.to_owned(), lines, finding }
    })
}

/// The size of a crate and of what it shows to the others.
fn krate(tree: &Tree, name: &str) -> (usize, Vec<Finding>) {
    let manifest = format!("crates/{name}/Cargo.toml");
    let (mut lines, mut public) = (0, 0);
    for (_, source) in tree.product().filter(|(place, _)| place.krate == name) {
        lines += source.length();
        public += public_items(source);
    }
    let mut findings = Vec::new();
    if lines > CRATE_HINT {
        let problem = format!("`{name}` has {lines} lines; split at {CRATE_FAULT}");
        let remedy = "find the second capability in it and give that a crate";
        let finding = Finding::fault(RULE, (&manifest, 0), problem, remedy);
        findings.push(if lines > CRATE_FAULT { finding } else { finding.into_hint() });
    }
    if public > PUBLIC_HINT {
        let problem = format!("`{name}` shows {public} items; aim for {PUBLIC_HINT}");
        let remedy = "offer verbs and views in place of parts";
        findings.push(Finding::fault(RULE, (&manifest, 0), problem, remedy).into_hint());
    }
    (lines, findings)
}

/// Public items at the top of modules; methods and fields belong to their type.
fn public_items(source: &Source) -> usize {
    let kinds = ["fn", "struct", "enum", "trait", "const", "static", "type", "async", "union"];
    source
        .code()
        .filter_map(|(_, line)| line.strip_prefix("pub "))
        .filter(|rest| rest.split_whitespace().next().is_some_and(|kind| kinds.contains(&kind)))
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::finding::problems;
    use super::*;

    fn found(path: &str, text: &str) -> Vec<Finding> {
        check(&Tree::of([("crates/desk/Cargo.toml", ""), (path, text)]))
    }

    fn weights(path: &str, lines: usize) -> Vec<bool> {
        let hint = |finding: &Finding| finding.weight == super::super::finding::Weight::Hint;
        found(path, &"let a = 1;\n".repeat(lines)).iter().map(hint).collect()
    }

    #[test]
    fn a_long_file_is_a_hint_and_a_longer_one_a_fault() {
        let path = "crates/desk/src/queue.rs";
        assert!(weights(path, 300).is_empty());
        assert_eq!(weights(path, 301), [true]);
        assert_eq!(weights(path, 451), [false]);
    }

    #[test]
    fn tests_do_not_count() {
        assert!(weights("crates/desk/tests/desk/main.rs", 900).is_empty());
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}", "a();\n".repeat(900));
        assert!(found("crates/desk/src/queue.rs", &tests).is_empty());
    }

    #[test]
    fn a_template_ends_at_its_limit() {
        assert!(weights("crates/desk/templates/queue.html", 120).is_empty());
        assert_eq!(weights("crates/desk/templates/queue.html", 121), [false]);
    }

    #[test]
    fn a_crate_that_shows_much_or_holds_much_is_noticed() {
        let many = "pub fn a() {}\n".repeat(61);
        let found_many = found("crates/desk/src/queue.rs", &many);
        assert_eq!(
            problems(&found_many),
            ["crates/desk/Cargo.toml:0 `desk` shows 61 items; aim for 60"]
        );
        let methods = "    pub fn a() {}\npub(crate) fn b() {}\npub use x;\n".repeat(61);
        assert!(found("crates/desk/src/queue.rs", &methods).is_empty());
    }
}
