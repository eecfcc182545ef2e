//! A force says what counts as unusual in it.

use crate::world::{STREET, World, contact};
use axum::http::StatusCode;
use rights::Role;

const RULES: &str = "/desk/oversight/rules";

#[tokio::test]
async fn a_rule_that_is_off_finds_nothing_and_one_that_is_on_again_does() {
    let world = World::new().await;
    let (rowe, nia) = (world.hires("Rowe", Role::Detective).await, world.nia().await);
    rowe.lives_at(STREET).await;
    let off = [("rule", "own_street"), ("street-first", "1"), ("street-why", "All live there")];
    assert_eq!(nia.posts(RULES, &off).await.status, StatusCode::SEE_OTHER);
    rowe.opens(1).await;
    assert_eq!(world.watches().await, 0);
    let on = [&off[..], &[("on", "yes")]].concat();
    nia.posts(RULES, &on).await;
    rowe.opens(1).await;
    assert_eq!(world.watches().await, 1);
    assert_eq!(world.entries("pattern_rule_changed").await, 2);
}

#[tokio::test]
async fn the_numbers_of_a_rule_are_those_that_were_set() {
    let world = World::new().await;
    let nia = world.nia().await;
    let two = [
        ("rule", "crowd"),
        ("on", "yes"),
        ("crowd-first", "2"),
        ("crowd-second", "3"),
        ("crowd-why", "Small force"),
    ];
    nia.posts(RULES, &two).await;
    for name in ["one", "two"] {
        world.hires(name, Role::ContactOperator).await.opens(1).await;
    }
    assert_eq!(world.watches().await, 1);
    let page = nia.looks("/desk/oversight/findings").await;
    assert!(page.says("2 people opened this record within 3 days"), "{}", page.main());
}

#[tokio::test]
async fn a_rule_is_not_set_without_a_reason_or_with_what_is_no_number() {
    let world = World::new().await;
    let nia = world.nia().await;
    for (number, why, said) in [
        ("5", "", "Write why"),
        ("0", "Why not", "Enter a whole number from 1"),
        ("many", "Why not", "Enter a whole number from 1"),
    ] {
        let fields = [
            ("rule", "idle"),
            ("on", "yes"),
            ("idle-first", number),
            ("idle-second", "80"),
            ("idle-why", why),
        ];
        let page = nia.posts(RULES, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{number} {why}");
        assert!(page.says(said), "{number} {why}: {}", page.main());
    }
    assert_eq!(world.town.count("select count(*) from oversight.rules").await, 0);
}

#[tokio::test]
async fn people_are_told_after_the_hours_that_were_set() {
    let world = World::new().await;
    let nia = world.nia().await;
    assert_eq!(nia.posts(RULES, &[("delay", "-1")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(nia.posts(RULES, &[("delay", "72")]).await.status, StatusCode::SEE_OTHER);
    let page = nia.looks(&format!("/desk/oversight/records/{}", contact(1))).await;
    assert!(page.says("72 hours later"), "{}", page.main());
}
