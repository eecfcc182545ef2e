//! Whether what is known of somebody is still needed: worked out every night, decided by a person.

use crate::hold::Hold;
use crate::keeping::{Kept, Retention, kept, later};
use crate::protection::{Head, admit};
use crate::read::{Neighbour, neighbours};
use crate::statement::codes;
use crate::{retention, store};
use kernel::{EntityId, Instant, Problem, Thing, Words, words};
use rights::protection::Sight;
use rights::second::says_something;
use rights::{Right, Staff};
use serde_json::{Value, json};
use station::jobs::{Doing, Job};
use station::{Act, Entry, Tx};
use std::collections::BTreeMap;

words! {
    SERIOUS { en: "a serious offence, or signs of one", cy: "trosedd ddifrifol, neu arwyddion o un" }
    VULNERABLE { en: "somebody vulnerable would be at risk", cy: "byddai rhywun agored i niwed mewn perygl" }
    REGISTERED { en: "a registered sex offender, or a potentially dangerous person", cy: "troseddwr rhyw cofrestredig, neu berson a allai fod yn beryglus" }
    PATTERN { en: "a pattern of offending", cy: "patrwm o droseddu" }
    OTHER { en: "another policing purpose", cy: "diben plismona arall" }
    KEPT { en: "kept", cy: "wedi'i gadw" }
    TO_ERASE { en: "not needed any more", cy: "nid oes ei angen mwyach" }
}

codes! {
    /// What the national retention assessment asks.
    Criterion {
        /// A serious offence.
        Serious = "serious_offence", SERIOUS;
        /// Somebody vulnerable.
        Vulnerable = "vulnerability", VULNERABLE;
        /// A registered sex offender.
        Registered = "registered", REGISTERED;
        /// They did so again and again.
        Pattern = "pattern", PATTERN;
        /// Something else that the police are for.
        Other = "other", OTHER;
    }
}

codes! {
    /// What comes of a review.
    Outcome {
        /// It is still needed.
        Kept = "kept", KEPT;
        /// It is not: somebody asks for its erasure.
        ToErase = "to_erase", TO_ERASE;
    }
}

/// One time that somebody looked.
#[derive(Clone, Debug)]
pub struct Review {
    /// Which criteria hold.
    pub criteria: Vec<Criterion>,
    /// Why, in their words.
    pub why: String,
    /// What comes of it.
    pub outcome: Outcome,
    /// When somebody looks again; worked out when it is stored.
    pub next_at: Option<Instant>,
}

/// Somebody who is to be looked at.
#[derive(Clone, Debug)]
pub struct Due {
    /// Who.
    pub entity: EntityId,
    /// How long they are kept.
    pub kept: Kept,
}

/// What is needed to decide.
#[derive(Clone, Debug)]
pub struct Keeping {
    /// The person, as they are shown.
    pub head: Head,
    /// The records that count as one with them, as far as whoever looks may see them.
    pub same: Vec<EntityId>,
    /// How long they are kept.
    pub kept: Kept,
    /// The reviews before, the newest first.
    pub reviews: Vec<(Instant, Review)>,
    /// The holds that stand.
    pub holds: Vec<Hold>,
}

/// People in one piece of the night's work.
const PIECE: i64 = 500;
/// People on one page.
const PAGE: i64 = 50;
/// The night's work.
pub(crate) const WORK_OUT: &str = "work_out_keeping";

/// The job that works out how long everybody is kept, piece by piece.
pub(crate) fn working_out() -> Job {
    Job::new(WORK_OUT, |tx, payload| work_out(tx, payload))
}

fn work_out<'t>(tx: &'t mut Tx<'_>, payload: Value) -> Doing<'t> {
    Box::pin(async move {
        let after = payload.get("after").and_then(|it| it.as_str()).and_then(|it| it.parse().ok());
        let people = store::keeping::people(tx, after, PIECE).await?;
        work_out_these(tx, &people).await?;
        let full = i64::try_from(people.len()).map_err(Problem::broken)? == PIECE;
        match people.last().filter(|_| full) {
            Some(last) => tx.later(WORK_OUT, &json!({ "after": last }), tx.now()).await,
            None => Ok(()),
        }
    })
}

/// Works out how long some people are kept.
async fn work_out_these(tx: &mut Tx<'_>, people: &[EntityId]) -> Result<(), Problem> {
    let periods = retention::of(tx.force())?;
    let merged = store::merged::groups(tx, people).await?;
    let group = |id: &EntityId| (*id, merged.get(id).cloned().unwrap_or_else(|| vec![*id]));
    let groups: BTreeMap<EntityId, Vec<EntityId>> = people.iter().map(group).collect();
    let nominals = store::keeping::nominals(tx, &groups).await?;
    let now = tx.now();
    let all: Vec<(EntityId, Kept)> =
        nominals.iter().map(|(id, of)| (*id, kept(of, &periods, now))).collect();
    store::keeping::keep(tx, &all).await
}

