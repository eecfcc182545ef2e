//! Who somebody may be, while they are on the line: all people of a force in memory, as they are compared.
//!
//! The memory gives ids alone. Each process has its own, made at the start and brought up to date before
//! each answer: it follows by which transaction a record was changed last. Nothing is missed that way, for
//! what was not settled at the last look is looked at again.

mod matches;

pub use matches::{Candidate, describe, matches};

use crate::{keep, store};
use kernel::{Actor, EntityId, ForceId, Problem, Purpose};
use matching::{Description, Index, Model};
use station::{Scope, Station, Tx, Upkeep};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::watch;

/// How often forces with people in their records are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(900);
/// Forces without any are looked at so many times less.
const SELDOM: u32 = 30;
/// People that are read at a time.
const PAGE: i64 = 4_000;
/// Records that are brought up to the rules of this release at a time.
const STALE: u16 = 500;

/// The memory of each force: kept by the station.
#[derive(Default)]
struct Memory(Mutex<HashMap<ForceId, Arc<People>>>);

/// All people of one force.
#[derive(Default)]
pub(crate) struct People {
    all: RwLock<Option<Known>>,
    reading: tokio::sync::Mutex<()>,
}

struct Known {
    index: Index,
    /// Before which transaction everything is in it.
    settled: String,
}

impl People {
    /// Those of a transaction's force, in the memory of its process.
    pub(crate) fn of(tx: &Tx<'_>) -> Arc<Self> {
        let memory = tx.station().kept::<Memory>();
        let mut all = memory.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(tx.scope().force().clone()).or_default().clone()
    }

    /// Takes in what changed. While somebody else reads all of them for the first time, nothing is done.
    pub(crate) async fn catch_up(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let before = self.settled();
        let Some(before) = before else {
            let Ok(_reading) = self.reading.try_lock() else { return Ok(()) };
            return self.read_all(tx).await;
        };
        let settled = store::faces::settled(tx).await?;
        let changed = store::faces::since(tx, &before).await?;
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.as_mut() {
            for (id, face) in changed {
                let id = id.uuid().as_u128();
                match face {
                    Some(face) => known.index.insert(id, &face.description()),
                    None => {
                        known.index.remove(id);
                    }
                }
            }
            known.settled = settled;
        }
        drop(all);
        Ok(())
    }

    async fn read_all(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let settled = store::faces::settled(tx).await?;
        let mut index = Index::new(Model::default());
        let mut last = None;
        loop {
            let page = store::faces::after(tx, last, PAGE).await?;
            let Some((end, _)) = page.last() else { break };
            last = Some(*end);
            for (id, face) in page {
                index.insert(id.uuid().as_u128(), &face.description());
            }
        }
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        *all = Some(Known { index, settled });
        drop(all);
        Ok(())
    }

    fn settled(&self) -> Option<String> {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        all.as_ref().map(|known| known.settled.clone())
    }

    /// Who this may be, with a first weight in bits; nothing while they are read for the first time.
    pub(crate) fn candidates(
        &self,
        who: &Description,
        limit: usize,
    ) -> Option<Vec<(EntityId, f64)>> {
        self.with(|index| {
            let found = index.candidates(who, limit).into_iter();
            found.map(|(id, bits)| (store::faces::entity(id), bits)).collect()
        })
    }

    /// Does something with the index, if it is there.
    pub(crate) fn with<T>(&self, ask: impl FnOnce(&Index) -> T) -> Option<T> {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        all.as_ref().map(|known| ask(&known.index))
    }
}

/// Keeps the people of every force in memory, until told to stop; and, at the start, brings what records are
/// found by up to the rules of this release.
pub async fn follow(station: Station, mut stopped: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut round, mut fresh) = (0_u32, HashSet::new());
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stopped.changed() => break,
        }
        let forces: Vec<ForceId> = station.forces().iter().map(|force| force.id.clone()).collect();
        for force in forces {
            let looked = look(&station, &force, round.is_multiple_of(SELDOM)).await;
            let done = match looked {
                Ok(()) if fresh.contains(&force) => Ok(()),
                Ok(()) => freshen(&station, &force, &mut fresh).await,
                Err(problem) => Err(problem),
            };
            if let Err(problem) = done {
                tracing::debug!(%problem, "the people of a force could not be followed");
            }
        }
        round = round.wrapping_add(1);
    }
}

async fn look(station: &Station, force: &ForceId, seldom: bool) -> Result<(), Problem> {
    let memory = station.kept::<Memory>();
    let people = memory.0.lock().unwrap_or_else(PoisonError::into_inner).get(force).cloned();
    let is_there = people.is_some_and(|it| it.with(|index| !index.is_empty()).unwrap_or(false));
    if !is_there && !seldom {
        return Ok(());
    }
    let mut tx = station.begin(&scope(force)).await?;
    People::of(&tx).catch_up(&mut tx).await?;
    tx.leave().await
}

/// Some of a force's records, until none is left that older rules kept.
async fn freshen(
    station: &Station,
    force: &ForceId,
    fresh: &mut HashSet<ForceId>,
) -> Result<(), Problem> {
    let mut tx = station.begin(&scope(force)).await?;
    if keep::refresh(&mut tx, None, STALE).await?.is_none() {
        fresh.insert(force.clone());
        return tx.leave().await;
    }
    tx.commit_upkeep(Upkeep::Index).await
}

fn scope(force: &ForceId) -> Scope {
    Scope::new(force.clone(), Actor::System("records"), Purpose::RecordKeeping)
}
