//! Forms from elsewhere, brought into our language: `XGov` digital-form-builder, DEFRA forms-model
//! and GOV.UK Forms.
//!
//! A source is read into one shape, its links become conditions of pages in order, and what comes out
//! is a draft: what only a person can write stands in it as [`services::to_write`], which does not
//! compile. Every element of the source has a line in the report. Nothing here panics or loops,
//! whatever the source is.

mod candidates;
mod cel;
mod components;
mod conditions;
mod expressions;
mod form;
mod graph;
mod kinds;
mod lists;
mod names;
#[cfg(test)]
mod proofs;
mod report;
mod said_in_cel;
mod source;
mod steps;
mod truths;
mod ways;
mod words;
mod writing;

pub use report::{Fate, Line, Report};

use services::Catalogue;
use services::Finding;
use std::fmt;

/// The most bytes of a form.
pub const LARGEST: usize = 2 << 20;

/// Where a form comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// JSON of the `XGov` digital-form-builder and its forks.
    Xgov,
    /// JSON of DEFRA's forms-model, version 1 or 2.
    Defra,
    /// JSON of GOV.UK Forms.
    GovukForms,
}

/// A form brought in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The id of the draft: its file is `ID.yaml`.
    pub id: String,
    /// The draft.
    pub yaml: String,
    /// What became of each element, and what the compiler says.
    pub report: Report,
}

/// Why nothing could be brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAForm {
    /// More than [`LARGEST`] bytes.
    TooLarge,
    /// Not JSON, with what the parser says.
    NotJson(String),
    /// JSON, but without what makes a form of that kind.
    Lacks(&'static str),
}

impl std::error::Error for NotAForm {}

impl fmt::Display for NotAForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "the file is larger than {} MB", LARGEST >> 20),
            Self::NotJson(why) => write!(f, "the file is not JSON: {why}"),
            Self::Lacks(what) => write!(f, "the file is no form of that kind: it has no `{what}`"),
        }
    }
}

/// Brings in a form: its text, the name to use when it has none, and the definitions that it will
/// stand beside.
///
/// Fails when the text is no form of that kind at all; everything else is in the report.
pub fn import(
    from: Elsewhere,
    text: &str,
    name: &str,
    beside: &[(String, String)],
) -> Result<Imported, NotAForm> {
    if text.len() > LARGEST {
        return Err(NotAForm::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    let source = serde_json::from_str(text).map_err(|why| NotAForm::NotJson(why.to_string()))?;
    let mut report = Report::default();
    let form = match from {
        Elsewhere::Xgov | Elsewhere::Defra => graph::read(&source, &mut report)?,
        Elsewhere::GovukForms => steps::read(&source, &mut report)?,
    };
    let id = names::service(form.name.as_deref().unwrap_or(name), beside, &mut report);
    let ids = names::questions(&form);
    let way = ways::lay(&form, &ids, &mut report);
    let yaml = writing::definition(&form, (&id, &ids), &way, &mut report);
    for finding in findings(&id, &yaml, beside) {
        report.compiled(&finding);
    }
    Ok(Imported { id, yaml, report })
}

/// What the compiler says of a draft that stands beside the shared blocks and flags.
fn findings(id: &str, yaml: &str, beside: &[(String, String)]) -> Vec<Finding> {
    let path = format!("services/{id}.yaml");
    let shared = |path: &str| {
        let folder = path.rsplit('/').nth(1).unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        ["blocks", "partners"].contains(&folder) || name.starts_with("flags.")
    };
    let mut files: Vec<(String, String)> =
        beside.iter().filter(|(path, _)| shared(path)).cloned().collect();
    files.push((path.clone(), yaml.to_owned()));
    let findings = Catalogue::compile(files).err().unwrap_or_default();
    findings.into_iter().filter(|finding| finding.path == path).collect()
}
