//! Warnings raised the moment they matter: for whatever is dealt with (a contact, an incident), those on the
//! records it has to do with and on what is one step near them.
//!
//! Whoever deals with it sees each as far as their sight goes: a record that is closed to them warns
//! without saying who or why; one that is hidden from them, or that they may not open because it is about
//! them or theirs, is not there.

mod near;
mod shown;
mod words;

pub use near::Way;
pub(crate) use near::{INWARD, OUTWARD};
pub use shown::{Alert, Subject, Warning};

use crate::marker::MarkerKind;
use crate::store::alerts::Found;
use crate::{protection, read, store};
use kernel::{AlertId, EntityId, Postcode, Problem};
use rights::protection::Sight;
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// How far a warning reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// To what is one step near: who lives there, what is kept there.
    Near,
    /// To other doors with the same postcode as well, where no more than that is known.
    Around,
}

/// How many records around a postcode or a point are looked at: enough for every door of a postcode.
const AROUND: usize = 200;
/// How far around a point, in metres.
const METRES: f64 = 100.0;

/// Something that is dealt with, in the journal's words: this crate does not know what it is.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// Its kind, such as `contact`.
    pub thing: &'a str,
    /// Which one.
    pub id: &'a str,
}

/// What a matter has to do with.
#[derive(Clone, Debug)]
pub enum About {
    /// A record: a telephone, a person, a vehicle, an address.
    Record(EntityId),
    /// Somewhere in a postcode: the doors with it are looked at for what is dangerous.
    Postcode(Postcode),
    /// Somewhere near a point, in WGS84.
    Point(f64, f64),
}

/// Raises what must be known of a matter, and remembers what it has to do with, so that what is set later
/// is raised as well. Done again, it raises what is new. Returns how many warnings stand.
pub async fn alerts_for(
    tx: &mut Tx<'_>,
    matter: Matter<'_>,
    about: &[About],
) -> Result<usize, Problem> {
    let mut starts = BTreeSet::new();
    let mut around = BTreeSet::new();
    for about in about {
        match about {
            About::Record(id) => drop(starts.insert(*id)),
            About::Postcode(postcode) => {
                around.extend(store::alerts::in_postcode(tx, postcode, AROUND).await?);
            }
            About::Point(latitude, longitude) => {
                let bounds = near::bounds((*latitude, *longitude), METRES);
                around.extend(store::alerts::within(tx, bounds, AROUND).await?);
            }
        }
    }
    let starts: Vec<EntityId> = starts.into_iter().collect();
    let around: Vec<EntityId> = around.into_iter().filter(|id| !starts.contains(id)).collect();
    store::alerts::remember(tx, matter, &starts).await?;
    let mut found = near(tx, &starts).await?;
    let others = near(tx, &around).await?;
    found.extend(
        others.into_iter().filter(|it| it.kind.reach() == Reach::Around).map(Found::around),
    );
    raise(tx, matter, &found).await
}

/// What must be known first about a record, for whoever is about to go there: the warnings on it and on
/// what is one step near it.
pub async fn warnings(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
) -> Result<Vec<Warning>, Problem> {
    let (_, by) = protection::admit(tx, staff, entity, Right::ReadRecords).await?;
    let found = near(tx, &[entity]).await?;
    let warnings = shown::warnings(tx, staff, found).await?;
    if !warnings.is_empty() {
        let entry = Entry::new(Act::Consultation, "warnings_seen", "record", entity);
        tx.journal(entry.with(by)).await?;
    }
    Ok(warnings.into_iter().map(|(_, warning)| warning).collect())
}

