//! Bytes on their way out: piece by piece, all of them or a part.

use super::sealing::{self, Key};
use super::{Blobs, PIECE, piece};
use crate::store;
use crate::tx::Tx;
use futures_util::{Stream, stream};
use kernel::{BlobId, Problem};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// A whole file, ready to be read.
#[derive(Clone)]
pub struct Blob {
    /// Which one.
    pub id: BlobId,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of them, as they were sent.
    pub sha256: [u8; 32],
    force: String,
    key: Key,
}

impl Blobs {
    /// A file, if it is whole. Whoever shows it has a journal entry for it in this transaction.
    pub async fn find(&self, tx: &mut Tx<'_>, blob: BlobId) -> Result<Option<Blob>, Problem> {
        let Some(row) = store::blobs::find(tx, blob).await? else { return Ok(None) };
        let key = sealing::unwrap(&self.key, tx.force(), blob, &row.sealed_key)?;
        let sha256 = row.sha256.try_into();
        Ok(Some(Blob {
            id: blob,
            size: u64::try_from(row.received).map_err(Problem::broken)?,
            sha256: sha256.map_err(|_| Problem::broken("a hash of another length"))?,
            force: tx.force().to_owned(),
            key,
        }))
    }

    /// The bytes of a part of a file, in order; a part beyond its end is cut there.
    pub fn read(
        &self,
        blob: Blob,
        range: Range<u64>,
    ) -> impl Stream<Item = Result<Vec<u8>, Problem>> + Send + 'static + use<> {
        let blobs = self.clone();
        let range = range.start..range.end.min(blob.size);
        stream::try_unfold((blobs, blob, range), async |(blobs, blob, range)| {
            if range.is_empty() {
                return Ok(None);
            }
            let part = blobs.part(&blob, &range).await?;
            let next = range.start + u64::try_from(part.len()).map_err(Problem::broken)?;
            Ok(Some((part, (blobs, blob, next..range.end))))
        })
    }

    /// What of a range lies in the piece where it begins.
    pub async fn part(&self, blob: &Blob, range: &Range<u64>) -> Result<Vec<u8>, Problem> {
        let length = u64::try_from(PIECE).map_err(Problem::broken)?;
        let index = u32::try_from(range.start / length).map_err(Problem::broken)?;
        let sealed = self.get(&piece(&blob.force, blob.id, index)).await?;
        let mut part = sealing::open(&blob.key, &sealing::bound(blob.id, index, false), sealed)?;
        let begin = u64::from(index) * length;
        let inside = |at: u64| usize::try_from(at - begin).map_err(Problem::broken);
        part.truncate(inside(range.end)?);
        let skipped = inside(range.start)?;
        if skipped >= part.len() {
            return Err(Problem::broken("a piece of a file is too short"));
        }
        part.drain(..skipped);
        Ok(part)
    }

    /// Whether every byte of a file is as it was sent.
    pub async fn is_intact(&self, blob: &Blob) -> Result<bool, Problem> {
        let (mut hash, mut at) = (Sha256::new(), 0);
        while at < blob.size {
            let part = self.part(blob, &(at..blob.size)).await?;
            hash.update(&part);
            at += u64::try_from(part.len()).map_err(Problem::broken)?;
        }
        Ok(<[u8; 32]>::from(hash.finalize()) == blob.sha256)
    }
}
