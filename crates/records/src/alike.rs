//! Events that look like one thing that happened: suggested with reasons, decided by a person, remembered,
//! and taken back without a trace on the events.

mod decide;
mod rule;

pub use decide::{Cluster, cluster_of, one_event, separate, tell_apart};
pub use rule::{Alike, Ground, Scale, compare};

use crate::read::neighbours;
use crate::store::traits::Stored;
use crate::{Neighbour, store};
use kernel::{EntityId, Instant, Problem};
use rights::protection::Sight;
use rights::{Right, Staff};
use serde_json::json;
use station::secrets::ServerKey;
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// How many events within the time are compared with a new one: the nearest, and all that share a place, a
/// thing or a teller.
const COMPARED: usize = 400;
/// Pairs that are looked at together on the page of what may be one.
const LISTED: usize = 500;

/// By what an event is compared with others.
#[derive(Clone, Debug, PartialEq)]
pub struct Traits {
    /// When it happened, or when we were told where that is not known.
    pub at: Instant,
    /// What kind of event.
    pub kind: String,
    /// The postcode of where it happened.
    pub postcode: Option<String>,
    /// The point at which it happened, in WGS84.
    pub point: Option<(f64, f64)>,
    /// The records of where it happened.
    pub places: Vec<EntityId>,
    /// The vehicles and things in it.
    pub things: Vec<EntityId>,
    /// The telephones and addresses that told of it.
    pub tellers: Vec<EntityId>,
    /// The words that were used, as [`words_of`] has them.
    pub words: BTreeSet<i64>,
}

/// What somebody said of two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// They are one.
    Same,
    /// They are two.
    NotSame,
    /// It cannot be told yet.
    Unsure,
}

impl Said {
    /// As it is stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::NotSame => "not_same",
            Self::Unsure => "unsure",
        }
    }

    /// The one of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Same, Self::NotSame, Self::Unsure].into_iter().find(|it| it.code() == code)
    }
}

/// Two events that look like one, as somebody may see them.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The two, the one that was asked about first.
    pub events: (Neighbour, Neighbour),
    /// How alike they are, and why.
    pub alike: Alike,
    /// What somebody said, and when.
    pub said: Option<(Said, Instant)>,
}

/// The words of texts as they are compared: of four letters or more, without those that everybody uses, and
/// as keyed hashes, so that nobody reads them there.
#[must_use]
pub fn words_of(key: &ServerKey, texts: &[&str]) -> BTreeSet<i64> {
    let plain = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let plain: BTreeSet<String> = plain.map(str::to_lowercase).filter(|it| counts(it)).collect();
    let hash = |word: &String| {
        let mut mac = key.mac("event words", word.as_bytes()).into_iter();
        i64::from_be_bytes(std::array::from_fn(|_| mac.next().unwrap_or_default()))
    };
    plain.iter().map(hash).collect()
}

/// Whether a word tells anything.
fn counts(word: &str) -> bool {
    const EVERYBODYS: [&str; 40] = [
        "about", "after", "again", "also", "been", "before", "came", "could", "does", "down",
        "from", "have", "into", "just", "know", "like", "more", "outside", "said", "some", "that",
        "their", "them", "then", "there", "they", "this", "very", "was", "went", "were", "what",
        "when", "where", "which", "while", "with", "would", "mae", "oedd",
    ];
    word.chars().count() >= 4 && !EVERYBODYS.contains(&word)
}

/// Remembers by what an event is compared, and suggests others that may be the same one. Returns how many.
/// Done again, it suggests what is new; what somebody decided stays decided.
pub async fn look_alike(
    tx: &mut Tx<'_>,
    event: EntityId,
    traits: &Traits,
) -> Result<usize, Problem> {
    store::traits::keep(tx, event, traits).await?;
    let scale = Scale::NATIONAL;
    let others = store::traits::around(tx, (event, traits), scale.window(), COMPARED).await?;
    let alike = |it: Stored| (it.event, compare(traits, &it.traits, &scale));
    let found: Vec<(EntityId, Alike)> =
        others.into_iter().map(alike).filter(|(_, alike)| alike.bits >= scale.ask).collect();
    if found.is_empty() {
        return Ok(0);
    }
    store::pairs::insert(tx, event, &found).await?;
    let entry = Entry::new(Act::Combination, "events_suggested", "record", event);
    tx.journal(entry.with(json!({ "count": found.len() }))).await?;
    Ok(found.len())
}

