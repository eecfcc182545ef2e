//! Files in a bucket of an S3 service: as in a folder, and through the service's bad days.

use crate::blobs::Shelf;
use futures_util::TryStreamExt;
use jiff::SignedDuration;
use kernel::Problem;
use station::backup::{self, Place};
use station::blobs::{self, Blobs, Bucket, NotReady, PIECE, Writer};
use station::secrets::{ServerKey, sha256};
use station::testing::bucket::Double;

const KEY: [u8; 32] = [7; 32];

async fn shelf() -> (Double, Shelf) {
    let double = Double::start().await;
    let blobs = double.blobs(&ServerKey::new(KEY));
    (double, Shelf::over(blobs).await)
}

fn some(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 9).to_le_bytes()[0]).collect()
}

#[tokio::test]
async fn a_file_comes_back_from_a_bucket_whole_and_in_parts() {
    let (_double, shelf) = shelf().await;
    let sent = some(PIECE * 2 + 77);
    let blob = shelf.keep(&sent).await;
    let found = shelf.find(blob).await.unwrap();
    assert_eq!(found.sha256, sha256(&sent));
    let size = u64::try_from(sent.len()).unwrap();
    assert!(shelf.read(found.clone(), 0..size).await.unwrap() == sent);
    let piece = u64::try_from(PIECE).unwrap();
    for (begin, end) in [(0, 1), (piece - 1, piece + 1), (piece * 2, size), (size - 1, size + 9)] {
        let part = shelf.read(found.clone(), begin..end).await.unwrap();
        let whole = usize::try_from(begin).unwrap()..usize::try_from(end.min(size)).unwrap();
        assert!(part == sent[whole], "{begin}..{end}");
    }
    assert!(shelf.blobs.is_intact(&found).await.unwrap());
    assert_eq!(shelf.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_has_the_bucket_alone_has_noise() {
    let (double, shelf) = shelf().await;
    shelf.keep(&b"He waits by the bakery".repeat(100)).await;
    let mut looked_at = 0;
    let mut folders = vec![double.folder().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(6).any(|part| part == b"bakery"), "{}", path.display());
            looked_at += 1;
        }
    }
    assert!(looked_at > 0);
}

