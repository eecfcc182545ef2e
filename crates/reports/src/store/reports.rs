//! Reports and the keys that they were sent with.

use crate::call::Call;
use crate::submit::Letter;
use kernel::{AccountId, Instant, Problem, ReportId};
use serde_json::Value;
use station::{Tx, problem};
use uuid::Uuid;

/// What came of inserting one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inserted {
    New,
    KeyUsed,
    ReferenceTaken,
}

impl Inserted {
    /// By whether the key and the report were written.
    const fn of(written: Option<(bool, bool)>) -> Self {
        match written {
            Some((true, true)) => Self::New,
            Some((true, false)) => Self::ReferenceTaken,
            Some((false, _)) | None => Self::KeyUsed,
        }
    }
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
    pub(crate) taken_by: Option<AccountId>,
    pub(crate) words: Option<String>,
    pub(crate) gaps: Option<Value>,
}

/// Stores reports and their keys, in one statement. A key that is in use stores nothing; while
/// another transaction has it under way this one waits for it, key by key in one order. A key older
/// than a day is taken over. Where a reference was taken the key is written and the report is not: such
/// a transaction must not be committed.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    letters: &[(ReportId, &Letter)],
) -> Result<Vec<Inserted>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let ids: Vec<Uuid> = letters.iter().map(|(id, _)| id.uuid()).collect();
    let texts = |pick: fn(&Letter) -> &str| -> Vec<&str> {
        letters.iter().map(|(_, it)| pick(it)).collect()
    };
    let hashes = |pick: fn(&Letter) -> &[u8; 32]| -> Vec<&[u8]> {
        letters.iter().map(|(_, it)| pick(it).as_slice()).collect()
    };
    let versions: Vec<i32> = letters.iter().map(|(_, it)| it.service_version).collect();
    let at: Vec<Instant> = letters.iter().map(|(_, it)| it.submitted_at).collect();
    let reply_by: Vec<Option<Instant>> = letters.iter().map(|(_, it)| it.reply_by).collect();
    let rows = sqlx::query!(
        r#"with new as (
             select * from unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[],
                                  $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[],
                                  $12::bytea[], $13::bytea[], $14::bytea[], $15::uuid[],
                                  $16::text[], $17::jsonb[])
                 as new (id, code, service_id, service_version, language, channel, answers_text,
                         submitted_at, reply_by, access_hash, key_hash, answers_hash, taken_by,
                         words, gaps)
         ), key as (
             insert into reports.submissions as kept
                 (force_id, service_id, key_hash, answers_hash, report_id, at)
             select $1, service_id, key_hash, answers_hash, id, $2 from new
             order by service_id, key_hash
             on conflict (force_id, service_id, key_hash) do update
                 set answers_hash = excluded.answers_hash, report_id = excluded.report_id,
                     at = excluded.at
                 where kept.at < $2::timestamptz - interval '24 hours'
             returning report_id
         ), report as (
             insert into reports.reports
                 (force_id, id, code, service_id, service_version, language, channel, answers,
                  answers_text, submitted_at, reply_by, access_hash, taken_by, words, gaps)
             select $1, id, code, service_id, service_version, language, channel,
                    answers_text::jsonb, answers_text, submitted_at, reply_by, access_hash,
                    taken_by, words, gaps
             from new join key on key.report_id = new.id
             on conflict (force_id, code) do nothing
             returning id
         )
         select new.id as "id!", key.report_id is not null as "key!", report.id is not null as "report!"
         from new left join key on key.report_id = new.id left join report on report.id = new.id"#,
        force,
        now as _,
        &ids,
        &texts(|it| &it.code) as _,
        &texts(|it| &it.service_id) as _,
        &versions,
        &texts(|it| it.language.code()) as _,
        &texts(|it| it.via.code()) as _,
        &texts(|it| &it.answers_text) as _,
        &at as _,
        &reply_by as _,
        &hashes(|it| &it.access_hash) as _,
        &hashes(|it| &it.key_hash) as _,
        &hashes(|it| &it.answers_hash) as _,
        &of_calls(letters, |call| call.by.uuid()) as _,
        &of_calls(letters, |call| call.words.clone()) as _,
        &of_calls(letters, Call::gaps_json) as _,
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let row = |id: ReportId| rows.iter().find(|row| row.id == id.uuid());
    let found = |(id, _): &(ReportId, _)| row(*id).map(|row| (row.key, row.report));
    Ok(letters.iter().map(found).map(Inserted::of).collect())
}

/// What these letters have of calls; nothing where they are none.
fn of_calls<T>(letters: &[(ReportId, &Letter)], of: impl Fn(&Call) -> T) -> Vec<Option<T>> {
    letters.iter().map(|(_, it)| it.call.as_ref().map(&of)).collect()
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
                submitted_at as "submitted_at: Instant", reply_by as "reply_by: Instant",
                taken_by as "taken_by: AccountId", words, gaps
         from reports.reports where force_id = $1 and id = $2"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// The latest reports of a service since a moment.
pub(crate) async fn since(
    tx: &mut Tx<'_>,
    service: &str,
    since: Instant,
    most: usize,
) -> Result<Vec<(ReportId, Row)>, Problem> {
    let force = tx.force().to_owned();
    let most = i64::try_from(most).map_err(Problem::broken)?;
    let rows = sqlx::query!(
        r#"select id as "id: ReportId", code, service_id, service_version, language, answers_text,
                submitted_at as "submitted_at: Instant", reply_by as "reply_by: Instant",
                taken_by as "taken_by: AccountId", words, gaps
         from reports.reports
         where force_id = $1 and service_id = $2 and submitted_at >= $3
         order by submitted_at desc limit $4"#,
        force,
        service,
        since as _,
        most
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let told = rows.into_iter().map(|row| {
        let kept = Row {
            code: row.code,
            service_id: row.service_id,
            service_version: row.service_version,
            language: row.language,
            answers_text: row.answers_text,
            submitted_at: row.submitted_at,
            reply_by: row.reply_by,
            taken_by: row.taken_by,
            words: row.words,
            gaps: row.gaps,
        };
        (row.id, kept)
    });
    Ok(told.collect())
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
