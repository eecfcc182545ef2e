//! Records that are not of the same one.

use kernel::{AccountId, EntityId, Problem};
use station::{Tx, problem};
use std::collections::BTreeSet;

/// Stores that two are not the same; what was said before stays.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (one, other): (EntityId, EntityId),
    (by, why): (Option<AccountId>, &str),
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "insert into records.distinctions (force_id, one, other, why, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6) on conflict (force_id, one, other) do nothing",
        force,
        one.min(other).uuid(),
        one.max(other).uuid(),
        why,
        now as _,
        by.map(AccountId::uuid)
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Forgets that two are not the same; `false` when nobody said so.
pub(crate) async fn delete(
    tx: &mut Tx<'_>,
    (one, other): (EntityId, EntityId),
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    let done = sqlx::query!(
        "delete from records.distinctions where force_id = $1 and one = $2 and other = $3",
        force,
        one.min(other).uuid(),
        one.max(other).uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// The pairs among some records that are not the same.
pub(crate) async fn among(
    tx: &mut Tx<'_>,
    members: &BTreeSet<EntityId>,
) -> Result<Vec<(EntityId, EntityId)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select one as "one: EntityId", other as "other: EntityId" from records.distinctions
         where force_id = $1 and one = any($2) and other = any($2)"#,
        force,
        &super::merges::uuids(members)
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.one, row.other)).collect())
}
