//! Whom and what reports tell of, and what became of each.

use crate::candidates::{Candidate, Draft, Fate, Told};
use kernel::{AccountId, CandidateId, ContactId, EntityId, Instant, Problem};
use records::{Form, Role};
use serde_json::Value;
use station::{Tx, problem};

/// Stores what a report tells of. What is there stays as it is.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    contact: ContactId,
    drafts: &[Draft],
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = drafts.iter().map(|_| tx.id()).collect();
    let parts: Vec<String> = drafts.iter().map(|it| it.part.clone()).collect();
    let forms: Vec<String> = drafts.iter().map(|it| it.form.code().to_owned()).collect();
    let role = |it: &Draft| it.role.map_or("", Role::code).to_owned();
    let roles: Vec<String> = drafts.iter().map(role).collect();
    let told = drafts.iter().map(|it| serde_json::to_value(&it.told));
    let told: Vec<Value> = told.collect::<Result<_, _>>().map_err(Problem::broken)?;
    sqlx::query!(
        "insert into contact.candidates (force_id, id, contact_id, part, form, role, told, state)
         select $1, new.id, $2, new.part, new.form, new.role, new.told, 'open'
         from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::jsonb[])
             as new (id, part, form, role, told)
         on conflict (force_id, contact_id, part) do nothing",
        force,
        contact.uuid(),
        &ids,
        &parts,
        &forms,
        &roles,
        &told
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// What a report tells of, in the order of its questions.
pub(crate) async fn of(tx: &mut Tx<'_>, contact: ContactId) -> Result<Vec<Candidate>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select id as "id: CandidateId", part, form, role, told, state,
                entity_id as "entity: EntityId", decided_at as "decided_at: Instant",
                decided_by as "decided_by: AccountId"
         from contact.candidates where force_id = $1 and contact_id = $2 order by id"#,
        force,
        contact.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let candidate = rows.into_iter().filter_map(|row| {
        let decided = row.decided_at.zip(row.decided_by);
        let fate = match (decided, row.entity) {
            (Some((at, by)), Some(entity)) => Fate::Accepted(entity, at, by),
            (Some((at, by)), None) => Fate::Rejected(at, by),
            (None, _) => Fate::Open,
        };
        let told: Vec<Told> = serde_json::from_value(row.told).unwrap_or_default();
        let (form, role) = (Form::of_code(&row.form)?, Role::of_code(&row.role));
        Some(Candidate { id: row.id, part: row.part, form, role, told, fate })
    });
    Ok(candidate.collect())
}

/// How many of a contact wait for a decision.
pub(crate) async fn waiting(tx: &mut Tx<'_>, contact: ContactId) -> Result<usize, Problem> {
    let force = tx.force().to_owned();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from contact.candidates
         where force_id = $1 and contact_id = $2 and state = 'open'"#,
        force,
        contact.uuid()
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Stores what became of one.
pub(crate) async fn decide(
    tx: &mut Tx<'_>,
    id: CandidateId,
    (entity, by): (Option<EntityId>, AccountId),
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "update contact.candidates
         set state = $3, entity_id = $4, decided_at = $5, decided_by = $6
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        if entity.is_some() { "accepted" } else { "rejected" },
        entity.map(EntityId::uuid),
        now as _,
        by.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The event that stands for a contact in the records.
pub(crate) async fn event(
    tx: &mut Tx<'_>,
    contact: ContactId,
) -> Result<Option<EntityId>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query_scalar!(
        r#"select event_id as "event: EntityId" from contact.contacts
         where force_id = $1 and id = $2"#,
        force,
        contact.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.flatten())
}

/// The contacts for which some events stand.
pub(crate) async fn contacts(
    tx: &mut Tx<'_>,
    events: &[EntityId],
) -> Result<Vec<(EntityId, ContactId)>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = events.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select event_id as "event!: EntityId", id as "contact: ContactId"
         from contact.contacts where force_id = $1 and event_id = any($2)"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.event, row.contact)).collect())
}

/// Stores which event stands for a contact.
pub(crate) async fn keep_event(
    tx: &mut Tx<'_>,
    contact: ContactId,
    event: EntityId,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update contact.contacts set event_id = $3 where force_id = $1 and id = $2",
        force,
        contact.uuid(),
        event.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
