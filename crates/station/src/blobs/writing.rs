//! Bytes on their way in: hashed, sealed and made durable piece by piece, and gone on with after a
//! break where they were durable.

use super::sealing::{self, Key, NONCE};
use super::{Blobs, PIECE, folder, piece};
use crate::secrets::{hex, random};
use crate::store::{self, blobs::Progress};
use crate::tx::{Tx, Upkeep};
use crate::{Scope, Station};
use kernel::{BlobId, Problem};
use sha2::digest::common::hazmat::SerializableState;
use sha2::{Digest, Sha256};

/// After how many pieces what came is recorded in the database, without waiting for a pause.
const RECORD_EVERY: u32 = 8;

/// Says that somebody else writes this file now.
const OVERTAKEN: &str = "somebody else writes this file now";

/// Writes one file. Whoever began to write it last has the turn; a writer from before is stopped
/// with `Conflict` when it next records.
pub struct Writer {
    blobs: Blobs,
    station: Station,
    scope: Scope,
    blob: BlobId,
    key: Key,
    turn: [u8; 16],
    /// SHA-256 of the whole pieces.
    hash: Sha256,
    pieces: u32,
    /// The piece that is being gathered, with room for its nonce.
    room: Vec<u8>,
    /// The object with what the room began with.
    tail: Option<String>,
    /// Whether nothing is recorded on the way.
    holds: bool,
}

/// All bytes of a file are durable in the store, and not yet recorded.
pub struct Finished {
    blob: BlobId,
    turn: [u8; 16],
    size: i64,
    pieces: i32,
    sha256: [u8; 32],
    /// What came after the last whole piece at the last pause: of no use once this is recorded.
    left: Option<object_store::path::Path>,
}

impl Writer {
    /// Takes the turn to write a file from where it is durable. `NotFound` when there is no such file
    /// that more is to come of.
    pub async fn resume(
        blobs: &Blobs,
        station: &Station,
        scope: &Scope,
        blob: BlobId,
    ) -> Result<Self, Problem> {
        let turn = random::<16>()?;
        let mut tx = station.begin(scope).await?;
        let found = store::blobs::take_turn(&mut tx, blob, &turn).await?;
        tx.commit_upkeep(Upkeep::Files).await?;
        let key = sealing::unwrap(&blobs.key, scope.force().as_str(), blob, &found.sealed_key)?;
        let mut writer = Self {
            blobs: blobs.clone(),
            station: station.clone(),
            scope: scope.clone(),
            blob,
            key,
            turn,
            hash: unfinished(found.hash_state.as_deref())?,
            pieces: u32::try_from(found.pieces).map_err(Problem::broken)?,
            room: sealing::room(),
            tail: found.tail,
            holds: false,
        };
        writer.fill(found.received).await?;
        Ok(writer)
    }

    /// Takes up again what came after the last whole piece.
    async fn fill(&mut self, received: i64) -> Result<(), Problem> {
        let received = u64::try_from(received).map_err(Problem::broken)?;
        let Some(tail) = &self.tail else { return Ok(()) };
        let sealed = self.blobs.get(&self.named(tail)).await?;
        let bound = sealing::bound(self.blob, self.pieces, true);
        self.room.extend_from_slice(&sealing::open(&self.key, &bound, sealed)?);
        if self.offset() == received { Ok(()) } else { Err(Problem::broken("a tail is too short")) }
    }

    /// How many bytes have come.
    #[must_use]
    pub fn offset(&self) -> u64 {
        let gathered = self.room.len().saturating_sub(NONCE);
        let whole = u64::from(self.pieces) * u64::try_from(PIECE).unwrap_or(u64::MAX);
        whole + u64::try_from(gathered).unwrap_or(u64::MAX)
    }

    /// Records nothing until it pauses or finishes: a writer that is dropped before has then changed
    /// nothing, and its bytes are written over.
    pub const fn hold(&mut self) {
        self.holds = true;
    }

    /// Takes the next bytes. They are durable when the writer has paused or finished.
    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<(), Problem> {
        while !bytes.is_empty() {
            let space = (PIECE + NONCE).saturating_sub(self.room.len());
            let (now, later) = bytes.split_at_checked(space).unwrap_or((bytes, &[]));
            self.room.extend_from_slice(now);
            bytes = later;
            if self.room.len() == PIECE + NONCE {
                self.put_piece().await?;
                if !self.holds && self.pieces.is_multiple_of(RECORD_EVERY) {
                    self.record(None).await?;
                }
            }
        }
        Ok(())
    }

