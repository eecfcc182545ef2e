//! Files that are added later: who is sent the link, and what the desk and the person see of them.

use crate::world::{World, footage, of};
use contact::{Happening, State, files_added, story};
use kernel::{Clock, Purpose};
use reports::adding::FilesAdded;
use rights::Role;
use serde_json::json;
use station::dispatch::{Dispatch, written};

async fn sent(world: &World) -> Vec<Dispatch> {
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    written(&mut tx).await.unwrap()
}

#[tokio::test]
async fn the_link_goes_to_an_address_that_was_called_safe_and_says_nothing_of_the_matter() {
    let world = World::new().await;
    let email = json!({"may_contact": "yes", "ways": ["email"], "email": "sam@example.test"});
    world.sends("humberside", "send-footage", footage(email)).await;
    let sent = sent(&world).await;
    assert_eq!(sent.len(), 1);
    let text = format!("{} {}", sent[0].subject, sent[0].body);
    assert!(text.contains("You can add files here until "), "{text}");
    assert!(text.contains("http://localhost:8080/humberside/add/"), "{text}");
    for word in ["ladders", "Mill Lane", "footage", "video", "photo"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[tokio::test]
async fn nobody_is_sent_a_link_who_has_no_safe_address_or_adds_nothing_later() {
    let world = World::new().await;
    let by_phone = json!({"may_contact": "yes", "ways": ["call"], "phone": "07700900123"});
    world.sends("humberside", "send-footage", footage(by_phone)).await;
    assert!(sent(&world).await.is_empty());
    let email = json!({
        "may_contact": "yes", "ways": ["email"], "email": "sam@example.test", "files": null,
        "phone": null,
    });
    world.sends("humberside", "send-footage", footage(email)).await;
    let sent = sent(&world).await;
    assert_eq!(sent.len(), 1);
    assert!(!sent[0].body.contains("/add/"), "{}", sent[0].body);
}

#[tokio::test]
async fn on_sensitive_ground_no_message_holds_a_link() {
    let world = World::new().await;
    let answers = json!({
        "danger": "no", "happening_now": "no", "unwell": "no", "reporting_for": "me",
        "under_18": "no", "how_long_ago": "longer", "may_contact": "yes", "ways": ["email"],
        "email": "alex@example.test", "how": ["unsure"], "happened_at": { "how": "unsure" },
        "place_kind": "unsure", "known": "unsure", "kept": ["pictures"], "files": "later",
    });
    world.sends("humberside", "spiking", answers).await;
    let sent = sent(&world).await;
    assert_eq!(sent.len(), 1);
    assert!(!sent[0].body.contains("http"), "{}", sent[0].body);
}

#[tokio::test]
async fn files_that_were_added_let_an_answered_matter_wait_again_and_are_told_to_both() {
    let world = World::new().await;
    let receipt = world.sends("humberside", "send-footage", footage(json!({}))).await;
    let mut tx = world.town.station.begin(&world.town.public("humberside")).await.unwrap();
    files_added(&mut tx, &FilesAdded { report: of(&receipt), files: 2 }).await.unwrap();
    tx.commit().await.unwrap();
    sqlx::query("update contact.contacts set state = 'answered'")
        .execute(&mut world.town.past_the_rights().await)
        .await
        .unwrap();
    let mut tx = world.town.station.begin(&world.town.public("humberside")).await.unwrap();
    let added = FilesAdded { report: of(&receipt), files: 1 };
    let contact = files_added(&mut tx, &added).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.entries("person_added_files").await, 2);

    let mut tx = world.town.station.begin(&world.town.public("humberside")).await.unwrap();
    let told = story(&mut tx, of(&receipt), world.town.station.now()).await.unwrap();
    assert_eq!(told.state, State::WroteAgain);
    let counts = told.happenings.iter().filter_map(|(_, happening)| match happening {
        Happening::YouAdded(count) => Some(*count),
        _ => None,
    });
    assert_eq!(counts.collect::<Vec<_>>(), [1, 2]);
    tx.leave().await.unwrap();

    let ada = world.hires("humberside", Role::ContactOperator).await;
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    let view = contact::read(&mut tx, &ada, contact).await.unwrap();
    let kinds: Vec<_> = view.thread.iter().map(|entry| (entry.kind, &*entry.body)).collect();
    assert_eq!(
        kinds,
        [(contact::EntryKind::FilesAdded, "2"), (contact::EntryKind::FilesAdded, "1")]
    );
    assert!(contact::invariants::broken(&mut tx).await.unwrap().is_empty());
}
