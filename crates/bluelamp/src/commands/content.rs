//! `bluelamp services` and `bluelamp forces`: what is written, checked.

use super::{Outcome, say};
use anyhow::Context;
use clap::{Subcommand, ValueEnum};
use imports::Elsewhere;
use kernel::{Clock, Forces, Language};
use serde_json::json;
use services::{Catalogue, Finding};
use station::clock::StationClock;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub(crate) enum ServicesCommand {
    /// Compile the definitions
    Check {
        /// Folders of definitions, in place of the configured ones
        paths: Vec<PathBuf>,
        /// Also list what may be right and is to be looked at again
        #[arg(long)]
        review: bool,
    },
    /// Walk one service in the terminal; the answers stand on stdout at the end
    Play {
        /// The service
        id: String,
        /// In which language: en or cy
        #[arg(long, default_value = "en")]
        language: String,
        /// Answers to begin with, as JSON
        #[arg(long)]
        answers: Option<PathBuf>,
    },
    /// Say why there is a rule, by the code of a finding
    Explain {
        /// Such as BL010
        code: String,
    },
    /// Run the tests that stand beside the definitions
    Test {
        /// Only these services
        ids: Vec<String>,
    },
    /// Print the JSON Schema of the language
    Schema,
    /// List the services
    List {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Bring in a form from elsewhere as a draft, and say what became of each part of it
    Import {
        /// Where it comes from
        #[arg(long)]
        from: Source,
        /// The form
        file: PathBuf,
        /// A folder for the draft, in place of stdout; nothing in it is replaced
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

/// Where a form comes from.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Source {
    /// `XGov` digital-form-builder
    Xgov,
    /// DEFRA forms-model, version 1 or 2
    Defra,
    /// GOV.UK Forms
    GovukForms,
}

impl ServicesCommand {
    pub(super) const fn needs_no_config(&self) -> bool {
        matches!(self, Self::Schema | Self::Explain { .. })
    }
}

#[derive(Subcommand)]
pub(crate) enum ForcesCommand {
    /// Compile the force files
    Check,
}

type Files = Vec<(String, String)>;

pub(super) fn services(
    command: &ServicesCommand,
    folder: Option<&Path>,
) -> anyhow::Result<Outcome> {
    match command {
        ServicesCommand::Schema => {
            say(serde_json::to_string_pretty(&services::language_schema())?)?;
            Ok(Outcome::Well)
        }
        ServicesCommand::Explain { code } => {
            let Some(rule) = services::Rule::of_code(code) else {
                eprintln!("There is no rule {code}; codes are like BL010.");
                return Ok(Outcome::FaultFound);
            };
            say(rule)?;
            Ok(Outcome::Well)
        }
        ServicesCommand::Check { paths, review } if !paths.is_empty() => {
            let mut outcome = Outcome::Well;
            for path in paths {
                if check(files_of(Some(path))?, *review) == Outcome::FaultFound {
                    outcome = Outcome::FaultFound;
                }
            }
            Ok(outcome)
        }
        ServicesCommand::Check { review, .. } => Ok(check(files_of(folder)?, *review)),
        ServicesCommand::Play { id, language, answers } => {
            let Some(language) = Language::of_code(language) else {
                anyhow::bail!("`{language}` is not a language: write en or cy")
            };
            let Some(catalogue) = compile(files_of(folder)?) else {
                return Ok(Outcome::FaultFound);
            };
            let Some(service) = catalogue.get(id) else {
                anyhow::bail!("there is no service `{id}`: see `bluelamp services list`")
            };
            super::play::run(service, language, answers.as_deref())
        }
        ServicesCommand::Test { ids } => test(files_of(folder)?, ids),
        ServicesCommand::List { json } => list(files_of(folder)?, *json),
        ServicesCommand::Import { from, file, out } => {
            import(*from, file, out.as_deref(), &files_of(folder)?)
        }
    }
}

/// Every file below a folder, or those that came with the program.
fn files_of(folder: Option<&Path>) -> anyhow::Result<Files> {
    let Some(folder) = folder else { return Ok(services::embedded_files()) };
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = std::fs::read_dir(&next).with_context(|| next.display().to_string())?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                let text =
                    std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                let name = path.strip_prefix(folder).unwrap_or(&path);
                files.push((name.display().to_string(), text));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The catalogue of a folder, or the one that came with the program.
pub(crate) fn catalogue(folder: Option<&Path>) -> anyhow::Result<Catalogue> {
    compile(files_of(folder)?).context("the service definitions do not compile")
}

/// The forces of a folder, or those that came with the program.
pub(crate) fn all_forces(folder: Option<&Path>) -> anyhow::Result<Forces> {
    let found = match folder {
        Some(folder) => station::forces::load(folder),
        None => station::forces::embedded(),
    };
    found.map_err(|findings| {
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the force files do not compile:\n{}", lines.join("\n"))
    })
}

/// Compiles, and says on stderr what is wrong.
fn compile(files: Files) -> Option<Catalogue> {
    Catalogue::compile(files).inspect_err(|findings| explain(findings)).ok()
}

fn explain(findings: &[Finding]) {
    for finding in findings {
        eprintln!("{}", finding.drawn());
    }
    eprintln!("{} found.", findings.len());
}

fn check(files: Files, review: bool) -> Outcome {
    if review {
        let findings = services::review(files.clone());
        let again: Vec<_> =
            findings.into_iter().filter(|it| it.weight == services::Weight::LookAgain).collect();
        for finding in &again {
            eprintln!("{}", finding.drawn());
        }
        eprintln!("{} to be looked at again.", again.len());
    }
    let Some(catalogue) = compile(files) else { return Outcome::FaultFound };
    let today = StationClock::default().real().in_london().date();
    let stale = catalogue.stale(today);
    if !stale.is_empty() {
        explain(&stale);
        return Outcome::FaultFound;
    }
    eprintln!("{} services, nothing to correct.", catalogue.iter().count());
    Outcome::Well
}

fn test(files: Files, ids: &[String]) -> anyhow::Result<Outcome> {
    let Some(catalogue) = compile(files) else { return Ok(Outcome::FaultFound) };
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let results = services::run_tests(&catalogue, &ids);
    let failed = results.iter().filter(|result| !result.failures.is_empty()).count();
    for result in &results {
        let mark = if result.failures.is_empty() { "ok    " } else { "FAILED" };
        say(format!("{mark} {}: {}", result.service, result.name))?;
        for fault in &result.failures {
            say(format!("         {fault}"))?;
        }
    }
    eprintln!("{} passed, {failed} failed", results.len() - failed);
    Ok(if failed == 0 { Outcome::Well } else { Outcome::FaultFound })
}

fn list(files: Files, as_json: bool) -> anyhow::Result<Outcome> {
    let Some(catalogue) = compile(files) else { return Ok(Outcome::FaultFound) };
    if !as_json {
        for service in catalogue.iter() {
            say(format!("{:28} {}", service.id, service.title(Language::English)))?;
        }
        return Ok(Outcome::Well);
    }
    let all: Vec<_> = catalogue
        .iter()
        .map(|service| {
            json!({
                "id": service.id,
                "group": service.group.slug(),
                "title": service.title(Language::English),
                "kind": service.kind(),
                "languages": service.languages(),
            })
        })
        .collect();
    say(serde_json::to_string_pretty(&all)?)?;
    Ok(Outcome::Well)
}

fn import(
    from: Source,
    path: &Path,
    out: Option<&Path>,
    beside: &[(String, String)],
) -> anyhow::Result<Outcome> {
    let from = match from {
        Source::Xgov => Elsewhere::Xgov,
        Source::Defra => Elsewhere::Defra,
        Source::GovukForms => Elsewhere::GovukForms,
    };
    let size = std::fs::metadata(path).with_context(|| path.display().to_string())?.len();
    if size > u64::try_from(imports::LARGEST)? {
        return Err(imports::NotAForm::TooLarge).with_context(|| path.display().to_string());
    }
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let imported =
        imports::import(from, &text, &name, beside).with_context(|| path.display().to_string())?;
    eprint!("{}", imported.report);
    match out {
        None => say(imported.yaml.trim_end())?,
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            keep(&folder.join(format!("{}.yaml", imported.id)), &imported.yaml)?;
            let report = imported.report.to_string();
            keep(&folder.join(format!("{}.report.txt", imported.id)), &report)?;
        }
    }
    Ok(if imported.report.is_whole() { Outcome::Well } else { Outcome::FaultFound })
}

/// Writes a new file; one that is there already stays as it is.
fn keep(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut file = std::fs::File::create_new(path).with_context(|| {
        format!("{}: nothing is replaced; move it away or name another --out", path.display())
    })?;
    file.write_all(text.as_bytes()).with_context(|| path.display().to_string())?;
    eprintln!("wrote {}", path.display());
    Ok(())
}

pub(super) fn forces(
    command: &ForcesCommand,
    folder: Option<&Path>,
    services: Option<&Path>,
) -> anyhow::Result<Outcome> {
    let files = files_of(services)?;
    Ok(match command {
        ForcesCommand::Check => match all_forces(folder) {
            Ok(forces) if !slots_fit(&forces, files) => Outcome::FaultFound,
            Ok(forces) => {
                eprintln!("{} forces, nothing to correct.", forces.iter().count());
                Outcome::Well
            }
            Err(error) => {
                eprintln!("{error}");
                Outcome::FaultFound
            }
        },
    })
}

/// Whether forces fill only what services let them; says what does not fit. A catalogue that does not
/// compile is another command's to tell.
fn slots_fit(forces: &Forces, files: Files) -> bool {
    let Ok(catalogue) = Catalogue::compile(files) else { return true };
    let faults = services::slot_faults(forces, &catalogue);
    for fault in &faults {
        eprintln!("{fault}");
    }
    faults.is_empty()
}
