//! Rows of files.

use crate::file::{FileId, Owner, State};
use kernel::{BlobId, Instant, Problem, ReportId};
use station::blobs::Finished;
use station::{Tx, problem};
use uuid::Uuid;

/// A file as it is stored.
pub(crate) struct Row {
    id: String,
    pub(crate) field: String,
    pub(crate) blob_id: BlobId,
    pub(crate) details: Vec<u8>,
    pub(crate) length: Option<i64>,
    pub(crate) size: i64,
    pub(crate) sha256: Option<Vec<u8>>,
    pub(crate) found: Option<String>,
    state: String,
    why: Option<String>,
    pub(crate) report_id: Option<ReportId>,
    pub(crate) preview_id: Option<BlobId>,
    pub(crate) claims: Option<Vec<u8>>,
    pub(crate) begun_at: Instant,
    pub(crate) came_at: Option<Instant>,
    pub(crate) ends_at: Option<Instant>,
}

impl Row {
    pub(crate) fn id(&self) -> Result<FileId, Problem> {
        FileId::parse(&self.id).ok_or_else(|| Problem::broken("a file with another's id"))
    }

    pub(crate) fn state(&self) -> State {
        State::of_codes(&self.state, self.why.as_deref())
    }
}

/// A file that is announced.
pub(crate) struct NewRow<'a> {
    pub(crate) id: &'a FileId,
    pub(crate) owner: Owner,
    pub(crate) field: &'a str,
    pub(crate) blob: BlobId,
    pub(crate) details: Vec<u8>,
    pub(crate) length: Option<i64>,
    pub(crate) ends_at: Instant,
}

pub(crate) async fn insert(tx: &mut Tx<'_>, new: &NewRow<'_>) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "insert into evidence.files
             (force_id, id, owner, field, blob_id, details, length, state, begun_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'receiving', $8, $9)",
        force,
        new.id.as_str(),
        &new.owner.0[..],
        new.field,
        new.blob.uuid(),
        new.details,
        new.length,
        now as _,
        new.ends_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// How many files an owner has under way and here, and how many bytes these have or will have.
pub(crate) async fn room_taken(tx: &mut Tx<'_>, owner: Owner) -> Result<(u64, u64), Problem> {
    let force = tx.force().to_owned();
    let taken = sqlx::query!(
        r#"select count(*) as "files!",
             coalesce(sum(case when came_at is null then coalesce(length, 0) else size end), 0)::bigint
                 as "bytes!"
         from evidence.files where force_id = $1 and owner = $2"#,
        force,
        &owner.0[..]
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)?;
    let number = |count| u64::try_from(count).map_err(Problem::broken);
    Ok((number(taken.files)?, number(taken.bytes)?))
}

