//! What must be known first stands first, and what was told is taken over without typing it again.

use crate::world::{Page, World, bicycle};
use axum::http::StatusCode;
use kernel::{EntityId, Language};
use records::{By, MarkerKind, NewLink, NewMarker, NewStatement, Source};
use rights::Role;
use serde_json::{Value, json};

fn reachable(extra: &Value) -> Value {
    let mut answers = bicycle(json!({
        "may_contact": "yes", "ways": ["call"], "phone": "07700 900123", "postcode": "HU1 1AA",
        "stolen_from": "12 Mill Lane",
    }));
    for (question, answer) in extra.as_object().unwrap() {
        answers[question] = answer.clone();
    }
    answers
}

impl World {
    /// Somebody who uses the number was violent, as an officer wrote down.
    async fn warns_of_the_number(&self) {
        let scope = self.town.system("humberside");
        let mut tx = self.town.station.begin(&scope).await.unwrap();
        let fact = |field, said: &str| NewStatement::fact(field, said, Source::Officer);
        let open = |form, said: Vec<NewStatement>| records::New::of(form, said);
        let kim = open(records::Form::Person, vec![fact(records::Field::Surname, "Vane")]);
        let phone = open(records::Form::Phone, vec![fact(records::Field::Number, "07700 900123")]);
        let kim: EntityId = records::open(&mut tx, By::Program, &kim).await.unwrap();
        let phone = records::open(&mut tx, By::Program, &phone).await.unwrap();
        let uses = NewLink::fact((kim, records::Role::Uses, phone), tx.now(), Source::Officer);
        records::link(&mut tx, By::Program, &uses).await.unwrap();
        let new = NewMarker {
            entity: kim,
            kind: MarkerKind::Violent,
            reason: "Threw a bottle".to_owned(),
            source: Source::Officer,
            origin: None,
            review_by: tx.now().plus(jiff::SignedDuration::from_hours(24)),
            expires_at: None,
        };
        records::mark(&mut tx, By::Program, &new).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// The value of a hidden field of the first form of a page that is sent to an address with this end.
fn hidden(page: &Page, end: &str, name: &str) -> String {
    page.all(&format!("form[action$='{end}'] input[name='{name}']"), "value").remove(0)
}

#[tokio::test]
async fn a_warning_stands_before_what_was_told_and_each_says_that_they_have_seen_it() {
    let world = World::new().await;
    world.warns_of_the_number().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", reachable(&json!({})), Language::English).await;
    let queue = ada.look("/desk/queue").await;
    assert!(queue.texts(".bl-queue__why").join(" ").contains("Violent"), "{}", queue.main());
    let address = ada.first().await;
    let page = ada.look(&address).await;
    let place = |words: &str| page.html.find(words).unwrap_or(usize::MAX);
    assert!(place("id=\"alerts\"") < place("id=\"answers\""));
    let first = page.texts("section[aria-labelledby=alerts]").join(" ");
    for said in ["Violent (VI)", "Go in pairs", "Vane: uses +447700900123", "Threw a bottle"] {
        assert!(first.contains(said), "{said}: {first}");
    }
    assert!(!page.texts("title").join("").contains("Vane"));
    let alert = hidden(&page, "/alerts", "alert");
    let sent = ada.post(&format!("{address}/alerts"), &[("alert", &alert)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = ada.look(&sent.location).await;
    let first = page.texts("section[aria-labelledby=alerts]").join(" ");
    assert!(first.contains("Seen by Ada Marlow"), "{first}");
    assert_eq!(world.entries("alerts_acknowledged").await, 1);
    let welsh = ada.look(&format!("/cy{address}")).await;
    assert!(welsh.main().contains("Gwybod hyn yn gyntaf") && welsh.main().contains("Treisgar"));
}

#[tokio::test]
async fn what_was_told_is_taken_over_with_one_press() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", reachable(&json!({})), Language::English).await;
    let address = ada.first().await;
    let page = ada.look(&address).await;
    assert!(page.main().contains("Into the records (1 to take over)"), "{}", page.main());
    let records = format!("{address}/records");
    let page = ada.look(&records).await;
    let typed = page.all("input[type=text]", "value");
    assert_eq!(typed, ["Sam", "Jones", "07700 900123"]);
    let candidate = hidden(&page, "/records", "candidate");
    let fields = [
        ("candidate", &*candidate),
        ("number", "0"),
        ("0-0", "Samuel"),
        ("0-1", "Jones"),
        ("0-2", ""),
        ("what", "accept"),
    ];
    let sent = ada.post(&records, &fields).await;
    let page = ada.look(&sent.location).await;
    assert!(page.main().contains("Taken over"), "{}", page.main());
    let again = ada.post(&records, &fields).await;
    assert!(again.location.contains("done=before"), "{}", again.location);
    let named = "select count(*) from records.entities where label = 'Samuel Jones'";
    assert_eq!(world.town.count(named).await, 1);
    let page = ada.look(&address).await;
    assert!(page.main().contains("Into the records (0 to take over)"), "{}", page.main());
}

#[tokio::test]
async fn two_who_tell_of_one_thing_are_joined_and_taken_apart_at_the_desk() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", reachable(&json!({})), Language::English).await;
    let other = reachable(&json!({"phone": "07700 900124", "full_name": "Kim Lee"}));
    world.sends("bicycle-theft", other, Language::English).await;
    let records = format!("{}/records", ada.first().await);
    let page = ada.look(&records).await;
    assert!(page.main().contains("at the same place (+8.0 bits)"), "{}", page.main());
    let event = hidden(&page, "/records", "other");
    let sent = ada.post(&records, &[("other", &event), ("what", "same")]).await;
    let page = ada.look(&sent.location).await;
    assert!(page.main().contains("a part of one incident with others"), "{}", page.main());
    let cluster = hidden(&page, "/records", "cluster");
    let sent = ada.post(&records, &[("cluster", &cluster), ("what", "separate")]).await;
    let page = ada.look(&sent.location).await;
    assert!(page.main().contains("Not sure yet"), "they wait for a decision again");
}

#[tokio::test]
async fn whoever_reads_no_contacts_learns_nothing_here() {
    let world = World::new().await;
    world.warns_of_the_number().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", reachable(&json!({})), Language::English).await;
    let address = ada.first().await;
    let cps = world.hires("humberside", Role::Partner).await;
    let met = world.hires("metropolitan", Role::ContactOperator).await;
    for (who, status) in [(cps, StatusCode::FORBIDDEN), (met, StatusCode::NOT_FOUND)] {
        let page = who.look(&format!("{address}/records")).await;
        assert_eq!(page.status, status);
        assert!(!page.html.contains("Jones") && !page.html.contains("Vane"));
    }
}
