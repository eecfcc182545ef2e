//! Breaking the glass: a restricted record is opened in an emergency, with a reason, for a time. Those
//! who must know hear of it at once, and somebody looks at it afterwards; until then it nags.

use crate::second::says_something;
use crate::{Role, Staff, alarm, store};
use jiff::SignedDuration;
use kernel::{AccountId, GlassId, Instant, Problem, Reason, Thing};
use policy::Right;
use serde_json::json;
use station::jobs::{Doing, Job};
use station::{Act, Entry, Tx};

/// How long a broken glass opens the record.
pub const OPENS_FOR: SignedDuration = SignedDuration::from_mins(30);
/// How long those who must review are left in peace after they were told.
const REMIND_EVERY: SignedDuration = SignedDuration::from_hours(24);
const REMIND: &str = "remind_of_broken_glass";

/// What is opened, as the journal and whoever reviews know it.
#[derive(Clone, Copy, Debug)]
pub struct Behind<'a> {
    /// The kind of record.
    pub thing: &'static str,
    /// Its id.
    pub id: &'a str,
    /// Its reference.
    pub called: &'a str,
}

/// A glass that was broken.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Its id.
    pub id: GlassId,
    /// Who broke it.
    pub by: AccountId,
    /// The kind of record.
    pub thing: String,
    /// Its id.
    pub thing_id: String,
    /// Its reference.
    pub called: String,
    /// Why, in their words.
    pub reason: String,
    /// When, in real time.
    pub broken_at: Instant,
    /// Until when it opens the record.
    pub ends_at: Instant,
    /// What was found, by whom, and why.
    pub review: Option<Review>,
}

/// What somebody found who looked at it afterwards.
#[derive(Clone, Debug)]
pub struct Review {
    /// Who.
    pub by: AccountId,
    /// When, in real time.
    pub at: Instant,
    /// What.
    pub finding: Finding,
    /// Why, in their words.
    pub answer: String,
}

/// What a review finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It was right to open it.
    Right,
    /// It was not.
    Wrong,
    /// Professional standards look into it.
    FollowUp,
}

impl Finding {
    /// Every finding.
    pub const ALL: [Self; 3] = [Self::Right, Self::Wrong, Self::FollowUp];

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::FollowUp => "follow_up",
        }
    }

    /// The finding of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Opens a record for a while. Whoever asks was admitted to [`Right::BreakGlass`] on it before.
pub async fn break_glass(
    tx: &mut Tx<'_>,
    staff: &Staff,
    behind: Behind<'_>,
    reason: &str,
) -> Result<GlassId, Problem> {
    staff.require_now(Right::BreakGlass)?;
    if !says_something(reason) {
        return Err(Problem::Conflict("glass broken without a reason"));
    }
    let id = GlassId::new(tx.id());
    store::glass::insert(tx, id, staff.account(), behind, reason.trim()).await?;
    let details = json!({ "glass": id, "minutes": OPENS_FOR.as_mins() });
    tx.journal(Entry::new(Act::Alteration, "glass_broken", behind.thing, behind.id).with(details))
        .await?;
    alarm::glass_was_broken(tx, staff.account()).await?;
    let due = tx.now().plus(REMIND_EVERY);
    tx.later(REMIND, &json!({ "glass": id }), due).await?;
    Ok(id)
}

/// Whether somebody broke the glass in front of a record and it still opens it.
pub async fn opens(tx: &mut Tx<'_>, staff: &Staff, thing_id: &str) -> Result<bool, Problem> {
    store::glass::opens(tx, staff.account(), thing_id).await
}

/// Closes it again before its time, for whoever broke it or who reviews.
pub async fn close(tx: &mut Tx<'_>, id: GlassId) -> Result<(), Problem> {
    store::glass::hold(tx, id).await?.ok_or(Problem::NotFound(Thing::Setting))?;
    store::glass::close(tx, id).await?;
    tx.journal(Entry::new(Act::Alteration, "glass_closed", "glass", id)).await?;
    crate::epoch::changed(tx).await
}

/// What was broken in the force: what nobody has looked at, the oldest first, then the rest.
pub async fn broken(tx: &mut Tx<'_>) -> Result<Vec<Broken>, Problem> {
    store::glass::list(tx).await
}

/// That somebody looked at what was broken.
pub(crate) async fn note_list(tx: &mut Tx<'_>, shown: usize) -> Result<(), Problem> {
    let entry = Entry::new(Act::Consultation, "broken_glass_seen", "queue", "glass");
    tx.journal(entry.with(json!({ "glass": shown }))).await
}

/// Somebody else looks at it afterwards.
pub async fn review(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: GlassId,
    (finding, answer): (Finding, &str),
) -> Result<(), Problem> {
    staff.require(Right::ReviewGlass)?;
    let broken = store::glass::hold(tx, id).await?.ok_or(Problem::NotFound(Thing::Setting))?;
    if broken.by == staff.account() {
        return Err(Problem::Refused(Reason::SamePerson));
    }
    if broken.review.is_some() {
        return Err(Problem::Conflict("it was reviewed before"));
    }
    store::glass::review(tx, id, staff.account(), (finding, answer)).await?;
    let details = json!({ "finding": finding.code(), "broken_by": broken.by });
    tx.journal(Entry::new(Act::Alteration, "glass_reviewed", "glass", id).with(details)).await?;
    if finding == Finding::FollowUp {
        tx.publish(&GlassToFollowUp { glass: id, account: broken.by }).await?;
    }
    Ok(())
}

/// A review found something that professional standards look into.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct GlassToFollowUp {
    /// The glass.
    pub glass: GlassId,
    /// Who broke it.
    pub account: AccountId,
}

impl station::Event for GlassToFollowUp {
    const KIND: &'static str = "glass_to_follow_up";
}

/// Those who are told of a broken glass, and reminded until it is reviewed.
pub(crate) const TOLD: [Role; 2] = [Role::Supervisor, Role::ProfessionalStandards];

/// What the job that reminds is given.
#[derive(serde::Deserialize)]
struct Reminder {
    glass: GlassId,
}

/// The job that reminds.
pub(crate) fn reminding() -> Job {
    Job::new(REMIND, |tx, payload| remind(tx, payload))
}

fn remind<'t>(tx: &'t mut Tx<'_>, payload: serde_json::Value) -> Doing<'t> {
    Box::pin(async move {
        let id: GlassId = serde_json::from_value(payload)
            .map(|it: Reminder| it.glass)
            .map_err(Problem::broken)?;
        let Some(broken) = store::glass::hold(tx, id).await? else { return Ok(()) };
        if broken.review.is_some() {
            return Ok(());
        }
        store::glass::reminded(tx, id).await?;
        tx.journal(Entry::new(Act::Alteration, "glass_review_reminded", "glass", id)).await?;
        alarm::glass_waits_for_review(tx, broken.by).await?;
        let due = tx.now().plus(REMIND_EVERY);
        tx.later(REMIND, &json!({ "glass": id }), due).await
    })
}
