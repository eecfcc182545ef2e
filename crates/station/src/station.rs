//! The building: what every part of the program stands on.

use crate::clock::StationClock;
use crate::dispatch::sending;
use crate::jobs::Job;
use crate::ledger::{LogKeys, Witness};
use crate::patience::{FOR_WORK, within};
use crate::scope::Scope;
use crate::secrets::ServerKey;
use crate::senders::Sender;
use crate::tx::Tx;
use crate::{faults, store};
use jiff::SignedDuration;
use kernel::{Clock, Forces, Problem};
use sqlx::{AssertSqlSafe, PgPool};
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// The database, the clock, the keys, the forces and the jobs. Cheap to clone.
#[derive(Clone)]
pub struct Station(Arc<Inside>);

struct Inside {
    pool: PgPool,
    clock: StationClock,
    key: ServerKey,
    log_keys: LogKeys,
    witness: Witness,
    forces: Arc<Forces>,
    public_url: String,
    sender: Box<dyn Sender>,
    jobs: Vec<Job>,
    work_made: Notify,
    kept: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

/// What a station is made of.
pub struct Parts {
    /// The pool of the application's role, from [`crate::database::open`].
    pub database: crate::database::Database,
    /// The server's own secret.
    pub key: ServerKey,
    /// What signs the journal's log.
    pub log_keys: LogKeys,
    /// Who keeps what was last signed, outside the database.
    pub witness: Witness,
    /// The forces.
    pub forces: Arc<Forces>,
    /// The address that people use, for messages that lead back: no slash at its end.
    pub public_url: String,
    /// How messages leave.
    pub sender: Box<dyn Sender>,
    /// The jobs that this program can do.
    pub jobs: Vec<Job>,
}

impl Station {
    /// A station of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let mut jobs = parts.jobs;
        jobs.push(sending());
        Self(Arc::new(Inside {
            pool: parts.database.into_pool(),
            clock: StationClock::default(),
            key: parts.key,
            log_keys: parts.log_keys,
            witness: parts.witness,
            forces: parts.forces,
            public_url: parts.public_url,
            sender: parts.sender,
            jobs,
            work_made: Notify::new(),
            kept: Mutex::default(),
        }))
    }

    /// Begins a transaction in a scope. Row-level security is set to its force in the same breath.
    pub async fn begin(&self, scope: &Scope) -> Result<Tx<'_>, Problem> {
        // Safe: a force's id is made of lower-case letters, digits and hyphens alone.
        let begin = format!("begin; set local app.force = '{}'", scope.force());
        let inner = self.0.pool.begin_with(AssertSqlSafe(begin)).await.map_err(faults::problem)?;
        Ok(Tx::new(inner, self, scope.clone(), self.0.clock.now()))
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &self.0.clock
    }

    /// The forces.
    #[must_use]
    pub fn forces(&self) -> &Arc<Forces> {
        &self.0.forces
    }

    /// The address that people use, without a slash at its end.
    #[must_use]
    pub fn public_url(&self) -> &str {
        &self.0.public_url
    }

    /// The server's own secret.
    #[must_use]
    pub fn key(&self) -> &ServerKey {
        &self.0.key
    }

    /// What signs the journal's log, and what has signed it.
    #[must_use]
    pub fn log_keys(&self) -> &LogKeys {
        &self.0.log_keys
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> Result<(), Problem> {
        store::health::ping(self).await
    }

    /// How many connections to the database are in use, and how many wait to be used.
    #[must_use]
    pub fn connections(&self) -> (u32, u32) {
        let idle = u32::try_from(self.0.pool.num_idle()).unwrap_or(u32::MAX);
        (self.0.pool.size().saturating_sub(idle), idle)
    }

    /// Takes the demo clock's addition from the database: done at start and every second.
    pub async fn read_clock(&self) -> Result<(), Problem> {
        self.0.clock.set_ahead(within(FOR_WORK, store::clock::ahead_seconds(self)).await?);
        Ok(())
    }

    /// Moves the demo clock forward, for every process.
    pub async fn advance_clock(&self, length: SignedDuration) -> Result<(), Problem> {
        store::clock::advance(self, length.as_secs()).await?;
        self.read_clock().await?;
        self.wake_workers();
        Ok(())
    }

    /// What was loaded into this database: `demo`, `empty`, or nothing yet.
    pub async fn world(&self) -> Result<Option<String>, Problem> {
        store::clock::world(self).await
    }

    /// Marks what was loaded into this database. The first mark stays.
    pub async fn mark_world(&self, kind: &str) -> Result<(), Problem> {
        store::clock::mark_world(self, kind).await
    }

    /// What another part of the program keeps beside the database for as long as this process lives,
    /// such as what it compiled: one value a type, empty at first, the same for all clones.
    #[must_use]
    pub fn kept<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut all = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let one = all.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        one.clone().downcast().unwrap_or_default()
    }

    /// Ends every connection.
    pub async fn close(&self) {
        self.0.pool.close().await;
    }

    pub(crate) fn pool(&self) -> &PgPool {
        &self.0.pool
    }

    pub(crate) fn witness(&self) -> &Witness {
        &self.0.witness
    }

    pub(crate) fn sender(&self) -> &dyn Sender {
        &*self.0.sender
    }

    pub(crate) fn job(&self, kind: &str) -> Option<Job> {
        self.0.jobs.iter().find(|job| job.kind == kind).cloned()
    }

    pub(crate) fn listeners(&self, event: &str) -> Vec<&'static str> {
        let listening = self.0.jobs.iter().filter(|job| job.listens_to == Some(event));
        listening.map(|job| job.kind).collect()
    }

    pub(crate) fn wake_workers(&self) {
        self.0.work_made.notify_one();
    }

    pub(crate) async fn work_made(&self) {
        self.0.work_made.notified().await;
    }
}

impl Clock for Station {
    fn now(&self) -> kernel::Instant {
        self.0.clock.now()
    }

    fn real(&self) -> kernel::Instant {
        self.0.clock.real()
    }
}
