//! What a person is told of who looked at their report.

use crate::world::{Colleague, FORCE, World, contact, report};
use axum::http::StatusCode;
use jiff::SignedDuration;
use kernel::Clock;
use oversight::feed::{self, Seen};
use rights::Role;
use serde_json::json;

/// What the person of the first report is told.
async fn told(world: &World) -> Vec<Seen> {
    let mut tx = world.town.station.begin(&world.town.public(FORCE)).await.unwrap();
    let seen = feed::tell(&mut tx, report(1), Some(contact(1))).await.unwrap();
    if seen.is_empty() {
        tx.leave().await.unwrap();
    } else {
        tx.commit().await.unwrap();
    }
    seen
}

async fn hours_pass(world: &World, hours: i64) {
    world.town.station.advance_clock(SignedDuration::from_hours(hours)).await.unwrap();
}

/// Holds the first report's feed back for some days from now.
async fn holds(world: &World, nia: &Colleague<'_>, days: i64) -> StatusCode {
    let until = world.town.station.now().plus(SignedDuration::from_hours(24 * days));
    let until = until.in_london().date();
    let (day, month, year) =
        (until.day().to_string(), until.month().to_string(), until.year().to_string());
    let fields = [
        ("do", "hold"),
        ("reason", "They may be the suspect"),
        ("until-day", &*day),
        ("until-month", &month),
        ("until-year", &year),
    ];
    let place = format!("/desk/oversight/records/{}/hold", contact(1));
    nia.posts(&place, &fields).await.status
}

#[tokio::test]
async fn a_look_is_told_after_a_day_by_role_and_purpose() {
    let world = World::new().await;
    let ada = world.hires("Ada", Role::ContactOperator).await;
    ada.opens(1).await;
    ada.opens(2).await;
    hours_pass(&world, 23).await;
    assert_eq!(told(&world).await, []);
    hours_pass(&world, 2).await;
    let seen = told(&world).await;
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].role, &*seen[0].purpose), (Role::ContactOperator, "contact_handling"));
    assert_eq!(world.entries("looks_told_to_person").await, 1);
}

#[tokio::test]
async fn what_was_refused_and_the_looks_of_oversight_are_never_told() {
    let world = World::new().await;
    let (ada, nia) = (world.hires("Ada", Role::ContactOperator).await, world.nia().await);
    ada.does("refused_by_policy", contact(1), json!({ "by": ["family-record"] })).await;
    let page = nia.looks(&format!("/desk/oversight/records/{}", contact(1))).await;
    assert_eq!(page.status, StatusCode::OK);
    hours_pass(&world, 25).await;
    assert_eq!(told(&world).await, []);
}

#[tokio::test]
async fn a_hold_stops_the_feed_where_it_stood_until_it_ends() {
    let world = World::new().await;
    let (ada, nia) = (world.hires("Ada", Role::ContactOperator).await, world.nia().await);
    ada.opens(1).await;
    hours_pass(&world, 25).await;
    assert_eq!(told(&world).await.len(), 1);
    assert_eq!(holds(&world, &nia, 3).await, StatusCode::SEE_OTHER);
    ada.opens(1).await;
    hours_pass(&world, 48).await;
    assert_eq!(told(&world).await.len(), 1, "the new look is held back, the old one stays");
    let page = nia.looks(&format!("/desk/oversight/records/{}", contact(1))).await;
    assert!(page.says("They may be the suspect"), "{}", page.main());
    hours_pass(&world, 72).await;
    assert_eq!(told(&world).await.len(), 2, "the hold has ended");
}

#[tokio::test]
async fn what_is_held_back_can_be_let_go_and_a_hold_needs_its_reason_and_a_day_to_come() {
    let world = World::new().await;
    let (ada, nia) = (world.hires("Ada", Role::ContactOperator).await, world.nia().await);
    assert_eq!(holds(&world, &nia, -2).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(holds(&world, &nia, 400).await, StatusCode::UNPROCESSABLE_ENTITY);
    let place = format!("/desk/oversight/records/{}/hold", contact(1));
    let bare = nia.posts(&place, &[("do", "hold")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.says("Write why"));
    holds(&world, &nia, 30).await;
    ada.opens(1).await;
    hours_pass(&world, 25).await;
    assert_eq!(told(&world).await, []);
    nia.posts(&place, &[("do", "let-go")]).await;
    assert_eq!(told(&world).await.len(), 1);
    assert_eq!(world.entries("feed_held").await, 1);
    assert_eq!(world.entries("feed_let_go").await, 1);
    // Whoever sees no journal holds nothing back.
    assert_eq!(holds(&world, &ada, 3).await, StatusCode::FORBIDDEN);
}
