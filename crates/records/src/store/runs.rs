//! The search for records of the same one: how far it is, and what the force lets the program do.

use crate::suggest::Run;
use kernel::{Instant, Problem};
use station::{Tx, problem};

/// Begins the night's work, if it was not begun since a moment; `false` otherwise.
pub(crate) async fn begin(tx: &mut Tx<'_>, since: Instant) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let done = sqlx::query!(
        "insert into records.match_runs as r (force_id, began_at) values ($1, $2)
         on conflict (force_id) do update
         set began_at = $2, ended_at = null, compared = 0, of_all = 0, found = 0, joined = 0
         where r.began_at < $3",
        force,
        now as _,
        since as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Stores how far it is.
pub(crate) async fn note(tx: &mut Tx<'_>, run: &Run) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update records.match_runs
         set ended_at = $2, compared = $3, of_all = $4, found = $5, joined = $6
         where force_id = $1",
        force,
        run.ended_at as _,
        run.compared,
        run.of_all,
        run.found,
        run.joined
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// How far it is, or was when it ended last.
pub(crate) async fn last(tx: &mut Tx<'_>) -> Result<Option<Run>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Run,
        r#"select began_at as "began_at: Instant", ended_at as "ended_at: Instant", compared,
                of_all, found, joined, automatic
         from records.match_runs where force_id = $1"#,
        force
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Stores whether the program may join.
pub(crate) async fn automatic(tx: &mut Tx<'_>, on: bool) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "insert into records.match_runs (force_id, began_at, ended_at, automatic)
         values ($1, $2, $2, $3)
         on conflict (force_id) do update set automatic = $3",
        force,
        now as _,
        on
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
