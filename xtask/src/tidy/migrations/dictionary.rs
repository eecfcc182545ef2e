//! The data dictionary: which tables and columns migrations make, and which they describe.

use std::collections::{BTreeMap, BTreeSet};

use super::super::finding::Finding;
use crate::sql::Statement;

/// What begins an item of a table that is no column.
const CONSTRAINTS: [&str; 7] =
    ["constraint", "primary", "unique", "foreign", "check", "exclude", "like"];

/// A table's name as a statement gives it.
pub(super) struct Table<'a> {
    /// The schema, if named.
    pub(super) schema: Option<&'a str>,
    /// The table.
    pub(super) name: &'a str,
    /// Whether it is a partition: its parent's words are its words.
    partition: bool,
}

impl Table<'_> {
    fn full(&self) -> String {
        self.schema.map_or_else(|| self.name.to_owned(), |schema| format!("{schema}.{}", self.name))
    }
}

/// Everything made and everything described, over all migrations.
#[derive(Default)]
pub(super) struct Dictionary {
    /// Where a table (`schema.table`) or column (`schema.table.column`) was made.
    made: BTreeMap<String, (String, usize)>,
    described: BTreeSet<String>,
}

impl Dictionary {
    /// Reads one migration; they come in the order in which they run.
    pub(super) fn read(&mut self, path: &str, statements: &[Statement]) {
        for statement in statements {
            let words = statement.words();
            if let ["comment", "on", "table" | "column", rest @ ..] = words.as_slice() {
                self.describe(rest);
            } else if let ["drop", "table", rest @ ..] = words.as_slice() {
                self.forget(&rest.iter().filter(|word| !["if", "exists"].contains(word)).fold(
                    String::new(),
                    |name, word| {
                        if [",", "cascade"].contains(word) { name } else { name + word }
                    },
                ));
            } else if let Some(table) = created_table(&words) {
                self.make_table(path, statement, &table);
            } else if let ["alter", "table", rest @ ..] = words.as_slice() {
                self.alter(path, statement, rest);
            }
        }
    }

    /// What was made and never described.
    pub(super) fn gaps(&self) -> Vec<Finding> {
        self.made
            .iter()
            .filter(|(name, _)| !self.described.contains(*name))
            .map(|(name, (path, line))| {
                let kind = if name.matches('.').count() > 1 { "column" } else { "table" };
                Finding::fault(
                    super::RULE,
                    (path, *line),
                    format!("the {kind} {name} is not described"),
                    format!("add: comment on {kind} {name} is '…';"),
                )
            })
            .collect()
    }

    fn describe(&mut self, rest: &[&str]) {
        let name: String = rest.iter().take_while(|word| **word != "is").copied().collect();
        let says = rest.last().is_some_and(|text| {
            text.starts_with('\'') && !text.trim_matches('\'').trim().is_empty()
        });
        if says {
            self.described.insert(name);
        }
    }

    fn forget(&mut self, name: &str) {
        let inside = format!("{name}.");
        self.made.retain(|known, _| known != name && !known.starts_with(&inside));
    }

    fn make(&mut self, path: &str, line: usize, name: String) {
        self.made.insert(name, (path.to_owned(), line));
    }

    fn make_table(&mut self, path: &str, statement: &Statement, table: &Table<'_>) {
        if table.partition {
            return;
        }
        self.make(path, statement.line(0), table.full());
        for (at, column) in columns(&statement.words()) {
            self.make(path, statement.line(at), format!("{}.{column}", table.full()));
        }
    }

    /// `alter table a.b add column c …, drop column d`.
    fn alter(&mut self, path: &str, statement: &Statement, rest: &[&str]) {
        let Some(table) = named(rest) else { return };
        let words = statement.words();
        for (at, window) in words.windows(2).enumerate() {
            let after = words.get(at + 2..).unwrap_or_default();
            let column = after.iter().find(|word| !["if", "not", "exists"].contains(word));
            match (window, column) {
                (["add", "column"], Some(column)) => {
                    self.make(path, statement.line(at), format!("{}.{column}", table.full()));
                }
                (["drop", "column"], Some(column)) => {
                    self.forget(&format!("{}.{column}", table.full()));
                }
                _ => {}
            }
        }
    }
}

