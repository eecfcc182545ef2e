//! Every process offers what the database says was decided, within seconds, and never a part of it.

use crate::store;
use crate::store::editions::{Kept, New};
use kernel::{Actor, Problem, Purpose, Thing};
use services::{Beside, Catalogue, Edition, Shelf, compile_edition};
use station::{Act, Entry, Scope, Station};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, watch};

/// How often a process looks whether something was decided.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Keeps the shelf of this process as the database says. Cheap to clone.
#[derive(Clone)]
pub struct Follower(Arc<Inside>);

struct Inside {
    station: Station,
    shelf: Shelf,
    /// What came with the program or stands in the configured folder.
    ground: Arc<Catalogue>,
    /// Held while the shelf is brought up to date, so that one that is older never comes last.
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    epoch: Option<i64>,
    /// What was compiled already; nothing where it does not compile with this program.
    compiled: BTreeMap<(String, u32), Option<Edition>>,
}

impl Follower {
    /// Follows for a shelf that holds the files' catalogue.
    #[must_use]
    pub fn new(station: Station, shelf: Shelf) -> Self {
        let ground = shelf.catalogue();
        Self(Arc::new(Inside { station, shelf, ground, seen: Mutex::default() }))
    }

    /// Keeps the editions of the files, so that what is told in them can be read after the next
    /// release, and brings the shelf up to date. To be done before anything is served.
    pub async fn begin(&self) -> Result<(), Problem> {
        let inside = &*self.0;
        let mut tx = inside.station.begin(&inside.scope()?).await?;
        let mut kept = 0;
        for service in inside.ground.iter() {
            kept += usize::from(inside.keep(&mut tx, &service.id, service.version).await?);
        }
        if kept > 0 {
            let entry = Entry::new(Act::Collection, "editions_kept", "program", "files");
            tx.journal(entry.with(serde_json::json!({ "editions": kept }))).await?;
            tx.commit().await?;
        } else {
            tx.leave().await?;
        }
        self.refresh().await
    }

    /// Brings the shelf up to date, if something was decided since it last was.
    pub async fn refresh(&self) -> Result<(), Problem> {
        let inside = &*self.0;
        let mut seen = inside.seen.lock().await;
        let mut tx = inside.station.begin(&inside.scope()?).await?;
        let epoch = store::decisions::epoch(&mut tx).await?;
        if seen.epoch == Some(epoch) {
            return tx.leave().await;
        }
        let mut new = Vec::new();
        for (id, version) in store::editions::names(&mut tx).await? {
            let known = seen.compiled.contains_key(&(id.clone(), version));
            if !known && !inside.is_of_files(&id, version) {
                new.extend(store::editions::kept(&mut tx, &id, version).await?);
            }
        }
        let decisions = store::decisions::all(&mut tx).await?;
        tx.leave().await?;
        let ground = inside.ground.clone();
        let compiled = tokio::task::spawn_blocking(move || compile(&ground, new));
        seen.compiled.extend(compiled.await.map_err(Problem::broken)?);
        let editions = seen.compiled.values().flatten().cloned().collect();
        inside.shelf.replace(Arc::new(inside.ground.above(editions, &decisions)));
        seen.epoch = Some(epoch);
        Ok(())
    }

    /// The editions that this program does not understand, as service and version, after the shelf
    /// was last brought up to date. They are not offered, and what was told in them is not read.
    pub async fn left_out(&self) -> Vec<(String, u32)> {
        let seen = self.0.seen.lock().await;
        let left_out = seen.compiled.iter().filter(|(_, edition)| edition.is_none());
        left_out.map(|(name, _)| name.clone()).collect()
    }

    /// Follows until told to stop.
    pub async fn follow(self, mut stopped: watch::Receiver<bool>) {
        let mut tick = tokio::time::interval(LOOK_EVERY);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while !*stopped.borrow() {
            tokio::select! {
                _ = tick.tick() => {}
                _ = stopped.changed() => break,
            }
            if let Err(problem) = self.refresh().await {
                tracing::warn!(%problem, "what is offered could not be looked up; it stays as it was");
            }
        }
    }
}

impl Inside {
    /// Editions belong to no force; a transaction does, so it is the first one's.
    fn scope(&self) -> Result<Scope, Problem> {
        let force = self.station.forces().iter().next().ok_or(Problem::NotFound(Thing::Force))?;
        Ok(Scope::new(force.id.clone(), Actor::System("editions"), Purpose::Administration))
    }

    fn is_of_files(&self, id: &str, version: u32) -> bool {
        self.ground.of_program(id).is_some_and(|edition| edition.service.version == version)
    }

    /// Keeps an edition of the files; `false` when it was kept before.
    async fn keep(
        &self,
        tx: &mut station::Tx<'_>,
        id: &str,
        version: u32,
    ) -> Result<bool, Problem> {
        let Some(texts) = self.ground.texts(id) else { return Ok(false) };
        let (shared, note) = (self.ground.shared(), "");
        let author = None;
        let new = New { service: id, version, texts, shared, welsh_by: None, note, author };
        if store::editions::insert(tx, &new).await? {
            return Ok(true);
        }
        let before = store::editions::kept(tx, id, version).await?;
        if before.is_some_and(|before| before.texts != *texts) {
            tracing::warn!(
                service = id,
                version,
                "the file says something else than when this version was first offered; give it the next version"
            );
        }
        Ok(false)
    }
}

/// Compiles editions each by itself. One that this program does not understand any more is left out,
/// and what stood before it stays.
fn compile(ground: &Catalogue, new: Vec<Kept>) -> Vec<((String, u32), Option<Edition>)> {
    let one = |kept: Kept| {
        let beside = Beside { catalogue: ground, shared: &kept.shared };
        let edition = compile_edition(&kept.service, &kept.texts, beside, kept.welsh_by);
        if let Err(findings) = &edition {
            let first = findings.first().map(ToString::to_string).unwrap_or_default();
            let count = findings.len();
            tracing::error!(
                service = kept.service,
                version = kept.version,
                count,
                first,
                "an edition does not compile and is not offered"
            );
        }
        ((kept.service, kept.version), edition.ok())
    };
    new.into_iter().map(one).collect()
}
