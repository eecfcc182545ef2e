//! Counts: how often somebody was shown a partner, went there, or stayed. They hold no person.
//!
//! Counting is adding in memory, so that no transaction of a person waits for another's. What was
//! counted is written down every few seconds and when the program ends; a process that is killed
//! loses what it counted since, and nothing else.

use crate::store;
use jiff::civil::Date;
use kernel::{Actor, ForceId, Instant, Problem, Purpose};
use station::{Scope, Station, Tx, Upkeep};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Somebody was told that another body deals with it.
    Shown,
    /// They went to its pages.
    Taken,
    /// They went on with us.
    Stayed,
    /// Their answers were passed on.
    Passed,
    /// The partner took them.
    Accepted,
    /// The partner gave them back.
    Returned,
}

impl What {
    /// Everything that is counted, in the order in which it happens.
    pub const ALL: [Self; 6] =
        [Self::Shown, Self::Taken, Self::Stayed, Self::Passed, Self::Accepted, Self::Returned];

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Taken => "taken",
            Self::Stayed => "stayed",
            Self::Passed => "passed",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
        }
    }

    /// What a stored code means.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.code() == code)
    }
}

/// Which redirect it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redirected {
    /// The service.
    pub service: String,
    /// The question whose answer led there.
    pub question: String,
    /// The role, such as `council.noise`.
    pub role: String,
    /// The partner; nothing while it is not known which.
    pub partner: Option<String>,
}

/// What the counts of some days say of one redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Which.
    pub of: Redirected,
    /// How often each happened; what is not there did not.
    pub times: BTreeMap<What, u64>,
}

type Waiting = BTreeMap<(ForceId, Date), BTreeMap<(Redirected, What), u64>>;

/// What was counted and is not yet written down. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Counts(Arc<Mutex<Waiting>>);

impl Counts {
    /// Counts once.
    pub fn add(&self, force: &ForceId, at: Instant, of: Redirected, what: What) {
        let day = (force.clone(), at.in_london().date());
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting.entry(day).or_default().entry((of, what)).or_default() += 1;
    }

    /// Writes down what was counted. What could not be written waits for the next time.
    pub async fn write_down(&self, station: &Station) -> Result<(), Problem> {
        let waiting = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let mut failed = Ok(());
        for ((force, day), counted) in waiting {
            if let Err(problem) = write(station, &force, day, &counted).await {
                self.put_back((force, day), counted);
                failed = Err(problem);
            }
        }
        failed
    }

    fn put_back(&self, day: (ForceId, Date), counted: BTreeMap<(Redirected, What), u64>) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let there = waiting.entry(day).or_default();
        for (what, times) in counted {
            *there.entry(what).or_default() += times;
        }
    }
}

async fn write(
    station: &Station,
    force: &ForceId,
    day: Date,
    counted: &BTreeMap<(Redirected, What), u64>,
) -> Result<(), Problem> {
    let actor = Actor::System("count_redirects");
    let scope = Scope::new(force.clone(), actor, Purpose::Delivery);
    let mut tx = station.begin(&scope).await?;
    store::counts::add(&mut tx, day, counted).await?;
    tx.commit_upkeep(Upkeep::Counts).await
}

/// The counts of the scope's force from a day to another, both counted in, by service and partner.
pub async fn counted(tx: &mut Tx<'_>, from: Date, to: Date) -> Result<Vec<Counted>, Problem> {
    let mut found: BTreeMap<Redirected, BTreeMap<What, u64>> = BTreeMap::new();
    for (of, what, times) in store::counts::between(tx, from, to).await? {
        *found.entry(of).or_default().entry(what).or_default() += times;
    }
    Ok(found.into_iter().map(|(of, times)| Counted { of, times }).collect())
}
