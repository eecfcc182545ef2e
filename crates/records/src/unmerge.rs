//! A decision that two records are of the same one is taken back. Each record is what it was, to the
//! byte; what was written since goes where whoever takes it back says.

use crate::link::Link;
use crate::merge::{Merge, REASON, regroup};
use crate::protection::{Head, admit_by};
use crate::read::{Neighbour, neighbours};
use crate::statement::Statement;
use crate::{By, distinction, index, shown, store};
use kernel::{EntityId, LinkId, MergeId, Problem, StatementId, Thing};
use rights::protection::Sight;
use rights::{Right, Staff};
use serde::{Deserialize, Serialize};
use serde_json::json;
use station::{Act, Entry, Event, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Links that are looked through for what was written since a decision.
const LINKS: usize = 2_000;

/// Something that was written while records counted as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Written {
    /// What was said of one of them.
    Statement(StatementId),
    /// How one of them is linked.
    Link(LinkId),
}

/// Where something that was written since belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// What.
    pub what: Written,
    /// To which of the records.
    pub to: EntityId,
}

/// A decision, and what was written since.
#[derive(Clone, Debug)]
pub struct Since {
    /// The decision.
    pub merge: Merge,
    /// The two records that it is about, as they are apart.
    pub two: (Box<Head>, Box<Head>),
    /// All that count as one with them, as far as whoever looks may see them.
    pub all: Vec<Head>,
    /// What was said since, the newest first within each field.
    pub statements: Vec<Statement>,
    /// What was linked since, with the far end; the newest first.
    pub links: Vec<(Link, Neighbour)>,
}

/// A decision was taken back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordsUnmerged {
    /// The decision.
    pub merge: MergeId,
    /// The records that counted as one.
    pub records: Vec<EntityId>,
}

impl Event for RecordsUnmerged {
    const KIND: &'static str = "records_unmerged";
}

/// What would be taken back, and what was written since on what somebody may see of it.
pub async fn since(tx: &mut Tx<'_>, staff: &Staff, id: MergeId) -> Result<Since, Problem> {
    let (merge, one, other) = decided(tx, By::Staff(staff), id).await?;
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let members = store::merges::members(tx, &[merge.one, merge.other]).await?;
    let members: Vec<EntityId> = members.into_iter().collect();
    let open = |neighbour| match neighbour {
        Neighbour::Open(head) => Some(*head),
        Neighbour::Closed { .. } => None,
    };
    let seen = neighbours(tx, staff, &mut sight, &members).await?;
    let all: Vec<Head> = seen.into_values().filter_map(open).collect();
    let ids: Vec<EntityId> = all.iter().map(|head| head.id).collect();
    let mut statements = store::statements::of(tx, &ids).await?;
    statements.retain(|it| it.made_at >= merge.made_at);
    let mut links = store::links::of(tx, &ids, LINKS).await?;
    links.retain(|it| it.made_at >= merge.made_at && outside(&ids, it).is_some());
    let far: Vec<EntityId> = links.iter().filter_map(|it| outside(&ids, it)).collect();
    let ends = shown::in_place_of(tx, staff, &mut sight, &far).await?;
    let end = |link: Link| Some((link.clone(), ends.get(&outside(&ids, &link)?)?.clone()));
    let links = links.into_iter().filter_map(end).collect();
    let seen = |head: &Head| Entry::new(Act::Consultation, "record_seen", "record", head.id);
    tx.journal_all(&all.iter().map(seen).collect::<Vec<_>>()).await?;
    Ok(Since { merge, two: (Box::new(one), Box::new(other)), all, statements, links })
}

/// Takes a decision back. Those that it joined are remembered as not the same, unless another decision
/// still joins them; what was written since stays on the record on which it was written, unless it is
/// given to another of them.
pub async fn unmerge(
    tx: &mut Tx<'_>,
    by: By<'_>,
    id: MergeId,
    (why, homes): (&str, &[Home]),
) -> Result<(), Problem> {
    if !(REASON.0..=REASON.1).contains(&why.trim().chars().count()) {
        return Err(Problem::Conflict("taken back without a reason"));
    }
    let (merge, _, _) = decided(tx, by, id).await?;
    let members = store::merges::hold(tx, &[merge.one, merge.other]).await?;
    store::merges::undo(tx, (id, by.account()), why).await?;
    for home in homes {
        give(tx, by, (&merge, &members), *home).await?;
    }
    regroup(tx, &members).await?;
    let joined = store::merged::same_as(tx, merge.one).await?.contains(&merge.other);
    if !joined {
        let pair = (merge.one, merge.other);
        distinction::remember(tx, by, pair, why).await?;
        store::suggestions::answer(tx, pair, ("different", by.account(), why)).await?;
    }
    for (this, that) in [(merge.one, merge.other), (merge.other, merge.one)] {
        let details = json!({ "merge": id, "with": that, "why": why, "given": homes.len() });
        let entry = Entry::new(Act::Alteration, "records_unmerged", "record", this);
        tx.journal(entry.with(details)).await?;
    }
    tx.publish(&RecordsUnmerged { merge: id, records: members.into_iter().collect() }).await
}

