//! What a force changed of the rules, and how far the journal was looked through.

use crate::patterns::{Rule, Tuned};
use kernel::{AccountId, Problem};
use station::{Tx, problem};

fn number(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or_default()
}

fn stored(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

pub(crate) async fn changed(tx: &mut Tx<'_>) -> Result<Vec<(Rule, Tuned)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        "select rule, is_on, first, second from oversight.rules where force_id = $1",
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let known = rows.into_iter().filter_map(|row| {
        let (first, second) = (number(row.first), number(row.second));
        Some((Rule::of_code(&row.rule)?, Tuned { on: row.is_on, first, second }))
    });
    Ok(known.collect())
}

pub(crate) async fn change(
    tx: &mut Tx<'_>,
    rule: Rule,
    tuned: Tuned,
    (by, why): (AccountId, &str),
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "insert into oversight.rules (force_id, rule, is_on, first, second, why, changed_by, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (force_id, rule) do update
         set is_on = excluded.is_on, first = excluded.first, second = excluded.second,
             why = excluded.why, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        force,
        rule.code(),
        tuned.on,
        stored(tuned.first),
        stored(tuned.second),
        why,
        by.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The place from which the journal is looked through, held until the transaction ends; nothing while
/// another process is at it.
pub(crate) async fn hold_place(tx: &mut Tx<'_>) -> Result<Option<i64>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "insert into oversight.watched (force_id, place) values ($1, 0) on conflict do nothing",
        force
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    sqlx::query_scalar!(
        "select place from oversight.watched where force_id = $1 for update skip locked",
        force
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn set_place(tx: &mut Tx<'_>, place: i64) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!("update oversight.watched set place = $2 where force_id = $1", force, place)
        .execute(tx.connection())
        .await
        .map_err(problem)?;
    Ok(())
}
