//! `crates/README.md` lists every crate once, in the order of a report's journey.

use super::finding::Finding;
use crate::tree::Tree;

const RULE: &str = "roster";
const LIST: &str = "crates/README.md";

/// The journey: the ground, what happens to a report, what stands around it. A new crate is given
/// its place here.
const JOURNEY: [&str; 29] = [
    "kernel",
    "wording",
    "station",
    "papers",
    "counter",
    "policy",
    "identity",
    "rights",
    "oversight",
    "administration",
    "services",
    "blanks",
    "imports",
    "reports",
    "triage",
    "contact",
    "matching",
    "records",
    "holdings",
    "townsfolk",
    "casework",
    "evidence",
    "portal",
    "calls",
    "desk",
    "editions",
    "partners",
    "insight",
    "bluelamp",
];

/// Compares the list with the folder and with the journey.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(text) = tree.text(LIST) else {
        return vec![fault(0, "it is missing", "write it: a line for each crate")];
    };
    let listed = listed(text);
    let mut findings = unlisted(tree, &listed);
    let mut last = None;
    for (number, (line, name)) in listed.iter().enumerate() {
        let place = JOURNEY.iter().position(|known| known == name);
        if !tree.crates().contains(name) {
            findings.push(fault(*line, &format!("there is no crate `{name}`"), "take it out"));
        } else if listed.iter().take(number).any(|(_, earlier)| earlier == name) {
            findings.push(fault(*line, &format!("`{name}` is listed twice"), "keep one line"));
        } else if place.is_some() && place < last {
            findings.push(fault(
                *line,
                &format!("`{name}` comes too late"),
                &format!("list the crates in the journey's order: {}", JOURNEY.join(", ")),
            ));
        }
        last = last.max(place);
    }
    findings
}

fn unlisted(tree: &Tree, listed: &[(usize, &str)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in tree.crates() {
        if !listed.iter().any(|(_, known)| *known == name) {
            let problem = format!("`{name}` is not listed");
            findings.push(fault(0, &problem, "add a line where its part of the journey is"));
        }
        if !JOURNEY.contains(&name) {
            let problem = format!("the journey has no place for `{name}`");
            findings.push(fault(0, &problem, "give it one in xtask/src/tidy/roster.rs"));
        }
    }
    findings
}

/// The first backticked name of each row of a table.
fn listed(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with('|'))
        .filter_map(|(number, line)| Some((number + 1, line.split('`').nth(1)?)))
        .collect()
}

fn fault(line: usize, problem: &str, remedy: &str) -> Finding {
    Finding::fault(RULE, (LIST, line), problem, remedy)
}

#[cfg(test)]
mod tests {
    use super::super::finding::problems;
    use super::*;

    fn found(list: &str, crates: &[&str]) -> Vec<String> {
        let mut files: Vec<(String, &str)> =
            crates.iter().map(|name| (format!("crates/{name}/Cargo.toml"), "")).collect();
        files.push((LIST.to_owned(), list));
        problems(&check(&Tree::of(files)))
    }

    #[test]
    fn every_crate_once_and_in_order_passes() {
        let list = "| crate | |\n|---|---|\n| [`kernel`](kernel/) | `x` |\n| [`desk`](desk/) | |";
        assert!(found(list, &["desk", "kernel"]).is_empty());
    }

    #[test]
    fn missing_double_unknown_and_misplaced_lines_are_faults() {
        let row = |name: &str| format!("| [`{name}`]({name}/) | |\n");
        let all = ["desk", "kernel"];
        assert_eq!(found(&row("kernel"), &all), ["crates/README.md:0 `desk` is not listed"]);
        let double = row("kernel") + &row("kernel") + &row("desk");
        assert_eq!(found(&double, &all), ["crates/README.md:2 `kernel` is listed twice"]);
        let unknown = row("kernel") + &row("desk") + &row("records");
        assert_eq!(found(&unknown, &all), ["crates/README.md:3 there is no crate `records`"]);
        let late = row("desk") + &row("kernel");
        assert_eq!(found(&late, &all), ["crates/README.md:2 `kernel` comes too late"]);
    }

    #[test]
    fn a_crate_outside_the_journey_is_a_fault() {
        let found = found("| `odds` | |", &["odds"]);
        assert_eq!(found, ["crates/README.md:0 the journey has no place for `odds`"]);
    }
}
