//! The descriptions of checked queries (`.sqlx`), made without another tool to install.
//!
//! A throw-away PostgreSQL gets every migration; then our crates are checked against it with sqlx
//! looking at the database in place of the stored descriptions. Cargo is made to look at exactly
//! the crates that hold queries by touching their roots, whose times are put back afterwards: so no
//! second target folder is filled and the next build finds everything fresh.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, FileTimes};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::Context as _;

use crate::out;
use crate::postgres::Throwaway;
use crate::sql::statements;
use crate::tree::{Tree, is_test};

const STORED: &str = ".sqlx";
const REMEDY: &str = "run `cargo xtask sqlx` and commit .sqlx";

/// Descriptions by file name.
type Descriptions = BTreeMap<String, String>;

/// Compares the stored descriptions with fresh ones; false when they differ.
pub(crate) fn check(root: &Path) -> anyhow::Result<bool> {
    let fresh = describe(root)?;
    anyhow::ensure!(fresh.whole, "the crates do not check against a migrated database");
    let differences = differences(&stored(root)?, &fresh.found);
    for difference in &differences {
        out::say(&format!("{STORED}/{difference}"));
    }
    if differences.is_empty() {
        out::say(&format!("sqlx: {} descriptions are up to date", fresh.found.len()));
    } else {
        out::say(&format!("sqlx: {} descriptions are stale; {REMEDY}", differences.len()));
    }
    Ok(differences.is_empty())
}

/// Brings the stored descriptions up to date; false when a crate did not check. Then what was
/// found is stored all the same, and nothing is taken away.
pub(crate) fn refresh(root: &Path) -> anyhow::Result<bool> {
    let fresh = describe(root)?;
    let folder = root.join(STORED);
    std::fs::create_dir_all(&folder)?;
    let stored = stored(root)?;
    for (name, text) in fresh.found.iter().filter(|(name, text)| stored.get(*name) != Some(text)) {
        std::fs::write(folder.join(name), text)?;
    }
    if fresh.whole {
        for gone in stored.keys().filter(|name| !fresh.found.contains_key(*name)) {
            std::fs::remove_file(folder.join(gone))?;
        }
        out::say(&format!("sqlx: {} descriptions in {STORED}", fresh.found.len()));
    } else {
        out::say("sqlx: a crate does not check; descriptions were added and none taken away");
    }
    Ok(fresh.whole)
}

/// What a run against the database found.
struct Fresh {
    found: Descriptions,
    /// Whether every crate checked, so that nothing is missing.
    whole: bool,
}

fn describe(root: &Path) -> anyhow::Result<Fresh> {
    let tree = Tree::read(root)?;
    let holders = holders(&tree);
    if holders.is_empty() {
        return Ok(Fresh { found: Descriptions::new(), whole: true });
    }
    let server = Throwaway::start()?;
    migrate(root, &tree, &server)?;
    let folder = server.folder().join("sqlx");
    std::fs::create_dir(&folder)?;
    // A file made now has the time that the file system gives to now.
    let now = std::fs::metadata(&folder)?.modified()?;
    let touched: Vec<Touched> = holders
        .iter()
        .map(|path| Touched::touch(&root.join(path), now))
        .collect::<Result<_, _>>()?;
    let tests = has_queries_in_tests(&tree);
    let status = Command::new("cargo")
        .args(["check", "--quiet", "--workspace", "--keep-going"])
        .args(tests.then_some("--all-targets"))
        .current_dir(root)
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &folder)
        .env("DATABASE_URL", server.url())
        .status()
        .context("cargo check cannot be started")?;
    drop(touched);
    Ok(Fresh { found: read(&folder)?, whole: status.success() })
}

/// The roots of the crates that hold checked queries.
fn holders(tree: &Tree) -> BTreeSet<String> {
    tree.sources()
        .filter(|(path, _)| path.starts_with("crates/"))
        .filter(|(_, source)| source.code().any(|(_, line)| asks(line)))
        .filter_map(|(path, _)| path.split('/').nth(1))
        .map(|name| format!("crates/{name}/src/lib.rs"))
        .filter(|path| tree.has(path))
        .collect()
}

/// Whether a line asks sqlx to check a query.
fn asks(line: &str) -> bool {
    ["query!(", "query_as!(", "query_scalar!("].iter().any(|name| line.contains(name))
}

/// Whether tests hold checked queries, so that they have to be looked at as well.
fn has_queries_in_tests(tree: &Tree) -> bool {
    tree.sources().filter(|(path, _)| path.starts_with("crates/")).any(|(path, source)| {
        let in_all = tree.text(path).unwrap_or_default().lines().filter(|line| asks(line)).count();
        let in_code = source.code().filter(|(_, line)| asks(line)).count();
        if is_test(path) { in_all > 0 } else { in_all > in_code }
    })
}

