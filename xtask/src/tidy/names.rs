//! Names that say nothing: a module called `utils` has no home, and so no owner.

use super::finding::Finding;
use crate::tree::Tree;

const RULE: &str = "names";
/// Drawers for what nobody placed.
const DRAWERS: [&str; 10] = [
    "common", "util", "utils", "helper", "helpers", "shared", "manager", "managers", "misc",
    "prelude",
];
/// The pattern in place of the thing.
const PATTERNS: [&str; 6] = ["dto", "dtos", "impl", "impls", "handlers", "models"];
/// Endings that only say that there is code inside.
const ENDINGS: [&str; 7] =
    ["_util", "_utils", "_helper", "_helpers", "_manager", "_service", "_misc"];

/// Looks at the names of crates, folders, files and modules.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, source) in tree.sources() {
        let parts = path.split('/').map(|part| part.strip_suffix(".rs").unwrap_or(part));
        findings.extend(parts.filter(|part| is_empty_word(part)).map(|part| fault(path, 0, part)));
        for (line, code) in source.code() {
            findings.extend(
                inline_module(code)
                    .filter(|name| is_empty_word(name))
                    .map(|n| fault(path, line, n)),
            );
        }
    }
    findings.extend(
        tree.crates()
            .into_iter()
            .filter(|name| is_empty_word(name))
            .map(|name| fault(&format!("crates/{name}/Cargo.toml"), 0, name)),
    );
    findings.sort();
    findings.dedup();
    findings
}

fn is_empty_word(name: &str) -> bool {
    // `pub mod helpers` and `common` alike; the ground's own prelude would hide what it offers.
    DRAWERS.contains(&name)
        || PATTERNS.contains(&name)
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The name of `mod x {`; `mod x;` is seen by its file.
fn inline_module(code: &str) -> impl Iterator<Item = &str> {
    let (head, _) = code.split_once('{').unwrap_or_default();
    let mut words = head.split_whitespace().rev();
    let name = words.next();
    name.filter(|_| words.next() == Some("mod")).into_iter()
}

fn fault(path: &str, line: usize, name: &str) -> Finding {
    Finding::fault(
        RULE,
        (path, line),
        format!("`{name}` says nothing of what is inside"),
        "name it for the verb or the thing; what has a name has a home",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of([(path, text)])).len()
    }

    #[test]
    fn drawers_patterns_and_endings_are_found() {
        for path in [
            "crates/desk/src/utils.rs",
            "crates/desk/src/helpers/dates.rs",
            "crates/desk/src/report_service.rs",
            "crates/desk/src/handlers.rs",
            "tests/journeys/common.rs",
            "crates/common/Cargo.toml",
        ] {
            assert_eq!(found(path, ""), 1, "{path}");
        }
        assert_eq!(found("crates/desk/src/lib.rs", "pub(crate) mod helpers {"), 1);
    }

    #[test]
    fn things_and_verbs_pass() {
        for path in ["crates/services/src/service.rs", "crates/desk/src/hand_over.rs"] {
            assert_eq!(found(path, "mod tests {}\nmod queue;"), 0, "{path}");
        }
    }
}
