//! What the person gets, and never gets.

use crate::world::{World, bicycle, of, said, stalking};
use contact::{Happening, State, reply, story, write};
use jiff::SignedDuration;
use kernel::{Clock, ContactId, Purpose};
use rights::Role;
use serde_json::json;
use station::dispatch::{Dispatch, written};
use triage::Priority;

async fn sent(world: &World) -> Vec<Dispatch> {
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    written(&mut tx).await.unwrap()
}

async fn answer(world: &World, receipt: &reports::Receipt) {
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let mut past = world.town.past_the_rights().await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from contact.contacts where report_id = $1")
        .bind(of(receipt).uuid())
        .fetch_one(&mut past)
        .await
        .unwrap();
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    let answer = said(9, "Your bicycle was found in Beverley");
    reply(&mut tx, &ada, &world.catalogue, ContactId::new(id), &answer).await.unwrap();
    tx.commit().await.unwrap();
    world.town.work().await.unwrap();
}

#[tokio::test]
async fn a_confirmation_and_an_update_tell_nothing_of_the_matter() {
    let world = World::new().await;
    let email = json!({"may_contact": "yes", "ways": ["email"], "email": "sam@example.test"});
    let receipt = world.sends("humberside", "bicycle-theft", bicycle(email)).await;
    answer(&world, &receipt).await;
    let sent = sent(&world).await;
    assert_eq!(sent.len(), 2);
    for message in sent {
        let text = format!("{} {}", message.subject, message.body).to_lowercase();
        assert_eq!(message.to, "sam@example.test");
        for word in ["bicycle", "raleigh", "beverley", "sam jones", "stolen", "theft"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        assert!(!text.contains(&receipt.access_code.to_string().to_lowercase()));
    }
}

#[tokio::test]
async fn a_message_about_stalking_names_neither_police_nor_reference_and_waits_for_a_safe_time() {
    let world = World::new().await;
    let safe = json!({
        "may_contact": "yes", "ways": ["email"], "email": "alex@example.test",
        "safe_times": ["weekends_morning"], "full_name": "Alex",
    });
    let receipt = world.sends("humberside", "stalking-or-harassment", stalking(safe)).await;
    let sent = sent(&world).await;
    assert_eq!(sent.len(), 1);
    let text = format!("{} {}", sent[0].subject, sent[0].body).to_lowercase();
    let reference = receipt.reference.to_string().to_lowercase();
    for word in ["police", "stalk", "harass", "report", "http", &reference] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    let due = sent[0].due_at.in_london();
    let now = world.town.station.now().in_london();
    let weekend = [jiff::civil::Weekday::Saturday, jiff::civil::Weekday::Sunday];
    assert!(weekend.contains(&due.weekday()) && (8..12).contains(&due.hour()), "{due} at {now}");
}

#[tokio::test]
async fn whoever_wants_no_contact_gets_none() {
    let world = World::new().await;
    let receipt = world.sends("humberside", "stalking-or-harassment", stalking(json!({}))).await;
    assert_eq!(receipt.reply_by, None);
    answer(&world, &receipt).await;
    assert!(sent(&world).await.is_empty());
}

#[tokio::test]
async fn a_person_writes_again_and_words_of_danger_put_the_matter_first() {
    let world = World::new().await;
    let receipt = world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    answer(&world, &receipt).await;
    let mut tx = world.town.station.begin(&world.town.public("humberside")).await.unwrap();
    let report = of(&receipt);
    assert_eq!(write(&mut tx, report, &said(1, "Thank you")).await.unwrap(), Priority::Standard);
    let danger = said(2, "He is outside my house with a knife");
    assert_eq!(write(&mut tx, report, &danger).await.unwrap(), Priority::Urgent);
    assert_eq!(write(&mut tx, report, &danger).await.unwrap(), Priority::Urgent);
    tx.commit().await.unwrap();
    let mut tx = world.town.station.begin(&world.town.public("humberside")).await.unwrap();
    let told = story(&mut tx, report, receipt.submitted_at).await.unwrap();
    assert_eq!(told.state, State::WroteAgain);
    let wrote = told.happenings.iter().filter(|(_, what)| matches!(what, Happening::YouWrote(_)));
    assert_eq!(wrote.count(), 2);
    let urgent = "select count(*) from contact.contacts where priority = 'urgent'";
    assert_eq!(world.town.count(urgent).await, 1);
}

#[tokio::test]
async fn a_report_becomes_one_contact_however_often_it_is_told() {
    let world = World::new().await;
    let receipt = world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    for _ in 0..2 {
        let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
        contact::open(&mut tx, &world.catalogue, of(&receipt)).await.unwrap();
        tx.leave().await.unwrap();
    }
    world.town.station.advance_clock(SignedDuration::from_hours(1)).await.unwrap();
    world.town.work().await.unwrap();
    assert_eq!(world.town.count("select count(*) from contact.contacts").await, 1);
}
