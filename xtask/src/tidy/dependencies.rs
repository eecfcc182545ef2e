//! Which crate may call which: Cargo's own account compared with the table in ARCHITECTURE.md.
//!
//! The table is exact in both directions. An edge that it does not list is a decision nobody took;
//! one that it lists and nobody uses is a sentence that is no longer true.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde::Deserialize;

use super::finding::Finding;
use crate::tree::Tree;

const RULE: &str = "dependencies";
/// Where the table stands.
pub(crate) const TABLE: &str = "ARCHITECTURE.md";
const EDGE: &str = "a new edge is a commit of its own: change the table with the sentence that explains it, or do without the edge";

/// One of our packages.
#[derive(Deserialize)]
pub(crate) struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// None for a normal dependency, else `dev` or `build`.
    kind: Option<String>,
    path: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// Reads what `cargo metadata` printed.
pub(crate) fn read(json: &[u8]) -> anyhow::Result<Vec<Package>> {
    let metadata: Metadata =
        serde_json::from_slice(json).context("cargo metadata gave no JSON that we can read")?;
    Ok(metadata.packages)
}

/// One row of the table.
struct Row<'a> {
    line: usize,
    level: u32,
    calls: Vec<&'a str>,
}

/// Compares the packages with the table.
pub(crate) fn check(tree: &Tree, packages: &[Package]) -> Vec<Finding> {
    let Some(text) = tree.text(TABLE) else {
        return vec![fault(0, "it is missing", "write it, with the dependency table")];
    };
    let rows = rows(text);
    let mut findings = Vec::new();
    for package in packages.iter().filter(|package| package.name != "xtask") {
        let name = plain(&package.name);
        match rows.get(name) {
            None => findings.push(fault(
                0,
                &format!("the dependency table has no row for `{name}`"),
                "add the row: level, crate, what it calls and why",
            )),
            Some(row) => findings.extend(compare(name, row, &edges(package))),
        }
    }
    findings.extend(strangers(&rows, packages));
    findings.extend(wrong_levels(&rows));
    findings
}

/// The table's rows by crate: `| 4 | `triage` | `kernel`, `rights` | why |`.
fn rows(text: &str) -> BTreeMap<&str, Row<'_>> {
    text.lines()
        .enumerate()
        .filter_map(|(number, line)| {
            let mut columns = line.strip_prefix('|')?.split('|').map(str::trim);
            let level = columns.next()?.parse().ok()?;
            let name = backticked(columns.next()?).next()?;
            let calls = backticked(columns.next()?).collect();
            Some((name, Row { line: number + 1, level, calls }))
        })
        .collect()
}

/// What stands between backticks.
fn backticked(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn plain(package: &str) -> &str {
    package.strip_prefix("bluelamp-").unwrap_or(package)
}

/// What a package calls among ours, in what ships.
fn edges(package: &Package) -> Vec<&str> {
    let ours = |dependency: &&Dependency| dependency.kind.is_none() && dependency.path.is_some();
    package.dependencies.iter().filter(ours).map(|dependency| plain(&dependency.name)).collect()
}

fn compare(name: &str, row: &Row<'_>, edges: &[&str]) -> Vec<Finding> {
    let unlisted = edges.iter().filter(|edge| !row.calls.contains(edge)).map(|edge| {
        fault(row.line, &format!("`{name}` depends on `{edge}`, which its row does not list"), EDGE)
    });
    let unused = row.calls.iter().filter(|edge| !edges.contains(edge)).map(|edge| {
        fault(
            row.line,
            &format!("the row of `{name}` lists `{edge}`, on which it does not depend"),
            "take it out of the row, in the commit that takes the edge away",
        )
    });
    unlisted.chain(unused).collect()
}

fn strangers(rows: &BTreeMap<&str, Row<'_>>, packages: &[Package]) -> Vec<Finding> {
    let known = |name: &str| packages.iter().any(|package| plain(&package.name) == name);
    rows.iter()
        .filter(|(name, _)| !known(name))
        .map(|(name, row)| {
            fault(row.line, &format!("there is no crate `{name}`"), "take the row out")
        })
        .collect()
}

/// Every call goes down: to a lower level, never beside.
fn wrong_levels(rows: &BTreeMap<&str, Row<'_>>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, row) in rows {
        for call in &row.calls {
            if rows.get(call).is_some_and(|below| below.level >= row.level) {
                findings.push(fault(
                    row.line,
                    &format!(
                        "`{name}` (level {}) calls `{call}`, which is not below it",
                        row.level
                    ),
                    "call down and publish up: let the lower crate write an outbox event",
                ));
            }
        }
    }
    findings
}

fn fault(line: usize, problem: &str, remedy: &str) -> Finding {
    Finding::fault(RULE, (TABLE, line), problem, remedy)
}

#[cfg(test)]
mod tests {
    use super::super::finding::problems;
    use super::*;

    fn package(name: &str, calls: &[&str]) -> Package {
        let dependencies = calls
            .iter()
            .map(|call| Dependency {
                name: format!("bluelamp-{call}"),
                kind: None,
                path: Some(String::new()),
            })
            .collect();
        Package { name: format!("bluelamp-{name}"), dependencies }
    }

    fn found(table: &str, packages: &[Package]) -> Vec<String> {
        problems(&check(&Tree::of([(TABLE, table)]), packages))
    }

    const TWO: &str = "| level | crate |\n|---|---|\n| 0 | `kernel` | nothing | |\n| 1 | `station` | `kernel` | |";

    #[test]
    fn a_table_that_is_true_passes() {
        let packages = [package("kernel", &[]), package("station", &["kernel"])];
        assert!(found(TWO, &packages).is_empty());
    }

    #[test]
    fn an_edge_that_the_table_does_not_list_is_a_fault() {
        let packages = [package("kernel", &["station"]), package("station", &["kernel"])];
        let found = found(TWO, &packages);
        assert_eq!(
            found,
            ["ARCHITECTURE.md:3 `kernel` depends on `station`, which its row does not list"]
        );
    }

    #[test]
    fn an_edge_that_is_gone_a_row_too_many_and_one_too_few_are_faults() {
        assert_eq!(found(TWO, &[package("kernel", &[]), package("station", &[])]).len(), 1);
        assert_eq!(found(TWO, &[package("kernel", &[])]).len(), 1);
        let three = [package("kernel", &[]), package("station", &["kernel"]), package("desk", &[])];
        assert_eq!(found(TWO, &three).len(), 1);
    }

    #[test]
    fn calling_up_or_beside_is_a_fault_even_when_the_table_lists_it() {
        let table = "| 4 | `triage` | `records` | |\n| 4 | `records` | nothing | |";
        let packages = [package("triage", &["records"]), package("records", &[])];
        assert_eq!(
            found(table, &packages),
            ["ARCHITECTURE.md:1 `triage` (level 4) calls `records`, which is not below it"]
        );
    }

    #[test]
    fn what_only_tests_and_build_scripts_use_is_free() {
        let mut kernel = package("kernel", &["station"]);
        kernel.dependencies.iter_mut().for_each(|d| d.kind = Some("dev".to_owned()));
        assert!(found(TWO, &[kernel, package("station", &["kernel"])]).is_empty());
    }
}
