//! What must not be: pieces that belong to no row, rows whose pieces are not all there.

use super::sealing::OVERHEAD;
use super::{Blobs, folder, problem};
use crate::store;
use crate::tx::Tx;
use jiff::SignedDuration;
use kernel::{BlobId, Instant, Problem};
use object_store::path::Path as Name;

/// How old pieces without a row must be to be swept: a restored database may be a little older than
/// the store.
const GRACE: SignedDuration = SignedDuration::from_hours(24);

/// The files of the scope's force that the store has pieces of.
async fn stored(blobs: &Blobs, tx: &Tx<'_>) -> Result<Vec<BlobId>, Problem> {
    let force = Name::from(tx.force());
    let found = blobs.objects.list_with_delimiter(Some(&force)).await.map_err(problem)?;
    let id = |name: &Name| name.filename().and_then(|name| name.parse().ok());
    Ok(found.common_prefixes.iter().filter_map(id).collect())
}

/// Takes away what has been nobody's for a day. Returns how many files it was.
pub async fn sweep(blobs: &Blobs, tx: &mut Tx<'_>) -> Result<usize, Problem> {
    // The store first: a row that is begun meanwhile is then seen too.
    let stored = stored(blobs, tx).await?;
    let before = tx.now().plus(-GRACE);
    let mut swept = 0;
    for orphan in store::blobs::without_row(tx, &stored).await? {
        if made_before(orphan, before) {
            blobs.delete_all(&folder(tx.force(), orphan)).await?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// Whether an object was needed only until its file was whole.
fn is_tail(name: &Name) -> bool {
    name.filename().is_some_and(|name| name.starts_with("tail-"))
}

/// Whether an id, which knows when it was made, is from before a time.
fn made_before(blob: BlobId, before: Instant) -> bool {
    let made = blob.uuid().get_timestamp().map(|at| at.to_unix().0);
    let before = u64::try_from(before.timestamp().as_second()).unwrap_or_default();
    made.is_some_and(|made| made < before)
}

/// What does not hold in the scope's force: a file without a row, a row without its file.
pub async fn broken(blobs: &Blobs, tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let stored = stored(blobs, tx).await?;
    let mut broken: Vec<String> = store::blobs::without_row(tx, &stored)
        .await?
        .iter()
        .map(|orphan| format!("file {orphan} has no row"))
        .collect();
    for row in store::blobs::all_whole(tx).await? {
        let folder = folder(tx.force(), row.id);
        let found =
            blobs.objects.list_with_delimiter(Some(&folder)).await.map_err(problem)?.objects;
        let whole = found.iter().filter(|object| !is_tail(&object.location));
        let held: u64 = whole.map(|object| object.size.saturating_sub(OVERHEAD)).sum();
        if i64::try_from(held).ok() != Some(row.received) {
            broken.push(format!("file {} has {held} of {} bytes", row.id, row.received));
        }
    }
    Ok(broken)
}
