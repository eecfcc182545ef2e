//! One contact, as whoever answers it reads it.

use crate::world::{World, bicycle, stalking};
use axum::http::StatusCode;
use kernel::Language;
use rights::Role;
use serde_json::json;

#[tokio::test]
async fn every_answer_is_there_and_safe_contact_stands_above_them() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let receipt =
        world.sends("stalking-or-harassment", stalking(json!({})), Language::English).await;
    let contact = ada.look(&ada.first().await).await;
    assert_eq!(contact.status, StatusCode::OK);
    let main = contact.main();
    for said in
        ["Mae ganddo gyllell", "Alex", "alex@example.test", "It has happened more than once"]
    {
        assert!(main.contains(said), "{said}: {main}");
    }
    let pinned = contact.texts(".bl-pinned").join(" ");
    assert!(pinned.contains("alex@example.test") && pinned.contains("bluebell"), "{pinned}");
    let place = |words: &str| contact.html.find(words).unwrap_or(usize::MAX);
    assert!(place("bl-pinned") < place("id=\"answers\""), "the rules come first");
    let why = contact.texts("section[aria-labelledby=why]").join(" ");
    assert!(why.contains("Weapon: words like “gyllell”"), "{why}");
    let title = contact.texts("title").join("");
    assert!(title.contains(&receipt.reference.to_string()), "{title}");
    for personal in ["Alex", "alex@", "talking", "bluebell"] {
        assert!(!title.contains(personal), "{title}");
    }
}

#[tokio::test]
async fn who_wants_no_reply_is_not_to_be_called() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.look(&ada.first().await).await;
    let pinned = contact.texts(".bl-pinned").join(" ");
    assert!(pinned.contains("Do not contact"), "{pinned}");
}

#[tokio::test]
async fn that_it_was_opened_is_in_the_journal_each_time() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let address = ada.first().await;
    for times in 1..=2 {
        ada.look(&address).await;
        assert_eq!(world.entries("contact_opened_by_staff").await, times);
    }
}

#[tokio::test]
async fn a_look_that_cannot_be_written_down_does_not_happen() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let address = ada.first().await;
    world.breaks("revoke insert on station.journal from bluelamp_app").await;
    let contact = ada.look(&address).await;
    assert_eq!(contact.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!contact.html.contains("Raleigh") && !contact.html.contains("Sam Jones"));
}

#[tokio::test]
async fn a_welsh_reader_finds_the_page_in_welsh_whatever_was_written() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.look(&format!("/cy{}", ada.first().await)).await;
    let headings = contact.texts("h2").join(" | ");
    for said in ["Yr hyn a ddywedodd wrthym", "Sgwrs", "Ateb y person", "Ychwanegu nodyn"] {
        assert!(headings.contains(said), "{said}: {headings}");
    }
    assert!(contact.main().contains("Iaith y person: Saesneg"));
}

#[tokio::test]
async fn what_somebody_typed_never_becomes_html() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let typed = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let answers = bicycle(json!({ "what_happened": typed, "full_name": "<b>Sam</b>" }));
    world.sends("bicycle-theft", answers, Language::English).await;
    let contact = ada.look(&ada.first().await).await;
    assert!(contact.main().contains(typed), "it is shown as it was typed");
    assert!(contact.all("main img", "src").is_empty());
    assert!(!contact.html.contains("<script>alert") && !contact.html.contains("<b>Sam"));
}
