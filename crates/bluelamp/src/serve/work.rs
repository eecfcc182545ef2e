//! Background work: jobs, sealing the journal, the demo's clock, and forgetting what has had its time.

use evidence::{Bell, Vault};
use kernel::{Actor, ForceId, Problem, Purpose};
use reports::Intake;
use services::Shelf;
use station::{Scope, Station, Upkeep, jobs, ledger};
use std::time::Duration;
use tokio::sync::watch;

/// How often ended drafts are forgotten.
const TIDY_EVERY: Duration = Duration::from_mins(10);

/// Does the jobs, seals and tidies, until told to stop.
pub(crate) async fn jobs(
    (vault, bell): (Vault, Bell),
    shelf: Shelf,
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let station = vault.station().clone();
    let checking = evidence::work(vault.clone(), bell, stopped.clone());
    let tidying = tidy(vault, shelf);
    let sealing = ledger::work(station.clone(), stopped.clone());
    let working = jobs::work(station, stopped.clone());
    tokio::select! {
        ((), (), ()) = async { tokio::join!(working, sealing, checking) } => {}
        () = tidying => {}
    }
    Ok(())
}

/// Follows the demo's clock, which another process may move.
pub(crate) async fn clock(
    station: Station,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let mut tick = tokio::time::interval(Duration::from_secs(1));
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {
                if let Err(problem) = station.read_clock().await {
                    tracing::debug!(%problem, "the clock could not be read");
                }
            }
            _ = stopped.changed() => return Ok(()),
        }
    }
}

async fn tidy(vault: Vault, shelf: Shelf) {
    let station = vault.station();
    let intake = Intake::new(station);
    let mut tick = tokio::time::interval(TIDY_EVERY);
    loop {
        tick.tick().await;
        for force in station.forces().iter() {
            let scope =
                Scope::new(force.id.clone(), Actor::System("forget_drafts"), Purpose::Delivery);
            if let Err(problem) = end_handovers(station, &scope).await {
                tracing::warn!(%problem, "handovers that are over could not be ended");
            }
            if let Err(problem) = forget_drafts(station, &scope).await {
                tracing::warn!(%problem, "ended drafts could not be forgotten");
            }
            if let Err(problem) = end_calls(station, (&intake, &shelf), &force.id).await {
                tracing::warn!(%problem, "calls that were left could not be ended");
            }
            if let Err(problem) = join_files(station, &force.id).await {
                tracing::warn!(%problem, "files that were added could not be given to their reports");
            }
            if let Err(problem) = records::begin_night(station, &force.id).await {
                tracing::warn!(%problem, "the night's work on records could not be begun");
            }
            if let Err(problem) = forget_files(&vault, &force.id).await {
                tracing::warn!(%problem, "files of no report could not be forgotten");
            }
        }
    }
}

/// Makes reports of calls that somebody left, and forgets those that are reports.
async fn end_calls(
    station: &Station,
    (intake, shelf): (&Intake, &Shelf),
    force: &ForceId,
) -> Result<(), Problem> {
    calls::end_left((station, intake), &shelf.catalogue(), force).await?;
    let scope = Scope::new(force.clone(), Actor::System("forget_calls"), Purpose::Delivery);
    let mut tx = station.begin(&scope).await?;
    calls::forget_ended(&mut tx).await?;
    tx.commit_upkeep(Upkeep::Draft).await
}

async fn join_files(station: &Station, force: &ForceId) -> Result<(), Problem> {
    let scope = Scope::new(force.clone(), Actor::System("join_files"), Purpose::Delivery);
    reports::adding::join_waiting(station, &scope).await.map(|_| ())
}

async fn forget_files(vault: &Vault, force: &ForceId) -> Result<(), Problem> {
    let scope = Scope::new(force.clone(), Actor::System("forget_files"), Purpose::Delivery);
    while vault.forget_ended(&scope).await? > 0 {}
    vault.sweep(&scope).await?;
    Ok(())
}

async fn forget_drafts(station: &Station, scope: &Scope) -> Result<(), Problem> {
    let mut tx = station.begin(scope).await?;
    reports::drafts::forget_ended(&mut tx).await?;
    tx.commit_upkeep(Upkeep::Draft).await
}

async fn end_handovers(station: &Station, scope: &Scope) -> Result<(), Problem> {
    let scope = Scope::new(scope.force().clone(), Actor::System("end_handovers"), scope.purpose());
    let mut tx = station.begin(&scope).await?;
    if partners::expire(&mut tx).await? == (0, 0) {
        return tx.leave().await;
    }
    tx.commit().await
}
