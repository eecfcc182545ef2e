//! What somebody sees of a warning.

use super::near::Way;
use crate::marker::{Marker, MarkerKind, Standing};
use crate::protection::Head;
use crate::store::alerts::Found;
use crate::{Neighbour, read, store};
use kernel::{AccountId, AlertId, EntityId, Instant, Problem};
use rights::protection::Sight;
use rights::{Right, Staff};
use station::Tx;
use std::collections::BTreeSet;

/// On whom or what a warning stands, as far as somebody may see it.
#[derive(Clone, Debug)]
pub enum Subject {
    /// It opens to them.
    Open {
        /// The record.
        head: Box<Head>,
        /// How it was found.
        way: Way,
        /// By which record, where that opens to them too.
        via: Option<Box<Head>>,
        /// The warning in full, where they read its kind in full; nothing where the thing itself warns.
        marker: Option<Box<Marker>>,
    },
    /// Somebody or something near that is closed to them: no more than whom to ask.
    Closed {
        /// Whom to ask.
        ask: String,
    },
}

/// A warning as somebody may see it.
#[derive(Clone, Debug)]
pub struct Warning {
    /// Of what it warns. What to do stands with it.
    pub kind: MarkerKind,
    /// How it stands: never as if it stood when nobody has looked at it.
    pub standing: Standing,
    /// On whom or what.
    pub subject: Subject,
}

/// A warning that was raised for a matter.
#[derive(Clone, Debug)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// When it was raised.
    pub raised_at: Instant,
    /// The warning.
    pub warning: Warning,
    /// Who said when that they have seen it.
    pub acknowledged: Vec<(AccountId, Instant)>,
}

/// What was found as somebody may see it, with its place in what was given; the most dangerous first.
pub(super) async fn warnings(
    tx: &mut Tx<'_>,
    staff: &Staff,
    found: Vec<Found>,
) -> Result<Vec<(usize, Warning)>, Problem> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: BTreeSet<EntityId> = found.iter().flat_map(|it| [it.subject, it.via]).collect();
    let ids: Vec<EntityId> = ids.into_iter().collect();
    let subjects: Vec<EntityId> = found.iter().map(|it| it.subject).collect();
    let markers = store::markers::of(tx, &subjects).await?;
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let seen = read::neighbours(tx, staff, &mut sight, &ids).await?;
    let now = tx.now();
    let mut warnings = Vec::new();
    for (place, found) in found.into_iter().enumerate() {
        let its = |it: &&Marker| {
            it.entity == found.subject && it.kind == found.kind && it.standing(now).warns()
        };
        let marker = markers.iter().find(its);
        let standing = marker.map_or(Standing::Current, |it| it.standing(now));
        let subject = match seen.get(&found.subject) {
            None => continue,
            Some(Neighbour::Closed { ask, .. }) => Subject::Closed { ask: ask.clone() },
            Some(Neighbour::Open(head)) => Subject::Open {
                head: head.clone(),
                way: found.way,
                via: seen.get(&found.via).and_then(head_of),
                marker: marker.filter(|it| it.kind.is_read_by(staff)).cloned().map(Box::new),
            },
        };
        warnings.push((place, Warning { kind: found.kind, standing, subject }));
    }
    warnings.sort_by_key(|(_, warning)| warning.kind);
    Ok(warnings)
}

fn head_of(neighbour: &Neighbour) -> Option<Box<Head>> {
    match neighbour {
        Neighbour::Open(head) => Some(head.clone()),
        Neighbour::Closed { .. } => None,
    }
}
