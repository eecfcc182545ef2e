//! What many people send at the same moment becomes durable in one commit.
//!
//! Each commit waits for the disk, and each question for the database; shared by all who are there,
//! neither is felt. Nobody waits for company: whoever comes first sets out at once, and who comes
//! meanwhile goes with the next.
//!
//! *Invariants:* nobody is answered before their own commit returned; what travels together has one
//! scope; when it fails, each is tried by itself, so that nobody fails for a neighbour's fault; what
//! was once taken is carried to its end even when the person who sent it has gone.

use crate::figures;
use crate::patience::within;
use crate::scope::Scope;
use crate::station::Station;
use crate::telemetry::spans;
use crate::tx::Tx;
use kernel::Problem;
use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;
use tracing::Instrument;

/// How many commits of one kind may be under way at once: while one waits for the disk, the next
/// is put together.
const LANES: usize = 2;
/// How long one commit may take. After it whoever waits is told to send again, and the lane is free:
/// a network that swallows everything would block it until TCP gives up.
const LONGEST: Duration = Duration::from_secs(8);
/// How much travels together at most.
const TOGETHER: usize = 128;

/// What can travel with others of its kind.
pub trait Load: Sized + Send + Sync + 'static {
    /// What its sender is told.
    type Outcome: Send + 'static;

    /// Does what all of these ask for and commits it, in one transaction; one outcome for each, in
    /// their order. With an error nothing of it was committed, and each is tried by itself.
    fn carry(
        tx: Tx<'_>,
        loads: &[Self],
    ) -> impl Future<Output = Result<Vec<Self::Outcome>, Problem>> + Send;
}

/// The way to the database for one kind of load. Cheap to clone.
pub struct Lane<L: Load>(Arc<Inside<L>>);

struct Inside<L: Load> {
    station: Station,
    queue: Mutex<Queue<L>>,
}

struct Queue<L: Load> {
    waiting: VecDeque<Waiting<L>>,
    under_way: usize,
}

struct Waiting<L: Load> {
    scope: Scope,
    load: L,
    tell: oneshot::Sender<Result<L::Outcome, Problem>>,
}

impl<L: Load> Clone for Lane<L> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<L: Load> Lane<L> {
    /// An empty lane.
    #[must_use]
    pub fn new(station: &Station) -> Self {
        let queue = Mutex::new(Queue { waiting: VecDeque::new(), under_way: 0 });
        Self(Arc::new(Inside { station: station.clone(), queue }))
    }

    /// Sends a load on its way. When this returns well it is durable.
    pub async fn send(&self, scope: Scope, load: L) -> Result<L::Outcome, Problem> {
        let (tell, told) = oneshot::channel();
        if self.0.take_in(Waiting { scope, load, tell }) {
            tokio::spawn(carry_on(self.0.clone()));
        }
        told.await.map_err(|_lost| Problem::Busy)?
    }
}

impl<L: Load> Inside<L> {
    fn queue(&self) -> MutexGuard<'_, Queue<L>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether somebody has to set out for it.
    fn take_in(&self, waiting: Waiting<L>) -> bool {
        let mut queue = self.queue();
        queue.waiting.push_back(waiting);
        let free = queue.under_way < LANES;
        queue.under_way += usize::from(free);
        free
    }
}

impl<L: Load> Queue<L> {
    /// Who has waited longest, and those behind in the same scope.
    fn next(&mut self) -> Option<(Scope, Vec<Waiting<L>>)> {
        let scope = self.waiting.front()?.scope.clone();
        let (mut together, mut others) = (Vec::new(), VecDeque::new());
        for one in self.waiting.drain(..) {
            if one.scope == scope && together.len() < TOGETHER {
                together.push(one);
            } else {
                others.push_back(one);
            }
        }
        self.waiting = others;
        Some((scope, together))
    }
}

/// One lane that is in use. It is given free when nobody waits, in the same breath, so that nobody
/// who comes then waits in vain; and however else it ends.
struct InUse<L: Load> {
    inside: Arc<Inside<L>>,
    ended: bool,
}

impl<L: Load> InUse<L> {
    fn next(&mut self) -> Option<(Scope, Vec<Waiting<L>>)> {
        let mut queue = self.inside.queue();
        let next = queue.next();
        if next.is_none() {
            queue.under_way -= 1;
            self.ended = true;
        }
        next
    }
}

impl<L: Load> Drop for InUse<L> {
    fn drop(&mut self) {
        if !self.ended {
            self.inside.queue().under_way -= 1;
        }
    }
}

/// Carries until nobody waits.
async fn carry_on<L: Load>(inside: Arc<Inside<L>>) {
    let mut lane = InUse { inside, ended: false };
    while let Some((scope, together)) = lane.next() {
        let (loads, tells): (Vec<L>, Vec<_>) =
            together.into_iter().map(|one| (one.load, one.tell)).unzip();
        let span = spans::commit(loads.len());
        let outcomes = carry(&lane.inside.station, &scope, &loads).instrument(span).await;
        for (tell, outcome) in tells.into_iter().zip(outcomes) {
            // Who sent it may have gone; it is done all the same.
            let _gone = tell.send(outcome);
        }
    }
}

/// Together; or each by itself, when together fails for another reason than that the database is
/// out of reach.
async fn carry<L: Load>(
    station: &Station,
    scope: &Scope,
    loads: &[L],
) -> Vec<Result<L::Outcome, Problem>> {
    metrics::histogram!(figures::TOGETHER).record(together(loads.len()));
    match carry_once(station, scope, loads).await {
        Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
        Err(Problem::Busy) => loads.iter().map(|_| Err(Problem::Busy)).collect(),
        Err(problem) if loads.len() < 2 => vec![Err(problem)],
        Err(_) => {
            let mut outcomes = Vec::with_capacity(loads.len());
            for alone in loads.chunks(1) {
                outcomes.push(carry_once(station, scope, alone).await.and_then(only));
            }
            outcomes
        }
    }
}

fn together(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

async fn carry_once<L: Load>(
    station: &Station,
    scope: &Scope,
    loads: &[L],
) -> Result<Vec<L::Outcome>, Problem> {
    // Let go, it may have been committed or not: it is sent again, and counts once.
    let carrying = async { L::carry(station.begin(scope).await?, loads).await };
    within(LONGEST, carrying).await
}

fn only<T>(mut outcomes: Vec<T>) -> Result<T, Problem> {
    outcomes.pop().ok_or_else(|| Problem::broken("a load without an outcome"))
}
