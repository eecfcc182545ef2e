//! Forces as data: the files in `forces/`, read, checked and looked up.
//!
//! One file is one force; its name is the force's id. [`parse`] reads one, [`check`] reads them all
//! and holds them against each other, and both answer with every [`Finding`] at once: where it is,
//! what is wrong and what to do. [`whereabouts`] answers "which force is mine".
//!
//! A code in `postcode_areas` or `shared_postcode_areas` is a postcode area (`HU`) or, where a
//! force's boundary cuts through one, a single outward code (`TS9`). The narrower says more:
//! - an area in `postcode_areas` is wholly or mostly that force's own;
//! - an area in `shared_postcode_areas` is several forces', and a person has to choose;
//! - an outward code of one's own is taken out of the area that it lies in;
//! - a shared outward code is also this force's, beside those who have the area.
//!
//! A file’s `area_code` is its police area in the national open data; railways have none.
//!
//! *Invariant:* no force is named here or anywhere else in code.

mod across;
mod codes;
mod colour;
#[cfg(test)]
mod data_tests;
mod finding;
mod rules;
mod sheet;
mod shelf;
pub mod whereabouts;

pub use finding::Finding;
pub use shelf::{embedded, load};

use kernel::{Force, Forces};
use sheet::Sheet;

/// Reads one force from the text of its file. The id is the file's name without `.toml`.
///
/// Answers with everything that is wrong in the file, in the order of its lines.
pub fn parse(id: &str, toml: &str) -> Result<Force, Vec<Finding>> {
    let sheet = Sheet::read(id, toml)?;
    rules::judge(&sheet)
}

/// Reads all forces, each given as its id and the text of its file, and compares them.
///
/// Answers with everything that is wrong in any of them, file by file.
pub fn check(files: impl IntoIterator<Item = (String, String)>) -> Result<Forces, Vec<Finding>> {
    let mut sheets = Vec::new();
    let mut forces = Vec::new();
    let mut findings = Vec::new();
    let mut whole = true;
    for (id, text) in files {
        match Sheet::read(&id, &text) {
            Ok(sheet) => {
                match rules::judge(&sheet) {
                    Ok(force) => forces.push(force),
                    Err(wrong) => findings.extend(wrong),
                }
                sheets.push(sheet);
            }
            Err(wrong) => {
                whole = false;
                findings.extend(wrong);
            }
        }
    }
    findings.extend(across::compare(&sheets, whole));
    if findings.is_empty() {
        Ok(Forces::new(forces))
    } else {
        findings.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Err(findings)
    }
}
