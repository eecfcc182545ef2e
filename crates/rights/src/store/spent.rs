//! What may be used once.

use kernel::{Instant, Problem};
use station::{Tx, problem};

/// Uses something up; `false` when it was used before. What need not be remembered any more is
/// forgotten.
pub(crate) async fn spend(
    tx: &mut Tx<'_>,
    kind: &str,
    hash: &[u8; 32],
    until: Instant,
) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "delete from rights.spent where force_id = $1 and until < $2",
        force.clone(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    let done = sqlx::query!(
        "insert into rights.spent (force_id, kind, hash, until) values ($1, $2, $3, $4)
         on conflict do nothing",
        force,
        kind,
        hash.as_slice(),
        until as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}
