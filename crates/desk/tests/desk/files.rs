//! The files of a report at the desk: listed, saved and never shown by themselves, each look journalled.

use crate::world::{World, bicycle};
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use evidence::pages::{Hatch, bare};
use evidence::{Claims, FileId, Owner};
use kernel::{ForceId, Language, ReportId};
use rights::Role;
use serde_json::json;

/// Somebody sends a file with their report, and it is checked.
async fn adds(world: &World, report: ReportId, (name, kind): (&str, &str), bytes: &[u8]) -> FileId {
    let scope = world.town.public("humberside");
    let until = world.town.station.clock().now();
    let hatch =
        Hatch { vault: world.vault.clone(), scope, owner: None, field: String::new(), until };
    let mut about = HeaderMap::new();
    about.insert("content-type", kind.parse().unwrap());
    about.insert("content-disposition", format!("attachment; filename={name}").parse().unwrap());
    let file = bare::take(&hatch, &about, Body::from(bytes.to_vec())).await.unwrap();
    let mut tx = world.town.station.begin(&hatch.scope).await.unwrap();
    let given = [(file.id.clone(), Owner::by_id(&file.id), report)];
    evidence::attach(&mut tx, &given).await.unwrap();
    tx.commit().await.unwrap();
    world.vault.check_due(&ForceId::parse("humberside").unwrap()).await.unwrap();
    file.id
}

#[tokio::test]
async fn a_file_is_listed_with_what_our_checks_say_and_saved_as_it_was_sent() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let receipt = world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    assert!(!ada.look(&contact).await.main().contains("SHA-256"), "no files, no heading");
    adds(&world, receipt.report, ("letter.txt", "text/plain"), b"Dear officer").await;
    adds(&world, receipt.report, ("photo.jpg", "image/jpeg"), b"<html>").await;
    let page = ada.look(&contact).await;
    let files = page.texts(".bl-files__file");
    assert!(files[0].contains("letter.txt") && files[0].contains("Checked"), "{files:?}");
    assert!(files[1].contains("photo.jpg") && files[1].contains("Put aside"), "{files:?}");
    let saved = ada.look(&page.all(".bl-files a", "href")[0]).await;
    assert_eq!((saved.status, saved.html.as_str()), (StatusCode::OK, "Dear officer"));
    assert_eq!(saved.headers["content-type"], "application/octet-stream");
    assert!(saved.headers["content-disposition"].to_str().unwrap().starts_with("attachment; "));
    assert!(saved.headers["content-security-policy"].to_str().unwrap().starts_with("sandbox"));
    assert_eq!(saved.headers["x-content-type-options"], "nosniff");
    assert_eq!(world.entries("file_opened").await, 1);
}

#[tokio::test]
async fn another_force_and_another_contact_find_no_file() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let receipt = world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let file = adds(&world, receipt.report, ("a.txt", "text/plain"), b"Dear officer").await;
    let stranger = world.hires("dyfed-powys", Role::Supervisor).await;
    let never = "01890a5d-ac96-774b-bcce-b302099a8057";
    for (who, address) in [
        (&stranger, format!("{contact}/files/{file}")),
        (&stranger, format!("{contact}/files/{file}/preview")),
        (&ada, format!("/desk/contacts/{never}/files/{file}")),
        (&ada, format!("{contact}/files/{}", "0".repeat(32))),
        (&ada, format!("{contact}/files/{file}/preview")),
    ] {
        let page = who.look(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(!page.html.contains("Dear officer"), "{address}");
    }
    assert_eq!(world.nobody().look(&format!("{contact}/files/{file}")).await.status, 303);
    assert_eq!(world.entries("file_opened").await, 0);
}

#[tokio::test]
async fn what_a_photo_says_of_itself_is_shown_as_a_claim_and_only_here() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let receipt = world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let file = adds(&world, receipt.report, ("a.heic", "image/heic"), HEIC).await;
    let page = ada.look(&contact).await;
    let files = page.texts(".bl-files__file");
    assert!(files[0].contains("There is no small picture of this kind of photo"), "{files:?}");
    assert!(!files[0].contains("The photo says"), "{files:?}");
    let said = Claims {
        taken: Some("2026-06-04T02:10:00".parse().unwrap()),
        place: Some((53.743_333, -0.335)),
    };
    world.vault.note_claims(&world.town.public("humberside"), &file, said).await.unwrap();
    let page = ada.look(&contact).await;
    let files = page.texts(".bl-files__file");
    let words = "The photo says that it was taken on 4 June 2026 at 2:10am near 53.7433, -0.3350.";
    assert!(files[0].contains(words) && files[0].contains("It can be wrong"), "{files:?}");
    let kept = "select count(*) from evidence.files where claims is not null
        and encode(claims, 'escape') not like '%2026%'";
    assert_eq!(world.town.count(kept).await, 1, "sealed");
}

/// The beginning of a picture as newer phones take them.
const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and the rest of it";
