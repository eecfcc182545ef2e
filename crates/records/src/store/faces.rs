//! What is compared of records.

use crate::face::Face;
use crate::find::tokens::VERSION;
use kernel::{EntityId, Problem};
use sqlx::types::{Json, Uuid};
use station::{Tx, problem};

/// Stores what some records are found and compared by. `of` has a record and a token in each place.
pub(crate) async fn store(
    tx: &mut Tx<'_>,
    faces: &[(EntityId, Option<Face>)],
    of: (&[Uuid], &[i64]),
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<Uuid> = faces.iter().map(|(id, _)| id.uuid()).collect();
    let faces = faces.iter().map(|(_, face)| face.as_ref().map(serde_json::to_value).transpose());
    let faces: Vec<Option<serde_json::Value>> =
        faces.collect::<Result<_, _>>().map_err(Problem::broken)?;
    sqlx::query!(
        "insert into records.faces (force_id, entity_id, tokens, face, version)
         select $1, n.id, coalesce(t.tokens, '{}'), n.face, $6
         from unnest($2::uuid[], $3::jsonb[]) n(id, face)
         left join (select id, array_agg(token) as tokens
                    from unnest($4::uuid[], $5::bigint[]) u(id, token) group by id) t
             on t.id = n.id
         on conflict (force_id, entity_id) do update
         set tokens = excluded.tokens, face = excluded.face, version = excluded.version",
        force,
        &ids,
        &faces as _,
        of.0,
        of.1,
        VERSION
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// What some people use and where they live, each with whose it is.
pub(crate) async fn theirs(
    tx: &mut Tx<'_>,
    people: &[EntityId],
) -> Result<Vec<(EntityId, EntityId)>, Problem> {
    let force = tx.force().to_owned();
    let people: Vec<Uuid> = people.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select src as "whose: EntityId", dst as "what: EntityId" from records.links
         where force_id = $1 and src = any($2) and ended_at is null
           and role in ('uses', 'owns', 'lives_at', 'stays_at')
         order by valid_from desc, id desc"#,
        force,
        &people
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.whose, row.what)).collect())
}

/// The people of whom a telephone, an e-mail address or an address says something, and that they changed.
pub(crate) async fn touch_people_of(
    tx: &mut Tx<'_>,
    thing: EntityId,
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"update records.entities set changed_in = pg_current_xact_id()
         where force_id = $1 and form = 'person' and id in (
             select src from records.links
             where force_id = $1 and dst = $2 and ended_at is null
               and role in ('uses', 'owns', 'lives_at', 'stays_at')
             limit 100)
         returning id as "id: EntityId""#,
        force,
        thing.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The faces of some people.
pub(crate) async fn after(
    tx: &mut Tx<'_>,
    after: Option<EntityId>,
    limit: i64,
) -> Result<Vec<(EntityId, Face)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select entity_id as "id: EntityId", face as "face!: Json<Face>" from records.faces
         where force_id = $1 and face is not null and ($2::uuid is null or entity_id > $2)
         order by entity_id limit $3"#,
        force,
        after.map(EntityId::uuid),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.id, row.face.0)).collect())
}

/// Before which transaction everything is settled: what changes later changes in this one or a later one.
pub(crate) async fn settled(tx: &mut Tx<'_>) -> Result<String, Problem> {
    sqlx::query_scalar!(r#"select pg_snapshot_xmin(pg_current_snapshot())::text as "xid!""#)
        .fetch_one(tx.connection())
        .await
        .map_err(problem)
}

/// The people who changed in a transaction or after it, with their faces; nothing of those who have none any
/// more. What this transaction itself changed is left out, for it may never be.
pub(crate) async fn since(
    tx: &mut Tx<'_>,
    xid: &str,
) -> Result<Vec<(EntityId, Option<Face>)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select e.id as "id: EntityId", f.face as "face: Json<Face>"
         from records.entities e
         left join records.faces f on f.force_id = e.force_id and f.entity_id = e.id
         where e.force_id = $1 and e.changed_in >= ($2::text)::xid8 and e.form = 'person'
           and e.changed_in is distinct from pg_current_xact_id_if_assigned()"#,
        force,
        xid
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.id, row.face.map(|it| it.0))).collect())
}

/// Records after one, in the order of their ids, that were opened before this was kept or are kept by older
/// rules.
pub(crate) async fn stale(
    tx: &mut Tx<'_>,
    after: Option<EntityId>,
    limit: i64,
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select e.id as "id: EntityId" from records.entities e
         left join records.faces f on f.force_id = e.force_id and f.entity_id = e.id
         where e.force_id = $1 and ($2::uuid is null or e.id > $2)
           and (f.version is null or f.version <> $3)
         order by e.id limit $4"#,
        force,
        after.map(EntityId::uuid),
        VERSION,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The id of a place in memory.
pub(crate) const fn entity(place: u128) -> EntityId {
    EntityId::new(Uuid::from_u128(place))
}