/// Makes the roles that the migrations grant to, then runs the migrations in their order.
fn migrate(root: &Path, tree: &Tree, server: &Throwaway) -> anyhow::Result<()> {
    for role in roles(tree) {
        server.run_text(&format!("create role {role} nologin"))?;
    }
    for (path, _) in tree.under("migrations/", "sql") {
        server.run(&root.join(path))?;
    }
    Ok(())
}

/// The application's roles: the program makes them before it migrates.
fn roles(tree: &Tree) -> BTreeSet<String> {
    let mut roles = BTreeSet::new();
    for (_, text) in tree.under("migrations/", "sql") {
        for statement in statements(text) {
            let words = statement.words();
            roles.extend(
                words.iter().filter(|w| w.starts_with("bluelamp_")).map(|w| (*w).to_owned()),
            );
        }
    }
    roles
}

fn stored(root: &Path) -> anyhow::Result<Descriptions> {
    let folder = root.join(STORED);
    if folder.is_dir() { read(&folder) } else { Ok(Descriptions::new()) }
}

fn read(folder: &Path) -> anyhow::Result<Descriptions> {
    let mut found = Descriptions::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("query-") {
            found.insert(name, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(found)
}

fn differences(stored: &Descriptions, fresh: &Descriptions) -> Vec<String> {
    let names: BTreeSet<&String> = stored.keys().chain(fresh.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| match (stored.get(name), fresh.get(name)) {
            (None, Some(_)) => Some(format!("{name}: missing")),
            (Some(_), None) => Some(format!("{name}: no query needs it")),
            (old, new) if old != new => Some(format!("{name}: describes an older schema")),
            _ => None,
        })
        .collect()
}

/// A file that looks changed for as long as this lives.
struct Touched {
    path: PathBuf,
    before: SystemTime,
    during: SystemTime,
}

impl Touched {
    fn touch(path: &Path, now: SystemTime) -> anyhow::Result<Self> {
        let before = std::fs::metadata(path)?.modified()?;
        set_time(path, now)?;
        // What the file system made of it, which may be coarser than what was asked.
        let during = std::fs::metadata(path)?.modified()?;
        Ok(Self { path: path.to_path_buf(), before, during })
    }
}

impl Drop for Touched {
    fn drop(&mut self) {
        let now = std::fs::metadata(&self.path).and_then(|about| about.modified());
        // Somebody who wrote to it meanwhile has changed it indeed.
        if now.is_ok_and(|now| now == self.during) {
            let _ = set_time(&self.path, self.before);
        }
    }
}

fn set_time(path: &Path, time: SystemTime) -> std::io::Result<()> {
    File::options().append(true).open(path)?.set_times(FileTimes::new().set_modified(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(items: &[(&str, &str)]) -> Descriptions {
        items.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn missing_superfluous_and_old_descriptions_differ() {
        let stored = described(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let fresh = described(&[("b", "2"), ("c", "1"), ("d", "1")]);
        assert_eq!(
            differences(&stored, &fresh),
            ["a: no query needs it", "b: describes an older schema", "d: missing"]
        );
        assert!(differences(&stored, &stored).is_empty());
    }

    #[test]
    fn the_crates_that_hold_queries_are_looked_at() {
        let tree = Tree::of([
            ("crates/desk/src/lib.rs", ""),
            ("crates/desk/src/pages.rs", "query(\"x\")"),
            ("crates/reports/src/lib.rs", ""),
            ("crates/reports/src/store/drafts.rs", "sqlx::query_as!(Row, \"select 1\")"),
        ]);
        assert_eq!(holders(&tree).into_iter().collect::<Vec<_>>(), ["crates/reports/src/lib.rs"]);
        assert!(!has_queries_in_tests(&tree));
    }

    #[test]
    fn queries_in_tests_are_noticed() {
        for file in [
            ("crates/desk/tests/desk/main.rs", "sqlx::query!(\"x\")"),
            ("crates/desk/src/a.rs", "#[cfg(test)]\nmod tests {\n sqlx::query!(\"x\")\n}"),
        ] {
            assert!(has_queries_in_tests(&Tree::of([file])), "{}", file.0);
        }
    }

    #[test]
    fn roles_are_those_that_migrations_grant_to() {
        let sql = "grant select on a.b to bluelamp_app, bluelamp_watch; -- bluelamp_other";
        let tree = Tree::of([("migrations/1.sql", sql)]);
        assert_eq!(
            roles(&tree).into_iter().collect::<Vec<_>>(),
            ["bluelamp_app", "bluelamp_watch"]
        );
    }
}
