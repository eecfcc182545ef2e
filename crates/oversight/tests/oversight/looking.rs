//! Looking up who looked.

use crate::world::{FORCE, World, contact, reference};
use axum::http::StatusCode;
use rights::Role;

#[tokio::test]
async fn a_record_shows_who_opened_it_why_and_by_which_policy() {
    let world = World::new().await;
    let (ada, nia) = (world.hires("Ada", Role::ContactOperator).await, world.nia().await);
    ada.opens(1).await;
    let typed = reference(1).to_string();
    let found = nia.posts("/desk/oversight/records", &[("reference", &typed)]).await;
    assert_eq!(found.status, StatusCode::SEE_OTHER);
    let page = nia.looks(&found.location).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        &*format!("Who looked at {typed}"),
        "Ada",
        "Opened the contact",
        "to deal with the report",
        "Contact operators, supervisors and detectives read the contacts of their own force.",
    ] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    let welsh = nia.looks(&format!("/cy{}", found.location)).await;
    assert!(welsh.says("Agorodd y cyswllt") && welsh.says("i ddelio â'r adroddiad"));
}

#[tokio::test]
async fn whoever_looks_up_who_looked_is_in_the_next_answer() {
    let world = World::new().await;
    let nia = world.nia().await;
    let place = format!("/desk/oversight/records/{}", contact(1));
    nia.looks(&place).await;
    let page = nia.looks(&place).await;
    assert!(page.says("Looked up who looked at this record"), "{}", page.main());
    assert_eq!(world.entries("looks_at_record_seen").await, 2);
}

#[tokio::test]
async fn what_a_colleague_did_is_shown_for_a_period() {
    let world = World::new().await;
    let (ada, nia) = (world.hires("Ada", Role::ContactOperator).await, world.nia().await);
    ada.opens(2).await;
    let id = ada.staff.account();
    let now = nia.looks(&format!("/desk/oversight/people?person={id}")).await;
    assert!(now.says("What Ada did"), "{}", now.main());
    assert!(now.says("Opened the contact") && now.says(&reference(2).to_string()));
    let before = "from-day=1&from-month=1&from-year=2020&to-day=2&to-month=1&to-year=2020";
    let past = nia.looks(&format!("/desk/oversight/people?person={id}&{before}")).await;
    assert!(past.says("From 1 January 2020 to 2 January 2020"), "{}", past.main());
    assert!(past.says("Nothing in this time") && !past.says("Opened the contact"));
    assert_eq!(world.entries("looks_of_person_seen").await, 2);
}

#[tokio::test]
async fn a_long_list_goes_on_on_the_next_page_and_leaves_nothing_out() {
    let world = World::new().await;
    let (ada, nia) = (world.hires("Ada", Role::ContactOperator).await, world.nia().await);
    for _ in 0..55 {
        ada.opens(1).await;
    }
    let place = format!("/desk/oversight/records/{}", contact(1));
    let first = nia.looks(&place).await;
    let shown = |page: &crate::world::Page| page.main().matches("Opened the contact").count();
    // The look itself is the newest.
    assert_eq!(shown(&first), 49);
    let next = nia.looks(&first.link("after=")).await;
    assert_eq!(shown(&next), 6);
    assert!(next.says("Back to the first page"));
}

#[tokio::test]
async fn a_wrong_question_is_asked_again_with_what_is_wrong() {
    let world = World::new().await;
    let nia = world.nia().await;
    for (typed, said) in [("", "Enter the reference"), ("HUM-2222-2222", "Enter the reference")] {
        let page = nia.posts("/desk/oversight/records", &[("reference", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says(said), "{typed}: {}", page.main());
    }
    let unknown = reference(9).to_string();
    let page = nia.posts("/desk/oversight/records", &[("reference", &unknown)]).await;
    assert!(page.says("There is no such record in your force"));
    for query in ["person=", "person=nobody&from-day=1", "from-day=31&from-month=2&from-year=2026"]
    {
        let page = nia.looks(&format!("/desk/oversight/people?{query}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(page.says("There is a problem"), "{query}");
    }
}

#[tokio::test]
async fn another_role_and_another_force_see_nothing_of_it() {
    let world = World::new().await;
    let ada = world.hires("Ada", Role::ContactOperator).await;
    ada.opens(1).await;
    let places = [
        "/desk/oversight".to_owned(),
        format!("/desk/oversight/records/{}", contact(1)),
        format!("/desk/oversight/people?person={}", ada.staff.account()),
        "/desk/oversight/findings".to_owned(),
        "/desk/oversight/cases".to_owned(),
        "/desk/oversight/rules".to_owned(),
        "/desk/oversight/export".to_owned(),
    ];
    for place in &places {
        let page = ada.looks(place).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{place}");
        assert!(page.says("professional standards"), "{place}");
    }
    let elsewhere = world.hires_at("kim", Role::ProfessionalStandards, "cumbria").await;
    assert_eq!(elsewhere.looks(&places[1]).await.status, StatusCode::NOT_FOUND);
    let person = elsewhere.looks(&places[2]).await;
    assert_eq!(person.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!person.says("Ada"), "{FORCE}");
}
