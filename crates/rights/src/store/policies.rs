//! Policies that a force added.

use kernel::{Instant, PolicyId, Problem};
use station::{Tx, problem};

/// One that is in force.
pub(crate) struct Row {
    pub(crate) id: PolicyId,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) why: String,
    pub(crate) added_at: Instant,
}

/// Those of the transaction's force, in the order in which they were added.
pub(crate) async fn in_force(tx: &mut Tx<'_>) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id as "id: PolicyId", name, text, why, added_at as "added_at: Instant"
         from rights.policies where force_id = $1 and ended_at is null order by added_at, id"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// `false` when one of that name is in force.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: PolicyId,
    (name, text, why): (&str, &str, &str),
) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let done = sqlx::query!(
        "insert into rights.policies (force_id, id, name, text, why, added_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        force,
        id.uuid(),
        name,
        text,
        why,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// `false` when it is not in force.
pub(crate) async fn end(tx: &mut Tx<'_>, id: PolicyId) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let done = sqlx::query!(
        "update rights.policies set ended_at = $3
         where force_id = $1 and id = $2 and ended_at is null",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}
