//! Two records are of the same one. Nothing of either is changed: a layer above them says so, and is taken
//! back with [`crate::unmerge`].

use crate::group::groups;
use crate::protection::{Head, admit_by};
use crate::{By, distinction, index, store};
use kernel::{AccountId, EntityId, Instant, MergeId, Problem};
use rights::Right;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use station::{Act, Entry, Event, Tx};
use std::collections::BTreeSet;

/// The shortest and the longest reason, in characters.
pub const REASON: (usize, usize) = (3, 1000);

/// That two records are of the same one.
#[derive(Clone, Debug)]
pub struct NewMerge {
    /// A record: the very one that was looked at, whatever it is shown under.
    pub one: EntityId,
    /// The other.
    pub other: EntityId,
    /// Under which of the two all are shown from now on.
    pub shown: EntityId,
    /// Why.
    pub why: String,
    /// What was compared, where it was.
    pub evidence: Option<Evidence>,
}

/// What a comparison said.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// In bits: nought is evens.
    pub weight: f64,
    /// Line by line.
    pub explanation: Value,
}

/// A decision that two records are of the same one.
#[derive(Clone, Debug)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// A record.
    pub one: EntityId,
    /// The other.
    pub other: EntityId,
    /// Why.
    pub why: String,
    /// Whether the program decided.
    pub automatic: bool,
    /// What was compared, where it was.
    pub evidence: Option<Evidence>,
    /// When.
    pub made_at: Instant,
    /// By whom; nobody where it was the program.
    pub made_by: Option<AccountId>,
    /// When it was taken back, by whom and why.
    pub undone: Option<(Instant, Option<AccountId>, String)>,
}

/// Two records count as one from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordsMerged {
    /// The decision.
    pub merge: MergeId,
    /// The records that it joined, with all that counted as one with either.
    pub records: Vec<EntityId>,
}

impl Event for RecordsMerged {
    const KIND: &'static str = "records_merged";
}

/// Says that two records are of the same one. Both must be open to whoever says so, and of one form;
/// nobody may have said that they are not the same, other than of these very two.
pub async fn merge(tx: &mut Tx<'_>, by: By<'_>, new: &NewMerge) -> Result<MergeId, Problem> {
    let (one, _) = admit_by(tx, by, new.one, Right::MergeRecords).await?;
    let (other, rests_on) = admit_by(tx, by, new.other, Right::MergeRecords).await?;
    can_be_one((&one, &other), new)?;
    let members = store::merges::hold(tx, &[new.one, new.other]).await?;
    let golden = store::merged::golden(tx, &[new.one, new.other, new.shown]).await?;
    let shown = |id: EntityId| golden.get(&id).copied().unwrap_or(id);
    if shown(new.one) == shown(new.other) {
        return Err(Problem::Conflict("they count as one already"));
    }
    distinction::stands_in_the_way(tx, by, &members, (new.one, new.other)).await?;
    let id = MergeId::new(tx.id());
    store::merges::insert(tx, (id, by.account()), new, shown(new.shown)).await?;
    store::suggestions::answer(tx, (new.one, new.other), ("same", by.account(), &new.why)).await?;
    regroup(tx, &members).await?;
    for (this, that) in [(new.one, new.other), (new.other, new.one)] {
        let details = json!({
            "merge": id, "with": that, "why": new.why, "automatic": by.account().is_none(),
            "rests_on": rests_on,
        });
        let entry = Entry::new(Act::Combination, "records_merged", "record", this);
        tx.journal(entry.with(details)).await?;
    }
    let records = members.into_iter().collect();
    tx.publish(&RecordsMerged { merge: id, records }).await?;
    Ok(id)
}

fn can_be_one((one, other): (&Head, &Head), new: &NewMerge) -> Result<(), Problem> {
    let said = new.why.trim().chars().count();
    if one.id == other.id || one.form != other.form {
        return Err(Problem::Conflict("they are not of one form"));
    }
    if !(REASON.0..=REASON.1).contains(&said) {
        return Err(Problem::Conflict("a merge without a reason"));
    }
    if new.shown != one.id && new.shown != other.id {
        return Err(Problem::Conflict("they are shown under one of the two"));
    }
    Ok(())
}

/// Works out anew which of some records count as one, and lets indexes know.
pub(crate) async fn regroup(tx: &mut Tx<'_>, members: &BTreeSet<EntityId>) -> Result<(), Problem> {
    let decisions = store::merges::standing(tx, members).await?;
    store::merges::regroup(tx, members, &groups(members, &decisions)).await?;
    for id in members {
        index::changed(tx, *id).await?;
    }
    Ok(())
}