    async fn put_piece(&mut self) -> Result<(), Problem> {
        let room = std::mem::replace(&mut self.room, sealing::room());
        self.hash.update(room.get(NONCE..).unwrap_or_default());
        let sealed =
            sealing::close(&self.key, &sealing::bound(self.blob, self.pieces, false), room)?;
        let force = self.scope.force().as_str();
        self.blobs.put(&piece(force, self.blob, self.pieces), sealed).await?;
        self.pieces += 1;
        Ok(())
    }

    /// Makes everything that came durable, to be gone on with later. Returns how much there is.
    pub async fn pause(mut self) -> Result<u64, Problem> {
        let offset = self.offset();
        let room = std::mem::take(&mut self.room);
        let tail = if room.len() > NONCE {
            let name = format!("tail-{}", hex(&random::<8>()?));
            let bound = sealing::bound(self.blob, self.pieces, true);
            self.blobs.put(&self.named(&name), sealing::close(&self.key, &bound, room)?).await?;
            Some(name)
        } else {
            None
        };
        self.record(Some((offset, tail))).await?;
        Ok(offset)
    }

    /// Makes the last piece durable: no more is to come.
    pub async fn finish(mut self) -> Result<Finished, Problem> {
        let size = i64::try_from(self.offset()).map_err(Problem::broken)?;
        if self.room.len() > NONCE {
            self.put_piece().await?;
        }
        Ok(Finished {
            left: self.tail.as_ref().map(|tail| self.named(tail)),
            blob: self.blob,
            turn: self.turn,
            size,
            pieces: i32::try_from(self.pieces).map_err(Problem::broken)?,
            sha256: self.hash.finalize().into(),
        })
    }

    /// Records what is durable: the whole pieces, and a tail if it pauses.
    async fn record(&mut self, pause: Option<(u64, Option<String>)>) -> Result<(), Problem> {
        let whole = u64::from(self.pieces) * u64::try_from(PIECE).map_err(Problem::broken)?;
        let (received, tail) = pause.unwrap_or((whole, None));
        let progress = Progress {
            received: i64::try_from(received).map_err(Problem::broken)?,
            pieces: i32::try_from(self.pieces).map_err(Problem::broken)?,
            hash_state: self.hash.serialize().to_vec(),
            tail: tail.clone(),
        };
        let mut tx = self.station.begin(&self.scope).await?;
        if !store::blobs::progress(&mut tx, self.blob, &self.turn, &progress).await? {
            tx.leave().await?;
            return Err(Problem::Conflict(OVERTAKEN));
        }
        tx.commit_upkeep(Upkeep::Files).await?;
        if let Some(before) = std::mem::replace(&mut self.tail, tail) {
            self.blobs.delete(&self.named(&before)).await?;
        }
        Ok(())
    }

    fn named(&self, name: &str) -> object_store::path::Path {
        folder(self.scope.force().as_str(), self.blob).join(name)
    }
}

impl Finished {
    /// Records that the file is whole, in a transaction. `Conflict` when somebody else writes it now.
    pub async fn record(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let whole = (self.size, self.pieces, &self.sha256[..]);
        if store::blobs::whole(tx, self.blob, &self.turn, whole).await? {
            return Ok(());
        }
        Err(Problem::Conflict(OVERTAKEN))
    }

    /// Takes away what was needed to go on, once that the file is whole is durable.
    pub async fn tidy(&self, blobs: &Blobs) {
        let Some(left) = &self.left else { return };
        if let Err(problem) = blobs.delete(left).await {
            tracing::warn!(%problem, "a tail stays beside its whole file");
        }
    }

    /// SHA-256 of all bytes.
    #[must_use]
    pub const fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// How many bytes there are.
    #[must_use]
    pub const fn size(&self) -> i64 {
        self.size
    }
}

/// A hash as it was recorded. At the end of a whole piece it holds no byte of the file.
fn unfinished(state: Option<&[u8]>) -> Result<Sha256, Problem> {
    let Some(state) = state else { return Ok(Sha256::new()) };
    let state =
        state.try_into().map_err(|_| Problem::broken("the hash of a file was cut short"))?;
    Sha256::deserialize(&state).map_err(Problem::broken)
}
