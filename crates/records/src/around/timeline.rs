//! What happened around a record, in a window, the newest first.

use super::{Asked, Seer, Walked};
use crate::protection::{Head, admit};
use crate::role::Role;
use crate::window::Window;
use kernel::{EntityId, Problem};
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};

/// Moments of a timeline.
const MOMENTS: usize = 200;
/// Links of one role of a record that are looked at.
const LINKS: i64 = 200;

/// One line of a timeline.
#[derive(Clone, Debug)]
pub struct Moment {
    /// By what, since when or when, and to what.
    pub walked: Walked,
    /// Whether it is of one moment, and not of a time that goes on.
    pub happened: bool,
}

/// What happened around a record.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The record.
    pub head: Head,
    /// What happened, and what lasted at some time in the window; the newest first.
    pub moments: Vec<Moment>,
    /// Whether there is more.
    pub more: bool,
}

/// What happened around a record in a window, as far as somebody may see it. The journal has it.
pub async fn timeline(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (entity, window): (EntityId, Window),
) -> Result<Timeline, Problem> {
    let (head, by) = admit(tx, staff, entity, Right::ReadRecords).await?;
    let mut seer = Seer::of(tx, staff).await?;
    let start = seer.start(tx, head.id).await?;
    let both = Role::ALL.iter().flat_map(|role| [(*role, true), (*role, false)]);
    let family = head.form.family();
    let roles: Vec<(Role, bool)> =
        both.filter(|(role, outward)| role.begins_or_ends(family, *outward)).collect();
    let asked = Asked { roles: &roles, window, limit: LINKS };
    let steps = seer.along(tx, &[start], &asked).await?;
    let moment = |step| {
        let walked = seer.walked(step)?;
        Some(Moment { happened: !walked.role.lasts(), walked })
    };
    let mut moments: Vec<Moment> = steps.iter().filter_map(moment).collect();
    let more = moments.len() > MOMENTS;
    moments.truncate(MOMENTS);
    let details = json!({
        "from": window.from, "to": window.to, "found": moments.len(), "rests_on": by,
    });
    let entry = Entry::new(Act::Consultation, "timeline_seen", "record", entity);
    tx.journal(entry.with(details)).await?;
    Ok(Timeline { head, moments, more })
}
