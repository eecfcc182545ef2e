//! When files are checked: at once after they came, and again after a while where that failed.

use crate::receive::FileReceived;
use crate::vault::Vault;
use kernel::{Actor, ForceId, Problem, Purpose};
use station::jobs::{Doing, Job};
use station::{Scope, Tx};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// How often every force is looked at, whoever rang.
const LOOK_EVERY: Duration = Duration::from_mins(5);

/// Says for which forces a file has come. Cheap to clone.
#[derive(Clone, Default)]
pub struct Bell(Arc<Rung>);

#[derive(Default)]
struct Rung {
    forces: Mutex<BTreeSet<ForceId>>,
    heard: Notify,
}

impl Bell {
    fn ring(&self, force: &ForceId) {
        self.0.forces.lock().unwrap_or_else(PoisonError::into_inner).insert(force.clone());
        self.0.heard.notify_one();
    }

    fn take(&self) -> BTreeSet<ForceId> {
        std::mem::take(&mut *self.0.forces.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The job of this crate: to ring when a file has come. The checking itself takes longer than a
/// transaction should, and is remembered by the files' rows.
#[must_use]
pub fn jobs(bell: &Bell) -> Vec<Job> {
    let bell = bell.clone();
    vec![Job::new("check_file", move |tx, _| ring(&bell, tx)).on::<FileReceived>()]
}

fn ring<'t>(bell: &Bell, tx: &'t mut Tx<'_>) -> Doing<'t> {
    bell.ring(tx.scope().force());
    Box::pin(async { Ok(()) })
}

/// Checks what came until told to stop.
pub async fn work(vault: Vault, bell: Bell, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(LOOK_EVERY);
    while !*stop.borrow() {
        let forces = tokio::select! {
            _ = tick.tick() => vault.station.forces().iter().map(|force| force.id.clone()).collect(),
            () = bell.0.heard.notified() => bell.take(),
            _ = stop.changed() => break,
        };
        for force in forces {
            let checked = tokio::select! {
                checked = vault.check_due(&force) => checked,
                _ = stop.changed() => return,
            };
            if let Err(problem) = checked {
                tracing::warn!(%problem, "files wait to be checked");
            }
        }
    }
}

impl Vault {
    /// Checks every file of a force that is due. Returns how many it was.
    pub async fn check_due(&self, force: &ForceId) -> Result<usize, Problem> {
        let scope = Scope::new(force.clone(), Actor::System("check_file"), Purpose::Delivery);
        let mut checked = 0;
        while self.check_next(&scope).await? {
            checked += 1;
        }
        Ok(checked)
    }
}
