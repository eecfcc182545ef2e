//! Links to add files to a report.

use kernel::{Instant, Problem, ReportId};
use station::{Tx, problem};

/// Keeps the hash of a link. `false` when it is kept already.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    report: ReportId,
    lookup: &[u8; 32],
    ends_at: Instant,
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "insert into reports.file_links (force_id, report_id, lookup, made_at, ends_at)
         values ($1, $2, $3, $4, $5) on conflict (force_id, report_id) do nothing",
        force,
        report.uuid(),
        &lookup[..],
        now as _,
        ends_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// The report of a link, and until when it opens.
pub(crate) async fn find(
    tx: &mut Tx<'_>,
    lookup: &[u8; 32],
) -> Result<Option<(ReportId, Instant)>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query!(
        r#"select report_id as "report: ReportId", ends_at as "ends_at: Instant"
         from reports.file_links where force_id = $1 and lookup = $2"#,
        force,
        &lookup[..]
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(|row| (row.report, row.ends_at)))
}

/// Holds a link until the transaction ends.
pub(crate) async fn hold(tx: &mut Tx<'_>, report: ReportId) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "select report_id from reports.file_links where force_id = $1 and report_id = $2 for update",
        force,
        report.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Writes down that files of a link wait.
pub(crate) async fn waits(tx: &mut Tx<'_>, report: ReportId) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "update reports.file_links set waits_since = $3
         where force_id = $1 and report_id = $2 and waits_since is null",
        force,
        report.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Writes down that none do.
pub(crate) async fn waits_no_more(tx: &mut Tx<'_>, report: ReportId) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update reports.file_links set waits_since = null
         where force_id = $1 and report_id = $2",
        force,
        report.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The reports whose links have files that wait since before a time.
pub(crate) async fn waiting(tx: &mut Tx<'_>, before: Instant) -> Result<Vec<ReportId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select report_id as "report: ReportId" from reports.file_links
         where force_id = $1 and waits_since < $2 order by waits_since limit 1000"#,
        force,
        before as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
