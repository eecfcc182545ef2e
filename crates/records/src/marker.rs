//! Warnings on records: what whoever deals with somebody or goes somewhere must know first.
//!
//! A warning has a day by which somebody must look at it again. Past that day it is never shown as if it
//! stood, and never left out: it says since when nobody has looked at it.

mod kind;

pub use kind::MarkerKind;

use crate::protection::{admit, admit_by};
use crate::statement::{Origin, Source};
use crate::{By, store};
use jiff::SignedDuration;
use kernel::{AccountId, EntityId, Instant, MarkerId, Problem, Thing};
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};

/// The longest that a warning stands without anybody looking at it again.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

/// A warning to be set.
#[derive(Clone, Debug)]
pub struct NewMarker {
    /// On what.
    pub entity: EntityId,
    /// Of what it warns.
    pub kind: MarkerKind,
    /// Why.
    pub reason: String,
    /// Who or what said so.
    pub source: Source,
    /// Where that stands.
    pub origin: Option<Origin>,
    /// By when somebody must look at it again: in the future, and not after [`LONGEST`].
    pub review_by: Instant,
    /// When it is over whatever happens.
    pub expires_at: Option<Instant>,
}

/// How a warning stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was looked at when it had to be.
    Current,
    /// Nobody has looked at it since then, and somebody should have.
    Unreviewed(Instant),
    /// It was over then, as was said when it was set.
    Expired(Instant),
    /// It was taken away then.
    Ended(Instant),
}

impl Standing {
    /// Whether it is raised: what nobody looked at still is, and says so.
    #[must_use]
    pub const fn warns(self) -> bool {
        matches!(self, Self::Current | Self::Unreviewed(_))
    }
}

/// A warning as it is stored.
#[derive(Clone, Debug)]
pub struct Marker {
    /// Its id.
    pub id: MarkerId,
    /// On what it stands.
    pub entity: EntityId,
    /// Of what it warns.
    pub kind: MarkerKind,
    /// Why.
    pub reason: String,
    /// Who or what said so.
    pub source: Source,
    /// Where that stands.
    pub origin: Option<Origin>,
    /// When it was set, and by whom; by nobody where it was the program.
    pub set: (Instant, Option<AccountId>),
    /// When somebody last said that it stands.
    pub reviewed_at: Instant,
    /// By when somebody must say so again.
    pub review_by: Instant,
    /// When it is over whatever happens.
    pub expires_at: Option<Instant>,
    /// When, by whom and why it was taken away.
    pub ended: Option<(Instant, Option<AccountId>, String)>,
}

impl Marker {
    /// How it stands at a moment.
    #[must_use]
    pub fn standing(&self, now: Instant) -> Standing {
        let expired = self.expires_at.filter(|at| *at <= now);
        match (&self.ended, expired) {
            (Some((at, ..)), _) => Standing::Ended(*at),
            (None, Some(at)) => Standing::Expired(at),
            (None, None) if self.review_by <= now => Standing::Unreviewed(self.reviewed_at),
            (None, None) => Standing::Current,
        }
    }
}

/// One time that somebody said that a warning still stands.
#[derive(Clone, Debug)]
pub struct Review {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: AccountId,
    /// Why it still stands.
    pub why: String,
    /// By when it must be looked at again.
    pub review_by: Instant,
}

/// A warning as somebody may see it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its id.
    pub id: MarkerId,
    /// Of what it warns.
    pub kind: MarkerKind,
    /// How it stands.
    pub standing: Standing,
    /// By when somebody must look at it again.
    pub review_by: Instant,
    /// All of it and its reviews, for those who read its kind in full.
    pub full: Option<(Box<Marker>, Vec<Review>)>,
}

/// Sets a warning. One of this kind that stands there already is renewed or ended, and not set twice.
pub async fn mark(tx: &mut Tx<'_>, by: By<'_>, new: &NewMarker) -> Result<MarkerId, Problem> {
    let (_, rests_on) = admit_by(tx, by, new.entity, Right::MarkRecords).await?;
    in_time(tx, new.review_by)?;
    if new.reason.trim().is_empty() {
        return Err(Problem::Conflict("a warning has a reason"));
    }
    if new.expires_at.is_some_and(|at| at <= tx.now()) {
        return Err(Problem::Conflict("a warning that is over warns of nothing"));
    }
    let id = MarkerId::new(tx.id());
    if !store::markers::insert(tx, (id, by.account()), new).await? {
        return Err(Problem::Conflict("there is such a warning already"));
    }
    let details = json!({
        "kind": new.kind.code(), "marker": id, "review_by": new.review_by, "rests_on": rests_on,
    });
    let entry = Entry::new(Act::Alteration, "marker_set", "record", new.entity);
    tx.journal(entry.with(details)).await?;
    Ok(id)
}

