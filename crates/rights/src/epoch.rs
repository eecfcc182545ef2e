//! What was changed about who may do what, and who waits to hear of it.

use crate::store;
use kernel::{Actor, ForceId, Problem, Purpose, Thing};
use station::{Scope, Station, Tx};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How often a process looks whether something was changed: an open stream ends within a second.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Says that something changed about who may do what in the transaction's force: every process asks
/// anew at the next request, and open streams ask within a second.
pub async fn changed(tx: &mut Tx<'_>) -> Result<(), Problem> {
    store::epochs::raise(tx).await
}

/// Where open streams of a force hear that something was changed: kept by the station.
#[derive(Default)]
pub(crate) struct Heard(Mutex<HashMap<ForceId, watch::Sender<i64>>>);

/// A number that changes whenever something is changed about who may do what in a force.
#[must_use]
pub fn changes(station: &Station, force: &ForceId) -> watch::Receiver<i64> {
    station.kept::<Heard>().of(force).subscribe()
}

impl Heard {
    fn of(&self, force: &ForceId) -> watch::Sender<i64> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(force.clone()).or_insert_with(|| watch::Sender::new(0)).clone()
    }

    fn listened_to(&self) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().any(|sender| sender.receiver_count() > 0)
    }
}

/// Follows what is changed, in whichever process, and tells whoever listens, until told to stop.
/// Nothing is asked while nobody listens.
pub async fn follow(station: Station, mut stopped: watch::Receiver<bool>) {
    let heard = station.kept::<Heard>();
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stopped.changed() => break,
        }
        if !heard.listened_to() {
            continue;
        }
        match epochs(&station).await {
            Ok(epochs) => {
                for (force, epoch) in epochs {
                    heard
                        .of(&force)
                        .send_if_modified(|known| std::mem::replace(known, epoch) != epoch);
                }
            }
            // What nobody can ask, nobody is told of either: a stream says nothing that was not asked.
            Err(problem) => {
                tracing::warn!(%problem, "what was changed about rights could not be asked");
            }
        }
    }
    // Whoever still listens hears that nobody speaks any more, and ends.
    heard.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// Epochs are asked for all forces at once; a transaction has one, so it is the first one's.
async fn epochs(station: &Station) -> Result<Vec<(ForceId, i64)>, Problem> {
    let force = station.forces().iter().next().ok_or(Problem::NotFound(Thing::Force))?;
    let scope = Scope::new(force.id.clone(), Actor::System("rights"), Purpose::SigningIn);
    let mut tx = station.begin(&scope).await?;
    let epochs = store::epochs::of_all(&mut tx).await?;
    tx.leave().await?;
    Ok(epochs)
}
