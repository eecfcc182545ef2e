//! The SQL of calls.

use crate::call::State;
use kernel::{AccountId, CallId, Instant, Problem, ReportId};
use station::{Tx, problem};

/// A call as it is kept.
pub(crate) struct Row {
    pub(crate) id: CallId,
    pub(crate) account: AccountId,
    pub(crate) service_id: String,
    pub(crate) state: String,
    pub(crate) revision: i32,
    pub(crate) sealed: Vec<u8>,
    pub(crate) begun_at: Instant,
    pub(crate) saved_at: Instant,
}

/// What becomes of a call.
pub(crate) struct Change<'a> {
    pub(crate) id: CallId,
    /// The revision that was read.
    pub(crate) before: i32,
    pub(crate) service_id: &'a str,
    pub(crate) state: State,
    pub(crate) sealed: &'a [u8],
    pub(crate) report: Option<ReportId>,
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: CallId,
    account: AccountId,
    (service, sealed): (&str, &[u8]),
) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "insert into calls.calls
             (force_id, id, account_id, service_id, state, revision, sealed, begun_at, saved_at)
         values ($1, $2, $3, $4, 'open', 1, $5, $6, $6)",
        force,
        id.uuid(),
        account.uuid(),
        service,
        sealed,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// A call of an account.
pub(crate) async fn of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
    id: CallId,
) -> Result<Option<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id as "id: CallId", account_id as "account: AccountId", service_id, state, revision,
                sealed, begun_at as "begun_at: Instant", saved_at as "saved_at: Instant"
         from calls.calls where force_id = $1 and account_id = $2 and id = $3"#,
        force,
        account.uuid(),
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// The calls of an account that are no report yet, the oldest first.
pub(crate) async fn parked(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id as "id: CallId", account_id as "account: AccountId", service_id, state, revision,
                sealed, begun_at as "begun_at: Instant", saved_at as "saved_at: Instant"
         from calls.calls where force_id = $1 and account_id = $2 and state <> 'ended'
         order by begun_at"#,
        force,
        account.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The calls of the force that nobody touched since a moment and that are no report yet.
pub(crate) async fn left(tx: &mut Tx<'_>, since: Instant) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id as "id: CallId", account_id as "account: AccountId", service_id, state, revision,
                sealed, begun_at as "begun_at: Instant", saved_at as "saved_at: Instant"
         from calls.calls where force_id = $1 and state <> 'ended' and saved_at < $2
         order by saved_at limit 100"#,
        force,
        since as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Changes a call in the state that was read. Says whether it was in that state.
pub(crate) async fn change(tx: &mut Tx<'_>, change: &Change<'_>) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "update calls.calls
         set service_id = $4, state = $5, sealed = $6, report_id = $7, saved_at = $8,
             revision = revision + 1
         where force_id = $1 and id = $2 and revision = $3",
        force,
        change.id.uuid(),
        change.before,
        change.service_id,
        change.state.code(),
        change.sealed,
        change.report.map(ReportId::uuid),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() > 0)
}

/// Deletes a call in the state that was read. Says whether it was in that state.
pub(crate) async fn delete(tx: &mut Tx<'_>, id: CallId, before: i32) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    let done = sqlx::query!(
        "delete from calls.calls where force_id = $1 and id = $2 and revision = $3",
        force,
        id.uuid(),
        before
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() > 0)
}

/// Forgets the calls that were ended before a moment. Says how many.
pub(crate) async fn delete_ended(tx: &mut Tx<'_>, before: Instant) -> Result<u64, Problem> {
    let force = tx.force().to_owned();
    let done = sqlx::query!(
        "delete from calls.calls where force_id = $1 and state = 'ended' and saved_at < $2",
        force,
        before as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected())
}
