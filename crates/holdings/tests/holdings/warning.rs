//! Warnings on a record, and events that may be one.

use crate::world::{WHY, World};
use axum::http::StatusCode;
use jiff::{SignedDuration, ToSpan};
use records::{By, Field, Form, New, NewStatement, Source, Traits};
use rights::Role;

/// A day so many days from now, as the form takes it.
fn day(world: &World, days: i64) -> String {
    let now = world.town.station.clock().now().in_london();
    now.checked_add(days.days()).unwrap().date().to_string()
}

async fn person(world: &World) -> String {
    let pc = world.hires("humberside", Role::Detective).await;
    let sent = pc.post("/new?of=person", &[("given_names", "Sam"), ("source", "witness")]).await;
    let to = sent.location.strip_prefix("/desk/records").unwrap().to_owned();
    to.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_warning_is_set_with_a_reason_and_a_review_and_taken_away_again() {
    let world = World::new().await;
    let page = format!("{}/markers", person(&world).await);
    let pc = world.hires("humberside", Role::Officer).await;
    let empty = pc.post(&page, &[("what", "set")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["Select what it warns of", "Enter a day within a year"] {
        assert!(empty.text().contains(said), "{said}: {}", empty.text());
    }
    let soon = day(&world, 30);
    let fields = [("what", "set"), ("kind", "violent"), ("reason", WHY), ("review_by", &*soon)];
    let set = pc.follows(&page, &fields).await;
    for said in ["Violent (VI)", "Go in pairs", WHY, "To be looked at again by"] {
        assert!(set.text().contains(said), "{said}: {}", set.text());
    }
    let first = pc.look(page.trim_end_matches("/markers")).await;
    assert!(first.texts("section[aria-labelledby=warnings]").join(" ").contains("Violent (VI)"));
    let end = set.link("Take it away: Violent (VI)").unwrap();
    let form = pc.look(&end).await;
    assert!(form.text().contains("Why?"), "{}", form.text());
    let marker = end.rsplit('=').next().unwrap().to_owned();
    let fields = [("what", "end"), ("marker", &*marker), ("reason", WHY)];
    let ended = pc.follows(&page, &fields).await;
    assert!(ended.text().contains("There is no warning on this record"), "{}", ended.text());
    assert!(ended.text().contains("Taken away on"), "{}", ended.text());
    assert_eq!(world.entries("marker_ended").await, 1);
}

#[tokio::test]
async fn whoever_sets_no_warnings_is_shown_no_form_and_refused() {
    let world = World::new().await;
    let page = format!("{}/markers", person(&world).await);
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let seen = ada.look(&page).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(!seen.text().contains("Set a warning"));
    let soon = day(&world, 30);
    let fields = [("what", "set"), ("kind", "violent"), ("reason", WHY), ("review_by", &*soon)];
    assert_eq!(ada.post(&page, &fields).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn events_that_may_be_one_are_joined_where_they_are_looked_through() {
    let world = World::new().await;
    for minutes in [0, 3] {
        let scope = world.town.system("humberside");
        let mut tx = world.town.station.begin(&scope).await.unwrap();
        let at = tx.now().plus(SignedDuration::from_mins(minutes));
        let fact = NewStatement::fact(Field::Category, "Collision", Source::System);
        let new = New::of(Form::Contact, vec![fact]).at(at);
        let event = records::open(&mut tx, By::Program, &new).await.unwrap();
        let told = ["Lorry crashed with silver estate near bridge"];
        let traits = Traits {
            at,
            kind: "road-collision".to_owned(),
            postcode: None,
            point: None,
            places: vec![],
            things: vec![],
            tellers: vec![],
            words: records::words_of(tx.station().key(), &told),
        };
        records::look_alike(&mut tx, event, &traits).await.unwrap();
        tx.commit().await.unwrap();
    }
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let page = ada.look("/duplicates").await;
    assert!(page.text().contains("2 that may be one"), "{}", page.text());
    let events = "select string_agg(one_id || ' ' || other_id, ' ') from records.event_pairs";
    let events: String = sqlx::query_scalar(events)
        .fetch_one(&mut world.town.past_the_rights().await)
        .await
        .unwrap();
    let (one, other) = events.split_once(' ').unwrap();
    let one_only = [("number", "0"), ("said", "same"), ("event-0", one)];
    let again = ada.follows("/duplicates", &one_only).await;
    assert!(again.text().contains("Tick two or more"), "{}", again.text());
    let both = [("number", "0"), ("said", "same"), ("event-0", one), ("event-0", other)];
    let done = ada.follows("/duplicates", &both).await;
    assert!(done.text().contains("Nothing looks like the same"), "{}", done.text());
    assert_eq!(world.entries("events_joined").await, 1);
}