/// The table that a statement makes, if it makes one.
pub(super) fn created_table<'a>(words: &[&'a str]) -> Option<Table<'a>> {
    match words {
        ["create", "table", rest @ ..] | ["create", "unlogged", "table", rest @ ..] => named(rest),
        _ => None,
    }
}

fn named<'a>(words: &[&'a str]) -> Option<Table<'a>> {
    let skipped = ["if", "not", "exists", "only"];
    let start = words.iter().position(|word| !skipped.contains(word))?;
    match words.get(start..)? {
        [schema, ".", name, rest @ ..] => {
            let partition = rest.starts_with(&["partition", "of"]);
            Some(Table { schema: Some(schema), name, partition })
        }
        [name, rest @ ..] => {
            let partition = rest.starts_with(&["partition", "of"]);
            Some(Table { schema: None, name, partition })
        }
        [] => None,
    }
}

/// The columns of `create table … (…)` with their places: the first word of each item between the
/// outer brackets that is no constraint.
fn columns<'a>(words: &[&'a str]) -> Vec<(usize, &'a str)> {
    let (mut depth, mut starts, mut found) = (0_usize, false, Vec::new());
    for (at, word) in words.iter().enumerate() {
        match *word {
            "(" => {
                depth += 1;
                starts = depth == 1;
                continue;
            }
            ")" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            "," if depth == 1 => {
                starts = true;
                continue;
            }
            name if starts && !CONSTRAINTS.contains(&name) => found.push((at, name)),
            _ => {}
        }
        starts = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::super::finding::problems;
    use super::*;
    use crate::sql::statements;

    fn gaps(text: &str) -> Vec<String> {
        let mut dictionary = Dictionary::default();
        dictionary.read("m.sql", &statements(text));
        problems(&dictionary.gaps())
    }

    const TABLE: &str = "create table if not exists a.b (\n  force_id text not null,\n  \
        n numeric(3, 2) default (1),\n  primary key (force_id, n),\n  check (n > 0)\n) partition by list (n);";

    #[test]
    fn a_table_and_each_of_its_columns_want_words() {
        assert_eq!(
            gaps(TABLE),
            [
                "m.sql:1 the table a.b is not described",
                "m.sql:2 the column a.b.force_id is not described",
                "m.sql:3 the column a.b.n is not described",
            ]
        );
    }

    #[test]
    fn what_is_described_is_no_gap_and_empty_words_describe_nothing() {
        let said = "comment on table a.b is 'It''s a b';\ncomment on column a.b.force_id is 'f';";
        assert_eq!(gaps(&format!("{TABLE}{said}comment on column a.b.n is ' ';")).len(), 1);
        assert!(gaps(&format!("{TABLE}{said}comment on column a.b.n is 'n';")).is_empty());
    }

    #[test]
    fn added_columns_want_words_and_dropped_ones_do_not() {
        let base = "create table a.b (c int); comment on table a.b is 'x'; comment on column a.b.c is 'x';";
        let added =
            "alter table a.b add column if not exists d int, add constraint e check (d > 0);";
        assert_eq!(gaps(&format!("{base}{added}")), ["m.sql:1 the column a.b.d is not described"]);
        assert!(gaps(&format!("{base}{added}alter table a.b drop column d;")).is_empty());
        assert!(gaps(&format!("{TABLE}drop table if exists a.b cascade;")).is_empty());
    }

    #[test]
    fn a_partition_has_its_parents_words() {
        assert!(gaps("create table a.b_1 partition of a.b for values in (1);").is_empty());
    }
}
