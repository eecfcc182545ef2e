//! Rows of files.

use crate::faults::problem;
use crate::tx::Tx;
use kernel::{BlobId, Problem, Thing};
use uuid::Uuid;

/// A file that more is to come of.
pub(crate) struct Unfinished {
    pub(crate) sealed_key: Vec<u8>,
    pub(crate) received: i64,
    pub(crate) pieces: i32,
    pub(crate) hash_state: Option<Vec<u8>>,
    pub(crate) tail: Option<String>,
}

/// How far a file has come.
pub(crate) struct Progress {
    pub(crate) received: i64,
    pub(crate) pieces: i32,
    pub(crate) hash_state: Vec<u8>,
    pub(crate) tail: Option<String>,
}

/// A file that is whole.
pub(crate) struct Whole {
    pub(crate) sealed_key: Vec<u8>,
    pub(crate) received: i64,
    pub(crate) sha256: Vec<u8>,
}

/// Which file, and how many bytes it has.
pub(crate) struct Size {
    pub(crate) id: BlobId,
    pub(crate) received: i64,
}

pub(crate) async fn insert(tx: &mut Tx<'_>, id: BlobId, sealed_key: &[u8]) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "insert into station.blobs (force_id, id, sealed_key, begun_at) values ($1, $2, $3, $4)",
        force,
        id.uuid(),
        sealed_key,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Takes the turn to write a file from whoever has it.
pub(crate) async fn take_turn(
    tx: &mut Tx<'_>,
    id: BlobId,
    turn: &[u8],
) -> Result<Unfinished, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Unfinished,
        "update station.blobs set turn = $3
         where force_id = $1 and id = $2 and sha256 is null
         returning sealed_key, received, pieces, hash_state, tail",
        force,
        id.uuid(),
        turn
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?
    .ok_or(Problem::NotFound(Thing::File))
}

/// Records how far a file has come; `false` when the turn is another's.
pub(crate) async fn progress(
    tx: &mut Tx<'_>,
    id: BlobId,
    turn: &[u8],
    progress: &Progress,
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    let done = sqlx::query!(
        "update station.blobs
         set received = $4, pieces = $5, hash_state = $6, tail = $7
         where force_id = $1 and id = $2 and turn = $3 and sha256 is null",
        force,
        id.uuid(),
        turn,
        progress.received,
        progress.pieces,
        progress.hash_state,
        progress.tail
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Records that a file is whole: its size, its pieces and its hash. `false` when the turn is another's.
pub(crate) async fn whole(
    tx: &mut Tx<'_>,
    id: BlobId,
    turn: &[u8],
    (size, pieces, sha256): (i64, i32, &[u8]),
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "update station.blobs
         set received = $4, pieces = $5, sha256 = $6, whole_at = $7,
             hash_state = null, tail = null, turn = null
         where force_id = $1 and id = $2 and turn = $3 and sha256 is null",
        force,
        id.uuid(),
        turn,
        size,
        pieces,
        sha256,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn received(tx: &mut Tx<'_>, id: BlobId) -> Result<i64, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        "select received from station.blobs where force_id = $1 and id = $2",
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?
    .ok_or(Problem::NotFound(Thing::File))
}

pub(crate) async fn find(tx: &mut Tx<'_>, id: BlobId) -> Result<Option<Whole>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Whole,
        r#"select sealed_key, received, sha256 as "sha256!" from station.blobs
         where force_id = $1 and id = $2 and sha256 is not null"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn delete(tx: &mut Tx<'_>, id: BlobId) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!("delete from station.blobs where force_id = $1 and id = $2", force, id.uuid())
        .execute(tx.connection())
        .await
        .map_err(problem)?;
    Ok(())
}

/// Those of the files that have no row.
pub(crate) async fn without_row(
    tx: &mut Tx<'_>,
    stored: &[BlobId],
) -> Result<Vec<BlobId>, Problem> {
    let force = tx.force().to_owned();
    let stored: Vec<Uuid> = stored.iter().map(|id| id.uuid()).collect();
    sqlx::query_scalar!(
        r#"select stored.id as "id!: BlobId" from unnest($2::uuid[]) as stored (id)
         where not exists (
             select from station.blobs where force_id = $1 and blobs.id = stored.id)"#,
        force,
        &stored
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn all_whole(tx: &mut Tx<'_>) -> Result<Vec<Size>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Size,
        r#"select id as "id: BlobId", received from station.blobs
         where force_id = $1 and sha256 is not null"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
