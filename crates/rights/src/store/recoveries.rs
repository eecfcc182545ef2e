//! Ways back into an account.

use kernel::{AccountId, Instant, Problem, RequestId};
use station::{Tx, problem};

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (request, account): (RequestId, AccountId),
    hash: &[u8; 32],
    ends_at: Instant,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "insert into rights.recoveries (force_id, request_id, account_id, code_hash, made_at, ends_at)
         values ($1, $2, $3, $4, $5, $6)",
        force,
        request.uuid(),
        account.uuid(),
        hash.as_slice(),
        now as _,
        ends_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn is_open(
    tx: &mut Tx<'_>,
    account: AccountId,
    hash: &[u8; 32],
    now: Instant,
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select exists (select from rights.recoveries
             where force_id = $1 and account_id = $2 and code_hash = $3 and used_at is null
               and ends_at > $4) as "open!""#,
        force,
        account.uuid(),
        hash.as_slice(),
        now as _
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}

/// Uses a code up; `false` when it was used or is too old.
pub(crate) async fn used(
    tx: &mut Tx<'_>,
    account: AccountId,
    hash: &[u8; 32],
) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let done = sqlx::query!(
        "update rights.recoveries set used_at = $4
         where force_id = $1 and account_id = $2 and code_hash = $3 and used_at is null
           and ends_at > $4",
        force,
        account.uuid(),
        hash.as_slice(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Codes that were shown before for an account work no more.
pub(crate) async fn end(tx: &mut Tx<'_>, account: AccountId) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "update rights.recoveries set ends_at = least(ends_at, $3)
         where force_id = $1 and account_id = $2 and used_at is null",
        force,
        account.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
