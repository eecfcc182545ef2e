//! Taking files in: announced, then written, broken off and gone on with until all is here.

use crate::file::{Details, FileId, Kind, Owner};
use crate::limits::NotTaken;
use crate::store::{self, files::NewRow};
use crate::vault::Vault;
use jiff::SignedDuration;
use kernel::{BlobId, Instant, Problem, Thing};
use serde::{Deserialize, Serialize};
use station::blobs::Writer;
use station::{Act, Entry, Event, Scope, Upkeep};

/// How long after its announcement a file may still be sent, whatever it belongs to.
const TO_ARRIVE: SignedDuration = SignedDuration::from_hours(24);

/// All of a file is here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FileReceived {
    /// Its bytes.
    pub blob: BlobId,
}

impl Event for FileReceived {
    const KIND: &'static str = "file_received";
}

/// A file that somebody wants to send.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// The question that asked for it; empty where none did.
    pub field: String,
    /// What they call it.
    pub details: Details,
    /// How many bytes it will have, if that is known.
    pub length: Option<u64>,
    /// How long it stays if it comes to belong to no report: a day at least.
    pub until: Instant,
}

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How many bytes are durable.
    pub offset: u64,
    /// How many were announced.
    pub length: Option<u64>,
    /// Until when it is waited for.
    pub until: Instant,
}

/// A file that is being written.
pub struct Receiving {
    vault: Vault,
    scope: Scope,
    id: FileId,
    blob: BlobId,
    /// The most bytes that it may have.
    room: u64,
    length: Option<u64>,
    writer: Writer,
}

/// What a sender is told of a file that is here.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its id.
    pub id: FileId,
    /// SHA-256 of what was sent.
    pub sha256: [u8; 32],
    /// How many bytes that is.
    pub size: u64,
}

impl Vault {
    /// Announces a file of an owner.
    pub async fn begin(
        &self,
        scope: &Scope,
        owner: Owner,
        new: &NewFile,
    ) -> Result<FileId, NotTaken> {
        self.announce(scope, FileId::draw()?, Some(owner), new).await
    }

    /// Announces a file of a program, which owns it by its id.
    pub async fn begin_by_id(&self, scope: &Scope, new: &NewFile) -> Result<FileId, NotTaken> {
        self.announce(scope, FileId::draw()?, None, new).await
    }

    async fn announce(
        &self,
        scope: &Scope,
        id: FileId,
        owner: Option<Owner>,
        new: &NewFile,
    ) -> Result<FileId, NotTaken> {
        let owner = owner.unwrap_or_else(|| Owner::by_id(&id));
        let mut tx = self.station.begin(scope).await?;
        let there = store::files::room_taken(&mut tx, owner).await?;
        let kind = Kind::of(&new.details.declared);
        self.limits().room(kind, there, new.length)?;
        let row = NewRow {
            id: &id,
            owner,
            field: &new.field,
            blob: self.blobs.begin(&mut tx).await?,
            details: new.details.seal(&tx, &id)?,
            length: new.length.map(i64::try_from).transpose().map_err(Problem::broken)?,
            ends_at: new.until.max(tx.now().plus(TO_ARRIVE)),
        };
        store::files::insert(&mut tx, &row).await?;
        tx.commit_upkeep(Upkeep::Files).await?;
        Ok(id)
    }

    /// How far a file has come. `NotFound` when it is another's.
    pub async fn standing(
        &self,
        scope: &Scope,
        owner: Owner,
        id: &FileId,
    ) -> Result<Standing, Problem> {
        let mut tx = self.station.begin(scope).await?;
        let row = store::files::own(&mut tx, owner, id).await?;
        let row = row.ok_or(Problem::NotFound(Thing::File))?;
        let offset = self.blobs.received(&mut tx, row.blob_id).await?;
        tx.leave().await?;
        let length = row.length.map(u64::try_from).transpose().map_err(Problem::broken)?;
        Ok(Standing { offset, length, until: row.ends_at.unwrap_or(row.begun_at) })
    }

    /// Takes up a file where it is durable. `NotFound` when it is another's, or all of it is here.
    pub async fn resume(
        &self,
        scope: &Scope,
        owner: Owner,
        id: &FileId,
    ) -> Result<Receiving, NotTaken> {
        let mut tx = self.station.begin(scope).await?;
        let row = store::files::own(&mut tx, owner, id).await?;
        let row = row.filter(|row| row.came_at.is_none()).ok_or(Problem::NotFound(Thing::File))?;
        let (files, bytes) = store::files::room_taken(&mut tx, owner).await?;
        let length = row.length.map(u64::try_from).transpose().map_err(Problem::broken)?;
        let declared = Details::open(&tx, id, &row.details)?.declared;
        tx.leave().await?;
        // This one is among those that are there.
        let others = (files.saturating_sub(1), bytes.saturating_sub(length.unwrap_or_default()));
        let room = self.limits().room(Kind::of(&declared), others, length)?;
        let writer = Writer::resume(&self.blobs, &self.station, scope, row.blob_id).await?;
        Ok(Receiving {
            vault: self.clone(),
            scope: scope.clone(),
            id: id.clone(),
            blob: row.blob_id,
            room,
            length,
            writer,
        })
    }
}

impl Receiving {
    /// How many bytes have come.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.writer.offset()
    }

    /// How many bytes were announced.
    #[must_use]
    pub const fn length(&self) -> Option<u64> {
        self.length
    }

    /// Whether everything that was announced has come.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.length == Some(self.offset())
    }

    /// Keeps nothing of what comes until it is paused or finished: dropped before, it is as if nothing
    /// had come.
    pub const fn hold(&mut self) {
        self.writer.hold();
    }

    /// Takes the next bytes; not more than were announced, or than a file may have.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), NotTaken> {
        let length = u64::try_from(bytes.len()).map_err(Problem::broken)?;
        if self.offset().saturating_add(length) > self.room {
            return Err(NotTaken::TooLarge(self.room));
        }
        Ok(self.writer.write(bytes).await?)
    }

    /// Makes durable what has come, to be gone on with later. Returns how much there is.
    pub async fn pause(self) -> Result<u64, Problem> {
        self.writer.pause().await
    }

    /// All has come: the file is durable when this returns well, and will be checked.
    pub async fn finish(self) -> Result<Received, NotTaken> {
        if self.offset() == 0 {
            return Err(NotTaken::Empty);
        }
        let finished = self.writer.finish().await?;
        let mut tx = self.vault.station.begin(&self.scope).await?;
        finished.record(&mut tx).await?;
        store::files::came(&mut tx, &self.id, &finished).await?;
        tx.journal(Entry::new(Act::Collection, "file_received", "file", self.blob)).await?;
        tx.publish(&FileReceived { blob: self.blob }).await?;
        tx.commit().await?;
        finished.tidy(&self.vault.blobs).await;
        Ok(Received {
            id: self.id,
            sha256: finished.sha256(),
            size: u64::try_from(finished.size()).map_err(Problem::broken)?,
        })
    }
}
