//! What a record is found and compared by is brought up to date with it.

use crate::face::{Face, says_of_people};
use crate::find::tokens;
use crate::form::Form;
use crate::protection::Head;
use crate::statement::Statement;
use crate::store;
use kernel::{EntityId, Problem};
use station::Tx;
use std::collections::{BTreeMap, BTreeSet};

/// Brings one up to date whose head and statements were read just now, and the people of whom it says
/// something.
pub(crate) async fn one(
    tx: &mut Tx<'_>,
    head: &Head,
    statements: &[Statement],
) -> Result<(), Problem> {
    let known = [(head, statements.iter().collect::<Vec<_>>())];
    many(tx, &known).await?;
    if says_of_people(head.form) {
        let people = store::faces::touch_people_of(tx, head.id).await?;
        again(tx, &people).await?;
    }
    Ok(())
}

/// Brings what records are found and compared by up to the rules of this release: so many of those after one,
/// in the order of their ids. Gives the last of them; nothing when none is left. For records that came in by
/// another way than [`crate::open`], or before this release.
pub async fn refresh(
    tx: &mut Tx<'_>,
    after: Option<EntityId>,
    most: u16,
) -> Result<Option<EntityId>, Problem> {
    let stale = store::faces::stale(tx, after, most.into()).await?;
    again(tx, &stale).await?;
    Ok(stale.last().copied())
}

/// Makes tokens and faces of some records again.
pub(crate) async fn again(tx: &mut Tx<'_>, ids: &[EntityId]) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    let heads = store::entities::heads(tx, ids).await?;
    let statements = store::statements::of(tx, ids).await?;
    let of = by_record(&statements);
    let known = heads.values().map(|head| (head, of.get(&head.id).cloned().unwrap_or_default()));
    many(tx, &known.collect::<Vec<_>>()).await
}

async fn many(tx: &mut Tx<'_>, known: &[(&Head, Vec<&Statement>)]) -> Result<(), Problem> {
    let people = known.iter().filter(|(head, _)| head.form == Form::Person);
    let people: Vec<EntityId> = people.map(|(head, _)| head.id).collect();
    let mut faces = faces(tx, &people, known).await?;
    let (mut ids, mut of) = (Vec::new(), (Vec::new(), Vec::new()));
    let mut rows = Vec::new();
    for (head, statements) in known {
        let erased = head.erased_at.is_some();
        let found_by = if erased { Vec::new() } else { tokens::of(head, statements) };
        of.0.extend(found_by.iter().map(|_| head.id.uuid()));
        of.1.extend(found_by);
        ids.push(head.id);
        rows.push((head.id, faces.remove(&head.id).filter(|face| !erased && !face.is_empty())));
    }
    store::tokens::replace(tx, &ids, (&of.0, &of.1)).await?;
    store::faces::store(tx, &rows, (&of.0, &of.1)).await
}

/// The faces of people, with what they use and where they live.
async fn faces(
    tx: &mut Tx<'_>,
    people: &[EntityId],
    known: &[(&Head, Vec<&Statement>)],
) -> Result<BTreeMap<EntityId, Face>, Problem> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let theirs = store::faces::theirs(tx, people).await?;
    let mut by_person = BTreeMap::<EntityId, Vec<EntityId>>::new();
    for (whose, what) in &theirs {
        by_person.entry(*whose).or_default().push(*what);
    }
    let things: BTreeSet<EntityId> = theirs.iter().map(|(_, what)| *what).collect();
    let things: Vec<EntityId> = things.into_iter().collect();
    let statements =
        if things.is_empty() { Vec::new() } else { store::statements::of(tx, &things).await? };
    let of = by_record(&statements);
    let own = known.iter().filter(|(head, _)| head.form == Form::Person);
    let faces = own.map(|(head, own)| {
        let linked = by_person.get(&head.id).into_iter().flatten().take(24);
        let linked = linked.filter_map(|what| of.get(what).cloned());
        (head.id, Face::of(own.iter().copied(), linked))
    });
    Ok(faces.collect())
}

/// Statements by the record that they are about.
pub(crate) fn by_record(statements: &[Statement]) -> BTreeMap<EntityId, Vec<&Statement>> {
    let mut of: BTreeMap<EntityId, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        of.entry(statement.entity).or_default().push(statement);
    }
    of
}
