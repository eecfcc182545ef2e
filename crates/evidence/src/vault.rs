//! Where files are taken in, checked and given out.

use crate::claims::Claims;
use crate::file::{Details, File, FileId, Owner};
use crate::limits::Limits;
use crate::scanner::Scanner;
use crate::store::{self, files::Row};
use kernel::{BlobId, ForceId, Instant, Problem, Thing};
use station::blobs::{Blob, Blobs};
use station::{Act, Entry, Scope, Station, Tx, Upkeep};
use std::path::PathBuf;

/// What a vault goes by.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How much may be sent.
    pub limits: Limits,
    /// What looks for malware, if anything does.
    pub scanner: Option<Scanner>,
    /// The program that makes previews, `bluelamp` itself; without it there are none.
    pub previewer: Option<PathBuf>,
}

/// Where files are taken in, checked and given out. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    pub(crate) station: Station,
    pub(crate) blobs: Blobs,
    pub(crate) settings: std::sync::Arc<Settings>,
}

impl Vault {
    /// A vault over a store of files.
    #[must_use]
    pub fn new(station: &Station, blobs: Blobs, settings: Settings) -> Self {
        Self { station: station.clone(), blobs, settings: settings.into() }
    }

    /// A vault of a test's own, in a folder.
    #[cfg(feature = "testing")]
    pub fn in_folder(station: &Station, folder: &std::path::Path) -> Result<Self, Problem> {
        let blobs = Blobs::in_folder(folder, station.key())?;
        let settings = Settings { limits: Limits::default(), scanner: None, previewer: None };
        Ok(Self::new(station, blobs, settings))
    }

    /// The store under it.
    #[must_use]
    pub const fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// The building that it is in.
    #[must_use]
    pub const fn station(&self) -> &Station {
        &self.station
    }

    /// How much may be sent.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.settings.limits
    }

    /// The files that an owner sent and that belong to no report yet, in their order. Those of a
    /// draft that is still being written stay until `until`.
    pub async fn list(
        &self,
        scope: &Scope,
        owner: Owner,
        until: Instant,
    ) -> Result<Vec<File>, Problem> {
        let mut tx = self.station.begin(scope).await?;
        let rows = store::files::of_owner(&mut tx, owner).await?;
        store::files::stay(&mut tx, owner, until).await?;
        let files = files(&tx, rows)?;
        tx.commit_upkeep(Upkeep::Files).await?;
        Ok(files)
    }

    /// Removes a file that belongs to no report. `NotFound` when it is another's.
    pub async fn remove(&self, scope: &Scope, owner: Owner, id: &FileId) -> Result<(), Problem> {
        let mut tx = self.station.begin(scope).await?;
        let row = store::files::remove(&mut tx, owner, id).await?;
        let row = row.ok_or(Problem::NotFound(Thing::File))?;
        self.erase(&mut tx, &row, "file_removed").await?;
        tx.commit().await?;
        self.discard(scope.force(), &row).await;
        Ok(())
    }

    /// Opens a file for whoever works for the force: what it is, and its bytes once they may be
    /// opened. That it was is in the journal of the transaction.
    pub async fn open(
        &self,
        tx: &mut Tx<'_>,
        id: &FileId,
    ) -> Result<(File, Option<Blob>), Problem> {
        let file = self.look_at(tx, id).await?;
        tx.journal(Entry::new(Act::Consultation, "file_opened", "file", file.blob)).await?;
        let blob = self.blobs.find(tx, file.blob).await?;
        let open = file.state.may_be_opened();
        Ok((file, blob.filter(|_| open)))
    }

    /// Opens the preview of a file, if it has one; journalled as looking at the file.
    pub async fn open_preview(&self, tx: &mut Tx<'_>, id: &FileId) -> Result<Blob, Problem> {
        let file = self.look_at(tx, id).await?;
        let preview = file.preview.ok_or(Problem::NotFound(Thing::File))?;
        tx.journal(Entry::new(Act::Consultation, "file_preview_opened", "file", file.blob)).await?;
        self.blobs.find(tx, preview).await?.ok_or(Problem::NotFound(Thing::File))
    }

    async fn look_at(&self, tx: &mut Tx<'_>, id: &FileId) -> Result<File, Problem> {
        let row = store::files::find(tx, id).await?.filter(|row| row.report_id.is_some());
        file(tx, row.ok_or(Problem::NotFound(Thing::File))?)
    }

    /// Forgets what belongs to no report and whose time is over. Returns how many files it was.
    pub async fn forget_ended(&self, scope: &Scope) -> Result<usize, Problem> {
        let mut tx = self.station.begin(scope).await?;
        let ended = store::files::remove_ended(&mut tx).await?;
        for row in &ended {
            self.erase(&mut tx, row, "file_forgotten").await?;
        }
        if ended.is_empty() {
            tx.leave().await?;
        } else {
            tx.commit().await?;
        }
        for row in &ended {
            self.discard(scope.force(), row).await;
        }
        Ok(ended.len())
    }

    /// Takes away what the store has and no row names. Returns how many files it was.
    pub async fn sweep(&self, scope: &Scope) -> Result<usize, Problem> {
        let mut tx = self.station.begin(scope).await?;
        let swept = station::blobs::sweep(&self.blobs, &mut tx).await?;
        tx.leave().await?;
        Ok(swept)
    }

    async fn erase(&self, tx: &mut Tx<'_>, row: &Row, verb: &'static str) -> Result<(), Problem> {
        tx.journal(Entry::new(Act::Erasure, verb, "file", row.blob_id)).await?;
        for blob in blobs_of(row) {
            self.blobs.erase(tx, blob).await?;
        }
        Ok(())
    }

    async fn discard(&self, force: &ForceId, row: &Row) {
        for blob in blobs_of(row) {
            self.blobs.discard(force, blob).await;
        }
    }
}

fn blobs_of(row: &Row) -> impl Iterator<Item = BlobId> {
    std::iter::once(row.blob_id).chain(row.preview_id)
}

/// Files of their rows.
pub(crate) fn files(tx: &Tx<'_>, rows: Vec<Row>) -> Result<Vec<File>, Problem> {
    rows.into_iter().map(|row| file(tx, row)).collect()
}

/// A file of its row.
pub(crate) fn file(tx: &Tx<'_>, row: Row) -> Result<File, Problem> {
    let id = row.id()?;
    let state = row.state();
    let size = if row.came_at.is_some() { row.size } else { row.length.unwrap_or_default() };
    Ok(File {
        details: Details::open(tx, &id, &row.details)?,
        state,
        field: row.field,
        size: u64::try_from(size).map_err(Problem::broken)?,
        sha256: row.sha256.and_then(|hash| hash.try_into().ok()),
        found: row.found,
        at: row.came_at.unwrap_or(row.begun_at),
        blob: row.blob_id,
        preview: row.preview_id,
        claims: row.claims.and_then(|sealed| Claims::open(tx, &id, &sealed)),
        attached: row.report_id.is_some(),
        id,
    })
}
