//! The transaction: the only way to the data.

use crate::journal::Entry;
use crate::outbox::Event;
use crate::scope::Scope;
use crate::station::Station;
use crate::{dispatch, faults, store};
use kernel::{Actor, DispatchId, Instant, Problem};
use sqlx::{PgConnection, Postgres, Transaction};
use std::sync::atomic::{AtomicU16, Ordering};
use uuid::{NoContext, Timestamp, Uuid};

/// One transaction in one scope. Rows of other forces do not exist in it.
///
/// It is made by [`Station::begin`] and by nothing else:
///
/// ```compile_fail
/// // There is no transaction without a scope.
/// async fn peek(station: &station::Station) {
///     let tx = station.begin().await;
/// }
/// ```
///
/// ```compile_fail
/// // Nor by hand.
/// fn forge(station: &station::Station, scope: station::Scope) -> station::Tx<'_> {
///     station::Tx { station, scope }
/// }
/// ```
///
/// ```compile_fail
/// // The pool is nobody else's.
/// async fn around(station: &station::Station) {
///     let _ = station.pool().acquire().await;
/// }
/// ```
///
/// ```compile_fail
/// // A scope needs its force, its actor and its purpose.
/// let scope = station::Scope { force: kernel::ForceId::parse("x1").unwrap() };
/// ```
///
/// ```compile_fail
/// // A transaction does not outlive its station.
/// async fn keep(
///     station: station::Station,
///     scope: station::Scope,
/// ) -> Result<station::Tx<'static>, kernel::Problem> {
///     station.begin(&scope).await
/// }
/// ```
///
/// This is how it is done:
///
/// ```
/// async fn look(station: &station::Station, scope: &station::Scope) -> Result<(), kernel::Problem> {
///     let tx = station.begin(scope).await?;
///     tx.leave().await
/// }
/// ```
pub struct Tx<'a> {
    inner: Transaction<'static, Postgres>,
    station: &'a Station,
    scope: Scope,
    now: Instant,
    journalled: bool,
    work_waits: bool,
    ids_made: AtomicU16,
}

/// Writes that touch no one's record and so need no journal entry. Each kind has its reason.
#[derive(Clone, Copy, Debug)]
pub enum Upkeep {
    /// A draft that only its writer can read was kept or forgotten.
    Draft,
    /// A session was looked up, touched or tidied away.
    Session,
    /// A job was marked; what it did has its own entries.
    Jobs,
    /// Journal entries got their place in the log, or the log was verified.
    Sealing,
    /// Counts of what was shown, in which nobody is.
    Counts,
    /// Bytes of a file came in, or a file that came to nothing was forgotten; that the file was
    /// taken in, looked at or erased has its own entry.
    Files,
    /// What was done was counted, to see what is unusual; each finding has its own entry.
    Watching,
    /// What something is found by was made again of what stands.
    Index,
    /// The demo world's own machinery.
    Demo,
}

impl<'a> Tx<'a> {
    pub(crate) const fn new(
        inner: Transaction<'static, Postgres>,
        station: &'a Station,
        scope: Scope,
        now: Instant,
    ) -> Self {
        Self {
            inner,
            station,
            scope,
            now,
            journalled: false,
            work_waits: false,
            ids_made: AtomicU16::new(0),
        }
    }

    /// The time of the whole transaction.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The time that sessions go by; the demo cannot move it.
    #[must_use]
    pub fn real_now(&self) -> Instant {
        self.station.clock().real()
    }

    /// Whose data, by whom and why.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The force, as text for a query.
    #[must_use]
    pub fn force(&self) -> &str {
        self.scope.force().as_str()
    }

    /// The station that the transaction belongs to.
    #[must_use]
    pub const fn station(&self) -> &'a Station {
        self.station
    }

    /// A new id that sorts by the transaction's time, and after those made before in it.
    #[must_use]
    pub fn id(&self) -> Uuid {
        let at = self.now.timestamp();
        let seconds = u64::try_from(at.as_second()).unwrap_or_default();
        let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or_default();
        let mut bytes = Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanos)).into_bytes();
        // The twelve bits after the version count; the sixty-two after them are random.
        let [high, low] = self.ids_made.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        bytes[6] = 0x70 | (high & 0x0f);
        bytes[7] = low;
        Uuid::from_bytes(bytes)
    }

    /// The connection, for the SQL of a crate's `store`.
    pub fn connection(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    /// Writes an entry into the journal, in this transaction.
    pub async fn journal(&mut self, entry: Entry) -> Result<(), Problem> {
        self.journal_all(&[entry]).await
    }

    /// Writes entries into the journal, in this transaction and in their order.
    pub async fn journal_all(&mut self, entries: &[Entry]) -> Result<(), Problem> {
        store::journal::insert(self, entries).await?;
        self.journalled |= !entries.is_empty();
        Ok(())
    }

    /// Tells whoever listens that something happened: the event and a job for each listener, in
    /// this transaction.
    pub async fn publish<E: Event>(&mut self, event: &E) -> Result<(), Problem> {
        self.publish_all(std::slice::from_ref(event)).await
    }

    /// Tells of several events of a kind, in their order.
    pub async fn publish_all<E: Event>(&mut self, events: &[E]) -> Result<(), Problem> {
        let payloads = events.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>();
        let payloads = payloads.map_err(Problem::broken)?;
        let listeners = self.station.listeners(E::KIND);
        store::jobs::publish(self, E::KIND, &payloads, &listeners).await?;
        self.work_waits |= !events.is_empty();
        Ok(())
    }

    /// Writes a message that leaves the building once the transaction is durable.
    pub async fn dispatch(
        &mut self,
        message: dispatch::NewDispatch,
    ) -> Result<DispatchId, Problem> {
        let id = store::dispatches::insert(self, &message).await?;
        let payload = serde_json::json!({ "dispatch": id });
        store::jobs::insert(self, dispatch::SEND, &payload, message.due_at).await?;
        self.work_waits = true;
        Ok(id)
    }

    /// Has a job done at a later moment, once the transaction is durable.
    pub async fn later(
        &mut self,
        job: &'static str,
        payload: &serde_json::Value,
        due_at: Instant,
    ) -> Result<(), Problem> {
        store::jobs::insert(self, job, payload, due_at).await?;
        self.work_waits = true;
        Ok(())
    }

    /// The same transaction on behalf of another actor of the station: the job that was claimed.
    pub(crate) fn act_as(&mut self, actor: Actor) {
        self.scope = Scope::new(self.scope.force().clone(), actor, self.scope.purpose());
    }

    /// Makes everything durable. A transaction that touched records without a journal entry is
    /// refused here, and nothing of it is kept.
    pub async fn commit(self) -> Result<(), Problem> {
        if !self.journalled {
            return Err(Problem::broken("a transaction without a journal entry"));
        }
        self.finish().await
    }

    /// Makes upkeep durable, which needs no journal entry.
    pub async fn commit_upkeep(self, _kind: Upkeep) -> Result<(), Problem> {
        self.finish().await
    }

    /// Ends a transaction that changed nothing.
    pub async fn leave(self) -> Result<(), Problem> {
        self.inner.rollback().await.map_err(faults::problem)
    }

    async fn finish(self) -> Result<(), Problem> {
        self.inner.commit().await.map_err(faults::problem)?;
        if self.work_waits {
            self.station.wake_workers();
        }
        Ok(())
    }
}
