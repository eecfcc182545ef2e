//! Legal holds: what an inquiry, a court or a claim needs is not erased, whatever its time.

use crate::protection::{Head, admit};
use crate::read::{Neighbour, neighbours};
use crate::store;
use kernel::{EntityId, HoldId, Instant, Problem, Thing};
use rights::protection::Sight;
use rights::second::says_something;
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};

/// Holds on one page.
const PAGE: i64 = 200;
/// The longest that can be said of who asked, in characters.
pub const LONGEST_ASKER: usize = 200;

/// A hold to be placed.
#[derive(Clone, Debug)]
pub struct NewHold {
    /// What is held; what counts as one with it is held too.
    pub entity: EntityId,
    /// Who asked for it.
    pub asked_by: String,
    /// Why.
    pub why: String,
    /// Until when; nothing while nobody knows.
    pub until: Option<Instant>,
}

/// A hold that stands.
#[derive(Clone, Debug)]
pub struct Hold {
    /// Its id.
    pub id: HoldId,
    /// What it holds, why and until when.
    pub new: NewHold,
    /// Since when.
    pub made_at: Instant,
}

/// Places a hold: nothing of the record is erased until it is lifted, or over.
pub async fn hold(tx: &mut Tx<'_>, staff: &Staff, new: &NewHold) -> Result<HoldId, Problem> {
    let (_, rests_on) = admit(tx, staff, new.entity, Right::KeepRecords).await?;
    let asker = (1..=LONGEST_ASKER).contains(&new.asked_by.trim().chars().count());
    let future = new.until.is_none_or(|until| until > tx.now());
    if !asker || !says_something(&new.why) || !future {
        return Err(Problem::Conflict("a hold that cannot be"));
    }
    let id = HoldId::new(tx.id());
    store::holds::insert(tx, (id, staff.account()), new).await?;
    let details = json!({
        "hold": id, "asked_by": new.asked_by, "why": new.why,
        "until": new.until.map(|it| it.to_string()), "rests_on": rests_on,
    });
    let entry = Entry::new(Act::Alteration, "record_held", "record", new.entity);
    tx.journal(entry.with(details)).await.map(|()| id)
}

/// Lifts a hold.
pub async fn lift(tx: &mut Tx<'_>, staff: &Staff, id: HoldId, why: &str) -> Result<(), Problem> {
    staff.require(Right::KeepRecords)?;
    let found = store::holds::one(tx, id).await?.ok_or(Problem::NotFound(Thing::Record))?;
    admit(tx, staff, found.new.entity, Right::KeepRecords).await?;
    if !says_something(why) {
        return Err(Problem::Conflict("lifted without a reason"));
    }
    store::holds::lift(tx, (id, staff.account()), why).await?;
    let entry = Entry::new(Act::Alteration, "record_hold_lifted", "record", found.new.entity);
    tx.journal(entry.with(json!({ "hold": id, "why": why }))).await
}

/// The holds that stand, with what is held: as far as somebody may see it.
pub async fn holds(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<(Hold, Head)>, Problem> {
    staff.require(Right::KeepRecords)?;
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let all = store::holds::all(tx, &sight, PAGE).await?;
    let ids: Vec<EntityId> = all.iter().map(|it| it.new.entity).collect();
    let seen = neighbours(tx, staff, &mut sight, &ids).await?;
    let open = |hold: Hold| match seen.get(&hold.new.entity) {
        Some(Neighbour::Open(head)) => Some((hold, (**head).clone())),
        _ => None,
    };
    let held: Vec<(Hold, Head)> = all.into_iter().filter_map(open).collect();
    let entry = Entry::new(Act::Consultation, "holds_seen", "records", "holds");
    tx.journal(entry.with(json!({ "holds": held.len() }))).await?;
    Ok(held)
}