/// Whoever is to be looked at, those that waited longest first: as far as somebody may see them.
pub async fn due(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<(Due, Head)>, Problem> {
    staff.require(Right::KeepRecords)?;
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let all = store::keeping::due(tx, &sight, PAGE).await?;
    let ids: Vec<EntityId> = all.iter().map(|it| it.entity).collect();
    let seen = neighbours(tx, staff, &mut sight, &ids).await?;
    let open = |due: Due| match seen.get(&due.entity) {
        Some(Neighbour::Open(head)) => Some((due, (**head).clone())),
        _ => None,
    };
    let due: Vec<(Due, Head)> = all.into_iter().filter_map(open).collect();
    let entry = Entry::new(Act::Consultation, "reviews_seen", "records", "reviews");
    tx.journal(entry.with(json!({ "people": due.len() }))).await?;
    Ok(due)
}

/// How long somebody is kept as of now, with the reviews before and the holds.
pub async fn keeping(tx: &mut Tx<'_>, staff: &Staff, entity: EntityId) -> Result<Keeping, Problem> {
    admit(tx, staff, entity, Right::ReadRecords).await?;
    let (found, by) = admit(tx, staff, entity, Right::KeepRecords).await?;
    let same = store::merged::same_as(tx, entity).await?;
    let golden = same.first().copied().unwrap_or(entity);
    let groups = BTreeMap::from([(golden, same.clone())]);
    let nominals = store::keeping::nominals(tx, &groups).await?;
    let nominal = nominals.get(&golden).ok_or(Problem::NotFound(Thing::Record))?;
    let kept = kept(nominal, &retention::of(tx.force())?, tx.now());
    // What was said of one that they may not see is not said to them of those that they may.
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let seen = neighbours(tx, staff, &mut sight, &same).await?;
    let open = |id: &EntityId| *id == entity || matches!(seen.get(id), Some(Neighbour::Open(_)));
    let same: Vec<EntityId> = same.into_iter().filter(open).collect();
    let reviews = store::keeping::reviews(tx, &same).await?;
    let holds = store::holds::standing(tx, &same).await?;
    let entry = Entry::new(Act::Consultation, "keeping_seen", "record", entity);
    tx.journal(entry.with(by)).await?;
    Ok(Keeping { head: found, same, kept, reviews, holds })
}

/// The record under which all that count as one with it are shown.
async fn golden(tx: &mut Tx<'_>, entity: EntityId) -> Result<EntityId, Problem> {
    let same = store::merged::same_as(tx, entity).await?;
    Ok(same.first().copied().unwrap_or(entity))
}

/// Stores what somebody decided: to keep needs a criterion, and either needs a reason.
pub async fn review(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
    (criteria, outcome, why): (&[Criterion], Outcome, &str),
) -> Result<(), Problem> {
    let before = keeping(tx, staff, entity).await?;
    if !says_something(why) || (outcome == Outcome::Kept && criteria.is_empty()) {
        return Err(Problem::Conflict("a review without a reason"));
    }
    let years = retention::of(tx.force())?.review(before.kept.retention, before.kept.child);
    let next_at = (outcome == Outcome::Kept).then(|| later(tx.now(), years));
    let review = Review { criteria: criteria.to_vec(), why: why.to_owned(), outcome, next_at };
    store::keeping::insert_review(tx, (entity, staff.account()), &review).await?;
    let golden = golden(tx, entity).await?;
    work_out_these(tx, &[golden]).await?;
    let codes: Vec<&str> = criteria.iter().map(|it| it.code()).collect();
    let details = json!({ "criteria": codes, "outcome": outcome.code(), "why": why });
    let entry = Entry::new(Act::Alteration, "record_reviewed", "record", entity);
    tx.journal(entry.with(details)).await
}

/// Puts somebody into a retention group, whatever is known of them; nothing puts them back where what is
/// known says.
pub async fn put_into(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
    (group, why): (Option<Retention>, &str),
) -> Result<(), Problem> {
    let before = keeping(tx, staff, entity).await?;
    if !says_something(why) {
        return Err(Problem::Conflict("a group without a reason"));
    }
    let golden = golden(tx, entity).await?;
    let by_hand = group.is_some();
    let kept = Kept { retention: group.unwrap_or(before.kept.retention), by_hand, ..before.kept };
    store::keeping::keep(tx, &[(golden, kept)]).await?;
    work_out_these(tx, &[golden]).await?;
    let details = json!({ "group": group.map(Retention::code), "why": why });
    let entry = Entry::new(Act::Alteration, "record_group_set", "record", entity);
    tx.journal(entry.with(details)).await
}

/// Before when nothing of a record is erased; nothing where that is no person.
pub(crate) async fn not_before(
    tx: &mut Tx<'_>,
    entity: EntityId,
) -> Result<Option<Instant>, Problem> {
    let groups = BTreeMap::from([(entity, vec![entity])]);
    let nominals = store::keeping::nominals(tx, &groups).await?;
    let Some(nominal) = nominals.get(&entity) else { return Ok(None) };
    Ok(kept(nominal, &retention::of(tx.force())?, tx.now()).not_before)
}
