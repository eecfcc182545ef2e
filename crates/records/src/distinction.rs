//! Two records are not of the same one: said once, remembered, and taken back.

use crate::merge::REASON;
use crate::protection::admit_by;
use crate::{By, store};
use kernel::{EntityId, Problem};
use rights::Right;
use rights::protection::Sight;
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::BTreeSet;

/// Says that two records are not of the same one. While they count as one, that decision is to be taken
/// back first.
pub async fn tell_apart(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (one, other): (EntityId, EntityId),
    why: &str,
) -> Result<(), Problem> {
    let (head, _) = admit_by(tx, by, one, Right::MergeRecords).await?;
    let (with, _) = admit_by(tx, by, other, Right::MergeRecords).await?;
    if one == other || head.form != with.form {
        return Err(Problem::Conflict("they are not of one form"));
    }
    if !(REASON.0..=REASON.1).contains(&why.trim().chars().count()) {
        return Err(Problem::Conflict("a distinction without a reason"));
    }
    if store::merged::same_as(tx, one).await?.contains(&other) {
        return Err(Problem::Conflict("they count as one"));
    }
    store::suggestions::answer(tx, (one, other), ("different", by.account(), why)).await?;
    remember(tx, by, (one, other), why).await
}

/// Remembers it, once.
pub(crate) async fn remember(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (one, other): (EntityId, EntityId),
    why: &str,
) -> Result<(), Problem> {
    // That it was said again is in the journal as well.
    store::distinctions::insert(tx, (one, other), (by.account(), why)).await?;
    note(tx, "records_told_apart", (one, other), why).await
}

/// Takes back that two records are not of the same one: they may be, and are asked about again.
pub async fn doubt(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (one, other): (EntityId, EntityId),
    why: &str,
) -> Result<(), Problem> {
    admit_by(tx, by, one, Right::MergeRecords).await?;
    admit_by(tx, by, other, Right::MergeRecords).await?;
    if !store::distinctions::delete(tx, (one, other)).await? {
        return Err(Problem::Conflict("nobody said that they are not the same"));
    }
    store::suggestions::reopen(tx, (one, other)).await?;
    note(tx, "records_distinction_doubted", (one, other), why).await
}

async fn note(
    tx: &mut Tx<'_>,
    verb: &'static str,
    (one, other): (EntityId, EntityId),
    why: &str,
) -> Result<(), Problem> {
    for (this, that) in [(one, other), (other, one)] {
        let entry = Entry::new(Act::Alteration, verb, "record", this);
        tx.journal(entry.with(json!({ "with": that, "why": why }))).await?;
    }
    Ok(())
}

/// Refuses when records that would count as one from now on hold two that are not the same. Whoever
/// decides may go past what was said of the very two that they decide on, and it is forgotten. What
/// they may not see stands in nobody's way but the program's: a refusal would tell them of it.
pub(crate) async fn stands_in_the_way(
    tx: &mut Tx<'_>,
    by: By<'_>,
    members: &BTreeSet<EntityId>,
    (one, other): (EntityId, EntityId),
) -> Result<(), Problem> {
    const CONTRADICTS: Problem =
        Problem::Conflict("somebody said that two of them are not the same");
    let found = store::distinctions::among(tx, members).await?;
    let By::Staff(staff) = by else {
        return if found.is_empty() { Ok(()) } else { Err(CONTRADICTS) };
    };
    let ends: BTreeSet<EntityId> = found.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let ends: Vec<EntityId> = ends.into_iter().collect();
    let heads = store::entities::heads(tx, &ends).await?;
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    for (this, that) in found {
        if (this, that) == (one.min(other), one.max(other)) {
            store::distinctions::delete(tx, (this, that)).await?;
            continue;
        }
        let mut sees = |id: &EntityId| {
            heads.get(id).is_some_and(|it| sight.admits(tx, staff, (it.form.kind(), &it.kept)))
        };
        if sees(&this) && sees(&that) {
            return Err(CONTRADICTS);
        }
    }
    Ok(())
}
