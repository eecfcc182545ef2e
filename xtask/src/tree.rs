//! The tree as the rules see it: every file of ours by its path from the root, read once.
//!
//! The rules take a [`Tree`], not a folder, so that their tests can seed a fault in three lines.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;

use crate::rust::Source;

/// What is never ours: tools' folders, whose names count anywhere.
const NOT_OURS: [&str; 3] = [".git", "target", "node_modules"];
/// A larger file is data; no rule reads it.
const LARGEST_TEXT: u64 = 1024 * 1024;

/// Every file of ours.
#[derive(Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
    sources: BTreeMap<String, Source>,
}

impl Tree {
    /// Reads the tree under a folder.
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        walk(root, "", &mut files)?;
        Ok(Self::of(files))
    }

    /// A tree of these paths and texts.
    pub(crate) fn of<P: Into<String>, T: Into<String>>(
        files: impl IntoIterator<Item = (P, T)>,
    ) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            let (path, text) = (path.into(), text.into());
            if has_ending(&path, "rs") {
                tree.sources.insert(path.clone(), Source::read(&text));
            }
            tree.files.insert(path, text);
        }
        tree
    }

    /// The text of a file; empty for what is not text.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every path and its text, in order.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files under a folder with this ending.
    pub(crate) fn under<'a>(
        &'a self,
        folder: &'a str,
        ending: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(move |(path, _)| path.starts_with(folder) && has_ending(path, ending))
    }

    /// The Rust of the product's crates, tests left out.
    pub(crate) fn product(&self) -> impl Iterator<Item = (Place<'_>, &Source)> {
        self.sources.iter().filter_map(|(path, source)| {
            let place = Place::of(path)?;
            (!is_test(path)).then_some((place, source))
        })
    }

    /// Every Rust file, tests too.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.sources.iter().map(|(path, source)| (path.as_str(), source))
    }

    /// Whether a file or a folder is there.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let inside = format!("{path}/");
        path.is_empty()
            || self.files.contains_key(path)
            || self
                .files
                .range(inside.clone()..)
                .next()
                .is_some_and(|(p, _)| p.starts_with(&inside))
    }

    /// The names of the crates under `crates/`.
    pub(crate) fn crates(&self) -> Vec<&str> {
        self.files
            .keys()
            .filter_map(|path| path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml"))
            .filter(|name| !name.contains('/'))
            .collect()
    }
}

/// Where in the product a file lies.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The path from the root.
    pub(crate) path: &'a str,
    /// The crate's folder, which is also its PostgreSQL schema.
    pub(crate) krate: &'a str,
    /// The path inside the crate.
    pub(crate) inside: &'a str,
}

impl<'a> Place<'a> {
    fn of(path: &'a str) -> Option<Self> {
        let (krate, inside) = path.strip_prefix("crates/")?.split_once('/')?;
        Some(Self { path, krate, inside })
    }

    /// Whether a part of the path, without its ending, satisfies the test.
    pub(crate) fn has_part(&self, wanted: impl Fn(&str) -> bool) -> bool {
        self.inside.split('/').any(|part| wanted(part.strip_suffix(".rs").unwrap_or(part)))
    }
}

/// Whether a path holds tests or what only tests read.
pub(crate) fn is_test(path: &str) -> bool {
    let folders = ["tests", "benches", "fixtures"];
    path.ends_with("_tests.rs")
        || path.split('/').any(|part| folders.contains(&part) || part == "tests.rs")
}

/// Whether a path ends in a dot and this.
pub(crate) fn has_ending(path: &str, ending: &str) -> bool {
    path.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.'))
}

fn walk(folder: &Path, inside: &str, files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("the folder {} cannot be read", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
        let kind = entry.file_type()?;
        // `./data` is where a server that was started here keeps what it stores.
        if kind.is_dir() && !NOT_OURS.contains(&name.as_str()) && path != "data" {
            walk(&entry.path(), &path, files)?;
        } else if kind.is_file() && !has_ending(&name, "log") {
            files.push((path, text_of(&entry)));
        }
    }
    Ok(())
}

fn text_of(entry: &std::fs::DirEntry) -> String {
    let small = entry.metadata().is_ok_and(|about| about.len() <= LARGEST_TEXT);
    let text = small.then(|| std::fs::read_to_string(entry.path()).ok());
    text.flatten().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_there_when_a_file_is_in_it() {
        let tree = Tree::of([("crates/desk/src/lib.rs", ""), ("docs.md", "")]);
        for there in ["crates", "crates/desk/", "crates/desk/src/lib.rs", "docs.md"] {
            assert!(tree.has(there), "{there}");
        }
        for absent in ["crate", "docs", "crates/de"] {
            assert!(!tree.has(absent), "{absent}");
        }
    }

    #[test]
    fn tests_and_fixtures_are_not_the_product() {
        for path in ["crates/desk/tests/desk/main.rs", "crates/desk/src/tests.rs", "tests/x.rs"] {
            assert!(is_test(path), "{path}");
        }
        assert!(!is_test("crates/desk/src/latest.rs"));
    }
}
