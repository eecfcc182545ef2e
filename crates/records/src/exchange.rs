//! Records given to another system and taken from one, as JSON:API in the shape of the iHub Standard Data
//! Model: types and named relationships are its own; everything else that we know stands in `meta`, so that
//! what was given comes back as it was.

mod document;
mod names;

use crate::import::Change;
use crate::protection::admit;
use crate::read::{Neighbour, neighbours};
use crate::statement::Origin;
use crate::{By, Link, open, store};
use document::{Resource, Tie};
use kernel::{EntityId, Problem};
use rights::protection::Sight;
use rights::{Right, Staff};
use serde_json::{Value, json};
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// The most records that are given at once.
pub const MOST: usize = 200;
/// The most links that are looked through.
const LINKS: usize = 5_000;

/// Gives records, with what they are linked to as far as whoever gives them may see it. Each is in the
/// journal as disclosed.
pub async fn export(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (ids, why): (&[EntityId], &str),
) -> Result<Value, Problem> {
    staff.require(Right::KeepRecords)?;
    if ids.is_empty() || ids.len() > MOST || !rights::second::says_something(why) {
        return Err(Problem::Conflict("nothing, too much or for no reason"));
    }
    for id in ids {
        admit(tx, staff, *id, Right::ReadRecords).await?;
    }
    let links = store::links::of(tx, ids, LINKS).await?;
    let ends: BTreeSet<EntityId> = links.iter().flat_map(|it| [it.src, it.dst]).collect();
    let wanted: Vec<EntityId> = ends.into_iter().chain(ids.iter().copied()).collect();
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let seen = neighbours(tx, staff, &mut sight, &wanted).await?;
    let open = |neighbour| match neighbour {
        Neighbour::Open(head) => Some((head.id, *head)),
        Neighbour::Closed { .. } => None,
    };
    let heads: BTreeMap<_, _> = seen.into_values().filter_map(open).collect();
    let all: Vec<EntityId> = heads.keys().copied().collect();
    let statements = store::statements::of(tx, &all).await?;
    let resource = |id: &EntityId| {
        let head = heads.get(id)?;
        let said = statements.iter().filter(|it| it.entity == *id && it.ended.is_none());
        let ties = links.iter().filter(|it| it.src == *id);
        let ties = ties.filter_map(|link| Some(tie(link, heads.get(&link.dst)?)));
        Some(Resource::of(head, said, ties.collect()))
    };
    let data: Vec<Value> = ids.iter().filter_map(resource).map(|it| it.value()).collect();
    let beside = all.iter().filter(|id| !ids.contains(id));
    let included: Vec<Value> = beside.filter_map(resource).map(|it| it.value()).collect();
    for id in &all {
        let entry = Entry::new(Act::Disclosure, "record_exported", "record", id);
        tx.journal(entry.with(json!({ "why": why, "asked_for": ids.contains(id) }))).await?;
    }
    let meta = json!({ "force": tx.force(), "exported_at": tx.now(), "codes": "placeholders" });
    Ok(json!({
        "jsonapi": { "version": "1.1" }, "data": data, "included": included, "meta": meta,
    }))
}

fn tie(link: &Link, to: &crate::Head) -> Tie {
    Tie {
        role: link.role,
        to: (names::kind(to.form), to.id.to_string()),
        valid: (Some(link.valid_from), link.valid_to),
        confidence: link.confidence,
        nature: link.nature,
        reason: link.reason.clone(),
    }
}

/// Takes records from another system, which calls them by its own ids under a name that we give it: the
/// same document twice changes nothing. Says what became of each.
pub async fn take_in(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (set, document): (&str, &Value),
) -> Result<Vec<(String, Change)>, Problem> {
    if let By::Staff(staff) = by {
        staff.require(Right::KeepRecords)?;
    }
    let resources = document::resources(document)
        .ok_or(Problem::Conflict("a document that is not of records"))?;
    let mut ids: BTreeMap<(String, String), EntityId> = BTreeMap::new();
    let mut changes = Vec::new();
    for it in &resources {
        let origin = origin(set, &it.key);
        let before = store::import::known(tx, it.form, std::slice::from_ref(&origin.id)).await?;
        let said = it.statements(&origin);
        let (id, change) = match before.get(&origin.id) {
            Some(id) => {
                let fields = crate::import::correct(tx, by, *id, (&said, &origin)).await?;
                (*id, if fields.is_empty() { Change::Same } else { Change::Changed(fields) })
            }
            None => (open(tx, by, &it.opened(said)).await?, Change::New),
        };
        ids.insert(it.key.clone(), id);
        changes.push((it.key.1.clone(), change));
    }
    for it in &resources {
        for tie in &it.ties {
            join(tx, by, (&ids, &origin(set, &it.key)), (&it.key, tie)).await?;
        }
    }
    let details = json!({ "set": set, "records": changes.len() });
    tx.journal(Entry::new(Act::Collection, "records_imported", "records", "import").with(details))
        .await?;
    Ok(changes)
}

fn origin(set: &str, (kind, id): &(String, String)) -> Origin {
    Origin { thing: "legacy".to_owned(), id: format!("{set}/{kind}/{id}") }
}

async fn join(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (ids, origin): (&BTreeMap<(String, String), EntityId>, &Origin),
    (from, tie): (&(String, String), &Tie),
) -> Result<(), Problem> {
    let to = (tie.to.0.to_owned(), tie.to.1.clone());
    let Some((src, dst)) = ids.get(from).zip(ids.get(&to)) else { return Ok(()) };
    let (src, dst) = (*src, *dst);
    if store::import::linked(tx, (src, tie.role, dst)).await? {
        return Ok(());
    }
    let new = tie.link((src, dst), (tx.now(), origin.clone()));
    crate::link(tx, by, &new).await.map(|_| ())
}
