//! Queries and rules of a force's own.

use kernel::{AccountId, Instant, Problem};
use station::{Tx, problem};

/// Those that stand, by name: the name, the definition, who wrote it and when.
pub(crate) async fn standing(
    tx: &mut Tx<'_>,
) -> Result<Vec<(String, String, AccountId, Instant)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select name, definition, made_by as "by: AccountId", made_at as "at: Instant"
         from records.queries where force_id = $1 and ended_at is null order by name"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.name, row.definition, row.by, row.at)).collect())
}

/// Stores one.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (name, definition): (&str, &str),
    by: AccountId,
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "insert into records.queries (force_id, name, definition, made_at, made_by)
         values ($1, $2, $3, $4, $5)",
        force,
        name,
        definition,
        now as _,
        by.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Ends the one that stands; `false` when there is none.
pub(crate) async fn end(tx: &mut Tx<'_>, name: &str, by: AccountId) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let done = sqlx::query!(
        "update records.queries set ended_at = $3, ended_by = $4
         where force_id = $1 and name = $2 and ended_at is null",
        force,
        name,
        now as _,
        by.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Where a force counts repeats otherwise: the rule, how far back, from how many on.
pub(crate) async fn repeat_rules(tx: &mut Tx<'_>) -> Result<Vec<(String, String, i32)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        "select name, span, least from records.repeat_rules where force_id = $1",
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.name, row.span, row.least)).collect())
}

/// Stores how a force counts.
pub(crate) async fn set_repeat_rule(
    tx: &mut Tx<'_>,
    (name, span, least): (&str, &str, i32),
    by: AccountId,
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "insert into records.repeat_rules (force_id, name, span, least, set_at, set_by)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (force_id, name) do update
         set span = excluded.span, least = excluded.least, set_at = excluded.set_at,
             set_by = excluded.set_by",
        force,
        name,
        span,
        least,
        now as _,
        by.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
