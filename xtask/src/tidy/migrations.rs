//! Migrations: whose they are stands in their name, they touch only that crate's schema, and they
//! say what every table and column means, for those words are the data dictionary.

mod dictionary;

use super::finding::Finding;
use crate::sql::{Statement, dotted, statements};
use crate::tree::Tree;

const RULE: &str = "migrations";
/// A migration longer than this, without its comments on tables and columns, is two.
const LONGEST: usize = 80;

/// Looks at every migration.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let crates = tree.crates();
    let mut findings = Vec::new();
    let mut described = dictionary::Dictionary::default();
    for (path, text) in tree.under("migrations/", "sql") {
        let statements = statements(text);
        match owner(path, &crates) {
            Some(owner) => {
                findings
                    .extend(statements.iter().flat_map(|s| trespasses(path, owner, s, &crates)));
            }
            None => findings.push(fault(
                (path, 0),
                "the name does not tell whose it is",
                "name it YYYYMMDDHHMM_<crate>_<what>.sql",
            )),
        }
        findings.extend(length(path, text, &statements));
        described.read(path, &statements);
    }
    findings.extend(described.gaps());
    findings
}

/// The crate that a file name tells: twelve digits, the crate, what it does.
fn owner<'a>(path: &str, crates: &[&'a str]) -> Option<&'a str> {
    let name = path.strip_prefix("migrations/")?.strip_suffix(".sql")?;
    let (when, rest) = name.split_once('_')?;
    let (krate, what) = rest.split_once('_')?;
    let dated = when.len() == 12 && when.bytes().all(|byte| byte.is_ascii_digit());
    let said = !what.is_empty();
    crates.iter().copied().find(|known| *known == krate).filter(|_| dated && said)
}

/// Names of other crates' schemas. A foreign key across on ids is allowed, and so is a call of one
/// of the station's functions, such as the one that tells the scope to row-level security.
fn trespasses(path: &str, owner: &str, statement: &Statement, crates: &[&str]) -> Vec<Finding> {
    let words = statement.words();
    let mut findings = Vec::new();
    for (at, schema, name) in dotted(&words) {
        let after = words.get(at + 3..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| words.get(before)).copied();
        let foreign = schema != owner && crates.contains(&schema);
        let allowed = match before {
            Some("references") => on_ids(after),
            Some("into" | "table" | "on" | "from" | "join" | "update") => false,
            _ => schema == "station" && after.first() == Some(&"("),
        };
        if foreign && !allowed {
            findings.push(fault(
                (path, statement.line(at)),
                &format!("a migration of `{owner}` touches `{schema}.{name}`"),
                &format!(
                    "move it to a migration of `{schema}`; only foreign keys on ids may cross"
                ),
            ));
        }
    }
    findings.extend(other_schemas(path, owner, statement, crates));
    findings
}

/// Whether a reference is to ids: `(force_id, id)`.
fn on_ids(after: &[&str]) -> bool {
    let Some(("(", rest)) = after.split_first().map(|(first, rest)| (*first, rest)) else {
        return false;
    };
    let columns = rest.iter().take_while(|word| **word != ")").filter(|word| **word != ",");
    columns.into_iter().all(|column| *column == "id" || column.ends_with("_id"))
}

/// `schema x` for another crate's x, and tables that name no schema at all.
fn other_schemas(path: &str, owner: &str, statement: &Statement, crates: &[&str]) -> Vec<Finding> {
    let words = statement.words();
    let mut findings = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        if let ["schema", name] = pair
            && *name != owner
            && crates.contains(name)
        {
            findings.push(fault(
                (path, statement.line(at)),
                &format!("a migration of `{owner}` touches the schema `{name}`"),
                &format!("move it to a migration of `{name}`"),
            ));
        }
    }
    if let Some(table) = dictionary::created_table(&words)
        && table.schema.is_none()
    {
        findings.push(fault(
            (path, statement.line(0)),
            &format!("the table `{}` names no schema", table.name),
            &format!("call it {owner}.{}", table.name),
        ));
    }
    findings
}

fn length(path: &str, text: &str, statements: &[Statement]) -> Option<Finding> {
    let commenting = |line: usize| {
        let comment = |s: &&Statement| s.words().starts_with(&["comment", "on"]);
        statements.iter().filter(comment).any(|statement| statement.span().contains(&line))
    };
    let lines = text
        .lines()
        .enumerate()
        .filter(|(number, line)| {
            let line = line.trim_start();
            !line.is_empty() && !line.starts_with("--") && !commenting(number + 1)
        })
        .count();
    (lines > LONGEST).then(|| {
        let problem =
            format!("{lines} lines of SQL beside its comments, where {LONGEST} are allowed");
        fault((path, 0), &problem, "split it by table")
    })
}

fn fault(place: (&str, usize), problem: &str, remedy: &str) -> Finding {
    Finding::fault(RULE, place, problem, remedy)
}

#[cfg(test)]
mod tests {
    use super::super::finding::problems;
    use super::*;

    fn found(name: &str, text: &str) -> Vec<String> {
        let crates = ["reports", "contact", "station"];
        let mut files: Vec<(String, String)> = crates
            .iter()
            .map(|name| (format!("crates/{name}/Cargo.toml"), String::new()))
            .collect();
        files.push((format!("migrations/{name}"), text.to_owned()));
        problems(&check(&Tree::of(files)))
    }

    const NAME: &str = "202601021030_reports_first.sql";

    #[test]
    fn the_name_tells_the_crate() {
        assert!(found(NAME, "").is_empty());
        for wrong in
            ["0001_reports_x.sql", "202601021030_records_x.sql", "202601021030_reports.sql"]
        {
            assert_eq!(found(wrong, "").len(), 1, "{wrong}");
        }
    }

    #[test]
    fn another_crates_table_is_out_of_bounds() {
        for sql in [
            "alter table contact.contacts drop column x",
            "insert into station.journal (id) values (1)",
            "create view reports.v as select 1 from contact.contacts",
            "grant select on all tables in schema contact to app",
            "create schema contact",
        ] {
            assert_eq!(found(NAME, sql).len(), 1, "{sql}");
        }
    }

    #[test]
    fn foreign_keys_cross_on_ids_only() {
        let sql = |columns: &str| {
            format!(
                "alter table reports.a add foreign key (force_id, x) references contact.b ({columns})"
            )
        };
        assert!(found(NAME, &sql("force_id, id")).is_empty());
        assert_eq!(found(NAME, &sql("force_id, letters")).len(), 1);
    }

    #[test]
    fn the_stations_functions_may_be_called() {
        let sql = "create policy p on reports.a using (force_id = station.scope())";
        assert!(found(NAME, sql).is_empty());
    }

    #[test]
    fn a_table_names_its_schema() {
        let sql = "create table drafts (); comment on table drafts is 'x'";
        let found = found(NAME, sql);
        assert!(found.iter().any(|one| one.contains("names no schema")), "{found:?}");
    }

    #[test]
    fn comments_do_not_make_a_migration_long() {
        let comment = "comment on table\n reports.a is\n 'x';\n-- y\n\n".repeat(40);
        assert!(found(NAME, &comment).is_empty());
        assert_eq!(found(NAME, &"select 1;\n".repeat(81)).len(), 1);
    }
}
