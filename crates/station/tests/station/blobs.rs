//! Files: bit for bit as they came, whatever happened on the way, and nothing to whoever has the
//! folder alone.

use futures_util::TryStreamExt;
use jiff::SignedDuration;
use kernel::{BlobId, Problem};
use station::blobs::{self, Blob, Blobs, PIECE, Writer};
use station::secrets::{ServerKey, sha256};
use station::testing::Town;
use station::{Scope, Upkeep};
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) struct Shelf {
    pub(crate) town: Town,
    pub(crate) blobs: Blobs,
    folder: tempfile::TempDir,
    pub(crate) scope: Scope,
}

impl Shelf {
    async fn new() -> Self {
        let town = Town::new(Vec::new()).await;
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::in_folder(folder.path(), &ServerKey::new([7; 32])).unwrap();
        let scope = town.public("humberside");
        Self { town, blobs, folder, scope }
    }

    /// The same over another store.
    pub(crate) async fn over(blobs: Blobs) -> Self {
        Self { blobs, ..Self::new().await }
    }

    pub(crate) async fn begin(&self) -> BlobId {
        let mut tx = self.town.station.begin(&self.scope).await.unwrap();
        let blob = self.blobs.begin(&mut tx).await.unwrap();
        tx.commit_upkeep(Upkeep::Files).await.unwrap();
        blob
    }

    pub(crate) async fn writer(&self, blob: BlobId) -> Writer {
        Writer::resume(&self.blobs, &self.town.station, &self.scope, blob).await.unwrap()
    }

    pub(crate) async fn finish(&self, writer: Writer) {
        let finished = writer.finish().await.unwrap();
        let mut tx = self.town.station.begin(&self.scope).await.unwrap();
        finished.record(&mut tx).await.unwrap();
        tx.commit_upkeep(Upkeep::Files).await.unwrap();
        finished.tidy(&self.blobs).await;
    }

    pub(crate) async fn keep(&self, bytes: &[u8]) -> BlobId {
        let blob = self.begin().await;
        let mut writer = self.writer(blob).await;
        writer.write(bytes).await.unwrap();
        self.finish(writer).await;
        blob
    }

    pub(crate) async fn find(&self, blob: BlobId) -> Option<Blob> {
        let mut tx = self.town.station.begin(&self.scope).await.unwrap();
        let found = self.blobs.find(&mut tx, blob).await.unwrap();
        tx.leave().await.unwrap();
        found
    }

    pub(crate) async fn read(
        &self,
        blob: Blob,
        range: std::ops::Range<u64>,
    ) -> Result<Vec<u8>, Problem> {
        let parts: Vec<Vec<u8>> = self.blobs.read(blob, range).try_collect().await?;
        Ok(parts.concat())
    }

    pub(crate) async fn broken(&self) -> Vec<String> {
        let mut tx = self.town.station.begin(&self.scope).await.unwrap();
        let broken = blobs::broken(&self.blobs, &mut tx).await.unwrap();
        tx.leave().await.unwrap();
        broken
    }

    pub(crate) async fn erase(&self, blob: BlobId) {
        let mut tx = self.town.station.begin(&self.scope).await.unwrap();
        self.blobs.erase(&mut tx, blob).await.unwrap();
        tx.commit_upkeep(Upkeep::Files).await.unwrap();
    }

    fn files(&self) -> Vec<PathBuf> {
        fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { gather(&path, files) } else { files.push(path) }
            }
        }
        let mut files = Vec::new();
        gather(self.folder.path(), &mut files);
        files
    }
}

/// Bytes that are everywhere different, so that a piece in the wrong place is seen.
fn bytes(length: usize) -> Vec<u8> {
    (0..length)
        .map(|at| u8::try_from((at.wrapping_mul(2_654_435_761) >> 7) & 0xff).unwrap())
        .collect()
}