/// The events that may be the same one as an event, or were said to be or not to be, for somebody who may
/// read it. What they may not see is not among them.
pub async fn alike_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    event: EntityId,
) -> Result<Vec<Pair>, Problem> {
    let (_, by) = crate::protection::admit(tx, staff, event, Right::ReadRecords).await?;
    let found = store::pairs::of(tx, event).await?;
    let pairs = seen(tx, staff, found, Some(event)).await?;
    if !pairs.is_empty() {
        let entry = Entry::new(Act::Consultation, "alike_seen", "record", event);
        tx.journal(entry.with(by)).await?;
    }
    Ok(pairs)
}

/// All events that may be one and of which nobody has said so or not, as clusters: each of its pairs, the
/// newest cluster first.
pub async fn duplicates(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<Vec<Pair>>, Problem> {
    staff.require(Right::ReadRecords)?;
    let found = store::pairs::open(tx, LISTED).await?;
    let pairs = seen(tx, staff, found, None).await?;
    let details = json!({ "count": pairs.len() });
    let entry = Entry::new(Act::Consultation, "duplicates_seen", "records", "duplicates");
    tx.journal(entry.with(details)).await?;
    Ok(clusters(pairs))
}

/// Pairs that hang together.
fn clusters(pairs: Vec<Pair>) -> Vec<Vec<Pair>> {
    let mut top: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    let find = |top: &BTreeMap<EntityId, EntityId>, mut id: EntityId| {
        while let Some(up) = top.get(&id).filter(|up| **up != id) {
            id = *up;
        }
        id
    };
    for pair in &pairs {
        let (one, other) = (find(&top, id_of(&pair.events.0)), find(&top, id_of(&pair.events.1)));
        top.insert(one.max(other), one.min(other));
    }
    let mut clusters: Vec<(EntityId, Vec<Pair>)> = Vec::new();
    for pair in pairs {
        let head = find(&top, id_of(&pair.events.0));
        match clusters.iter_mut().find(|(id, _)| *id == head) {
            Some((_, its)) => its.push(pair),
            None => clusters.push((head, vec![pair])),
        }
    }
    clusters.into_iter().map(|(_, pairs)| pairs).collect()
}

pub(crate) fn id_of(neighbour: &Neighbour) -> EntityId {
    match neighbour {
        Neighbour::Open(head) => head.id,
        Neighbour::Closed { id, .. } => *id,
    }
}

/// Pairs as somebody may see them: both must open to them, since a reason tells of both.
async fn seen(
    tx: &mut Tx<'_>,
    staff: &Staff,
    found: Vec<store::pairs::Row>,
    first: Option<EntityId>,
) -> Result<Vec<Pair>, Problem> {
    let ids: BTreeSet<EntityId> = found.iter().flat_map(|it| [it.one, it.other]).collect();
    let ids: Vec<EntityId> = ids.into_iter().collect();
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let seen = neighbours(tx, staff, &mut sight, &ids).await?;
    let mut pairs = Vec::new();
    for row in found {
        let turned = first == Some(row.other);
        let (one, other) = if turned { (row.other, row.one) } else { (row.one, row.other) };
        let (Some(one), Some(other)) = (seen.get(&one), seen.get(&other)) else { continue };
        let opens = |it: &Neighbour| matches!(it, Neighbour::Open(_));
        if opens(one) && opens(other) {
            let events = (one.clone(), other.clone());
            pairs.push(Pair { events, alike: row.alike, said: row.said });
        }
    }
    Ok(pairs)
}
