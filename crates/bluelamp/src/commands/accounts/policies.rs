//! Which role may do what, and policies: those in force, and texts that would be.

use super::super::{Outcome, content, say};
use crate::access::{Access, station};
use anyhow::{Context, bail};
use clap::Subcommand;
use kernel::{Actor, ForceId, Purpose};
use rights::policies::{Readable, added, try_together};
use rights::{Right, Role};
use serde_json::{Value, json};
use station::config::Config;
use station::{Scope, database};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Subcommand)]
pub(crate) enum RoleCommand {
    /// List what each role may do by the national policies
    List {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum PolicyCommand {
    /// List the policies that hold in a force
    List {
        /// The force's id
        force: String,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Say whether texts of a force would do beside the national policies
    Check {
        /// Files in the Cedar language
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The force that would add them, where they name it
        #[arg(long, default_value = "anywhere")]
        force: String,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn roles(command: &RoleCommand) -> anyhow::Result<Outcome> {
    let RoleCommand::List { json } = *command;
    let policies = rights::national()?;
    let may = |role: Role| -> Vec<&str> {
        Right::ALL.into_iter().filter(|it| policies.may(role, *it)).map(Right::code).collect()
    };
    if json {
        let entry = |role: Role| json!({ "role": role.code(), "may": may(role) });
        say(Role::ALL.map(entry).into_iter().collect::<Value>())?;
    } else {
        for role in Role::ALL {
            say(format!("{}: {}", role.code(), may(role).join(", ")))?;
        }
    }
    Ok(Outcome::Well)
}

pub(super) async fn run(config: &Config, command: PolicyCommand) -> anyhow::Result<Outcome> {
    match command {
        PolicyCommand::List { force, json } => list(config, &force, json).await,
        PolicyCommand::Check { files, force, json } => check(&files, &force, json),
    }
}

async fn list(config: &Config, force: &str, json: bool) -> anyhow::Result<Outcome> {
    let access = Access::open(config).await?;
    let texts = added_by(config, access.url(), force).await;
    access.close().await;
    let id = ForceId::parse(force)?;
    let own = try_together(&id, &texts?).map_err(|faults| anyhow::anyhow!(faults.join("; ")))?;
    let national = rights::national()?.readable().iter();
    let all: Vec<&Readable> = national.filter(|it| it.national).chain(&own).collect();
    if json {
        say(all.iter().map(|it| described(it)).collect::<Value>())?;
    } else {
        for it in all {
            say(line(it))?;
        }
    }
    Ok(Outcome::Well)
}

/// What a force added, by name.
async fn added_by(
    config: &Config,
    url: &str,
    force: &str,
) -> anyhow::Result<Vec<(String, String)>> {
    let forces = Arc::new(content::all_forces(config.forces.as_deref())?);
    let id = forces.get(force).with_context(|| format!("there is no force {force}"))?.id.clone();
    database::prepare(url).await?;
    let station = station(config, url, forces).await?;
    let scope = Scope::new(id, Actor::System("admin"), Purpose::Administration);
    let mut tx = station.begin(&scope).await?;
    let added = added(&mut tx).await?;
    tx.leave().await?;
    station.close().await;
    Ok(added.into_iter().map(|it| (it.name, it.text)).collect())
}

fn check(files: &[PathBuf], force: &str, json: bool) -> anyhow::Result<Outcome> {
    let Ok(force) = ForceId::parse(force) else { bail!("{force} is no force's id") };
    let read = |path: &PathBuf| -> anyhow::Result<(String, String)> {
        let text = std::fs::read_to_string(path);
        let text = text.with_context(|| format!("{} cannot be read", path.display()))?;
        Ok((path.display().to_string(), text))
    };
    let texts = files.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?;
    let (said, faults) = match try_together(&force, &texts) {
        Ok(said) => (said, Vec::new()),
        Err(faults) => (Vec::new(), faults),
    };
    if json {
        let policies: Value = said.iter().map(described).collect();
        say(json!({ "faults": faults, "policies": policies }))?;
    } else {
        for text in faults.iter().cloned().chain(said.iter().map(line)) {
            say(text)?;
        }
    }
    Ok(if faults.is_empty() { Outcome::Well } else { Outcome::FaultFound })
}

fn described(policy: &Readable) -> Value {
    let [english, welsh] = &policy.says;
    json!({
        "id": policy.id, "says": { "en": english, "cy": welsh }, "forbids": policy.forbids,
        "national": policy.national, "place": policy.place, "text": policy.text,
    })
}

fn line(policy: &Readable) -> String {
    let verdict = if policy.forbids { "forbids" } else { "permits" };
    let [english, _] = &policy.says;
    format!("{} {verdict}: {english}", policy.id)
}
