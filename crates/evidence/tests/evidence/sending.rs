//! Sending files: in one go, in parts, over lines that are cut, by forms.

use crate::town::{Sender, World, headers};
use axum::body::Body;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evidence::pages::{bare, form, tus};
use evidence::{NotTaken, State};
use station::secrets::{hex, sha256};

fn bytes(length: usize) -> Vec<u8> {
    (0..length)
        .map(|at| u8::try_from((at.wrapping_mul(2_654_435_761) >> 9) & 0xff).unwrap())
        .collect()
}

#[tokio::test]
async fn an_upload_that_is_cut_at_sixty_percent_is_completed_after_the_server_was_killed() {
    let mut world = World::new().await;
    let sent = bytes(5_000_000);
    let sender = Sender { hatch: world.hatch("sam") };
    let id = sender.announces(("doorbell.mp4", "video/mp4"), sent.len()).await.unwrap();
    let answer = sender.is_cut_off(&id, 0, &sent[..3_000_000]).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(world.files("sam").await[0].state, State::Receiving);
    // Another process: nothing of the first is left but database and folder.
    world.vault = World::vault(&world.town, world.folder.path(), None);
    let sender = Sender { hatch: world.hatch("sam") };
    let offset = sender.asks(&id).await.unwrap();
    assert_eq!(offset, 3_000_000, "everything that came is kept");
    let rest = &sent[usize::try_from(offset).unwrap()..];
    let answer = sender.appends(&id, offset, rest).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(answer.headers()["upload-sha256"], hex(&sha256(&sent)));
    let file = world.files("sam").await.remove(0);
    assert_eq!((file.size, file.sha256), (5_000_000, Some(sha256(&sent))));
    assert!(world.bytes(&file).await == sent, "bit for bit");
    assert_eq!(world.entries("file_received").await, 1);
}

#[tokio::test]
async fn a_bad_line_gets_on_however_little_it_carries_at_a_time() {
    let world = World::new().await;
    let (sent, sender) = (bytes(60_000), Sender { hatch: world.hatch("sam") });
    let id = sender.announces(("a.mp3", "audio/mpeg"), sent.len()).await.unwrap();
    let mut offset = 0;
    while offset < 60_000 {
        let from = usize::try_from(offset).unwrap();
        sender.is_cut_off(&id, offset, &sent[from..60_000.min(from + 7001)]).await;
        offset = match sender.asks(&id).await {
            Ok(now) => now,
            Err(status) => panic!("{status} at {offset}"),
        };
    }
    assert!(world.bytes(&world.files("sam").await[0]).await == sent);
}

