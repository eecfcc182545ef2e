//! `bluelamp migrate`.

use super::{Outcome, say};
use crate::access::Access;
use station::config::Config;
use station::database;

pub(super) async fn run(config: &Config, plan: bool) -> anyhow::Result<Outcome> {
    let access = Access::open(config).await?;
    let outcome = bring_up_to_date(access.url(), plan).await;
    access.close().await;
    outcome
}

async fn bring_up_to_date(url: &str, plan: bool) -> anyhow::Result<Outcome> {
    if !plan {
        database::prepare(url).await?;
        eprintln!("The database is up to date.");
        return Ok(Outcome::Well);
    }
    for step in database::plan(url).await? {
        let state = if step.applied { "done" } else { "to do" };
        say(format!("{} {:5} {}", step.version, state, step.description))?;
    }
    Ok(Outcome::Well)
}
