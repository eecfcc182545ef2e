//! Who looked at what. Whoever asks leaves an entry that says so, and finds it in the next answer.

use crate::records::{Matter, Records};
use kernel::{AccountId, ContactId, Problem, Reference, Thing};
use rights::{Right, Staff};
use serde_json::json;
use station::journal::{self, By, Period, Place, Written};
use station::{Act, Entry, Tx};
use std::collections::BTreeMap;

/// Entries on one page.
pub const PAGE: usize = 50;

/// A page of entries.
#[derive(Clone, Debug)]
pub struct Looks {
    /// The entries, the newest first.
    pub entries: Vec<Written>,
    /// The names of the colleagues in them.
    pub names: BTreeMap<AccountId, String>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
}

/// The matter of a reference, to see who looked at it.
pub async fn find(
    tx: &mut Tx<'_>,
    (staff, records): (&Staff, &Records),
    reference: Reference,
) -> Result<Option<Matter>, Problem> {
    staff.require(Right::ReadJournal)?;
    records.by_reference(tx, reference).await
}

/// Who did what with a matter: its contact, its report and its files.
pub async fn at_record(
    tx: &mut Tx<'_>,
    (staff, records): (&Staff, &Records),
    contact: ContactId,
    after: Option<Place>,
) -> Result<(Matter, Looks), Problem> {
    staff.require(Right::ReadJournal)?;
    let mut found = records.of_contacts(tx, vec![contact]).await?;
    let matter = found.pop().ok_or(Problem::NotFound(Thing::Contact))?;
    let entry = Entry::new(Act::Consultation, "looks_at_record_seen", "contact", contact);
    tx.journal(entry).await?;
    let entries = journal::about(tx, &matter.things(), after, PAGE + 1).await?;
    Ok((matter, page(tx, entries).await?))
}

/// What a colleague did in a period.
pub async fn of_person(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (account, period): (AccountId, Period),
    after: Option<Place>,
) -> Result<Looks, Problem> {
    staff.require(Right::ReadJournal)?;
    let known = rights::name_of(tx, account).await?;
    known.ok_or(Problem::NotFound(Thing::Account))?;
    let details = json!({ "from": period.from, "to": period.to });
    let entry = Entry::new(Act::Consultation, "looks_of_person_seen", "account", account);
    tx.journal(entry.with(details)).await?;
    let entries = journal::by(tx, account, period, (after, PAGE + 1)).await?;
    page(tx, entries).await
}

async fn page(tx: &mut Tx<'_>, mut entries: Vec<Written>) -> Result<Looks, Problem> {
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let next = entries.last().filter(|_| more).map(Written::place);
    let names = names(tx, &entries).await?;
    Ok(Looks { entries, names, next })
}

/// The names of the colleagues in some entries.
pub(crate) async fn names(
    tx: &mut Tx<'_>,
    entries: &[Written],
) -> Result<BTreeMap<AccountId, String>, Problem> {
    let people = entries.iter().filter_map(|entry| match entry.by {
        By::Staff(account) => Some(account),
        _ => None,
    });
    names_of(tx, people.collect()).await
}

/// The names of some colleagues.
pub(crate) async fn names_of(
    tx: &mut Tx<'_>,
    people: Vec<AccountId>,
) -> Result<BTreeMap<AccountId, String>, Problem> {
    let mut names = BTreeMap::new();
    for account in people {
        if names.contains_key(&account) {
            continue;
        }
        if let Some(name) = rights::name_of(tx, account).await? {
            names.insert(account, name);
        }
    }
    Ok(names)
}