/// A decision that stands, with its two records, for whoever may take it back.
async fn decided(tx: &mut Tx<'_>, by: By<'_>, id: MergeId) -> Result<(Merge, Head, Head), Problem> {
    let found = store::merges::one(tx, id).await?;
    let merge = found.ok_or(Problem::NotFound(Thing::Record))?;
    let (one, _) = admit_by(tx, by, merge.one, Right::MergeRecords).await?;
    let (other, _) = admit_by(tx, by, merge.other, Right::MergeRecords).await?;
    if merge.undone.is_some() {
        return Err(Problem::Conflict("it was taken back before"));
    }
    Ok((merge, one, other))
}

/// Gives something that was written since to the record that it is about. That it moved is in the journal.
async fn give(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (merge, members): (&Merge, &BTreeSet<EntityId>),
    home: Home,
) -> Result<(), Problem> {
    const NOT_SINCE: Problem = Problem::Conflict("it was not written since");
    if !members.contains(&home.to) {
        return Err(Problem::Conflict("it goes to one of those that counted as one"));
    }
    admit_by(tx, by, home.to, Right::MergeRecords).await?;
    let from = match home.what {
        Written::Statement(id) => {
            let of = store::statements::entity(tx, id).await?.ok_or(NOT_SINCE)?;
            let all = store::statements::of(tx, &[of]).await?;
            let found = all.into_iter().find(|it| it.id == id && it.made_at >= merge.made_at);
            let statement = found.filter(|it| members.contains(&it.entity)).ok_or(NOT_SINCE)?;
            admit_by(tx, by, statement.entity, Right::MergeRecords).await?;
            store::merges::give_statement(tx, &statement, home.to).await?;
            statement.entity
        }
        Written::Link(id) => {
            let found = store::links::one(tx, id).await?.ok_or(NOT_SINCE)?;
            let near = if members.contains(&found.src) { found.src } else { found.dst };
            let far = if near == found.src { found.dst } else { found.src };
            let since = found.made_at >= merge.made_at;
            if !since || !members.contains(&near) || members.contains(&far) {
                return Err(NOT_SINCE);
            }
            admit_by(tx, by, near, Right::MergeRecords).await?;
            store::merges::give_link(tx, id, (near, home.to)).await?;
            index::changed(tx, far).await?;
            near
        }
    };
    let (what, id) = match home.what {
        Written::Statement(id) => ("statement", id.to_string()),
        Written::Link(id) => ("link", id.to_string()),
    };
    let details = json!({ what: id, "to": home.to, "merge": merge.id });
    tx.journal(Entry::new(Act::Alteration, "record_part_given", "record", from).with(details)).await
}

/// The end of a link that is none of some records.
fn outside(ids: &[EntityId], link: &Link) -> Option<EntityId> {
    let ends = [link.src, link.dst];
    ends.into_iter().find(|end| !ids.contains(end))
}

/// A decision for a list: with what each of its records is called, as far as whoever looks may see it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The decision.
    pub merge: Merge,
    /// A record.
    pub one: Head,
    /// The other.
    pub other: Head,
}

/// Decisions on one page.
const PAGE: usize = 50;

/// The decisions of the force, the newest first: those of which somebody may see both records. After
/// which the next page begins comes with them, if there is one.
pub async fn merges(
    tx: &mut Tx<'_>,
    staff: &Staff,
    before: Option<MergeId>,
) -> Result<(Vec<Listed>, Option<MergeId>), Problem> {
    staff.require(Right::MergeRecords)?;
    let limit = i64::try_from(PAGE + 1).map_err(Problem::broken)?;
    let found = store::merges::list(tx, before, limit).await?;
    let next = (found.len() > PAGE).then(|| found.get(PAGE - 1).map(|it| it.id)).flatten();
    let ids: BTreeSet<EntityId> = found.iter().flat_map(|it| [it.one, it.other]).collect();
    let ids: Vec<EntityId> = ids.into_iter().collect();
    let mut sight = Sight::of(tx, staff, Right::MergeRecords).await?;
    let seen = neighbours(tx, staff, &mut sight, &ids).await?;
    let listed: Vec<Listed> =
        found.into_iter().take(PAGE).filter_map(|merge| listed(merge, &seen)).collect();
    let entry = Entry::new(Act::Consultation, "merges_seen", "records", "merges");
    tx.journal(entry.with(json!({ "merges": listed.len() }))).await?;
    Ok((listed, next))
}

fn listed(merge: Merge, seen: &BTreeMap<EntityId, Neighbour>) -> Option<Listed> {
    let open = |id: &EntityId| match seen.get(id) {
        Some(Neighbour::Open(head)) => Some((**head).clone()),
        _ => None,
    };
    Some(Listed { one: open(&merge.one)?, other: open(&merge.other)?, merge })
}