/// The warnings of a matter, for whoever deals with it and was let in to it. What was set since is raised
/// now; what was taken away is not among them.
pub async fn alerts_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    matter: Matter<'_>,
) -> Result<Vec<Alert>, Problem> {
    staff.require(Right::ReadRecords)?;
    let starts = store::alerts::remembered(tx, matter).await?;
    let found = near(tx, &starts).await?;
    raise(tx, matter, &found).await?;
    let raised = store::alerts::raised(tx, matter, tx.now()).await?;
    let seen = store::alerts::seen(tx, matter).await?;
    let founds = raised.iter().map(|it| it.found.clone()).collect();
    let mut alerts = Vec::new();
    for (place, warning) in shown::warnings(tx, staff, founds).await? {
        let Some(row) = raised.get(place) else { continue };
        let by = seen.iter().filter(|it| it.0 == row.id);
        let acknowledged = by.map(|(_, account, at)| (*account, *at)).collect();
        alerts.push(Alert { id: row.id, raised_at: row.at, warning, acknowledged });
    }
    if !alerts.is_empty() {
        let ids: Vec<AlertId> = alerts.iter().map(|it| it.id).collect();
        let entry = Entry::new(Act::Consultation, "alerts_seen", "alerts", of(matter));
        tx.journal(entry.with(json!({ "alerts": ids }))).await?;
    }
    Ok(alerts)
}

/// Says that somebody has seen the warnings of a matter: those that they may see, and no others.
pub async fn acknowledge(
    tx: &mut Tx<'_>,
    staff: &Staff,
    matter: Matter<'_>,
    alerts: &[AlertId],
) -> Result<(), Problem> {
    let shown = alerts_of(tx, staff, matter).await?;
    let is_new = |it: &&Alert| {
        alerts.contains(&it.id) && !it.acknowledged.iter().any(|(who, _)| *who == staff.account())
    };
    let ids: Vec<AlertId> = shown.iter().filter(is_new).map(|it| it.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    store::alerts::acknowledge(tx, staff.account(), &ids).await?;
    let entry = Entry::new(Act::Alteration, "alerts_acknowledged", "alerts", of(matter));
    tx.journal(entry.with(json!({ "alerts": ids }))).await
}

/// The kinds of warnings that were raised for some matters, for a list of them: as far as somebody may
/// see, the most dangerous first. Whoever reads no records sees none.
pub async fn tags_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (thing, ids): (&str, &[String]),
) -> Result<BTreeMap<String, Vec<MarkerKind>>, Problem> {
    let mut tags: BTreeMap<String, BTreeSet<MarkerKind>> = BTreeMap::new();
    if ids.is_empty() || !staff.may(Right::ReadRecords) {
        return Ok(BTreeMap::new());
    }
    let rows = store::alerts::tags(tx, (thing, ids), tx.now()).await?;
    let subjects: BTreeSet<EntityId> = rows.iter().map(|row| row.1).collect();
    let subjects: Vec<EntityId> = subjects.into_iter().collect();
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let seen = read::neighbours(tx, staff, &mut sight, &subjects).await?;
    for (id, subject, kind) in rows {
        if seen.contains_key(&subject) {
            tags.entry(id).or_default().insert(kind);
        }
    }
    Ok(tags.into_iter().map(|(id, kinds)| (id, kinds.into_iter().collect())).collect())
}

/// The warnings on some records and near them, each of whom or what once, by the shortest way.
async fn near(tx: &mut Tx<'_>, starts: &[EntityId]) -> Result<Vec<Found>, Problem> {
    if starts.is_empty() {
        return Ok(Vec::new());
    }
    let mut best: BTreeMap<(EntityId, MarkerKind), Found> = BTreeMap::new();
    for found in store::alerts::near(tx, starts, tx.now()).await? {
        let key = (found.subject, found.kind);
        let is_shorter = best.get(&key).is_none_or(|it| it.way > found.way);
        if is_shorter {
            best.insert(key, found);
        }
    }
    Ok(best.into_values().collect())
}

async fn raise(tx: &mut Tx<'_>, matter: Matter<'_>, found: &[Found]) -> Result<usize, Problem> {
    let new = store::alerts::insert(tx, matter, found).await?;
    if new > 0 {
        let entry = Entry::new(Act::Combination, "alerts_raised", "alerts", of(matter));
        tx.journal(entry.with(json!({ "count": new }))).await?;
    }
    Ok(found.len())
}

fn of(matter: Matter<'_>) -> String {
    format!("{} {}", matter.thing, matter.id)
}

impl Found {
    /// The same, of which no more is known than that it is around.
    fn around(self) -> Self {
        Self { way: Way::Around, ..self }
    }
}