#[tokio::test]
async fn a_file_comes_back_bit_for_bit_and_in_parts() {
    let shelf = Shelf::new().await;
    for length in [1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17] {
        let sent = bytes(length);
        let blob = shelf.keep(&sent).await;
        let found = shelf.find(blob).await.unwrap();
        assert_eq!((found.size, found.sha256), (u64::try_from(length).unwrap(), sha256(&sent)));
        assert!(shelf.blobs.is_intact(&found).await.unwrap());
        assert!(shelf.read(found.clone(), 0..u64::MAX).await.unwrap() == sent, "{length}");
        for (from, to) in [(0, 1), (length / 2, length), (length - 1, length + 5), (7, 7)] {
            let range = u64::try_from(from).unwrap()..u64::try_from(to).unwrap();
            let expected = sent.get(from..to.min(length)).unwrap_or_default();
            assert!(shelf.read(found.clone(), range).await.unwrap() == expected, "{from}..{to}");
        }
    }
    assert_eq!(shelf.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_durable_when_the_server_was_killed_is_gone_on_with() {
    let shelf = Shelf::new().await;
    let sent = bytes(11 * PIECE + 1234);
    let blob = shelf.begin().await;
    // Paused in the middle of a piece, then killed after nine pieces more, of which eight are recorded.
    let mut writer = shelf.writer(blob).await;
    writer.write(&sent[..100_000]).await.unwrap();
    assert_eq!(writer.pause().await.unwrap(), 100_000);
    let mut writer = shelf.writer(blob).await;
    assert_eq!(writer.offset(), 100_000);
    writer.write(&sent[100_000..9 * PIECE + 5]).await.unwrap();
    drop(writer);
    let mut writer = shelf.writer(blob).await;
    let durable = usize::try_from(writer.offset()).unwrap();
    assert_eq!(durable, 8 * PIECE);
    writer.write(&sent[durable..]).await.unwrap();
    shelf.finish(writer).await;
    let found = shelf.find(blob).await.unwrap();
    assert_eq!(found.sha256, sha256(&sent));
    assert!(shelf.read(found, 0..u64::MAX).await.unwrap() == sent);
    assert_eq!(shelf.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_writes_last_writes_alone() {
    let shelf = Shelf::new().await;
    let blob = shelf.begin().await;
    let mut before = shelf.writer(blob).await;
    before.write(b"begun on a line that hangs").await.unwrap();
    let mut after = shelf.writer(blob).await;
    assert!(matches!(before.pause().await, Err(Problem::Conflict(_))));
    after.write(b"sent again").await.unwrap();
    shelf.finish(after).await;
    let found = shelf.find(blob).await.unwrap();
    assert_eq!(shelf.read(found, 0..100).await.unwrap(), b"sent again");
}

#[tokio::test]
async fn a_stolen_folder_says_nothing_and_a_changed_byte_is_found() {
    let shelf = Shelf::new().await;
    let words = b"the canary sings in the quarry ".repeat(40_000);
    let blob = shelf.keep(&words).await;
    for file in shelf.files() {
        let stored = fs::read(&file).unwrap();
        assert!(!stored.windows(10).any(|part| words.starts_with(part)), "{}", file.display());
        assert!(!file.to_str().unwrap().contains(&station::secrets::hex(&sha256(&words))));
    }
    let other_key = Blobs::in_folder(shelf.folder.path(), &ServerKey::new([8; 32])).unwrap();
    let mut tx = shelf.town.station.begin(&shelf.scope).await.unwrap();
    assert!(other_key.find(&mut tx, blob).await.is_err());
    tx.leave().await.unwrap();
    let found = shelf.find(blob).await.unwrap();
    let file = &shelf.files()[0];
    let mut stored = fs::read(file).unwrap();
    stored[1000] ^= 1;
    fs::write(file, stored).unwrap();
    assert!(shelf.read(found, 0..u64::MAX).await.is_err());
}

#[tokio::test]
async fn another_force_finds_nothing_of_it() {
    let shelf = Shelf::new().await;
    let blob = shelf.keep(b"ours").await;
    let mut tx = shelf.town.station.begin(&shelf.town.public("cumbria")).await.unwrap();
    assert!(shelf.blobs.find(&mut tx, blob).await.unwrap().is_none());
    tx.leave().await.unwrap();
}

#[tokio::test]
async fn pieces_without_a_row_are_named_and_swept_after_a_day() {
    let shelf = Shelf::new().await;
    let (kept, gone) = (shelf.keep(b"kept").await, shelf.keep(b"gone").await);
    shelf.erase(gone).await;
    assert_eq!(shelf.broken().await, [format!("file {gone} has no row")]);
    let sweep = async || {
        let mut tx = shelf.town.station.begin(&shelf.scope).await.unwrap();
        let swept = blobs::sweep(&shelf.blobs, &mut tx).await.unwrap();
        tx.leave().await.unwrap();
        swept
    };
    assert_eq!(sweep().await, 0, "a restored database may be a little older than the store");
    shelf.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    assert_eq!(sweep().await, 1);
    assert_eq!(shelf.broken().await, Vec::<String>::new());
    let found = shelf.find(kept).await.unwrap();
    assert_eq!(shelf.read(found, 0..9).await.unwrap(), b"kept");
    fs::remove_file(&shelf.files()[0]).unwrap();
    assert_eq!(shelf.broken().await, [format!("file {kept} has 0 of 4 bytes")]);
}