#[tokio::test]
async fn a_pause_is_gone_on_with_and_leaves_nothing_behind() {
    let (_double, shelf) = shelf().await;
    let sent = some(PIECE + 1000);
    let blob = shelf.begin().await;
    let mut writer = shelf.writer(blob).await;
    writer.write(&sent[..700]).await.unwrap();
    assert_eq!(writer.pause().await.unwrap(), 700);
    let mut writer = shelf.writer(blob).await;
    assert_eq!(writer.offset(), 700);
    writer.write(&sent[700..]).await.unwrap();
    shelf.finish(writer).await;
    let found = shelf.find(blob).await.unwrap();
    let size = found.size;
    assert!(shelf.read(found, 0..size).await.unwrap() == sent);
    assert_eq!(shelf.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_erased_is_gone_and_what_nobody_names_is_swept() {
    let (_double, shelf) = shelf().await;
    let (one, other) = (shelf.keep(&some(PIECE + 5)).await, shelf.keep(b"stays").await);
    shelf.erase(one).await;
    assert_eq!(shelf.broken().await.len(), 1, "its pieces are there and belong to nobody");
    shelf.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    let mut tx = shelf.town.station.begin(&shelf.scope).await.unwrap();
    assert_eq!(blobs::sweep(&shelf.blobs, &mut tx).await.unwrap(), 1);
    tx.leave().await.unwrap();
    assert_eq!(shelf.broken().await, Vec::<String>::new());
    let found = shelf.find(other).await.unwrap();
    assert_eq!(shelf.read(found, 0..5).await.unwrap(), b"stays");
    let twice = shelf.keep(b"twice").await;
    shelf.erase(twice).await;
    for _ in 0..2 {
        // A piece that is gone already is no fault.
        shelf.blobs.discard(shelf.scope.force(), twice).await;
    }
}

#[tokio::test]
async fn a_bucket_that_goes_away_under_an_upload_loses_nothing_that_was_acknowledged() {
    let (mut double, shelf) = shelf().await;
    let sent = some(PIECE * 3 + 11);
    let blob = shelf.begin().await;
    let mut writer = shelf.writer(blob).await;
    writer.write(&sent[..PIECE + 100]).await.unwrap();
    let durable = writer.pause().await.unwrap();
    double.stop().await;
    let resumed = Writer::resume(&shelf.blobs, &shelf.town.station, &shelf.scope, blob).await;
    assert!(matches!(resumed.err(), Some(Problem::Busy)), "whoever sends is asked to wait");
    double.start_again().await;
    let mut writer = shelf.writer(blob).await;
    assert_eq!(writer.offset(), durable);
    // It goes away in the middle of writing.
    double.stop().await;
    let written = writer.write(&sent[PIECE + 100..]).await;
    assert!(matches!(written, Err(Problem::Busy)), "{written:?}");
    assert!(shelf.find(blob).await.is_none(), "nobody is told that it is here");
    double.start_again().await;
    let mut writer = shelf.writer(blob).await;
    let offset = usize::try_from(writer.offset()).unwrap();
    assert!(offset >= PIECE, "what was acknowledged is there: {offset}");
    writer.write(&sent[offset..]).await.unwrap();
    // And once more when all but the last piece is there.
    double.stop().await;
    assert!(matches!(writer.finish().await.err(), Some(Problem::Busy)));
    assert!(shelf.find(blob).await.is_none());
    double.start_again().await;
    let mut writer = shelf.writer(blob).await;
    let offset = usize::try_from(writer.offset()).unwrap();
    writer.write(&sent[offset..]).await.unwrap();
    shelf.finish(writer).await;
    let found = shelf.find(blob).await.unwrap();
    assert!(shelf.blobs.is_intact(&found).await.unwrap());
    assert_eq!(shelf.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_runs_it_is_told_what_is_wrong_with_the_bucket() {
    let mut double = Double::start().await;
    let key = ServerKey::new(KEY);
    let ready = async |bucket: Bucket| Blobs::in_bucket(bucket, &key).unwrap().is_ready().await;
    assert_eq!(ready(double.bucket()).await, Ok(()));
    let wrong = |change: fn(&mut Bucket)| {
        let mut bucket = double.bucket();
        change(&mut bucket);
        bucket
    };
    for (bucket, why) in [
        (wrong(|it| it.secret_key = "another".to_owned()), NotReady::Refused),
        (wrong(|it| it.access_key = "nobody".to_owned()), NotReady::Refused),
    ] {
        let found = ready(bucket).await.unwrap_err();
        assert_eq!(found, why);
        assert!(found.remedy().contains("uploads.s3_"), "{}", found.remedy());
    }
    let bucket = double.bucket();
    double.stop().await;
    let found = ready(bucket).await.unwrap_err();
    assert!(matches!(found, NotReady::NoAnswer(_)), "{found}");
    assert!(found.remedy().contains("uploads.s3_endpoint"));
}

#[tokio::test]
async fn a_backup_holds_the_bucket_and_is_restored_into_a_folder_and_into_another_bucket() {
    let (_double, shelf) = shelf().await;
    let sent = some(PIECE + 33);
    let blob = shelf.keep(&sent).await;
    let found = shelf.find(blob).await.unwrap();
    let half = shelf.begin().await;
    let mut writer = shelf.writer(half).await;
    writer.write(b"more is to come").await.unwrap();
    writer.pause().await.unwrap();

    let folder = tempfile::tempdir().unwrap();
    let (data, dir) = (folder.path().join("data"), folder.path().join("backup"));
    std::fs::create_dir(&data).unwrap();
    let database = shelf.town.owner_url().to_owned();
    let now = shelf.town.station.clock().now();
    let place = Place { database, data };
    let manifest = backup::create(place, &shelf.blobs, dir.clone(), now).await.unwrap();
    let pieces = manifest.files.iter().filter(|file| file.path.starts_with("files/")).count();
    assert_eq!(pieces, 3, "two whole pieces and one tail");
    assert!(backup::verify(&dir).unwrap().1.is_empty());

    let key = ServerKey::new(KEY);
    let other = Double::start().await;
    let in_folder = Blobs::in_folder(&folder.path().join("restored"), &key).unwrap();
    for store in [other.blobs(&key), in_folder] {
        assert_eq!(backup::restore_blobs(&dir, &store).await.unwrap(), 3);
        let parts: Vec<Vec<u8>> =
            store.read(found.clone(), 0..found.size).try_collect().await.unwrap();
        assert!(parts.concat() == sent, "{store:?}");
        assert!(store.is_intact(&found).await.unwrap(), "{store:?}");
        assert!(backup::restore_blobs(&dir, &store).await.is_err(), "over what is there");
    }

    // A piece that was changed in the backup is found before anything of it is restored.
    let piece = manifest.files.iter().find(|file| file.path.ends_with("000000")).unwrap();
    let path = dir.join(&piece.path);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let (_, wrong) = backup::verify(&dir).unwrap();
    assert_eq!(wrong, [format!("{} was changed", piece.path)]);
}
