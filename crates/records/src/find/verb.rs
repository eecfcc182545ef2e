//! Somebody looks for something in the one box.

use super::board::Board;
use super::evidence::Why;
use super::held::{Known, Weighed};
use super::query::{Query, Term, Tried};
use super::reached::board;
use crate::protection::Head;
use crate::read::{Neighbour, neighbour};
use crate::store;
use kernel::{EntityId, Problem};
use rights::protection::Sight;
use rights::{Right, Staff};
use serde_json::json;
use station::secrets::hex;
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Records on one page of results.
pub const HITS: usize = 50;
/// Records that are read to see whether they are meant.
const READ: usize = 160;
/// How much of the best a record is worth, to be shown beside it.
const SHARE: f32 = 0.55;

/// A record that is found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// It, as far as whoever looks may see it.
    pub record: Neighbour,
    /// Why, in the order of what was typed. Of what is closed nothing is said.
    pub why: Vec<Why>,
}

/// What was found, the likeliest first and what is closed last.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The records; each once, under the one that stands for it. No more than [`HITS`].
    pub hits: Vec<Hit>,
    /// Whether there are more: say more to see them.
    pub more: bool,
    /// What was looked for, and as what.
    pub tried: Vec<Tried>,
}

/// Looks for records for a member of staff: only what they may see is found and counted. The journal has
/// that they looked, for what kinds of things, and a hash of what they typed.
pub async fn search(tx: &mut Tx<'_>, staff: &Staff, query: &Query) -> Result<Found, Problem> {
    staff.require(Right::ReadRecords)?;
    let this_year = u16::try_from(tx.now().in_london().year()).unwrap_or_default();
    let terms = query.terms(this_year);
    let hits = if terms.is_empty() { Vec::new() } else { look(tx, staff, (query, &terms)).await? };
    let tried: Vec<Tried> = terms.iter().map(Term::tried).collect();
    let kinds: BTreeSet<&str> =
        tried.iter().flat_map(|it| it.read_as.iter().map(|as_| as_.code())).collect();
    let asked = tx.station().key().mac("records.search", query.text.trim().as_bytes());
    let details = json!({
        "found": hits.len().min(HITS), "kinds": kinds, "asked": hex(&asked),
        "forms": query.forms.iter().map(|form| form.code()).collect::<Vec<_>>(),
    });
    let entry = Entry::new(Act::Consultation, "records_searched", "records", "search");
    tx.journal(entry.with(details)).await?;
    let more = hits.len() > HITS;
    Ok(Found { hits: hits.into_iter().take(HITS).collect(), more, tried })
}

async fn look(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (query, terms): (&Query, &[Term]),
) -> Result<Vec<Hit>, Problem> {
    let board = board(tx, terms).await?;
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let best = board.best(if query.forms.is_empty() { READ * 2 } else { READ * 6 });
    let mut heads = store::entities::heads(tx, &best).await?;
    heads.retain(|_, head| query.takes(head.form));
    let seen: BTreeMap<EntityId, Neighbour> =
        heads.values().filter_map(|it| sighted(tx, staff, &mut sight, it)).collect();
    let shown = |id: &&EntityId| match seen.get(id) {
        Some(Neighbour::Open(_)) => true,
        // Which form it has would be said by leaving it out of the others.
        Some(Neighbour::Closed { .. }) => query.forms.is_empty(),
        None => false,
    };
    let wanted: Vec<EntityId> = best.iter().filter(shown).take(READ).copied().collect();
    let known = known(tx, staff, &mut sight, (&wanted, heads, &board)).await?;
    let weighed = weighed(&wanted, terms, (&known, &board));
    under_one(tx, staff, &mut sight, (weighed, seen)).await
}

/// Heads and statements of what may be meant, and of what it is linked to as far as that may be seen.
async fn known(
    tx: &mut Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    (wanted, mut heads, board): (&[EntityId], BTreeMap<EntityId, Head>, &Board),
) -> Result<Known, Problem> {
    let through = wanted.iter().flat_map(|id| board.ways(*id)).flat_map(|way| &way.through);
    let through: BTreeSet<EntityId> = through.copied().collect();
    let far: Vec<EntityId> = through.iter().copied().collect();
    heads.retain(|id, _| wanted.contains(id));
    heads.extend(store::entities::heads(tx, &far).await?);
    let mut admits =
        |(_, head): &(&EntityId, &Head)| sight.admits(tx, staff, (head.form.kind(), &head.kept));
    let open: BTreeSet<EntityId> = heads.iter().filter(&mut admits).map(|(id, _)| *id).collect();
    let read: Vec<EntityId> =
        heads.keys().filter(|id| open.contains(id) || wanted.contains(id)).copied().collect();
    let statements = store::statements::of(tx, &read).await?;
    Ok(Known::new(heads, statements, open))
}

/// What is worth showing beside the best, the best first.
fn weighed(wanted: &[EntityId], terms: &[Term], (known, board): (&Known, &Board)) -> Vec<Weighed> {
    let all = wanted.iter().filter_map(|id| known.weigh(*id, terms, board));
    let mut all: Vec<Weighed> = all.collect();
    let top = all.iter().map(|it| it.score).fold(0.0, f32::max);
    all.retain(|it| it.score >= top * SHARE);
    all.sort_by(Weighed::order);
    all
}

/// Each under the record that stands for it, once; what is closed last.
async fn under_one(
    tx: &mut Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    (weighed, mut seen): (Vec<Weighed>, BTreeMap<EntityId, Neighbour>),
) -> Result<Vec<Hit>, Problem> {
    let ids: Vec<EntityId> = weighed.iter().map(|it| it.id).collect();
    let golden = store::merged::golden(tx, &ids).await?;
    let tops: Vec<EntityId> = golden.values().copied().collect();
    let heads = store::entities::heads(tx, &tops).await?;
    seen.extend(heads.values().filter_map(|head| sighted(tx, staff, sight, head)));
    let (mut open, mut closed, mut shown) = (Vec::new(), Vec::new(), BTreeSet::new());
    for Weighed { id, why, .. } in weighed {
        let mut stands = golden.get(&id).copied().unwrap_or(id);
        let opens = |id: &EntityId| matches!(seen.get(id), Some(Neighbour::Open(_)));
        if !opens(&id) || !opens(&stands) {
            // Of what is closed it is not said as which other it counts.
            stands = id;
        }
        if !shown.insert(stands) {
            continue;
        }
        match seen.get(&stands) {
            Some(record @ Neighbour::Open(_)) => open.push(Hit { record: record.clone(), why }),
            Some(record) => closed.push(Hit { record: record.clone(), why: Vec::new() }),
            None => {}
        }
    }
    closed.sort_by_key(|hit| match &hit.record {
        Neighbour::Closed { id, .. } => Some(*id),
        Neighbour::Open(_) => None,
    });
    open.extend(closed);
    Ok(open)
}

fn sighted(
    tx: &Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    head: &Head,
) -> Option<(EntityId, Neighbour)> {
    neighbour(tx, staff, sight, head.clone()).map(|it| (head.id, it))
}
