//! `bluelamp log`: the journal's log, for auditors and for whoever keeps its key.

use super::{Outcome, content, say};
use crate::access::{Access, station};
use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Subcommand;
use kernel::{Actor, ForceId, Purpose};
use station::config::Config;
use station::ledger::{self, Hash, LogKeys, origin};
use station::{Act, Entry, Scope, Station, database};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Verify every force's log, and name the first entry that is not as it was sealed
    Verify,
    /// Print a force's newest signed checkpoint
    Checkpoint {
        /// The force
        #[arg(value_parser = force)]
        force: ForceId,
    },
    /// Prove that a journal entry is in its force's log (C2SP tlog-proof)
    Prove {
        /// The force
        #[arg(value_parser = force)]
        force: ForceId,
        /// The journal entry
        entry: Uuid,
    },
    /// Prove that a force's log only grew since it had so many entries
    Agree {
        /// The force
        #[arg(value_parser = force)]
        force: ForceId,
        /// How many entries it had
        entries: u64,
    },
    /// Print the keys with which checkpoints are checked, the present one last
    Keys {
        /// The force
        #[arg(value_parser = force)]
        force: ForceId,
    },
    /// Make a new key to sign with. Start the servers again afterwards
    TurnKey,
}

pub(super) async fn run(config: &Config, command: &Command) -> anyhow::Result<Outcome> {
    if let Command::Keys { force } = command {
        let keys = LogKeys::keep(&config.data.join("keys"))?;
        say(keys.verifiers(&origin(force)).join("\n"))?;
        return Ok(Outcome::Well);
    }
    let access = Access::open(config).await?;
    let outcome = at(config, access.url(), command).await;
    access.close().await;
    outcome
}

async fn at(config: &Config, url: &str, command: &Command) -> anyhow::Result<Outcome> {
    database::prepare(url).await?;
    let forces = Arc::new(content::all_forces(config.forces.as_deref())?);
    let station = station(config, url, forces).await?;
    let outcome = match command {
        Command::Verify => verify(&station).await,
        Command::TurnKey => turn_key(config, &station).await,
        Command::Checkpoint { force } => {
            agree(&station, force, 0).await.and_then(|proof| tell(proof.checkpoint.trim_end()))
        }
        Command::Prove { force, entry } => prove(&station, force, *entry).await,
        Command::Agree { force, entries } => {
            agree(&station, force, *entries).await.and_then(|proof| {
                tell(format!("{}\n{}", lines(&proof.path), proof.checkpoint.trim_end()))
            })
        }
        Command::Keys { .. } => Ok(Outcome::Well),
    };
    station.close().await;
    outcome
}

fn force(id: &str) -> Result<ForceId, String> {
    ForceId::parse(id).map_err(|_| format!("{id:?} is not the id of a force"))
}

fn tell(text: impl std::fmt::Display) -> anyhow::Result<Outcome> {
    say(text)?;
    Ok(Outcome::Well)
}

/// One hash a line, in base64.
pub(crate) fn lines(path: &[Hash]) -> String {
    path.iter().map(|hash| STANDARD.encode(hash) + "\n").collect()
}

fn scope(force: &ForceId) -> Scope {
    Scope::new(force.clone(), Actor::System("log"), Purpose::Administration)
}

/// Every log verified; what is broken, a line a force.
pub(super) async fn broken(station: &Station) -> anyhow::Result<(u64, Vec<String>)> {
    let (mut entries, mut found) = (0, Vec::new());
    for force in station.forces().iter() {
        let mut tx = station.begin(&scope(&force.id)).await?;
        match ledger::verify(&mut tx).await? {
            Ok(verified) => entries += verified.entries,
            Err(broken) => found.push(format!("{}: {broken}", force.id)),
        }
        tx.leave().await?;
    }
    Ok((entries, found))
}

async fn verify(station: &Station) -> anyhow::Result<Outcome> {
    let (entries, found) = broken(station).await?;
    if found.is_empty() {
        eprintln!("{entries} entries, every one as it was sealed.");
        return Ok(Outcome::Well);
    }
    for line in found {
        say(line)?;
    }
    Ok(Outcome::FaultFound)
}

async fn prove(station: &Station, force: &ForceId, entry: Uuid) -> anyhow::Result<Outcome> {
    let mut tx = station.begin(&scope(force)).await?;
    let proof = ledger::prove(&mut tx, entry).await;
    tx.leave().await?;
    tell(proof.context("this entry is not in the log, or not sealed yet")?.text().trim_end())
}

async fn agree(
    station: &Station,
    force: &ForceId,
    entries: u64,
) -> anyhow::Result<ledger::Consistency> {
    let mut tx = station.begin(&scope(force)).await?;
    let proof = ledger::agree(&mut tx, entries).await;
    tx.leave().await?;
    proof.context("the log has no checkpoint of so many entries yet")
}

/// Turns the key. That it was turned is an entry in every force's journal.
async fn turn_key(config: &Config, station: &Station) -> anyhow::Result<Outcome> {
    let keys = LogKeys::turn(&config.data.join("keys"))?;
    for force in station.forces().iter() {
        let mut tx = station.begin(&scope(&force.id)).await?;
        let key = keys.verifiers(&origin(&force.id)).pop().unwrap_or_default();
        tx.journal(Entry::new(Act::Alteration, "log_key_turned", "log_key", key)).await?;
        tx.commit().await?;
    }
    eprintln!("A new key signs from the next start on; start every server again.");
    Ok(Outcome::Well)
}
