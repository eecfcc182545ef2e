//! Reports and the keys that they were sent with.

use crate::submit::NewReport;
use kernel::{Instant, Problem, Reference, ReportId};
use station::{Tx, problem};

pub(crate) struct NewRow {
    pub(crate) id: ReportId,
    pub(crate) key_hash: [u8; 32],
    pub(crate) answers_hash: [u8; 32],
    pub(crate) access_hash: [u8; 32],
    pub(crate) reply_by: Option<Instant>,
    pub(crate) answers_text: String,
}

/// What came of inserting.
pub(crate) enum Inserted {
    New,
    KeyUsed,
    ReferenceTaken,
}

/// What the sender got for a key before.
pub(crate) struct Earlier {
    pub(crate) id: ReportId,
    pub(crate) code: String,
    pub(crate) answers_hash: Vec<u8>,
    pub(crate) submitted_at: Instant,
    pub(crate) reply_by: Option<Instant>,
}

/// A report as it is stored.
pub(crate) struct Row {
    pub(crate) code: String,
    pub(crate) service_id: String,
    pub(crate) service_version: i32,
    pub(crate) language: String,
    pub(crate) answers_text: String,
    pub(crate) submitted_at: Instant,
    pub(crate) reply_by: Option<Instant>,
}

/// Stores a report and its key in one statement. A key that is in use stores nothing; while the
/// other transaction is under way this one waits for it. A key older than a day is taken over.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    new: &NewReport<'_>,
    row: &NewRow,
    reference: &Reference,
) -> Result<Inserted, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let version = i32::try_from(new.service.version).map_err(Problem::broken)?;
    let done = sqlx::query!(
        r#"with key as (
             insert into reports.submissions as kept
                 (force_id, service_id, key_hash, answers_hash, report_id, at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (force_id, service_id, key_hash) do update
                 set answers_hash = excluded.answers_hash, report_id = excluded.report_id,
                     at = excluded.at
                 where kept.at < $6::timestamptz - interval '24 hours'
             returning report_id
         ), report as (
             insert into reports.reports
                 (force_id, id, code, service_id, service_version, language, channel, answers,
                  answers_text, submitted_at, reply_by, access_hash)
             select $1, report_id, $7, $2, $8, $9, $10, $11::text::jsonb, $11, $6, $12, $13 from key
             on conflict (force_id, code) do nothing
             returning id
         )
         select exists (select from key) as "key!", exists (select from report) as "report!""#,
        force,
        new.service.id,
        row.key_hash.as_slice(),
        row.answers_hash.as_slice(),
        row.id.uuid(),
        now as _,
        reference.code(),
        version,
        new.language.code(),
        new.via.code(),
        row.answers_text,
        row.reply_by as _,
        row.access_hash.as_slice(),
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)?;
    match (done.key, done.report) {
        (false, _) => Ok(Inserted::KeyUsed),
        (true, true) => Ok(Inserted::New),
        (true, false) => {
            release_key(tx, row).await?;
            Ok(Inserted::ReferenceTaken)
        }
    }
}

/// Gives a key back that was just taken, because its report could not be stored.
async fn release_key(tx: &mut Tx<'_>, row: &NewRow) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "delete from reports.submissions where force_id = $1 and report_id = $2",
        force,
        row.id.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn by_key(
    tx: &mut Tx<'_>,
    service: &str,
    key_hash: &[u8; 32],
) -> Result<Option<Earlier>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Earlier,
        r#"select report.id as "id: ReportId", report.code, kept.answers_hash,
                report.submitted_at as "submitted_at: Instant", report.reply_by as "reply_by: Instant"
         from reports.submissions as kept
         join reports.reports as report
           on report.force_id = kept.force_id and report.id = kept.report_id
         where kept.force_id = $1 and kept.service_id = $2 and kept.key_hash = $3"#,
        force,
        service,
        key_hash.as_slice()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// The id and the kept hash of the access code of a reference.
pub(crate) async fn access(
    tx: &mut Tx<'_>,
    code: &str,
) -> Result<Option<(ReportId, Vec<u8>)>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query!(
        r#"select id as "id: ReportId", access_hash from reports.reports
         where force_id = $1 and code = $2"#,
        force,
        code
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(|row| (row.id, row.access_hash)))
}

pub(crate) async fn row(tx: &mut Tx<'_>, id: ReportId) -> Result<Option<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select code, service_id, service_version, language, answers_text,
                submitted_at as "submitted_at: Instant", reply_by as "reply_by: Instant"
         from reports.reports where force_id = $1 and id = $2"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Every report's id, as the journal has it.
pub(crate) async fn all(tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select id::text as "id!" from reports.reports where force_id = $1"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
