//! Who somebody may be, as far as whoever asks may see it.

use super::People;
use crate::face::{Face, of_new};
use crate::find::{Query, reached};
use crate::form::Form;
use crate::keep::by_record;
use crate::open::New;
use crate::protection::Head;
use crate::read::{Neighbour, neighbour};
use crate::store;
use kernel::{EntityId, Problem};
use matching::{Band, Description, Model, Scored, compare};
use rights::protection::Sight;
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// How many are looked at, and how many are shown.
const LOOKED_AT: usize = 40;
const SHOWN: usize = 8;

/// Somebody whom a description may be of.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Their record, as far as whoever asks may see it.
    pub record: Neighbour,
    /// How alike they are, and why; nothing of a record that is closed.
    pub scored: Option<Scored>,
}

/// What is compared of somebody who is about to be written down: the person, and beside them what they use
/// and where they live.
#[must_use]
pub fn describe(records: &[New]) -> Description {
    of_new(records).description()
}

/// Who this may be: records as they would be opened, against all people of the force. Only what may be seen
/// is compared and counted. The journal has that it was asked.
pub async fn matches(
    tx: &mut Tx<'_>,
    staff: &Staff,
    records: &[New],
) -> Result<Vec<Candidate>, Problem> {
    staff.require(Right::ReadRecords)?;
    let who = describe(records);
    let people = People::of(tx);
    people.catch_up(tx).await?;
    let mut ids = people.candidates(&who, LOOKED_AT).unwrap_or_default();
    if ids.is_empty() {
        ids = by_words(tx, &of_new(records)).await?;
    }
    let found = judged(tx, staff, (&who, &people), ids).await?;
    let details = json!({ "found": found.len() });
    let entry = Entry::new(Act::Consultation, "people_matched", "records", "match");
    tx.journal(entry.with(details)).await?;
    Ok(found)
}

/// The same by the one box: while people are read into memory, and where nobody fits well enough to be kept
/// together there.
async fn by_words(tx: &mut Tx<'_>, face: &Face) -> Result<Vec<(EntityId, f64)>, Problem> {
    let terms = Query::of(face.in_words()).terms(0);
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let board = reached::board(tx, &terms).await?;
    Ok(board.best(LOOKED_AT).into_iter().map(|id| (id, 0.0)).collect())
}

async fn judged(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (who, people): (&Description, &People),
    ids: Vec<(EntityId, f64)>,
) -> Result<Vec<Candidate>, Problem> {
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let mut found: Vec<EntityId> = ids.iter().map(|(id, _)| *id).collect();
    let golden = store::merged::golden(tx, &found).await?;
    found.extend(golden.values().copied());
    let mut heads = store::entities::heads(tx, &found).await?;
    heads.retain(|_, head| head.form == Form::Person && head.erased_at.is_none());
    let seen = heads
        .values()
        .filter_map(|head| neighbour(tx, staff, &mut sight, head.clone()).map(|it| (head.id, it)));
    let seen: BTreeMap<EntityId, Neighbour> = seen.collect();
    let open = seen.iter().filter(|(_, it)| matches!(it, Neighbour::Open(_)));
    let open: Vec<EntityId> = open.map(|(id, _)| *id).collect();
    let faces = visible(tx, staff, &mut sight, &open).await?;
    let (mut shown, mut closed) = (Vec::<(EntityId, Scored)>::new(), BTreeSet::new());
    for (id, bits) in ids {
        if let Some(face) = faces.get(&id) {
            let theirs = face.clone().description();
            let scored = scored(people, who, &theirs);
            // Shown under the record that stands for it, where that may be seen.
            let stands = golden.get(&id).filter(|it| faces.contains_key(it)).copied();
            shown.extend(scored.map(|it| (stands.unwrap_or(id), it)));
        } else if bits > 0.0 && seen.contains_key(&id) {
            closed.insert(id);
        }
    }
    Ok(in_order(shown, closed, &seen))
}

/// The likeliest first, each once; what is closed last.
fn in_order(
    mut shown: Vec<(EntityId, Scored)>,
    closed: BTreeSet<EntityId>,
    seen: &BTreeMap<EntityId, Neighbour>,
) -> Vec<Candidate> {
    shown.sort_by(|one, other| other.1.weight.total_cmp(&one.1.weight));
    let mut once = BTreeSet::new();
    shown.retain(|(id, _)| once.insert(*id));
    let open = shown.into_iter().take(SHOWN).map(|(id, scored)| (id, Some(scored)));
    let all = open.chain(closed.into_iter().take(SHOWN).map(|id| (id, None)));
    let record = |id| seen.get(&id).cloned();
    all.filter_map(|(id, scored)| Some(Candidate { record: record(id)?, scored })).collect()
}

fn scored(people: &People, who: &Description, theirs: &Description) -> Option<Scored> {
    let model = Model::default();
    let judge = |frequencies: &matching::Frequencies| compare(who, theirs, &model, frequencies);
    let judged = people.with(|index| judge(index.frequencies()));
    let judged = judged.unwrap_or_else(|| judge(&matching::Frequencies::default()));
    Some(judged).filter(|it| it.band != Band::Different || it.weight > 0.0)
}

/// What may be seen of some people: of what they use and where they live, only what is open too.
async fn visible(
    tx: &mut Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    people: &[EntityId],
) -> Result<BTreeMap<EntityId, Face>, Problem> {
    let theirs = store::faces::theirs(tx, people).await?;
    let things: BTreeSet<EntityId> = theirs.iter().map(|(_, what)| *what).collect();
    let things: Vec<EntityId> = things.into_iter().collect();
    let mut heads: BTreeMap<EntityId, Head> = store::entities::heads(tx, &things).await?;
    heads.retain(|_, head| sight.admits(tx, staff, (head.form.kind(), &head.kept)));
    let ids: Vec<EntityId> = people.iter().chain(heads.keys()).copied().collect();
    let statements = store::statements::of(tx, &ids).await?;
    let of = by_record(&statements);
    let faces = people.iter().map(|id| {
        let own = of.get(id).into_iter().flatten().copied();
        let linked = theirs.iter().filter(|(whose, what)| whose == id && heads.contains_key(what));
        let linked = linked.take(24).filter_map(|(_, what)| of.get(what).cloned());
        (*id, Face::of(own, linked))
    });
    Ok(faces.collect())
}
