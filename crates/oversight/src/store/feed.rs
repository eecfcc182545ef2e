//! What people are told of who looked at their report: after how long, and what is held back.

use crate::feed::Hold;
use kernel::{AccountId, Instant, Problem, ReportId};
use station::{Tx, problem};

/// After how many hours a look is shown, where the force set it.
pub(crate) async fn delay(tx: &mut Tx<'_>) -> Result<Option<i32>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!("select feed_delay from oversight.settings where force_id = $1", force)
        .fetch_optional(tx.connection())
        .await
        .map_err(problem)
}

pub(crate) async fn set_delay(tx: &mut Tx<'_>, hours: i32, by: AccountId) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "insert into oversight.settings (force_id, feed_delay, changed_by, changed_at)
         values ($1, $2, $3, $4)
         on conflict (force_id) do update
         set feed_delay = excluded.feed_delay, changed_by = excluded.changed_by,
             changed_at = excluded.changed_at",
        force,
        hours,
        by.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The hold of a report, whether it still holds or not.
pub(crate) async fn hold(tx: &mut Tx<'_>, report: ReportId) -> Result<Option<Hold>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Hold,
        r#"select until as "until: Instant", reason, held_by as "by: AccountId", held_at as "at: Instant"
         from oversight.holds where force_id = $1 and report_id = $2"#,
        force,
        report.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Holds a report's feed back. One that is held stays held since it was first.
pub(crate) async fn put_hold(
    tx: &mut Tx<'_>,
    report: ReportId,
    hold: &Hold,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "insert into oversight.holds as before (force_id, report_id, until, reason, held_by, held_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (force_id, report_id) do update
         set until = excluded.until, reason = excluded.reason, held_by = excluded.held_by,
             held_at = case when before.until > excluded.held_at then before.held_at
                            else excluded.held_at end",
        force,
        report.uuid(),
        hold.until as _,
        hold.reason,
        hold.by.uuid(),
        hold.at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
