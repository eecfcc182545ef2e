//! Who may do something with one record. Merged records are asked about one by one.

use crate::form::Form;
use crate::{By, store};
use kernel::{EntityId, Instant, Problem, Thing};
use rights::interests::{Interests, Token};
use rights::protection::{Door, Kept, Protection};
use rights::{Marking, Named, Right, Staff};
use serde_json::{Value, json};
use station::{Act, Entry, Tx};

/// What is needed of a record to decide on it and to list it.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its id.
    pub id: EntityId,
    /// What it is of.
    pub form: Form,
    /// What a list shows of it.
    pub label: String,
    /// What tells it from another with the same label: a date of birth, a postcode, a description.
    pub hint: String,
    /// Of an event: when it happened, or began and ended.
    pub when: (Option<Instant>, Option<Instant>),
    /// WGS84 latitude and longitude.
    pub point: Option<(f64, f64)>,
    /// When it was erased.
    pub erased_at: Option<Instant>,
    pub(crate) kept: Kept,
}

impl Head {
    /// How it is marked.
    #[must_use]
    pub const fn marking(&self) -> Marking {
        self.kept.protection.marking
    }

    /// Whether only those who need to know open it.
    #[must_use]
    pub const fn is_restricted(&self) -> bool {
        self.kept.protection.restricted.is_some()
    }
}

/// Lets somebody in to a record for something that they want to do, or refuses; what it rests on goes
/// into the journal. Whoever may do no such thing at all hears so whether the record exists or not.
pub(crate) async fn admit(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
    right: Right,
) -> Result<(Head, Value), Problem> {
    let Some(head) = store::entities::head(tx, entity).await? else {
        staff.require(right)?;
        return Err(Problem::NotFound(Thing::Record));
    };
    let id = entity.to_string();
    let interests = Interests::of(tx, staff.account()).await?;
    let glass = right == Right::ReadRecords && rights::glass::opens(tx, staff, &id).await?;
    let record = head.kept.record(head.form.kind(), tx, staff, &interests);
    let named = Named { thing: "record", id: &id, as_thing: Thing::Record };
    let hidden = head.kept.is_hidden() && staff.may(right);
    let decision = rights::admit(tx, staff, right, (&record, hidden), (named, glass)).await?;
    let by: Vec<&str> = decision.by.iter().map(|id| &**id).collect();
    Ok((head, json!({ "by": by })))
}

/// The same for whoever writes, be it the program.
pub(crate) async fn admit_by(
    tx: &mut Tx<'_>,
    by: By<'_>,
    entity: EntityId,
    right: Right,
) -> Result<(Head, Value), Problem> {
    let (head, rests_on) = match by {
        By::Staff(staff) => admit(tx, staff, entity, right).await?,
        By::Program => {
            By::is_the_program(tx)?;
            let head = store::entities::head(tx, entity).await?;
            (head.ok_or(Problem::NotFound(Thing::Record))?, Value::Null)
        }
    };
    if head.erased_at.is_some() {
        return Err(Problem::Conflict("what was known of it was erased"));
    }
    Ok((head, rests_on))
}

/// The keyed hashes of whom some records are about, for those who look after how they are used.
pub async fn about(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
) -> Result<Vec<(EntityId, Vec<Token>)>, Problem> {
    let heads = store::entities::heads(tx, ids).await?;
    Ok(heads.into_iter().map(|(id, head)| (id, head.kept.about)).collect())
}

/// What whoever was refused by a rule may know of what is behind it: not found, where that is nothing.
pub async fn door(tx: &mut Tx<'_>, staff: &Staff, entity: EntityId) -> Result<Door, Problem> {
    let head = store::entities::head(tx, entity).await?.filter(|head| !head.kept.is_hidden());
    let head = head.ok_or(Problem::NotFound(Thing::Record))?;
    // Not even what it is called: its form and the beginning of its id.
    let called = format!("{} {:.8}", head.form.code(), entity.to_string());
    Door::of(tx, staff, (Right::ReadRecords, head.form.kind()), (&head.kept, called)).await
}

/// Opens a restricted record in an emergency, for a while. Its policies were asked first.
pub async fn break_glass(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
    reason: &str,
) -> Result<(), Problem> {
    let door = door(tx, staff, entity).await?;
    door.break_glass(tx, staff, ("record", &entity.to_string()), reason).await
}

/// How a record is protected, for whoever may change it.
pub async fn protection(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
) -> Result<Protection, Problem> {
    let (head, by) = admit(tx, staff, entity, Right::RestrictRecords).await?;
    let entry = Entry::new(Act::Consultation, "protection_seen", "record", entity);
    tx.journal(entry.with(by)).await?;
    Ok(head.kept.protection)
}

/// Says who needs to know of a record from now on, and how it is marked. Whoever restricts it stays
/// among those who need to know.
pub async fn protect(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
    (protection, why): (&Protection, &str),
) -> Result<(), Problem> {
    let (_, by) = admit(tx, staff, entity, Right::RestrictRecords).await?;
    let list = protection.restricted.as_ref();
    if !list.is_none_or(|it| it.open_to.contains(&staff.account())) {
        return Err(Problem::Conflict("whoever restricts a record stays on its list"));
    }
    store::entities::protect(tx, entity, protection).await?;
    let details = json!({
        "marking": protection.marking.code(),
        "restricted": list.is_some(),
        "open_to": list.map(|it| it.open_to.clone()),
        "why": why, "rests_on": by,
    });
    let entry = Entry::new(Act::Alteration, "record_protected", "record", entity);
    tx.journal(entry.with(details)).await?;
    rights::changed(tx).await
}
