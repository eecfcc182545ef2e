//! `cargo xtask tidy`: the tree compared with the rules that the house keeps.
//!
//! Every rule is a function from the tree to findings, in a file of its own, with tests that seed
//! the fault it looks for. A fault fails the run; a hint is only said.

mod allowance;
mod dependencies;
mod finding;
mod forces;
mod links;
mod migrations;
mod names;
mod queries;
mod roster;
mod secrets;
mod size;
mod web;

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

use crate::out;
use crate::tree::Tree;
use finding::{Finding, Weight};

/// Checks the tree and says what it found; false when there is a fault.
pub(crate) fn run(root: &Path) -> anyhow::Result<bool> {
    let tree = Tree::read(root)?;
    let mut findings = check(&tree, &metadata(root)?);
    findings.sort();
    for finding in &findings {
        out::say(&finding.to_string());
    }
    let faults = findings.iter().filter(|finding| finding.weight == Weight::Fault).count();
    let hints = findings.len() - faults;
    out::say(&format!("tidy: {faults} faults, {hints} hints in {} files", tree.files().count()));
    Ok(faults == 0)
}

fn check(tree: &Tree, packages: &[dependencies::Package]) -> Vec<Finding> {
    let mut findings = dependencies::check(tree, packages);
    findings.extend(forces::check(tree));
    findings.extend(links::check(tree));
    findings.extend(migrations::check(tree));
    findings.extend(names::check(tree));
    findings.extend(queries::check(tree));
    findings.extend(roster::check(tree));
    findings.extend(secrets::check(tree));
    findings.extend(size::check(tree));
    findings.extend(web::check(tree));
    findings
}

/// What Cargo says of our packages.
fn metadata(root: &Path) -> anyhow::Result<Vec<dependencies::Package>> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(root)
        .output()
        .context("cargo metadata cannot be started")?;
    anyhow::ensure!(
        output.status.success(),
        "cargo metadata failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    dependencies::read(&output.stdout)
}
