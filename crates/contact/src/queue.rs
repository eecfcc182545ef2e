//! The queue: what waits for a person, the urgent first, then the oldest.

use crate::state::State;
use crate::store;
use kernel::{ContactId, Instant, Language, Problem, Reference};
use rights::protection::{Kept, Sight};
use rights::{Kind, Right, Staff};
use station::{Act, Entry, Tx};
use triage::{Priority, Reason};

/// Contacts on one page of the queue.
pub const PAGE: usize = 50;

/// One contact in the queue.
#[derive(Clone, Debug)]
pub struct QueueItem {
    /// Its id.
    pub id: ContactId,
    /// Its reference.
    pub reference: Reference,
    /// The service that was used.
    pub service_id: String,
    /// The version of its definition; unknown of the contacts of earlier releases.
    pub service_version: Option<u32>,
    /// The language of the person.
    pub language: Language,
    /// When they told us.
    pub received_at: Instant,
    /// By when we promised to answer.
    pub reply_by: Option<Instant>,
    /// How soon.
    pub priority: Priority,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Where it stands.
    pub state: State,
    /// Whether somebody has opened it.
    pub read: bool,
    /// Whether it opens to whoever looks. Of one that does not, no more is shown than that it exists.
    pub open: bool,
}

/// Where a page of the queue ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Of the last contact on the page.
    pub priority: Priority,
    /// Of the last contact on the page.
    pub received_at: Instant,
    /// The last contact on the page.
    pub id: ContactId,
}

/// How many contacts of the force wait for the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// All of them.
    pub all: usize,
    /// Those that are urgent.
    pub urgent: usize,
}

/// A page of the queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// How many wait, on this page or another.
    pub waiting: Waiting,
    /// The contacts, in order.
    pub items: Vec<QueueItem>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// A page of the queue of the operator's own force: what waits, or everything. That it was looked at
/// is in the journal.
pub async fn queue(
    tx: &mut Tx<'_>,
    staff: &Staff,
    answered_too: bool,
    after: Option<Cursor>,
) -> Result<Queue, Problem> {
    staff.require(Right::ReadContacts)?;
    let mut sight = Sight::of(tx, staff, Right::ReadContacts).await?;
    let mut rows = store::contacts::queue(tx, &sight, (answered_too, after), PAGE + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    // The database left out what it could; each that is left is asked about.
    let opened = |(item, kept): (QueueItem, Kept)| QueueItem {
        open: sight.admits(tx, staff, (Kind::Contact, &kept)),
        ..item
    };
    let mut items: Vec<QueueItem> = rows.into_iter().map(opened).collect();
    let ids: Vec<ContactId> = items.iter().filter(|it| it.open).map(|item| item.id).collect();
    for (id, reasons) in triage::latest_of(tx, &ids).await? {
        if let Some(item) = items.iter_mut().find(|item| item.id == id) {
            item.reasons = reasons;
        }
    }
    let last = items.last().filter(|_| more);
    let next = last.map(|last| Cursor {
        priority: last.priority,
        received_at: last.received_at,
        id: last.id,
    });
    let waiting = store::contacts::waiting(tx, &sight).await?;
    let details = serde_json::json!({ "contacts": items.len() });
    tx.journal(Entry::new(Act::Consultation, "queue_seen", "queue", "contacts").with(details))
        .await?;
    Ok(Queue { waiting, items, next })
}
