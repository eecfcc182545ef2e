//! That something is new in a force's queue, for whoever has it open. What it is, they ask again.

use crate::store;
use kernel::{Actor, ForceId, Problem, Purpose};
use station::{Scope, Station};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How often a force whose queue somebody has open is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The queues that somebody has open: kept by the station.
#[derive(Default)]
struct Open(Mutex<HashMap<ForceId, watch::Sender<String>>>);

/// A text that changes whenever something is new in the queue of a force.
#[must_use]
pub fn news(station: &Station, force: &ForceId) -> watch::Receiver<String> {
    let open = station.kept::<Open>();
    let mut all = open.0.lock().unwrap_or_else(PoisonError::into_inner);
    let sender = all.entry(force.clone()).or_insert_with(|| watch::Sender::new(String::new()));
    sender.subscribe()
}

impl Open {
    /// Those that somebody listens to.
    fn listened_to(&self) -> Vec<(ForceId, watch::Sender<String>)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let listened = all.iter().filter(|(_, sender)| sender.receiver_count() > 0);
        listened.map(|(force, sender)| (force.clone(), sender.clone())).collect()
    }
}

/// Looks for what is new, where somebody listens, until told to stop.
pub async fn follow(station: Station, mut stopped: watch::Receiver<bool>) {
    let open = station.kept::<Open>();
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stopped.changed() => break,
        }
        for (force, sender) in open.listened_to() {
            match look(&station, force).await {
                Ok(now) => {
                    sender.send_if_modified(|known| {
                        let first = known.is_empty();
                        let before = std::mem::replace(known, now);
                        !first && before != *known
                    });
                }
                Err(problem) => tracing::debug!(%problem, "what is new could not be asked"),
            }
        }
    }
    open.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

async fn look(station: &Station, force: ForceId) -> Result<String, Problem> {
    let scope = Scope::new(force, Actor::System("news"), Purpose::ContactHandling);
    let mut tx = station.begin(&scope).await?;
    let pulse = store::contacts::pulse(&mut tx).await?;
    tx.leave().await?;
    Ok(pulse)
}