/// A file of an owner.
pub(crate) async fn own(
    tx: &mut Tx<'_>,
    owner: Owner,
    id: &FileId,
) -> Result<Option<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id, field, blob_id as "blob_id: BlobId", details, length, size, sha256, found, state, why,
             report_id as "report_id: ReportId", preview_id as "preview_id: BlobId", claims,
             begun_at as "begun_at: Instant", came_at as "came_at: Instant",
             ends_at as "ends_at: Instant"
         from evidence.files
         where force_id = $1 and id = $2 and owner = $3 and report_id is null"#,
        force,
        id.as_str(),
        &owner.0[..]
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn find(tx: &mut Tx<'_>, id: &FileId) -> Result<Option<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id, field, blob_id as "blob_id: BlobId", details, length, size, sha256, found, state, why,
             report_id as "report_id: ReportId", preview_id as "preview_id: BlobId", claims,
             begun_at as "begun_at: Instant", came_at as "came_at: Instant",
             ends_at as "ends_at: Instant"
         from evidence.files where force_id = $1 and id = $2"#,
        force,
        id.as_str()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn of_owner(tx: &mut Tx<'_>, owner: Owner) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id, field, blob_id as "blob_id: BlobId", details, length, size, sha256, found, state, why,
             report_id as "report_id: ReportId", preview_id as "preview_id: BlobId", claims,
             begun_at as "begun_at: Instant", came_at as "came_at: Instant",
             ends_at as "ends_at: Instant"
         from evidence.files
         where force_id = $1 and owner = $2 and report_id is null
         order by begun_at, id"#,
        force,
        &owner.0[..]
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Every file of an owner, those of a report among them.
pub(crate) async fn all_of_owner(tx: &mut Tx<'_>, owner: Owner) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id, field, blob_id as "blob_id: BlobId", details, length, size, sha256, found, state, why,
             report_id as "report_id: ReportId", preview_id as "preview_id: BlobId", claims,
             begun_at as "begun_at: Instant", came_at as "came_at: Instant",
             ends_at as "ends_at: Instant"
         from evidence.files
         where force_id = $1 and owner = $2
         order by begun_at, id"#,
        force,
        &owner.0[..]
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn of_report(tx: &mut Tx<'_>, report: ReportId) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id, field, blob_id as "blob_id: BlobId", details, length, size, sha256, found, state, why,
             report_id as "report_id: ReportId", preview_id as "preview_id: BlobId", claims,
             begun_at as "begun_at: Instant", came_at as "came_at: Instant",
             ends_at as "ends_at: Instant"
         from evidence.files
         where force_id = $1 and report_id = $2
         order by begun_at, id"#,
        force,
        report.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Lets the files of an owner stay until a time at least.
pub(crate) async fn stay(tx: &mut Tx<'_>, owner: Owner, until: Instant) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update evidence.files set ends_at = $3
         where force_id = $1 and owner = $2 and report_id is null and ends_at < $3",
        force,
        &owner.0[..],
        until as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Records that all of a file is here.
pub(crate) async fn came(tx: &mut Tx<'_>, id: &FileId, finished: &Finished) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "update evidence.files
         set state = 'unscanned', came_at = $3, check_at = $3, size = $4, sha256 = $5
         where force_id = $1 and id = $2",
        force,
        id.as_str(),
        now as _,
        finished.size(),
        &finished.sha256()[..]
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Takes out a file of an owner that belongs to no report.
pub(crate) async fn remove(
    tx: &mut Tx<'_>,
    owner: Owner,
    id: &FileId,
) -> Result<Option<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"delete from evidence.files
         where force_id = $1 and id = $2 and owner = $3 and report_id is null
         returning id, field, blob_id as "blob_id: BlobId", details, length, size, sha256, found, state, why,
             report_id as "report_id: ReportId", preview_id as "preview_id: BlobId", claims,
             begun_at as "begun_at: Instant", came_at as "came_at: Instant",
             ends_at as "ends_at: Instant""#,
        force,
        id.as_str(),
        &owner.0[..]
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Takes out files that belong to no report and whose time is over, a hundred at a time.
pub(crate) async fn remove_ended(tx: &mut Tx<'_>) -> Result<Vec<Row>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query_as!(
        Row,
        r#"delete from evidence.files
         where force_id = $1 and id in (
             select id from evidence.files
             where force_id = $1 and ends_at < $2 order by ends_at limit 100)
         returning id, field, blob_id as "blob_id: BlobId", details, length, size, sha256, found, state, why,
             report_id as "report_id: ReportId", preview_id as "preview_id: BlobId", claims,
             begun_at as "begun_at: Instant", came_at as "came_at: Instant",
             ends_at as "ends_at: Instant""#,
        force,
        now as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Gives files to reports. Returns the bytes of those that were given.
pub(crate) async fn attach(
    tx: &mut Tx<'_>,
    files: &[(FileId, Owner, ReportId)],
) -> Result<Vec<BlobId>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<String> = files.iter().map(|(id, _, _)| id.to_string()).collect();
    let owners: Vec<Vec<u8>> = files.iter().map(|(_, owner, _)| owner.0.to_vec()).collect();
    let reports: Vec<Uuid> = files.iter().map(|(_, _, report)| report.uuid()).collect();
    sqlx::query_scalar!(
        r#"update evidence.files as file set report_id = given.report, ends_at = null
         from unnest($2::text[], $3::bytea[], $4::uuid[]) as given (id, owner, report)
         where file.force_id = $1 and file.id = given.id and file.owner = given.owner
             and file.report_id is null and file.came_at is not null
         returning file.blob_id as "blob: BlobId""#,
        force,
        &ids,
        &owners,
        &reports
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Those of the files that are here, their owner's, and of no report.
pub(crate) async fn free(
    tx: &mut Tx<'_>,
    files: &[(FileId, Owner)],
) -> Result<Vec<FileId>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<String> = files.iter().map(|(id, _)| id.to_string()).collect();
    let owners: Vec<Vec<u8>> = files.iter().map(|(_, owner)| owner.0.to_vec()).collect();
    let found = sqlx::query_scalar!(
        r#"select file.id from evidence.files as file
         join unnest($2::text[], $3::bytea[]) as given (id, owner)
             on file.id = given.id and file.owner = given.owner
         where file.force_id = $1 and file.report_id is null and file.came_at is not null"#,
        force,
        &ids,
        &owners
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.iter().filter_map(|id| FileId::parse(id)).collect())
}

/// The bytes of every file that is all here.
pub(crate) async fn all_here(tx: &mut Tx<'_>) -> Result<Vec<BlobId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select blob_id as "blob: BlobId" from evidence.files
         where force_id = $1 and came_at is not null"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
