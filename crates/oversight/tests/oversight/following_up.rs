//! Findings become cases, and cases end.

use crate::world::{Colleague, STREET, World};
use axum::http::StatusCode;
use kernel::GlassId;
use rights::Role;
use rights::glass::GlassToFollowUp;
use uuid::Uuid;

/// A detective opened a record from their own street. Returns where the finding is.
async fn found(world: &World, nia: &Colleague<'_>) -> String {
    let rowe = world.hires("Rowe", Role::Detective).await;
    rowe.lives_at(STREET).await;
    rowe.opens(1).await;
    assert_eq!(world.watches().await, 1);
    nia.looks("/desk/oversight/findings").await.link("/findings/")
}

#[tokio::test]
async fn a_finding_says_why_it_is_unusual_and_is_dismissed_with_a_reason() {
    let world = World::new().await;
    let nia = world.nia().await;
    let place = found(&world, &nia).await;
    let page = nia.looks(&place).await;
    assert!(page.says("People look up their neighbours"), "{}", page.main());
    let without = nia.posts(&place, &[("decision", "dismiss")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.says("Write why"));
    let undecided = nia.posts(&place, &[("reason", "It is their beat")]).await;
    assert_eq!(undecided.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(undecided.body.contains("It is their beat"), "what was typed is gone");
    let done = [("decision", "dismiss"), ("reason", "It is their beat")];
    assert_eq!(nia.posts(&place, &done).await.status, StatusCode::SEE_OTHER);
    assert!(nia.looks("/desk/oversight/findings").await.says("Nothing waits for you"));
    assert!(nia.looks(&place).await.says("Dismissed: It is their beat"));
    // Once decided, it stays so.
    let again = nia.posts(&place, &[("decision", "new"), ("reason", "Or not")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(world.town.count("select count(*) from oversight.cases").await, 0);
}

#[tokio::test]
async fn a_case_is_opened_noted_and_closed_and_stays_as_it_is() {
    let world = World::new().await;
    let nia = world.nia().await;
    let finding = found(&world, &nia).await;
    let opened = [("decision", "new"), ("reason", "No task led them there")];
    let case = nia.posts(&finding, &opened).await.location;
    let page = nia.looks(&case).await;
    for said in ["About Rowe", "From their own street", "No task led them there"] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    let empty = nia.posts(&format!("{case}/notes"), &[("note", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    nia.posts(&format!("{case}/notes"), &[("note", "Spoke to their sergeant")]).await;
    let ada = world.hires("Ada", Role::ContactOperator).await;
    let id = ada.staff.account().to_string();
    nia.posts(&format!("{case}/people"), &[("person", &id)]).await;
    let half = nia.posts(&format!("{case}/closure"), &[("closing", "Told them")]).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    let closing = [("outcome", "advice"), ("closing", "Told them how it is done")];
    let closed = nia.posts(&format!("{case}/closure"), &closing).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    let page = nia.looks(&case).await;
    for said in ["Spoke to their sergeant", "Ada", "Advice was given", "Told them how it is done"] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    let late = nia.posts(&format!("{case}/notes"), &[("note", "One more")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Spoke to their sergeant") && !late.says("Add the note"));
    assert!(nia.looks("/desk/oversight/cases").await.says("Advice was given"));
    for verb in
        ["case_begun", "finding_followed_up", "case_noted", "case_person_added", "case_closed"]
    {
        assert_eq!(world.entries(verb).await, 1, "{verb}");
    }
}

#[tokio::test]
async fn nobody_follows_up_what_they_did_themselves() {
    let world = World::new().await;
    let (nia, other) = (world.nia().await, world.hires("Lee", Role::ProfessionalStandards).await);
    nia.lives_at(STREET).await;
    nia.opens(1).await;
    assert_eq!(world.watches().await, 1);
    assert!(nia.looks("/desk/oversight/findings").await.says("Nothing waits for you"));
    let place = other.looks("/desk/oversight/findings").await.link("/findings/");
    let dismiss = [("decision", "dismiss"), ("reason", "It was nothing")];
    assert_eq!(nia.looks(&place).await.status, StatusCode::NOT_FOUND);
    assert_eq!(nia.posts(&place, &dismiss).await.status, StatusCode::NOT_FOUND);
    let case = other.posts(&place, &[("decision", "new"), ("reason", "Why?")]).await.location;
    assert_eq!(nia.looks(&case).await.status, StatusCode::NOT_FOUND);
    assert!(!nia.looks("/desk/oversight/cases").await.says("About nia"));
    assert!(other.looks("/desk/oversight/cases").await.says("About nia"));
}

#[tokio::test]
async fn a_second_finding_joins_the_case_that_is_open() {
    let world = World::new().await;
    let nia = world.nia().await;
    let first = found(&world, &nia).await;
    let case = nia.posts(&first, &[("decision", "new"), ("reason", "Why?")]).await.location;
    let ada = world.hires("Ada", Role::ContactOperator).await;
    ada.lives_at(STREET).await;
    ada.opens(1).await;
    assert_eq!(world.watches().await, 1);
    let second = nia.looks("/desk/oversight/findings").await.link("/findings/");
    let id = case.rsplit('/').next().unwrap();
    let joins = [("decision", "add"), ("case", id), ("reason", "They are friends")];
    assert_eq!(nia.posts(&second, &joins).await.location, case);
    let page = nia.looks(&case).await;
    assert!(page.says("Rowe") && page.says("Ada") && page.says("They are friends"));
}

#[tokio::test]
async fn a_review_that_wants_it_followed_up_opens_one_case() {
    let world = World::new().await;
    let (ada, nia) = (world.hires("Ada", Role::ContactOperator).await, world.nia().await);
    let event =
        GlassToFollowUp { glass: GlassId::new(Uuid::from_u128(7)), account: ada.staff.account() };
    for _ in 0..2 {
        let mut tx = nia.tx().await;
        tx.publish(&event).await.unwrap();
        tx.commit_upkeep(station::Upkeep::Jobs).await.unwrap();
        world.town.work().await.unwrap();
    }
    let page = nia.looks("/desk/oversight/cases").await;
    assert_eq!(page.main().matches("About Ada").count(), 1, "{}", page.main());
    let case = nia.looks(&page.link("/cases/")).await;
    assert!(case.says("because a review of an emergency access asked for it"));
}

#[tokio::test]
async fn another_force_has_no_finding_and_no_case_of_ours() {
    let world = World::new().await;
    let nia = world.nia().await;
    let finding = found(&world, &nia).await;
    let kim = world.hires_at("kim", Role::ProfessionalStandards, "cumbria").await;
    assert_eq!(kim.looks(&finding).await.status, StatusCode::NOT_FOUND);
    let case = nia.posts(&finding, &[("decision", "new"), ("reason", "Why?")]).await.location;
    assert_eq!(kim.looks(&case).await.status, StatusCode::NOT_FOUND);
    let closing = [("outcome", "advice"), ("closing", "Ours")];
    let closed = kim.posts(&format!("{case}/closure"), &closing).await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND);
    assert!(kim.looks("/desk/oversight/cases").await.says("There is no case"));
}
