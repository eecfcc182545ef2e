//! By what records are found.

use kernel::{EntityId, Problem};
use sqlx::types::Uuid;
use station::{Tx, problem};

/// A token with the records that have it.
pub(crate) struct List {
    pub(crate) token: i64,
    pub(crate) ids: Vec<EntityId>,
}

/// The newest records of each of some tokens, so many of each at most.
pub(crate) async fn lists(
    tx: &mut Tx<'_>,
    tokens: &[i64],
    limit: usize,
) -> Result<Vec<List>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    sqlx::query_as!(
        List,
        r#"select w.token as "token!",
                array(select t.entity_id from records.tokens t
                      where t.force_id = $1 and t.token = w.token
                      order by t.entity_id desc limit $3) as "ids!: Vec<EntityId>"
         from unnest($2::bigint[]) w(token)"#,
        force,
        tokens,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Which of some records have which of some tokens.
pub(crate) async fn which(
    tx: &mut Tx<'_>,
    tokens: &[i64],
    ids: &[EntityId],
) -> Result<Vec<List>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    sqlx::query_as!(
        List,
        r#"select w.token as "token!",
                array(select t.entity_id from unnest($3::uuid[]) e(id)
                      join records.tokens t on t.force_id = $1 and t.token = w.token
                          and t.entity_id = e.id) as "ids!: Vec<EntityId>"
         from unnest($2::bigint[]) w(token)"#,
        force,
        tokens,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The newest records that have one of some tokens and one of others, of both of which there are many.
pub(crate) async fn both(
    tx: &mut Tx<'_>,
    (ones, others): (&[i64], &[i64]),
    limit: usize,
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    sqlx::query_scalar!(
        r#"select t.entity_id as "id!: EntityId" from records.tokens t
         where t.force_id = $1 and t.token = any($2)
           and exists (select from records.tokens o
                       where o.force_id = $1 and o.token = any($3) and o.entity_id = t.entity_id)
         limit $4"#,
        force,
        ones,
        others,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// What some records are linked to, each with whence it was reached; so many of each at most.
pub(crate) async fn linked(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
) -> Result<Vec<(EntityId, EntityId)>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select f.id as "from!: EntityId", l.id as "to!: EntityId"
         from unnest($2::uuid[]) f(id)
         cross join lateral (
             (select dst as id from records.links
              where force_id = $1 and src = f.id and ended_at is null limit 40)
             union
             (select src from records.links
              where force_id = $1 and dst = f.id and ended_at is null limit 40)) l
         limit 8000"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.from, row.to)).collect())
}

/// What some people own, keep, drive or use, each with whose it is.
pub(crate) async fn things_of(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
) -> Result<Vec<(EntityId, EntityId)>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select src as "from: EntityId", dst as "to: EntityId" from records.links
         where force_id = $1 and src = any($2) and ended_at is null
           and role in ('owns', 'keeps', 'drives', 'uses')
         limit 8000"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.from, row.to)).collect())
}

/// Makes the tokens of some records what they are now: `of` has a record and a token in each place, `ids` has
/// every record. What they were stands in their faces, which are stored after this.
pub(crate) async fn replace(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
    of: (&[Uuid], &[i64]),
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "with now as (
             select entity_id, token from unnest($3::uuid[], $4::bigint[]) n(entity_id, token)),
         before as (
             select f.entity_id, u.token from records.faces f, unnest(f.tokens) u(token)
             where f.force_id = $1 and f.entity_id = any($2)),
         gone as (
             delete from records.tokens t
             using (select * from before except select * from now) b
             where t.force_id = $1 and t.token = b.token and t.entity_id = b.entity_id)
         insert into records.tokens (force_id, token, entity_id)
         select $1, token, entity_id from (select * from now except select * from before) n
         order by token
         on conflict do nothing",
        force,
        &ids,
        of.0,
        of.1
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
