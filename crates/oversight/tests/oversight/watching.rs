//! Looking through the journal for what is unusual.

use crate::world::{FORCE, STREET, World, contact};
use kernel::{Actor, ForceId, Purpose};
use rights::Role;
use serde_json::json;
use station::{Act, Entry, Scope};

#[tokio::test]
async fn whoever_opens_a_record_from_their_own_street_is_found_once() {
    let world = World::new().await;
    let rowe = world.hires("Rowe", Role::Detective).await;
    let nia = world.nia().await;
    rowe.lives_at(STREET).await;
    rowe.opens(2).await;
    assert_eq!(world.watches().await, 0);
    rowe.opens(1).await;
    assert_eq!(world.watches().await, 1);
    rowe.opens(1).await;
    assert_eq!(world.watches().await, 0);
    let page = nia.looks("/desk/oversight/findings").await;
    assert!(page.says("From their own street: Rowe"), "{}", page.main());
    assert_eq!(page.main().matches("From their own street").count(), 1);
    assert_eq!(world.entries("unusual_pattern_found").await, 1);
}

#[tokio::test]
async fn whoever_does_not_live_there_is_not_found() {
    let world = World::new().await;
    let (rowe, ada) = (
        world.hires("Rowe", Role::Detective).await,
        world.hires("Ada", Role::ContactOperator).await,
    );
    rowe.lives_at("HU5 5AA").await;
    rowe.opens(1).await;
    ada.opens(1).await;
    assert_eq!(world.watches().await, 0);
}

#[tokio::test]
async fn whoever_tries_what_is_about_them_is_found_by_the_policy_that_refused_them() {
    let world = World::new().await;
    let ada = world.hires("Ada", Role::ContactOperator).await;
    ada.does("refused_by_policy", contact(1), json!({ "by": ["need-to-know"] })).await;
    assert_eq!(world.watches().await, 0);
    ada.does("refused_by_policy", contact(2), json!({ "by": ["own-record"] })).await;
    assert_eq!(world.watches().await, 1);
}

#[tokio::test]
async fn a_record_that_five_open_for_nothing_is_found_and_brought_up_to_date() {
    let world = World::new().await;
    let nia = world.nia().await;
    for name in ["one", "two", "three", "four"] {
        world.hires(name, Role::ContactOperator).await.opens(3).await;
    }
    assert_eq!(world.watches().await, 0);
    world.hires("five", Role::ContactOperator).await.opens(3).await;
    assert_eq!(world.watches().await, 1);
    world.hires("six", Role::ContactOperator).await.opens(3).await;
    assert_eq!(world.watches().await, 0);
    let page = nia.looks("/desk/oversight/findings").await;
    assert!(page.says("6 people opened this record within 7 days"), "{}", page.main());
}

#[tokio::test]
async fn the_record_of_a_neighbour_is_a_look_as_their_report_is() {
    let world = World::new().await;
    let (rowe, nia) = (world.hires("Rowe", Role::Detective).await, world.nia().await);
    rowe.lives_at(STREET).await;
    let mut tx = world.town.station.begin(&rowe.staff.scope(Purpose::Investigating)).await.unwrap();
    let record = kernel::EntityId::new(tx.id());
    tx.journal(Entry::new(Act::Consultation, "record_seen", "record", record)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.watches().await, 1);
    let page = nia.looks("/desk/oversight/findings").await;
    assert!(page.says("Rowe"), "{}", page.main());
}

#[tokio::test]
async fn the_counts_of_a_day_hold_each_look_once() {
    let world = World::new().await;
    let ada = world.hires("Ada", Role::ContactOperator).await;
    for _ in 0..3 {
        ada.opens(1).await;
        world.watches().await;
    }
    ada.opens(2).await;
    world.watches().await;
    assert_eq!(world.town.count("select sum(looks) from oversight.days").await, 4);
    let hours = "select sum(hour) from oversight.days, unnest(hours) as hour";
    assert_eq!(world.town.count(hours).await, 4);
}

#[tokio::test]
async fn whoever_reads_what_is_shared_from_another_force_is_shown_and_stops_nothing() {
    let world = World::new().await;
    let (rowe, nia) = (world.hires("Rowe", Role::Detective).await, world.nia().await);
    let kim = world.hires_at("kim", Role::Detective, "cumbria").await;
    let force = ForceId::parse(FORCE).unwrap();
    let scope = Scope::new(force, Actor::Staff(kim.staff.account()), Purpose::Sharing);
    let mut tx = world.town.station.begin(&scope).await.unwrap();
    let entry = Entry::new(Act::Consultation, "contact_opened_by_staff", "contact", contact(1));
    tx.journal(entry).await.unwrap();
    tx.commit().await.unwrap();
    rowe.lives_at(STREET).await;
    rowe.opens(1).await;
    assert_eq!(world.watches().await, 1);
    let page = nia.looks(&format!("/desk/oversight/records/{}", contact(1))).await;
    assert!(page.says("under an agreement with another force"), "{}", page.main());
}
