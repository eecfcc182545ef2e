//! What another force reads by an agreement, and what another system fetches: never what is restricted,
//! and nothing that can be changed.

use crate::read::{ContactView, Entry, EntryKind};
use crate::state::State;
use crate::store;
use jiff::SignedDuration;
use kernel::{ContactId, Instant, Language, Problem, Reference, Thing};
use rights::agreements::Share;
use rights::protection::Kept;
use rights::{Kind, Marking};
use serde_json::json;
use station::{Act, Tx};
use triage::Priority;

/// Contacts on one page.
pub const SHARED_PAGE: usize = 50;
/// Contacts that another system fetches at once.
pub const FETCHED: usize = 100;

/// How old a contact is before another system fetches it: longer than a transaction takes.
pub const SETTLED: SignedDuration = SignedDuration::from_secs(10);

/// A contact in a list for others.
#[derive(Clone, Debug)]
pub struct SharedItem {
    /// Its id.
    pub id: ContactId,
    /// Its reference.
    pub reference: Reference,
    /// The service that was used.
    pub service_id: String,
    /// The version of its definition, where it is known.
    pub service_version: Option<u32>,
    /// The language of the person.
    pub language: Language,
    /// When they told us.
    pub received_at: Instant,
    /// How soon.
    pub priority: Priority,
    /// Where it stands.
    pub state: State,
}

/// A page of a list for others.
#[derive(Clone, Debug)]
pub struct SharedPage {
    /// The contacts, in order.
    pub items: Vec<SharedItem>,
    /// After which the next page begins, if there is one.
    pub next: Option<ContactId>,
}

/// What the database leaves out of a list for somebody of another force.
pub(crate) struct Sieve {
    /// Ids of the services that are shared; empty for all.
    pub(crate) services: Vec<String>,
    /// Hashes of whom it must not be about.
    pub(crate) barred: Vec<Vec<u8>>,
    /// Which markings may be seen.
    pub(crate) markings: Vec<String>,
}

impl Sieve {
    fn of(share: &Share) -> Self {
        // What is marked higher is not shared in a list, whatever the reader's vetting.
        Self {
            services: share.agreement.services.clone(),
            barred: share.interests.barred(),
            markings: vec![Marking::Official.code().to_owned()],
        }
    }
}

/// A page of what an agreement shares, the newest first, in the scope of [`Share::scope`]. It is in the
/// journal of the force that shares.
pub async fn shared(
    tx: &mut Tx<'_>,
    share: &Share,
    after: Option<ContactId>,
) -> Result<SharedPage, Problem> {
    in_its_force(tx, share)?;
    let rows = store::share::list(tx, &Sieve::of(share), (after, SHARED_PAGE + 1)).await?;
    let page = last_of(rows.iter().map(|(item, _)| item.id), rows.len(), SHARED_PAGE);
    let open = |(item, kept): (SharedItem, Kept)| admits(tx, share, &kept).then_some(item);
    let items: Vec<SharedItem> = rows.into_iter().take(SHARED_PAGE).filter_map(open).collect();
    let mut details = share.details();
    if let Some(fields) = details.as_object_mut() {
        fields.insert("contacts".to_owned(), json!(items.len()));
    }
    let entry = station::Entry::new(Act::Disclosure, "shared_list_seen", "queue", "contacts");
    tx.journal(entry.with(details)).await?;
    Ok(SharedPage { items, next: page })
}

/// Opens one contact that an agreement shares, without what staff wrote to each other. It is in the
/// journal of the force that shares before its content is on a screen.
pub async fn read_shared(
    tx: &mut Tx<'_>,
    share: &Share,
    contact: ContactId,
) -> Result<ContactView, Problem> {
    in_its_force(tx, share)?;
    let found = store::share::one(tx, contact).await?;
    let shares =
        |service: &str, kept: &Kept| share.agreement.shares(service) && admits(tx, share, kept);
    let (service, kept, head) = found.ok_or(Problem::NotFound(Thing::Contact))?;
    if !shares(&service, &kept) {
        return Err(Problem::NotFound(Thing::Contact));
    }
    let entry = station::Entry::new(Act::Disclosure, "contact_read_by_force", "contact", contact);
    tx.journal(entry.with(share.details())).await?;
    let report = reports::read(tx, head.report).await?;
    let reasons = triage::latest(tx, contact).await?;
    let rows = store::messages::thread(tx, contact).await?.into_iter();
    let entries = rows.map(|row| Entry {
        id: row.id,
        kind: EntryKind::of_code(&row.kind),
        body: row.body,
        at: row.at,
        author: None,
    });
    let thread = entries.filter(|entry| entry.kind != EntryKind::Note).collect();
    Ok(ContactView {
        id: contact,
        taken_by: None,
        report,
        state: head.state,
        priority: head.priority,
        reasons,
        thread,
        // What is shared is read, and taken over by nobody elsewhere.
        to_take_over: 0,
    })
}

/// What is read before a contact is shown to another force.
pub(crate) struct SharedHead {
    pub(crate) report: kernel::ReportId,
    pub(crate) state: State,
    pub(crate) priority: Priority,
}

/// The next contacts that another system of the force fetches, in the order in which they came. It is
/// in the journal as given to that system.
pub async fn fetched(tx: &mut Tx<'_>, after: Option<ContactId>) -> Result<SharedPage, Problem> {
    let rows = store::share::after(tx, (after, FETCHED + 1), SETTLED).await?;
    let next = last_of(rows.iter().map(|item| item.id), rows.len(), FETCHED);
    let items: Vec<SharedItem> = rows.into_iter().take(FETCHED).collect();
    let ids: Vec<ContactId> = items.iter().map(|item| item.id).collect();
    let entry = station::Entry::new(Act::Disclosure, "contacts_fetched", "queue", "contacts");
    tx.journal(entry.with(json!({ "contacts": ids }))).await?;
    Ok(SharedPage { items, next })
}

/// The last of a page, if there is more after it.
fn last_of(
    mut ids: impl Iterator<Item = ContactId>,
    found: usize,
    length: usize,
) -> Option<ContactId> {
    if found > length { ids.nth(length.saturating_sub(1)) } else { None }
}

/// Whether the policies of both forces let one be read.
fn admits(tx: &Tx<'_>, share: &Share, kept: &Kept) -> bool {
    let record = kept.record(Kind::Contact, tx, share.staff(), &share.interests);
    !record.restricted && share.decide(&record).allowed
}

fn in_its_force(tx: &Tx<'_>, share: &Share) -> Result<(), Problem> {
    if *tx.scope() == share.scope() { Ok(()) } else { Err(Problem::NotFound(Thing::Contact)) }
}
