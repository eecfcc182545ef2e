//! SQL stands in the station and in each crate's store, and names only its own crate's schema.
//!
//! The schema of a crate has the crate's name. The journal, the outbox and the jobs belong to the
//! station, and the others reach them through its verbs.

use super::finding::Finding;
use crate::rust::Literal;
use crate::sql::{dotted, is_statement, statements};
use crate::tree::{Place, Tree};

const RULE: &str = "queries";

/// Looks at every string and every mention of sqlx.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let schemas = tree.crates();
    let mut findings = Vec::new();
    for (place, source) in tree.product() {
        if is_home(place) {
            findings.extend(trespasses(place, source.literals(), &schemas));
        } else {
            findings.extend(misplaced_sqlx(place, source));
            findings.extend(misplaced_sql(place, source.literals()));
        }
        if place.krate != "station" {
            findings.extend(source.lines_with("AssertSqlSafe").map(|line| {
                fault(
                    (place.path, line),
                    "SQL is put together at run time",
                    "write a checked query with bound values (`sqlx::query!`)",
                )
            }));
        }
    }
    findings
}

/// Where SQL is at home.
fn is_home(place: Place<'_>) -> bool {
    place.krate == "station" || place.has_part(|part| part == "store")
}

fn misplaced_sqlx(place: Place<'_>, source: &crate::rust::Source) -> Vec<Finding> {
    // The kernel's feature `db` gives its newtypes their database representation, no more.
    let wanted = |line: &str| {
        crate::rust::has_word(line, "sqlx") && (place.krate != "kernel" || line.contains("::query"))
    };
    source
        .code()
        .filter(|(_, line)| wanted(line))
        .map(|(line, _)| {
            fault(
                (place.path, line),
                "sqlx is named outside a store",
                "move the query to the crate's src/store.rs and call it from here",
            )
        })
        .collect()
}

fn misplaced_sql(place: Place<'_>, literals: &[Literal]) -> Vec<Finding> {
    literals
        .iter()
        .filter(|literal| is_statement(&literal.text))
        .map(|literal| {
            fault(
                (place.path, literal.line),
                "this string is SQL, and this is no store",
                "move it to the crate's src/store.rs",
            )
        })
        .collect()
}

fn trespasses(place: Place<'_>, literals: &[Literal], schemas: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for literal in literals.iter().filter(|literal| is_statement(&literal.text)) {
        for statement in statements(&literal.text) {
            for (at, schema, name) in dotted(&statement.words()) {
                if schema != place.krate && schemas.contains(&schema) {
                    findings.push(fault(
                        (place.path, literal.line + statement.line(at) - 1),
                        &format!("`{}` reads or writes `{schema}.{name}`", place.krate),
                        &format!("call a verb or a view of `{schema}`; if it is an alias, name it otherwise"),
                    ));
                }
            }
        }
    }
    findings
}

fn fault(place: (&str, usize), problem: &str, remedy: &str) -> Finding {
    Finding::fault(RULE, place, problem, remedy)
}

#[cfg(test)]
mod tests {
    use super::super::finding::problems;
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let crates = ["reports", "contact", "station", "kernel", "desk"];
        let mut files: Vec<(String, String)> = crates
            .iter()
            .map(|name| (format!("crates/{name}/Cargo.toml"), String::new()))
            .collect();
        files.push((path.to_owned(), text.to_owned()));
        problems(&check(&Tree::of(files)))
    }

    #[test]
    fn a_store_queries_its_own_schema() {
        let text = "sqlx::query!(\"select r.id from reports.reports r\")";
        assert!(found("crates/reports/src/store.rs", text).is_empty());
        assert!(found("crates/reports/src/store/drafts.rs", text).is_empty());
    }

    #[test]
    fn a_store_that_names_anothers_table_trespasses() {
        let text = "sqlx::query!(\n  \"select id\n   from contact.contacts\")";
        assert_eq!(
            found("crates/reports/src/store.rs", text),
            ["crates/reports/src/store.rs:3 `reports` reads or writes `contact.contacts`"]
        );
        let journal = "q(\"insert into station.journal (id) values ($1)\")";
        assert_eq!(found("crates/reports/src/store.rs", journal).len(), 1);
    }

    #[test]
    fn sql_outside_a_store_is_a_fault() {
        let text = "let q = sqlx::query!(\"delete from reports.drafts\");";
        assert_eq!(found("crates/reports/src/submit.rs", text).len(), 2);
        assert_eq!(
            found("crates/reports/src/restore.rs", "\"update reports.a set b = 1\"").len(),
            1
        );
    }

    #[test]
    fn the_station_and_tests_are_free() {
        let text = "sqlx::query(\"select 1 from station.jobs\")";
        assert!(found("crates/station/src/jobs.rs", text).is_empty());
        assert!(found("crates/reports/tests/reports/main.rs", text).is_empty());
        assert!(found("crates/reports/src/x.rs", "#[cfg(test)]\nmod t { sqlx::x() }").is_empty());
    }

    #[test]
    fn the_kernel_may_describe_its_types_and_query_nothing() {
        assert!(found("crates/kernel/src/id.rs", "#[derive(sqlx::Type)]").is_empty());
        assert_eq!(found("crates/kernel/src/id.rs", "sqlx::query(x)").len(), 1);
    }

    #[test]
    fn queries_made_at_run_time_are_the_stations_only() {
        let text = "sqlx::query(AssertSqlSafe(text))";
        assert_eq!(found("crates/desk/src/store.rs", text).len(), 1);
        assert!(found("crates/station/src/tx.rs", text).is_empty());
    }
}
