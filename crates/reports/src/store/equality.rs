//! Answers about equality.

use kernel::Problem;
use station::{Tx, problem};

/// Keeps answers, of no nearer time than a month.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: &[u8; 16],
    service: &str,
    answers: &serde_json::Value,
) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "insert into reports.equality_answers (force_id, id, service_id, month, answers)
         values ($1, $2, $3, date_trunc('month', $4::timestamptz at time zone 'Europe/London')::date, $5)",
        force,
        id.as_slice(),
        service,
        now as _,
        answers
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
