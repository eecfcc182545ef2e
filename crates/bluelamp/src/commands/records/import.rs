//! `bluelamp records import`: what an older system held, line by line.

use super::super::{Outcome, all_forces, say};
use crate::access::{Access, station};
use anyhow::{Context, bail};
use clap::Args;
use kernel::{Actor, ForceId, Language, Purpose};
use records::By;
use records::import::{Change, Column, Mapping, PIECE, Plan, bring_in};
use serde_json::json;
use station::config::Config;
use station::{Scope, Station, database};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Args)]
pub(crate) struct Import {
    /// The file
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// The force whose records they become
    #[arg(long)]
    force: String,
    /// A short name for the older system, the same each time, like old-rms
    #[arg(long)]
    set: String,
    /// What a column is, like "Home tel=phone.number"; "-" leaves it out, "legacy" is the older system's number
    #[arg(long, value_name = "NAME=WHAT")]
    column: Vec<String>,
    /// Say what would change, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// How many lines came to what.
#[derive(Default)]
struct Counts {
    new: usize,
    changed: usize,
    same: usize,
    refused: usize,
}

impl Counts {
    fn take(&mut self, change: &Change) {
        match change {
            Change::New => self.new += 1,
            Change::Changed(_) => self.changed += 1,
            Change::Same => self.same += 1,
            Change::Refused => self.refused += 1,
        }
    }
}

impl Import {
    pub(super) async fn run(&self, config: &Config) -> anyhow::Result<Outcome> {
        let force = ForceId::parse(&self.force).context("that is not a force's id")?;
        if !rights::groups::is_id(&self.set) {
            bail!("`--set` is small letters, digits and hyphens, like old-rms");
        }
        let plan = self.plan()?;
        for finding in &plan.findings {
            let wrong = finding.wrong.words().say(Language::English);
            let of = finding.field.map_or_else(String::new, |it| format!(", {}", it.code()));
            eprintln!("line {}{of}: {wrong}", finding.line);
        }
        let access = Access::open(config).await?;
        let done = async {
            database::prepare(access.url()).await?;
            let forces = Arc::new(all_forces(config.forces.as_deref())?);
            let station = station(config, access.url(), forces).await?;
            if station.forces().get(force.as_str()).is_none() {
                bail!("there is no force `{force}`");
            }
            self.bring(&station, &force, &plan).await
        };
        let counts = done.await;
        access.close().await;
        self.tell(&counts?, plan.findings.len())?;
        Ok(Outcome::Well)
    }

    /// The file, with what was said of its columns.
    fn plan(&self) -> anyhow::Result<Plan> {
        let name = self.file.display();
        let bytes = std::fs::read(&self.file).with_context(|| format!("{name} cannot be read"))?;
        let plan = Plan::read(&bytes, None).with_context(|| {
            format!("{name}: its header is not of people, vehicles or addresses")
        })?;
        let mut columns = plan.mapping.columns.clone();
        for said in &self.column {
            let (column, what) = said.rsplit_once('=').context("`--column` is NAME=WHAT")?;
            let place = plan.header.iter().position(|it| it == column);
            let place = place.and_then(|it| columns.get_mut(it));
            let place = place.with_context(|| format!("{name} has no column `{column}`"))?;
            *place = Column::of_code(plan.mapping.form, what)
                .with_context(|| format!("`{what}` is nothing that a column can be"))?;
        }
        let mapping = Mapping { form: plan.mapping.form, columns };
        for (column, what) in plan.header.iter().zip(&mapping.columns) {
            eprintln!("{column} = {}", what.code());
        }
        Plan::read(&bytes, Some(mapping)).context("it could not be read a second time")
    }

    async fn bring(
        &self,
        station: &Station,
        force: &ForceId,
        plan: &Plan,
    ) -> anyhow::Result<Counts> {
        let actor = Actor::System("records_import");
        let scope = Scope::new(force.clone(), actor, Purpose::RecordKeeping);
        let (mut counts, mut done) = (Counts::default(), 0);
        for some in plan.lines.chunks(PIECE) {
            let mut tx = station.begin(&scope).await?;
            let of = (&*self.set, plan.mapping.form);
            let changes = bring_in(&mut tx, By::Program, of, some).await?;
            if self.dry_run {
                tx.leave().await?;
            } else {
                tx.commit().await?;
            }
            for (_, change) in &changes {
                counts.take(change);
            }
            done += some.len();
            eprintln!("{done} of {} lines", plan.lines.len());
        }
        Ok(counts)
    }

    fn tell(&self, counts: &Counts, findings: usize) -> anyhow::Result<()> {
        let Counts { new, changed, same, refused } = counts;
        if self.json {
            return say(json!({
                "new": new, "changed": changed, "same": same, "refused": refused,
                "findings": findings, "dry_run": self.dry_run,
            }));
        }
        let would = if self.dry_run { "would be " } else { "" };
        say(format!(
            "{new} {would}new, {changed} {would}changed, {same} as known, {refused} left out, {findings} findings"
        ))
    }
}
