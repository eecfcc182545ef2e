//! Drafts: what a person is still writing.
//!
//! Sealed under a key derived from the browser's cookie, the force and the service. The database
//! holds a look-up value and ciphertext; without the browser nobody can read or attribute them.
//!
//! Two tabs of a browser do not overwrite each other: a draft is saved in place of the state that was
//! read, and whoever comes second is told to read again.
//!
//! A draft that the person saves to come back to lies in a drawer that their [`Ticket`] opens on any
//! device: see [`Opened`].

mod drawer;
mod kept;
mod save;
mod stamp;
mod ticket;
mod warm;

pub use drawer::Drawer;
pub use kept::{Kept, Opened};
pub(crate) use save::Save;
pub use stamp::Stamp;
pub use ticket::Ticket;
pub(crate) use warm::Warm;

use crate::intake::Intake;
use crate::store;
use crate::submit::IdempotencyKey;
use kernel::{Instant, Language, Problem, Reference};
use serde::{Deserialize, Serialize};
use services::{Answers, Service};
use station::{Tx, Upkeep, secrets};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Says that a draft was written by somebody else of the same browser since it was read: read it
/// again, and do what you did once more.
pub(crate) const CHANGED: &str = "the draft was changed meanwhile";

/// By what a draft is found.
pub(crate) type Lookup = [u8; 32];

/// What the browser holds, the secret of its cookie, which a page makes from the visit's key; or what
/// a ticket holds.
#[derive(Clone)]
pub struct Holder([u8; 32]);

impl fmt::Debug for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Holder(hidden)")
    }
}

/// Fields as they were typed, and what stood in them.
pub type Typed = Vec<(String, String)>;

impl Holder {
    /// The holder of a secret.
    #[must_use]
    pub const fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    pub(crate) fn derive(&self, what: &str, force: &str, service: &str) -> [u8; 32] {
        secrets::derive(&self.0, &format!("draft {what}|{force}|{service}"))
    }
}

/// What a person has written so far.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The version of the service that they answer.
    pub version: u32,
    /// The language that they write in now.
    pub language: Language,
    /// Their answers.
    pub answers: Answers,
    /// What stands in the fields of pages that are not answered well yet, by the page's address: it comes
    /// back as it was typed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub typed: BTreeMap<String, Typed>,
    /// What makes sending safe to repeat. Random, hexadecimal.
    pub submission_key: String,
    /// The reference, once the report is sent: the receipt can be shown again.
    pub sent: Option<String>,
    /// What is to be known of a draft that the person saved to come back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
}

impl Draft {
    /// An empty draft of a service.
    pub fn new(service: &Service, language: Language) -> Result<Self, Problem> {
        let submission_key = secrets::hex(&secrets::random::<32>()?);
        Ok(Self {
            version: service.version,
            language,
            answers: Answers::new(),
            typed: BTreeMap::new(),
            submission_key,
            sent: None,
            kept: None,
        })
    }

    /// The draft once it is sent: without its answers, which are in the report.
    pub(crate) fn sent_as(&self, reference: &Reference) -> Self {
        Self {
            version: self.version,
            language: self.language,
            answers: Answers::new(),
            typed: BTreeMap::new(),
            submission_key: self.submission_key.clone(),
            sent: Some(reference.to_string()),
            kept: self.kept.clone(),
        }
    }

    /// Whether there is nothing in it that somebody could miss.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.answers.is_empty() && self.typed.is_empty()
    }

    /// What makes sending this draft safe to repeat.
    pub(crate) fn idempotency_key(&self) -> Result<IdempotencyKey, Problem> {
        let key = IdempotencyKey::parse(&self.submission_key);
        key.ok_or_else(|| Problem::broken("a draft without a submission key"))
    }
}

/// A draft as it was read, and in which state.
#[derive(Clone, Debug)]
pub struct Found {
    /// What was written.
    pub draft: Draft,
    /// The state that it was in.
    pub stamp: Stamp,
    /// Until when it is kept if nothing more is written.
    pub ends_at: Instant,
}

/// A draft as it is kept.
#[derive(Clone)]
pub(crate) struct Sealed {
    pub(crate) bytes: Arc<[u8]>,
    pub(crate) ends_at: Instant,
}

impl Sealed {
    pub(crate) fn stamp(&self) -> Option<Stamp> {
        Stamp::of(&self.bytes)
    }
}

impl Intake {
    /// Opens a draft. Nothing when there is none, it has ended, or the key is another. `seen` is the
    /// state that the browser saw saved last: what we have at hand is shown if it is that.
    pub async fn open(
        &self,
        drawer: &Drawer,
        seen: Option<Stamp>,
    ) -> Result<Option<Found>, Problem> {
        let sealed = self.sealed(drawer, seen).await?;
        Ok(sealed.and_then(|sealed| drawer.unseal(&sealed)))
    }

    /// What lies in a drawer, sealed as it is.
    async fn sealed(
        &self,
        drawer: &Drawer,
        seen: Option<Stamp>,
    ) -> Result<Option<Sealed>, Problem> {
        let clock = self.station.clock();
        let warm = seen.and_then(|seen| self.warm.get(&drawer.lookup, seen, clock));
        if warm.is_some() {
            return Ok(warm);
        }
        let mut tx = self.station.begin(&drawer.scope()).await?;
        let sealed = store::drafts::sealed(&mut tx, &drawer.lookup).await?;
        tx.leave().await?;
        if let Some(sealed) = &sealed {
            self.warm.put(drawer.lookup, sealed.clone(), clock);
        }
        Ok(sealed)
    }

    /// Keeps a draft in place of the state that was read, or of nothing. It is forgotten after the
    /// service's time. `Conflict` when it was changed since it was read.
    pub async fn save(
        &self,
        drawer: &Drawer,
        before: Option<Stamp>,
        draft: &Draft,
    ) -> Result<Stamp, Problem> {
        let save = drawer.save(before, draft, self.station.clock().now())?;
        let sealed = save.sealed.clone();
        let stamp = sealed.stamp().ok_or_else(|| Problem::broken("a draft without a stamp"))?;
        // What is on its way arrives even if whoever sent it goes: what is at hand may be old from now
        // on, whatever is heard of it here.
        self.warm.forget(&drawer.lookup);
        if self.saving.send(drawer.scope(), save).await? {
            self.warm.put(drawer.lookup, sealed, self.station.clock());
            return Ok(stamp);
        }
        Err(Problem::Conflict(CHANGED))
    }

    /// Forgets a draft in the state that was read. `Conflict` as for [`Intake::save`].
    pub async fn forget(&self, drawer: &Drawer, before: Stamp) -> Result<(), Problem> {
        self.warm.forget(&drawer.lookup);
        let mut tx = self.station.begin(&drawer.scope()).await?;
        if store::drafts::delete(&mut tx, &drawer.lookup, before).await? {
            return tx.commit_upkeep(Upkeep::Draft).await;
        }
        tx.leave().await?;
        Err(Problem::Conflict(CHANGED))
    }
}

/// Forgets every draft of the force whose time is over. Returns how many.
pub async fn forget_ended(tx: &mut Tx<'_>) -> Result<u64, Problem> {
    store::drafts::delete_ended(tx).await
}
