//! Drafts.

use kernel::{Instant, Problem};
use station::{Tx, problem};

/// The sealed bytes of a draft that has not ended.
pub(crate) async fn sealed(tx: &mut Tx<'_>, lookup: &[u8; 32]) -> Result<Option<Vec<u8>>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query_scalar!(
        "select sealed from reports.drafts where force_id = $1 and lookup = $2 and ends_at > $3",
        force,
        lookup.as_slice(),
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// The same, held until the transaction ends. Where there is no row one is made, already ended, so
/// that the first page too is written by one tab at a time.
pub(crate) async fn hold(tx: &mut Tx<'_>, lookup: &[u8; 32]) -> Result<Option<Vec<u8>>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query_scalar!(
        r#"insert into reports.drafts as kept (force_id, lookup, sealed, saved_at, ends_at)
           values ($1, $2, ''::bytea, $3, $3)
           on conflict (force_id, lookup) do update set saved_at = kept.saved_at
           returning case when ends_at > $3 then sealed end as sealed"#,
        force,
        lookup.as_slice(),
        now as _
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn put(
    tx: &mut Tx<'_>,
    lookup: &[u8; 32],
    sealed: &[u8],
    ends_at: Instant,
) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "insert into reports.drafts (force_id, lookup, sealed, saved_at, ends_at)
         values ($1, $2, $3, $4, $5)
         on conflict (force_id, lookup) do update
         set sealed = excluded.sealed, saved_at = excluded.saved_at, ends_at = excluded.ends_at",
        force,
        lookup.as_slice(),
        sealed,
        now as _,
        ends_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut Tx<'_>, lookup: &[u8; 32]) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "delete from reports.drafts where force_id = $1 and lookup = $2",
        force,
        lookup.as_slice()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn delete_ended(tx: &mut Tx<'_>) -> Result<u64, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "delete from reports.drafts where force_id = $1 and ends_at <= $2",
        force,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected())
}
