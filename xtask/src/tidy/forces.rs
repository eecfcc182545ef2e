//! A force is data: no code and no template names one. The demo's people and places are data too,
//! and live in a `fixtures` folder.

use super::finding::Finding;
use crate::tree::{Tree, is_test};

const RULE: &str = "forces";
const REMEDY: &str =
    "say what makes this force different, as a key of forces/*.toml, and ask for that";

/// One force as code could name it.
struct Named {
    id: String,
    /// Its names in both languages; single words are left out, for they are places as well.
    names: Vec<String>,
}

/// Looks at every string of the code and every template.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let forces: Vec<Named> = tree.under("forces/", "toml").filter_map(named).collect();
    let mut findings = Vec::new();
    for (place, source) in tree.product() {
        for literal in source.literals() {
            let says = |force: &&Named| force.id == literal.text || force.is_in(&literal.text);
            findings.extend(
                forces.iter().find(says).map(|force| fault(place.path, literal.line, force)),
            );
        }
    }
    for (path, text) in tree.under("crates/", "html").filter(|(path, _)| !is_test(path)) {
        for (number, line) in text.lines().enumerate() {
            let force = forces.iter().find(|force| force.is_in(line));
            findings.extend(force.map(|force| fault(path, number + 1, force)));
        }
    }
    findings
}

impl Named {
    fn is_in(&self, text: &str) -> bool {
        self.names.iter().any(|name| text.contains(name.as_str()))
    }
}

fn named((path, text): (&str, &str)) -> Option<Named> {
    let id = path.strip_prefix("forces/")?.strip_suffix(".toml")?.to_owned();
    let table: toml::Table = text.parse().unwrap_or_default();
    let name = table.get("name");
    let names = [
        table.get("legal_name"),
        name,
        name.and_then(|name| name.get("en")),
        name.and_then(|name| name.get("cy")),
    ];
    let names = names
        .into_iter()
        .filter_map(|name| name?.as_str())
        .filter(|name| name.contains(' '))
        .map(str::to_owned)
        .collect();
    Some(Named { id, names })
}

fn fault(path: &str, line: usize, force: &Named) -> Finding {
    Finding::fault(RULE, (path, line), format!("this names the force `{}`", force.id), REMEDY)
}

#[cfg(test)]
mod tests {
    use super::super::finding::problems;
    use super::*;

    const FORCE: (&str, &str) = (
        "forces/northshire.toml",
        "legal_name = \"Northshire Constabulary\"\n[name]\nen = \"Northshire Police\"\ncy = \"Heddlu\"",
    );

    fn found(path: &str, text: &str) -> Vec<String> {
        problems(&check(&Tree::of([FORCE, (path, text)])))
    }

    #[test]
    fn an_id_or_a_name_in_the_code_is_a_fault() {
        let path = "crates/desk/src/queue.rs";
        for text in ["if id == \"northshire\" {}", "x(\"Welcome to Northshire Police.\")"] {
            assert_eq!(
                found(path, text),
                ["crates/desk/src/queue.rs:1 this names the force `northshire`"]
            );
        }
        assert_eq!(found("crates/desk/templates/x.html", "\n<p>Northshire Police</p>").len(), 1);
    }

    #[test]
    fn tests_fixtures_comments_and_other_words_are_free() {
        let code = "if id == \"northshire\" {}";
        assert!(found("crates/desk/tests/desk/main.rs", code).is_empty());
        assert!(found("crates/bluelamp/src/fixtures/world.rs", code).is_empty());
        let path = "crates/desk/src/queue.rs";
        assert!(
            found(path, "/// As in \"northshire\".\n#[cfg(test)]\nmod t { \"northshire\" }")
                .is_empty()
        );
        assert!(found(path, "a(\"northshire-council\", \"Heddlu\")").is_empty());
    }
}
