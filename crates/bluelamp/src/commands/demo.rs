//! `bluelamp demo`: a made-up town in the records of a force.

use super::{Outcome, content, say};
use crate::access::{Access, station};
use crate::demo;
use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use kernel::{Actor, ForceId, Purpose};
use records::{Batch, By, Loaded, Size, Town};
use station::config::Config;
use station::{Scope, Station, database};
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Load a made-up town into the records of one force: people, homes, numbers, vehicles, three years of
    /// events, and how they are linked
    ///
    /// The same seed makes the same town. A database in real use is refused. What was interrupted is
    /// taken up again by the same command.
    Load(Load),
}

#[derive(Args)]
pub(crate) struct Load {
    /// About how many people
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=4_000_000))]
    people: u32,
    /// About how many links [default: five for each person]
    #[arg(long)]
    links: Option<u64>,
    /// What the town follows from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The force whose records they are [default: the first of the demo world]
    #[arg(long, value_name = "ID")]
    force: Option<String>,
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<Outcome> {
    let Command::Load(asked) = command;
    let access = Access::open(config).await?;
    let outcome = load(config, access.url(), asked).await;
    access.close().await;
    outcome
}

async fn load(config: &Config, url: &str, asked: Load) -> anyhow::Result<Outcome> {
    database::prepare(url).await?;
    let forces = Arc::new(content::all_forces(config.forces.as_deref())?);
    let station = station(config, url, forces).await?;
    let loaded = fill(&station, url, &asked).await;
    station.close().await;
    let Loaded { records, links } = loaded?;
    say(format!("{records} records and {links} links loaded (seed {})", asked.seed))?;
    Ok(Outcome::Well)
}

async fn fill(station: &Station, url: &str, asked: &Load) -> anyhow::Result<Loaded> {
    demo::found(station, url).await?;
    let force = force(station, asked)?;
    let scope = Scope::new(force, Actor::System("demo"), Purpose::Demonstration);
    let links = asked.links.unwrap_or_else(|| u64::from(asked.people) * 5);
    let now = station.clock().now();
    let began = station.clock().real();
    let mut town = Town::new(asked.seed, Size { people: asked.people, links }, now);
    let (mut bar, mut all) = (Bar::default(), Loaded::default());
    while let Some(batch) = town.next() {
        let loaded = keep(station, &scope, &batch).await?;
        all = Loaded { records: all.records + loaded.records, links: all.links + loaded.links };
        let took = station.clock().real().since(began).unsigned_abs();
        bar.show((town.people().min(asked.people), asked.people), took);
    }
    bar.end();
    Ok(all)
}

fn force(station: &Station, asked: &Load) -> anyhow::Result<ForceId> {
    let first = || demo::Roster::read()?.forces.first().cloned().context("the roster is empty");
    let force = match &asked.force {
        Some(id) => ForceId::parse(id).with_context(|| format!("{id} is no force"))?,
        None => first()?,
    };
    ensure!(station.forces().get(force.as_str()).is_some(), "{force} is no force");
    Ok(force)
}

async fn keep(station: &Station, scope: &Scope, batch: &Batch) -> anyhow::Result<Loaded> {
    let mut tx = station.begin(scope).await?;
    let loaded = records::load(&mut tx, By::Program, batch).await?;
    tx.commit().await?;
    Ok(loaded)
}

/// Progress on stderr: a bar on a terminal, a line for every tenth elsewhere.
#[derive(Default)]
struct Bar {
    begun: bool,
    tenths: u32,
}

impl Bar {
    fn show(&mut self, (done, all): (u32, u32), took: Duration) {
        let share = u64::from(done) * 100 / u64::from(all.max(1));
        let left = took.as_secs() * (100 - share.min(100)) / share.max(1);
        let text = format!("{done} of {all} people, {left} s left");
        let mut stderr = std::io::stderr();
        let tenths = u32::try_from(share / 10).unwrap_or_default();
        // Progress that cannot be shown is no reason to stop.
        let _ = if stderr.is_terminal() {
            self.begun = true;
            let full = usize::try_from(share / 4).unwrap_or_default().min(25);
            let bar = format!("{}{}", "█".repeat(full), "░".repeat(25 - full));
            write!(stderr, "\r\u{1b}[K{bar} {share:>3}%  {text}").and_then(|()| stderr.flush())
        } else if tenths > self.tenths {
            self.tenths = tenths;
            writeln!(stderr, "{share}%: {text}")
        } else {
            Ok(())
        };
    }

    fn end(&mut self) {
        if std::mem::take(&mut self.begun) {
            eprintln!();
        }
    }
}
