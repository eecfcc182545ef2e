//! Which files are to be checked, and what came of it.

use crate::file::{FileId, State};
use kernel::{BlobId, Instant, Problem};
use station::{Tx, problem};

/// A file that is to be checked.
pub(crate) struct Due {
    pub(crate) id: String,
    pub(crate) blob_id: BlobId,
    pub(crate) details: Vec<u8>,
    pub(crate) checks: i32,
}

/// Takes the file that has waited longest; until `again` nobody else takes it.
pub(crate) async fn take(tx: &mut Tx<'_>, again: Instant) -> Result<Option<Due>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query_as!(
        Due,
        r#"update evidence.files set check_at = $3, checks = checks + 1
         where force_id = $1 and id = (
             select id from evidence.files
             where force_id = $1 and check_at <= $2
             order by check_at, id limit 1 for update skip locked)
         returning id, blob_id as "blob_id: BlobId", details, checks"#,
        force,
        now as _,
        again as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Records what came of a check, and when to check again, if at all.
pub(crate) async fn record(
    tx: &mut Tx<'_>,
    id: &FileId,
    (state, found): (State, Option<&str>),
    again: Option<Instant>,
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    let why = match state {
        State::Quarantined(why) => Some(why.code()),
        State::Unscanned => Some("no_scanner"),
        State::Kept | State::Receiving => None,
    };
    let done = sqlx::query!(
        "update evidence.files set state = $3, why = $4, found = $5, check_at = $6
         where force_id = $1 and id = $2 and came_at is not null",
        force,
        id.as_str(),
        state.code(),
        why,
        found,
        again as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Records the preview of a file.
pub(crate) async fn has_preview(
    tx: &mut Tx<'_>,
    id: &FileId,
    preview: BlobId,
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    let done = sqlx::query!(
        "update evidence.files set preview_id = $3
         where force_id = $1 and id = $2 and preview_id is null",
        force,
        id.as_str(),
        preview.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Keeps what a picture says of itself.
pub(crate) async fn has_claims(tx: &mut Tx<'_>, id: &FileId, claims: &[u8]) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update evidence.files set claims = $3 where force_id = $1 and id = $2",
        force,
        id.as_str(),
        claims
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