#[tokio::test]
async fn a_part_from_elsewhere_than_where_we_are_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let sender = Sender { hatch: world.hatch("sam") };
    let id = sender.announces(("a.txt", "text/plain"), 10).await.unwrap();
    assert_eq!(sender.appends(&id, 5, b"12345").await.status(), StatusCode::CONFLICT);
    assert_eq!(
        sender.appends(&id, 0, b"12345678901").await.status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(sender.asks(&id).await, Ok(0));
    assert_eq!(sender.appends(&id, 0, b"12345").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(sender.asks(&id).await, Ok(5));
    assert_eq!(sender.appends(&id, 5, b"67890").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.bytes(&world.files("sam").await[0]).await, b"1234567890");
}

#[tokio::test]
async fn what_is_too_large_too_many_or_empty_is_told_so() {
    let world = World::new().await;
    let sender = Sender { hatch: world.hatch("sam") };
    let mebibytes = |count: usize| count * 1024 * 1024;
    let why = |status, why: &str| Err((status, why.to_owned()));
    let too = StatusCode::PAYLOAD_TOO_LARGE;
    for (kind, length, refused) in [
        ("image/jpeg", mebibytes(6), "too-large"),
        ("application/pdf", mebibytes(11), "too-large"),
        ("video/mp4", mebibytes(41), "too-large"),
        ("video/mp4", 0, "empty"),
    ] {
        let said = sender.announces(("a", kind), length).await;
        assert_eq!(said, why(too, refused), "{kind} {length}");
    }
    sender.announces(("a", "video/mp4"), mebibytes(40)).await.unwrap();
    assert_eq!(sender.announces(("b", "video/mp4"), mebibytes(30)).await, why(too, "too-much"));
    for name in ["b", "c", "d"] {
        sender.announces((name, "text/plain"), 1).await.unwrap();
    }
    assert_eq!(sender.announces(("e", "text/plain"), 1).await, why(too, "too-many"));
    let other = Sender { hatch: world.hatch("alex") };
    other.announces(("e", "text/plain"), 1).await.unwrap();
}

#[tokio::test]
async fn another_version_of_the_protocol_and_another_type_are_told_what_is_spoken() {
    let world = World::new().await;
    let hatch = world.hatch("sam");
    let other = headers(&[("tus-resumable", "0.2.2"), ("upload-length", "5")]);
    let answer = tus::announce(&hatch, &other, ToString::to_string).await.unwrap();
    assert_eq!(answer.status(), StatusCode::PRECONDITION_FAILED);
    assert_eq!(answer.headers()["tus-version"], "1.0.0");
    let options = tus::options(&hatch);
    assert_eq!(options.headers()["tus-extension"], "creation,expiration,termination,checksum");
    let wrong = headers(&[("tus-resumable", "1.0.0"), ("content-type", "text/plain")]);
    let id = Sender { hatch: hatch.clone() }.announces(("a", ""), 5).await.unwrap();
    let answer = tus::append(&hatch, &id, &wrong, Body::from("12345")).await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

const BOUNDARY: &str = "----a-boundary";

fn part(field: &str, file: Option<(&str, &str)>, content: &[u8]) -> Vec<u8> {
    let file = file.map(|(name, kind)| format!("; filename=\"{name}\"\r\ncontent-type: {kind}"));
    let file = file.unwrap_or_default();
    let head =
        format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"{file}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n"].concat()
}

fn whole(parts: &[Vec<u8>]) -> Body {
    Body::from([parts.concat(), format!("--{BOUNDARY}--\r\n").into_bytes()].concat())
}

fn of_form() -> axum::http::HeaderMap {
    headers(&[("content-type", &format!("multipart/form-data; boundary={BOUNDARY}"))])
}

#[tokio::test]
async fn a_plain_form_brings_files_and_says_which_it_could_not_take() {
    let world = World::new().await;
    let (photo, large) = (bytes(1_500_000), bytes(6 * 1024 * 1024));
    let body = whole(&[
        part("csrf", None, b"the token"),
        part("files", Some(("bike.jpg", "image/jpeg")), &photo),
        part("files", Some(("large.jpg", "image/jpeg")), &large),
        part("files", Some(("letter.txt", "text/plain")), b"Dear officer"),
        part("files", Some(("", "application/octet-stream")), b""),
        part("then", None, b"continue"),
    ]);
    let fits = |name: &str, value: &str| name == "csrf" && value == "the token";
    let taken =
        form::take(&world.hatch("sam"), &of_form(), body, (false, Vec::new(), fits)).await.unwrap();
    assert_eq!(taken.files[0].sha256, sha256(&photo));
    assert_eq!(taken.fields[1], ("then".to_owned(), "continue".to_owned()));
    let [(_, name, why)] = &taken.not_taken[..] else { panic!("{:?}", taken.not_taken) };
    assert!(name == "large.jpg" && matches!(why, NotTaken::TooLarge(_)));
    let names: Vec<_> = world.files("sam").await.into_iter().map(|it| it.details.name).collect();
    assert_eq!(names, ["bike.jpg", "letter.txt"], "nothing is left of what was not taken");
}

#[tokio::test]
async fn a_form_of_another_site_brings_nothing() {
    let world = World::new().await;
    let file = || part("files", Some(("a.txt", "text/plain")), b"x");
    for parts in [vec![file()], vec![part("csrf", None, b"guessed"), file()], vec![]] {
        let fits = |name: &str, value: &str| name == "csrf" && value == "the token";
        let body = whole(&parts);
        form::take(&world.hatch("sam"), &of_form(), body, (false, Vec::new(), fits))
            .await
            .unwrap_err();
    }
    assert!(world.files("sam").await.is_empty());
}

#[tokio::test]
async fn a_program_sends_a_bare_body() {
    let world = World::new().await;
    let hatch = evidence::pages::Hatch { owner: None, ..world.hatch("nobody") };
    let said = headers(&[
        ("content-type", "image/png"),
        ("content-disposition", "attachment; filename=\"cctv.png\""),
    ]);
    let taken = bare::take(&hatch, &said, Body::from(bytes(70_000))).await.unwrap();
    assert_eq!((taken.size, taken.sha256), (70_000, sha256(&bytes(70_000))));
    let empty = bare::take(&hatch, &said, Body::empty()).await;
    assert!(matches!(empty, Err(NotTaken::Empty)));
}

#[tokio::test]
async fn a_part_whose_checksum_does_not_fit_is_thrown_away_and_sent_again() {
    let world = World::new().await;
    // More than is recorded on the way: none of it may stay.
    let sent = bytes(6_000_000);
    let sender = Sender { hatch: world.hatch("sam") };
    let id = sender.announces(("doorbell.mp4", "video/mp4"), sent.len()).await.unwrap();
    let (first, rest) = sent.split_at(700_000);
    let sum = |bytes: &[u8]| format!("sha256 {}", STANDARD.encode(sha256(bytes)));
    let answer = sender.appends_with(&id, 0, (&sum(first), first)).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let mut changed = rest.to_vec();
    changed[5_000_000] ^= 1;
    let answer = sender.appends_with(&id, 700_000, (&sum(rest), &changed)).await;
    assert_eq!(answer.status().as_u16(), 460);
    assert_eq!(sender.asks(&id).await, Ok(700_000), "nothing of it is kept");
    let answer = sender.appends_with(&id, 700_000, ("md5 AAAA", rest)).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let answer = sender.appends_with(&id, 700_000, (&sum(rest), rest)).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(answer.headers()["upload-sha256"], hex(&sha256(&sent)));
    assert!(world.bytes(&world.files("sam").await[0]).await == sent, "bit for bit");
    let options = tus::options(&world.hatch("sam"));
    assert_eq!(options.headers()["tus-checksum-algorithm"], "sha1,sha256");
}
