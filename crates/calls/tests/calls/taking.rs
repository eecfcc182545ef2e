//! Who may take a call, who sees it, and what two windows do to it.

use crate::world::World;
use kernel::{Problem, Purpose, Reason};
use rights::Role;
use serde_json::json;

#[tokio::test]
async fn nobody_but_who_takes_it_sees_a_call() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("bicycle-theft").await;
    ada.writes(id, json!({ "danger": "no" }), "It was red").await;
    assert_eq!(ada.opens(id).await.unwrap().account.words, "It was red");
    let bo = world.hires("humberside", Role::ContactOperator, "Bo").await;
    let other = world.hires("btp", Role::ContactOperator, "Cy").await;
    for who in [&bo, &other] {
        assert!(matches!(who.opens(id).await, Err(Problem::NotFound(_))));
        assert_eq!(who.look(&format!("/desk/calls/{id}/receipt")).await.status, 404);
    }
    let scope = other.staff.scope(Purpose::ContactHandling);
    let mut tx = world.town.station.begin(&scope).await.unwrap();
    assert!(calls::parked(&mut tx, &other.staff).await.unwrap().is_empty());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_role_that_answers_nobody_takes_no_call() {
    let world = World::new().await;
    for role in [Role::Officer, Role::Detective, Role::Partner, Role::ForceAdministrator] {
        let who = world.hires("humberside", role, role.code()).await;
        let scope = who.staff.scope(Purpose::ContactHandling);
        let mut tx = world.town.station.begin(&scope).await.unwrap();
        let service = world.service("bicycle-theft");
        let begun = calls::begin(&mut tx, &who.staff, service, kernel::Language::English).await;
        assert!(matches!(begun, Err(Problem::Refused(Reason::NotYourRole))), "{}", role.code());
        tx.leave().await.unwrap();
        for path in ["/desk/calls", "/desk/calls/new", "/desk/calls/danger"] {
            assert_eq!(who.look(path).await.status, 403, "{} {path}", role.code());
        }
    }
    let khan = world.hires("humberside", Role::Supervisor, "Khan").await;
    assert_eq!(khan.look("/desk/calls/new").await.status, 200);
}

#[tokio::test]
async fn a_window_that_is_behind_overwrites_nothing() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("bicycle-theft").await;
    let (mut one, mut other) = (ada.opens(id).await.unwrap(), ada.opens(id).await.unwrap());
    one.account.hear("He is outside", Some(0));
    ada.saves(&mut one).await.unwrap();
    other.account.hear("He has a van", Some(0));
    assert!(matches!(ada.saves(&mut other).await, Err(Problem::Conflict(_))));
    let mut again = ada.opens(id).await.unwrap();
    again.account.hear("He has a van", Some(0));
    ada.saves(&mut again).await.unwrap();
    assert_eq!(again.account.words, "He is outside\nHe has a van");
}

#[tokio::test]
async fn the_database_alone_opens_no_call_and_every_step_is_in_the_journal() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("bicycle-theft").await;
    ada.writes(id, json!({ "stolen_from": "Mint Street" }), "A man in a green hat").await;
    let telling = "select count(*) from calls.calls
        where position('green'::bytea in sealed) > 0 or position('Mint'::bytea in sealed) > 0";
    assert_eq!(world.town.count(telling).await, 0);
    for (verb, times) in [("call_begun", 1), ("call_opened", 1), ("call_written", 1)] {
        assert_eq!(world.entries(verb).await, times, "{verb}");
    }
}
