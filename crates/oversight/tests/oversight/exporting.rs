//! The journal for the Information Commissioner.

use crate::world::{Colleague, World};
use axum::http::StatusCode;
use kernel::Purpose;
use rights::{Role, second};

const REASON: &str = "Request 2026-17 of the Information Commissioner";

/// Somebody asks for the journal of this week. Returns where the request is.
async fn asks(nia: &Colleague<'_>, person: &str) -> String {
    let fields = [("reason", REASON), ("person", person)];
    let asked = nia.posts("/desk/oversight/export", &fields).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.main());
    nia.looks("/desk/oversight/export").await.link("/export/")
}

/// Somebody decides on it.
async fn approves(lee: &Colleague<'_>, place: &str) -> Result<(), kernel::Problem> {
    let id = place.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = lee.tx().await;
    assert_eq!(tx.scope().purpose(), Purpose::Oversight);
    second::decide(&mut tx, &lee.staff, id, (true, "It is their right")).await?;
    tx.commit().await
}

#[tokio::test]
async fn what_a_second_person_approved_is_saved_once() {
    let world = World::new().await;
    let (nia, lee) = (world.nia().await, world.hires("Lee", Role::ProfessionalStandards).await);
    world.hires("Ada", Role::ContactOperator).await.opens(1).await;
    let place = asks(&nia, "").await;
    assert!(nia.looks(&place).await.says("Waits for a second person"));
    let early = nia.posts(&place, &[("format", "csv")]).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);
    approves(&nia, &place).await.unwrap_err();
    approves(&lee, &place).await.unwrap();
    assert!(lee.looks(&place).await.says("Whoever asked for it saves it"));
    assert_eq!(lee.posts(&place, &[("format", "csv")]).await.status, StatusCode::NOT_FOUND);
    let unsaid = nia.posts(&place, &[]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);

    let saved = nia.posts(&place, &[("format", "csv")]).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert_eq!(saved.headers["content-disposition"], "attachment; filename=\"journal.csv\"");
    assert!(saved.body.starts_with("id,at,actor_kind,actor,name,purpose,act,verb,thing,thing_id"));
    let line = saved.body.lines().find(|line| line.contains("contact_opened_by_staff")).unwrap();
    assert!(line.contains("\"Ada\"") && line.contains("\"contact_handling\""), "{line}");
    assert_eq!(nia.posts(&place, &[("format", "csv")]).await.status, StatusCode::NOT_FOUND);
    let given = "select count(*) from station.journal
                 where verb = 'journal_given_out' and act = 'disclosure'
                   and details ->> 'approved_by' <> details ->> 'asked_by'";
    assert_eq!(world.town.count(given).await, 1);
}

#[tokio::test]
async fn of_one_colleague_it_holds_nobody_else() {
    let world = World::new().await;
    let (nia, lee) = (world.nia().await, world.hires("Lee", Role::ProfessionalStandards).await);
    let ada = world.hires("Ada", Role::ContactOperator).await;
    ada.opens(1).await;
    world.hires("Bo", Role::ContactOperator).await.opens(1).await;
    let id = ada.staff.account().to_string();
    let place = asks(&nia, &id).await;
    assert!(nia.looks(&place).await.says("of Ada"));
    approves(&lee, &place).await.unwrap();
    let saved = nia.posts(&place, &[("format", "jsonl")]).await;
    let lines: Vec<serde_json::Value> =
        saved.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1, "{}", saved.body);
    assert_eq!(
        (&lines[0]["name"], &lines[0]["verb"]),
        (&"Ada".into(), &"contact_opened_by_staff".into())
    );
}

#[tokio::test]
async fn a_request_without_a_reason_keeps_what_was_typed() {
    let world = World::new().await;
    let nia = world.nia().await;
    let page = nia.posts("/desk/oversight/export", &[("reason", "Because")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Because") && page.says("Write what it is for"));
    let turned = [
        ("reason", REASON),
        ("from-day", "2"),
        ("from-month", "1"),
        ("from-year", "2026"),
        ("to-day", "1"),
        ("to-month", "1"),
        ("to-year", "2026"),
    ];
    let page = nia.posts("/desk/oversight/export", &turned).await;
    assert!(page.says("Enter a last day that is not before the first"));
    assert_eq!(world.entries("second_person_asked").await, 0);
}
