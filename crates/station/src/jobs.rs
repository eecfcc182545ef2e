//! Jobs: what is done after a transaction, at least once, later when it fails.
//!
//! A job runs inside a transaction of its own that holds the job's row. What it writes and the mark
//! that it is done become durable together, so a crash at any point leaves it to be done again, and
//! several servers never do one job at the same time. Only what leaves the building can happen
//! twice, and says so (see `dispatch`).

use crate::outbox::Event;
use crate::patience::{FOR_WORK, within};
use crate::station::Station;
use crate::telemetry::spans;
use crate::tx::{Tx, Upkeep};
use crate::{Scope, figures, store};
use jiff::SignedDuration;
use kernel::{Actor, ForceId, JobId, Problem, Purpose};
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tracing::Instrument;

/// Attempts after which a job is given up and shown to people.
const GIVE_UP_AFTER: i32 = 12;
/// How often a server looks for work that another process made. Its own work wakes it at once.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// What a job does: a future over the transaction and the payload.
pub type Doing<'t> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 't>>;
type Doer = dyn for<'t, 's> Fn(&'t mut Tx<'s>, Value) -> Doing<'t> + Send + Sync;

/// A kind of job, and the event that it listens to, if any.
#[derive(Clone)]
pub struct Job {
    pub(crate) kind: &'static str,
    pub(crate) listens_to: Option<&'static str>,
    run: Arc<Doer>,
}

impl Job {
    /// A kind of job: the deed (`open_contact`) and how it is done with its payload.
    pub fn new(
        kind: &'static str,
        run: impl for<'t, 's> Fn(&'t mut Tx<'s>, Value) -> Doing<'t> + Send + Sync + 'static,
    ) -> Self {
        Self { kind, listens_to: None, run: Arc::new(run) }
    }

    /// The job is done for each event of this kind; the event is its payload.
    #[must_use]
    pub fn on<E: Event>(mut self) -> Self {
        self.listens_to = Some(E::KIND);
        self
    }
}

pub(crate) struct Claimed {
    pub(crate) id: JobId,
    pub(crate) kind: String,
    pub(crate) payload: Value,
    pub(crate) attempts: i32,
}

/// Works until told to stop: takes what is due, force by force.
pub async fn work(station: Station, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = tick.tick() => {}
            () = station.work_made() => {}
            _ = stop.changed() => break,
        }
        if let Err(problem) = work_through(&station).await {
            tracing::warn!(%problem, "jobs wait: the database is out of reach");
        }
    }
}

/// Does everything that is due now. Returns how many jobs were done or failed.
pub async fn work_through(station: &Station) -> Result<usize, Problem> {
    let mut done = 0;
    for force in within(FOR_WORK, store::jobs::forces_with_work(station)).await? {
        while within(FOR_WORK, work_once(station, &force)).await? {
            done += 1;
        }
    }
    Ok(done)
}

/// Does the next job of a force. `false` when none is due or all are in other hands.
async fn work_once(station: &Station, force: &ForceId) -> Result<bool, Problem> {
    let scope = |name| Scope::new(force.clone(), Actor::System(name), Purpose::Delivery);
    let mut tx = station.begin(&scope("jobs")).await?;
    let Some(claimed) = store::jobs::claim(&mut tx).await? else {
        tx.leave().await?;
        return Ok(false);
    };
    let Some(job) = station.job(&claimed.kind) else {
        tx.leave().await?;
        fail(station, &scope("jobs"), &claimed, "no such kind of job in this program").await?;
        return Ok(true);
    };
    tx.act_as(Actor::System(job.kind));
    let span = spans::job(job.kind);
    let outcome = match (job.run)(&mut tx, claimed.payload.clone()).instrument(span.clone()).await {
        Ok(()) => {
            store::jobs::done(&mut tx, claimed.id).await?;
            tx.commit_upkeep(Upkeep::Jobs).await?;
            count(job.kind, "done");
            Ok(())
        }
        Err(problem) => {
            spans::ended_badly(&span);
            tx.leave().await?;
            Err(problem)
        }
    };
    if let Err(problem) = outcome {
        tracing::warn!(job = job.kind, id = %claimed.id, %problem, "a job failed");
        fail(station, &scope(job.kind), &claimed, &problem.to_string()).await?;
    }
    Ok(true)
}

async fn fail(
    station: &Station,
    scope: &Scope,
    claimed: &Claimed,
    fault: &str,
) -> Result<(), Problem> {
    let mut tx = station.begin(scope).await?;
    let attempts = claimed.attempts + 1;
    let again = (attempts < GIVE_UP_AFTER).then(|| tx.now().plus(pause(attempts)));
    store::jobs::failed(&mut tx, claimed.id, fault, again).await?;
    tx.commit_upkeep(Upkeep::Jobs).await?;
    let kind = station.job(&claimed.kind).map_or("unknown", |job| job.kind);
    count(kind, if again.is_some() { "failed" } else { "given up" });
    Ok(())
}

fn count(kind: &'static str, outcome: &'static str) {
    metrics::counter!(figures::JOBS, "kind" => kind, "outcome" => outcome).increment(1);
}

/// One second, doubled at each attempt, an hour at most.
fn pause(attempts: i32) -> SignedDuration {
    let doublings = u32::try_from(attempts - 1).unwrap_or_default().min(12);
    SignedDuration::from_secs((1_i64 << doublings).min(3600))
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn pauses_double_and_never_pass_an_hour() {
        let seconds = [1, 2, 3, 11, 12, 30].map(|attempts| pause(attempts).as_secs());
        assert_eq!(seconds, [1, 2, 4, 1024, 2048, 3600]);
    }
}
