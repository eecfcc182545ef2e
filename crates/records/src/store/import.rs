//! What an import brought in before.

use crate::form::Form;
use crate::role::Role;
use crate::statement::Origin;
use kernel::{EntityId, LinkId, Problem};
use station::{Tx, problem};
use std::collections::BTreeMap;

/// The records that lines of an older system became, by their numbers.
pub(crate) async fn known(
    tx: &mut Tx<'_>,
    form: Form,
    ids: &[String],
) -> Result<BTreeMap<String, EntityId>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select s.source_id as "id!", min(s.entity_id::text)::uuid as "entity!: EntityId"
         from records.statements s
         join records.entities e on e.force_id = s.force_id and e.id = s.entity_id and e.form = $2
         where s.force_id = $1 and s.source_thing = 'legacy' and s.source_id = any($3)
         group by s.source_id"#,
        force,
        form.code(),
        ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.id, row.entity)).collect())
}

/// What a line opened beside its record before: what it is linked to, of a form.
pub(crate) async fn beside(
    tx: &mut Tx<'_>,
    (entity, form): (EntityId, Form),
    origin: Option<&Origin>,
) -> Result<Option<EntityId>, Problem> {
    let Some(origin) = origin else { return Ok(None) };
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select l.dst as "dst: EntityId" from records.links l
         join records.entities e on e.force_id = l.force_id and e.id = l.dst and e.form = $3
         where l.force_id = $1 and l.src = $2 and l.source_thing = $4 and l.source_id = $5
           and l.ended_at is null and e.identity is null
         order by l.id limit 1"#,
        force,
        entity.uuid(),
        form.code(),
        origin.thing,
        origin.id
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Whether one is linked to another so already.
pub(crate) async fn linked(
    tx: &mut Tx<'_>,
    (src, role, dst): (EntityId, Role, EntityId),
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select exists (select 1 from records.links
             where force_id = $1 and src = $2 and role = $3 and dst = $4 and ended_at is null)
             as "linked!""#,
        force,
        src.uuid(),
        role.code(),
        dst.uuid()
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}

/// How a line linked its record to others of a form than this one.
pub(crate) async fn others(
    tx: &mut Tx<'_>,
    (entity, form, than): (EntityId, Form, EntityId),
    origin: Option<&Origin>,
) -> Result<Vec<LinkId>, Problem> {
    let Some(origin) = origin else { return Ok(Vec::new()) };
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select l.id as "id: LinkId" from records.links l
         join records.entities e on e.force_id = l.force_id and e.id = l.dst and e.form = $3
         where l.force_id = $1 and l.src = $2 and l.dst <> $4 and l.source_thing = $5
           and l.source_id = $6 and l.ended_at is null"#,
        force,
        entity.uuid(),
        form.code(),
        than.uuid(),
        origin.thing,
        origin.id
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