/// Says that a warning still stands, why, and by when to look at it again.
pub async fn renew(
    tx: &mut Tx<'_>,
    staff: &Staff,
    marker: MarkerId,
    (review_by, why): (Instant, &str),
) -> Result<(), Problem> {
    let found = held(tx, By::Staff(staff), marker).await?;
    in_time(tx, review_by)?;
    if !found.standing(tx.now()).warns() {
        return Err(Problem::Conflict("the warning is over"));
    }
    store::markers::review(tx, marker, staff.account(), (review_by, why)).await?;
    let details = json!({ "kind": found.kind.code(), "marker": marker, "review_by": review_by });
    let entry = Entry::new(Act::Alteration, "marker_renewed", "record", found.entity);
    tx.journal(entry.with(details)).await
}

/// Takes a warning away. It stays in the record's history, with why.
pub async fn end_marker(
    tx: &mut Tx<'_>,
    by: By<'_>,
    marker: MarkerId,
    why: &str,
) -> Result<(), Problem> {
    let found = held(tx, by, marker).await?;
    if !store::markers::end(tx, (marker, by.account()), why).await? {
        return Err(Problem::Conflict("the warning was taken away before"));
    }
    let details = json!({ "kind": found.kind.code(), "marker": marker, "why": why });
    let entry = Entry::new(Act::Alteration, "marker_ended", "record", found.entity);
    tx.journal(entry.with(details)).await
}

/// The warnings on a record and on what counts as the same one, with their history: those that warn
/// first, the most dangerous first.
pub async fn markers_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
) -> Result<Vec<Shown>, Problem> {
    let (_, by) = admit(tx, staff, entity, Right::ReadRecords).await?;
    let entry = Entry::new(Act::Consultation, "markers_seen", "record", entity);
    tx.journal(entry.with(by)).await?;
    let same = store::merged::same_as(tx, entity).await?;
    let mut sight = rights::protection::Sight::of(tx, staff, Right::ReadRecords).await?;
    let seen = crate::read::neighbours(tx, staff, &mut sight, &same).await?;
    let opens = |id: &EntityId| matches!(seen.get(id), Some(crate::Neighbour::Open(_)));
    let same: Vec<EntityId> = same.into_iter().filter(|id| *id == entity || opens(id)).collect();
    let now = tx.now();
    let mut shown = Vec::new();
    for marker in store::markers::of(tx, &same).await? {
        let (id, kind, standing) = (marker.id, marker.kind, marker.standing(now));
        let review_by = marker.review_by;
        let full = if kind.is_read_by(staff) {
            Some((Box::new(marker), store::markers::reviews(tx, id).await?))
        } else {
            None
        };
        shown.push(Shown { id, kind, standing, review_by, full });
    }
    shown.sort_by_key(|it| (!it.standing.warns(), it.kind));
    Ok(shown)
}

/// The warning of a kind that stands on a record, for whoever may set one there.
pub async fn standing(
    tx: &mut Tx<'_>,
    by: By<'_>,
    entity: EntityId,
    kind: MarkerKind,
) -> Result<Option<Marker>, Problem> {
    admit_by(tx, by, entity, Right::MarkRecords).await?;
    let markers = store::markers::of(tx, &[entity]).await?;
    Ok(markers.into_iter().find(|it| it.kind == kind && it.ended.is_none()))
}

/// The reasons of warnings are read by those who may read what they stand on; whoever changes one may
/// mark that.
async fn held(tx: &mut Tx<'_>, by: By<'_>, marker: MarkerId) -> Result<Marker, Problem> {
    let found = store::markers::one(tx, marker).await?;
    let found = found.ok_or(Problem::NotFound(Thing::Record))?;
    admit_by(tx, by, found.entity, Right::MarkRecords).await?;
    Ok(found)
}

fn in_time(tx: &Tx<'_>, review_by: Instant) -> Result<(), Problem> {
    if review_by > tx.now() && review_by <= tx.now().plus(LONGEST) {
        Ok(())
    } else {
        Err(Problem::Conflict("a warning is looked at again within a year"))
    }
}

#[cfg(test)]
mod tests;
