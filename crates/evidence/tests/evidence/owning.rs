//! Whose a file is, and what becomes of it.

use crate::town::{FORCE, Sender, World};
use axum::http::StatusCode;
use evidence::pages::tus;
use evidence::{FileId, Owner};
use jiff::SignedDuration;
use kernel::{Problem, Thing};

#[tokio::test]
async fn whoever_does_not_hold_the_key_learns_nothing_of_a_file() {
    let world = World::new().await;
    let sam = Sender { hatch: world.hatch("sam") };
    let id = sam.announces(("a.txt", "text/plain"), 10).await.unwrap();
    let alex = Sender { hatch: world.hatch("alex") };
    assert_eq!(alex.asks(&id).await, Err(StatusCode::NOT_FOUND));
    assert_eq!(alex.appends(&id, 0, b"1234567890").await.status(), StatusCode::NOT_FOUND);
    let removed = tus::terminate(&alex.hatch, &id).await.unwrap_err();
    assert!(matches!(removed.0, Problem::NotFound(Thing::File)));
    assert!(world.files("alex").await.is_empty());
    for id in ["x", "", &"0".repeat(32)] {
        assert_eq!(sam.asks(id).await, Err(StatusCode::NOT_FOUND), "{id}");
    }
    let mut elsewhere = world.hatch("sam");
    elsewhere.scope = world.town.public("cumbria");
    assert_eq!(Sender { hatch: elsewhere }.asks(&id).await, Err(StatusCode::NOT_FOUND));
    assert_eq!(sam.asks(&id).await, Ok(0));
}

#[tokio::test]
async fn a_report_has_the_files_of_whoever_sent_it_and_of_nobody_else() {
    let world = World::new().await;
    let ours = world.sends("sam", ("a.txt", "text/plain"), b"mine").await;
    let theirs = world.sends("alex", ("b.txt", "text/plain"), b"not mine").await;
    let never = FileId::parse(&"0".repeat(32)).unwrap();
    let report = world.reports("sam", &[&ours.id, &theirs.id, &never]).await;
    let mut tx = world.town.station.begin(&world.town.system(FORCE)).await.unwrap();
    let files = evidence::of_report(&mut tx, report).await.unwrap();
    assert_eq!(files.iter().map(|file| &file.id).collect::<Vec<_>>(), [&ours.id]);
    // It stays with that report, and its sender can no longer take it back.
    let again = [(ours.id.clone(), Owner::holding(b"sam"))];
    assert_eq!(evidence::unknown(&mut tx, &again).await.unwrap(), std::slice::from_ref(&ours.id));
    tx.leave().await.unwrap();
    assert!(tus::terminate(&world.hatch("sam"), ours.id.as_str()).await.is_err());
    assert!(world.files("sam").await.is_empty());
    assert_eq!(world.entries("file_attached_to_report").await, 1);
}

#[tokio::test]
async fn a_file_that_is_removed_leaves_no_byte_and_its_name_lies_nowhere_in_the_clear() {
    let world = World::new().await;
    let file = world.sends("sam", ("canary-in-a-name.txt", "text/plain"), b"words").await;
    let rows = world.town.count(
        "select count(*) from evidence.files where files::text like '%canary%'
         or position('canary'::bytea in details) > 0",
    );
    assert_eq!(rows.await, 0);
    tus::terminate(&world.hatch("sam"), file.id.as_str()).await.unwrap();
    assert!(world.files("sam").await.is_empty());
    assert!(std::fs::read_dir(world.folder.path()).unwrap().next().is_none());
    assert_eq!(world.town.count("select count(*) from station.blobs").await, 0);
    assert_eq!(world.entries("file_removed").await, 1);
}

#[tokio::test]
async fn what_came_to_belong_to_no_report_is_forgotten_and_what_did_is_not() {
    let world = World::new().await;
    let kept = world.sends("sam", ("a.txt", "text/plain"), b"kept").await;
    world.sends("sam", ("b.txt", "text/plain"), b"forgotten").await;
    world.reports("sam", &[&kept.id]).await;
    world.town.station.advance_clock(SignedDuration::from_hours(23)).await.unwrap();
    let scope = world.town.system(FORCE);
    assert_eq!(world.vault.forget_ended(&scope).await.unwrap(), 0);
    // Looking at them while writing lets them stay.
    assert_eq!(world.files("sam").await.len(), 1);
    world.town.station.advance_clock(SignedDuration::from_hours(23)).await.unwrap();
    assert_eq!(world.vault.forget_ended(&scope).await.unwrap(), 0);
    world.town.station.advance_clock(SignedDuration::from_hours(2)).await.unwrap();
    assert_eq!(world.vault.forget_ended(&scope).await.unwrap(), 1);
    assert_eq!(world.bytes(&kept).await, b"kept");
    let mut tx = world.town.station.begin(&scope).await.unwrap();
    let broken = evidence::invariants::broken(&world.vault, &mut tx).await.unwrap();
    tx.leave().await.unwrap();
    assert_eq!(broken, Vec::<String>::new());
}

#[tokio::test]
async fn staff_open_a_file_of_a_report_and_the_journal_says_so() {
    let world = World::new().await;
    let file = world.sends("sam", ("a.txt", "text/plain"), b"words").await;
    let open = async |id: &FileId| {
        let mut tx = world.town.station.begin(&world.town.system(FORCE)).await.unwrap();
        let opened = world.vault.open(&mut tx, id).await;
        if opened.is_ok() {
            tx.commit().await.unwrap();
        } else {
            tx.leave().await.unwrap();
        }
        opened
    };
    assert!(matches!(open(&file.id).await, Err(Problem::NotFound(Thing::File))), "not sent yet");
    world.reports("sam", &[&file.id]).await;
    let (opened, blob) = open(&file.id).await.unwrap();
    assert_eq!((opened.details.name.as_str(), blob.unwrap().size), ("a.txt", 5));
    assert_eq!(world.entries("file_opened").await, 1);
}
