//! The queue.

use crate::world::{World, bicycle, stalking};
use axum::http::StatusCode;
use kernel::Language;
use rights::Role;
use serde_json::json;
use std::collections::BTreeSet;

#[tokio::test]
async fn the_urgent_stands_first_and_says_why_in_words() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    world.sends("stalking-or-harassment", stalking(json!({})), Language::Welsh).await;
    let queue = ada.look("/desk/queue").await;
    assert_eq!(queue.status, StatusCode::OK);
    let items = queue.texts(".bl-queue__item");
    assert_eq!(items.len(), 2);
    for said in [
        "Report stalking or harassment",
        "Urgent Weapon: words like “gyllell”; Repeated",
        "It has happened more than once",
        "Waits for less than 1 min",
        "left (reply by",
        "In Welsh",
        "Waiting New",
    ] {
        assert!(items[0].contains(said), "{said}: {}", items[0]);
    }
    assert!(items[1].contains("Wants no reply") && !items[1].contains("Urgent"), "{}", items[1]);
    assert!(queue.main().contains("2 waiting, 1 of them urgent"));
    assert!(!queue.html.contains("alex@") && !queue.html.contains("Sam Jones"));
    assert_eq!(world.entries("queue_seen").await, 1);
}

#[tokio::test]
async fn the_queue_is_in_welsh_for_whoever_reads_welsh() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let empty = ada.look("/cy/desk/queue").await.main();
    assert!(empty.contains("Nid oes neb yn aros am ateb"), "{empty}");
    world.sends("stalking-or-harassment", stalking(json!({})), Language::Welsh).await;
    let queue = ada.look("/cy/desk/queue").await;
    let item = queue.texts(".bl-queue__item").remove(0);
    assert!(item.contains("Brys Arf: geiriau fel “gyllell”"), "{item}");
    assert!(queue.all(".bl-queue__title a", "href")[0].starts_with("/cy/desk/contacts/"));
    assert!(queue.all(".bl-queue__why [lang]", "lang").is_empty(), "no English is left in it");
}

#[tokio::test]
async fn what_is_answered_leaves_the_queue_and_stays_among_all() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let id = ada.look(&contact).await.message_id("/replies");
    ada.post(&format!("{contact}/replies"), &[("message", &id), ("body", "Hello")]).await;
    let waiting = ada.look("/desk/queue").await;
    assert!(waiting.texts(".bl-queue__item").is_empty());
    assert!(waiting.main().contains("Nobody waits for an answer"));
    let all = ada.look("/desk/queue?show=all").await.texts(".bl-queue__item");
    assert!(all[0].contains("Answered") && !all[0].contains("New"), "{}", all[0]);
    assert!(!all[0].contains("Waits for"), "{}", all[0]);
}

#[tokio::test]
async fn a_long_queue_goes_on_on_a_next_page_without_a_gap() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let sent = 53;
    for _ in 0..sent {
        world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    }
    let first = ada.look("/desk/queue").await;
    let next = first.all("a[rel=next]", "href").remove(0);
    let second = ada.look(&next).await;
    let seen: Vec<String> =
        [first, second].iter().flat_map(|page| page.all(".bl-queue__title a", "href")).collect();
    assert_eq!(seen.len(), sent);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), sent, "nobody stands in it twice");
    let bad = ada.look("/desk/queue?after=nonsense").await;
    assert_eq!(bad.status, StatusCode::OK, "a place that is none is the beginning");
}
