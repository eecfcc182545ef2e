//! Which records count as the same one.

use kernel::{EntityId, Problem};
use station::{Tx, problem};
use std::collections::BTreeMap;

/// Those that count as the same one as a record: the one under which they are shown first, then the
/// oldest. Of one that was never merged, only itself.
pub(crate) async fn same_as(tx: &mut Tx<'_>, id: EntityId) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"with top as (
             select coalesce((select golden_id from records.merged
                              where force_id = $1 and entity_id = $2), $2) as id)
         select found.id as "id!: EntityId" from (
             select id, 0 as place from top
             union all
             select m.entity_id, 1 from records.merged m, top
             where m.force_id = $1 and m.golden_id = top.id) found
         order by found.place, found.id"#,
        force,
        id.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Under which record each of some is shown; those that are shown under themselves are not in it.
pub(crate) async fn golden(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
) -> Result<BTreeMap<EntityId, EntityId>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select entity_id as "entity: EntityId", golden_id as "golden: EntityId"
         from records.merged where force_id = $1 and entity_id = any($2)"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.entity, row.golden)).collect())
}

/// The groups of those of some records that count as one with others: the record under which they are
/// shown first, then the oldest.
pub(crate) async fn groups(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
) -> Result<BTreeMap<EntityId, Vec<EntityId>>, Problem> {
    let force = tx.force().to_owned();
    let uuids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"with tops as (
             select golden_id as id from records.merged
             where force_id = $1 and (entity_id = any($2) or golden_id = any($2)))
         select m.entity_id as "entity: EntityId", m.golden_id as "golden: EntityId"
         from records.merged m
         where m.force_id = $1 and m.golden_id in (select id from tops)
         order by m.golden_id, m.entity_id"#,
        force,
        &uuids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let mut of_golden: BTreeMap<EntityId, Vec<EntityId>> = BTreeMap::new();
    for row in &rows {
        of_golden.entry(row.golden).or_insert_with(|| vec![row.golden]).push(row.entity);
    }
    let top: BTreeMap<EntityId, EntityId> =
        rows.iter().flat_map(|row| [(row.entity, row.golden), (row.golden, row.golden)]).collect();
    let group = |id: &EntityId| Some((*id, of_golden.get(top.get(id)?)?.clone()));
    Ok(ids.iter().filter_map(group).collect())
}
