//! How often rights were changed.

use kernel::{ForceId, Problem};
use station::{Tx, problem};

/// Counts a change. Whoever changes something else in the same force at the same moment waits for it.
pub(crate) async fn raise(tx: &mut Tx<'_>) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "insert into rights.epochs as known (force_id, epoch) values ($1, 1)
         on conflict (force_id) do update set epoch = known.epoch + 1",
        force
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// How often something was changed in the transaction's force.
pub(crate) async fn of(tx: &mut Tx<'_>) -> Result<i64, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query_scalar!("select epoch from rights.epochs where force_id = $1", force);
    let found = found.fetch_optional(tx.connection()).await.map_err(problem)?;
    Ok(found.unwrap_or_default())
}

/// Of every force in which something was ever changed.
pub(crate) async fn of_all(tx: &mut Tx<'_>) -> Result<Vec<(ForceId, i64)>, Problem> {
    let rows = sqlx::query!(
        r#"select force_id as "force_id!", epoch as "epoch!" from rights.epochs_of_all()"#
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let known = rows.into_iter().map(|row| Some((ForceId::parse(&row.force_id).ok()?, row.epoch)));
    Ok(known.flatten().collect())
}
