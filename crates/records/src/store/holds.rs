//! Legal holds.

use crate::hold::{Hold, NewHold};
use kernel::{AccountId, EntityId, HoldId, Instant, Problem};
use rights::protection::Sight;
use sqlx::types::Uuid;
use station::{Tx, problem};

/// Stores a hold.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (id, by): (HoldId, AccountId),
    new: &NewHold,
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "insert into records.holds
             (force_id, id, entity_id, asked_by, why, until_at, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        force,
        id.uuid(),
        new.entity.uuid(),
        new.asked_by,
        new.why,
        new.until as _,
        now as _,
        by.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

struct Row {
    id: HoldId,
    entity: EntityId,
    asked_by: String,
    why: String,
    until: Option<Instant>,
    made_at: Instant,
}

impl Row {
    fn hold(self) -> Hold {
        let new = NewHold {
            entity: self.entity,
            asked_by: self.asked_by,
            why: self.why,
            until: self.until,
        };
        Hold { id: self.id, new, made_at: self.made_at }
    }
}

/// The holds that stand on any of some records.
pub(crate) async fn standing(tx: &mut Tx<'_>, ids: &[EntityId]) -> Result<Vec<Hold>, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: HoldId", entity_id as "entity: EntityId", asked_by, why,
                until_at as "until: Instant", made_at as "made_at: Instant"
         from records.holds
         where force_id = $1 and entity_id = any($2) and lifted_at is null
           and (until_at is null or until_at > $3)
         order by id"#,
        force,
        &ids,
        now as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::hold).collect())
}

/// The holds that stand in the force, as far as somebody may see what is held, the newest first.
pub(crate) async fn all(tx: &mut Tx<'_>, sight: &Sight, limit: i64) -> Result<Vec<Hold>, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let rows = sqlx::query_as!(
        Row,
        r#"select h.id as "id: HoldId", h.entity_id as "entity: EntityId", h.asked_by, h.why,
                h.until_at as "until: Instant", h.made_at as "made_at: Instant"
         from records.holds h
         join records.entities e on e.force_id = h.force_id and e.id = h.entity_id
         where h.force_id = $1 and h.lifted_at is null
           and (h.until_at is null or h.until_at > $2)
           and (not e.restricted or $3 = any(e.open_to)) and not e.about && $4
           and e.marking = any($5)
         order by h.id desc limit $6"#,
        force,
        now as _,
        sight.account().uuid(),
        sight.barred(),
        sight.markings(),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::hold).collect())
}

/// One hold that was not lifted.
pub(crate) async fn one(tx: &mut Tx<'_>, id: HoldId) -> Result<Option<Hold>, Problem> {
    let force = tx.force().to_owned();
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id: HoldId", entity_id as "entity: EntityId", asked_by, why,
                until_at as "until: Instant", made_at as "made_at: Instant"
         from records.holds where force_id = $1 and id = $2 and lifted_at is null for update"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.map(Row::hold))
}

/// Lifts a hold.
pub(crate) async fn lift(
    tx: &mut Tx<'_>,
    (id, by): (HoldId, AccountId),
    why: &str,
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "update records.holds set lifted_at = $3, lifted_by = $4, lifted_why = $5
         where force_id = $1 and id = $2 and lifted_at is null",
        force,
        id.uuid(),
        now as _,
        by.uuid(),
        why
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
