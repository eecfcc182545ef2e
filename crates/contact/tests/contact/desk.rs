//! What the desk sees, and who does not.

use crate::world::{World, bicycle, of, said, stalking};
use contact::{Cursor, note, queue, read, reply, story};
use kernel::{ContactId, Problem, Purpose, Reason, Thing};
use rights::{Role, Staff};
use serde_json::json;
use triage::Priority;

async fn queued(world: &World, staff: &Staff) -> contact::Queue {
    let scope = staff.scope(Purpose::ContactHandling);
    let mut tx = world.town.station.begin(&scope).await.unwrap();
    let queue = queue(&mut tx, staff, false, None::<Cursor>).await.unwrap();
    tx.commit().await.unwrap();
    queue
}

async fn first(world: &World, staff: &Staff) -> ContactId {
    queued(world, staff).await.items[0].id
}

#[tokio::test]
async fn the_urgent_comes_first_and_says_why() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    let told = json!({"tell_us": "He waits outside my house with a knife"});
    world.sends("humberside", "stalking-or-harassment", stalking(told)).await;
    let queue = queued(&world, &ada).await;
    let order: Vec<_> = queue.items.iter().map(|item| item.service_id.as_str()).collect();
    assert_eq!(order, ["stalking-or-harassment", "bicycle-theft"]);
    assert_eq!(queue.items[0].priority, Priority::Urgent);
    let codes: Vec<_> = queue.items[0].reasons.iter().map(|reason| reason.code.as_str()).collect();
    assert!(codes.contains(&"weapon") && codes.contains(&"happening_now"), "{codes:?}");
    assert_eq!(world.entries("queue_seen").await, 1);
}

#[tokio::test]
async fn opening_a_contact_is_in_the_journal() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    let id = first(&world, &ada).await;
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    let view = read(&mut tx, &ada, id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(view.report.answers.text("make"), Some("Raleigh"));
    let opened = format!(
        "select count(*) from station.journal where verb = 'contact_opened_by_staff'
         and act = 'consultation' and thing_id = '{id}' and actor_name = '{}'
         and purpose = 'contact_handling'",
        ada.account()
    );
    assert_eq!(world.town.count(&opened).await, 1);
}

#[tokio::test]
async fn another_forces_operator_finds_nothing_even_without_the_applications_check() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let stranger = world.hires("dyfed-powys", Role::ContactOperator).await;
    world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    let id = first(&world, &ada).await;
    let scope = stranger.scope(Purpose::ContactHandling);
    let mut tx = world.town.station.begin(&scope).await.unwrap();
    assert!(matches!(read(&mut tx, &stranger, id).await, Err(Problem::NotFound(Thing::Contact))));
    // The second lock alone: a query that names no force.
    for table in ["contact.contacts", "reports.reports", "triage.assessments", "contact.messages"] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let rows: i64 = sqlx::query_scalar(sql).fetch_one(tx.connection()).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

#[tokio::test]
async fn a_role_without_the_right_is_refused() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let dc = world.hires("humberside", Role::Detective).await;
    let cps = world.hires("humberside", Role::Partner).await;
    world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    let id = first(&world, &ada).await;
    let refused = |problem| matches!(problem, Some(Problem::Refused(Reason::NotYourRole)));
    let mut tx = world.town.station.begin(&cps.scope(Purpose::ContactHandling)).await.unwrap();
    assert!(refused(read(&mut tx, &cps, id).await.err()));
    assert!(refused(queue(&mut tx, &cps, false, None).await.err()));
    let mut tx = world.town.station.begin(&dc.scope(Purpose::ContactHandling)).await.unwrap();
    assert!(read(&mut tx, &dc, id).await.is_ok());
    assert!(refused(reply(&mut tx, &dc, &world.catalogue, id, &said(1, "x")).await.err()));
}

#[tokio::test]
async fn a_note_never_reaches_the_person_and_a_reply_does() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let receipt = world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    let id = first(&world, &ada).await;
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    note(&mut tx, &ada, id, &said(1, "Same lock as last week")).await.unwrap();
    reply(&mut tx, &ada, &world.catalogue, id, &said(2, "We will call")).await.unwrap();
    // The button pressed twice.
    reply(&mut tx, &ada, &world.catalogue, id, &said(2, "We will call")).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.town.station.begin(&world.town.public("humberside")).await.unwrap();
    let told = story(&mut tx, of(&receipt), receipt.submitted_at).await.unwrap();
    let text = format!("{told:?}");
    assert!(text.contains("We will call") && !text.contains("Same lock"), "{text}");
    assert_eq!(text.matches("We will call").count(), 1);
    assert!(queued(&world, &ada).await.items.is_empty(), "it is answered");
}

#[tokio::test]
async fn an_empty_or_endless_message_is_refused_with_its_field() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    let id = first(&world, &ada).await;
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    for body in ["", "  \n ", &"x".repeat(8001)] {
        let refused = note(&mut tx, &ada, id, &said(1, body)).await;
        assert!(matches!(refused, Err(Problem::Invalid(fields)) if fields[0].field == "body"));
    }
}
