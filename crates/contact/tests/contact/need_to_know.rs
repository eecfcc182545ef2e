//! What is closed to somebody whose role would open it: lists, doors, the glass, and what is about them.

use crate::world::{World, bicycle, said};
use contact::{NeedToKnow, Protection, break_glass, door, note, protect, queue, read};
use kernel::{ContactId, Email, Phone, Postcode, Problem, Purpose, Reason, Thing};
use rights::interests::{Relation, Token, declare};
use rights::{Marking, Role, Staff};
use serde_json::json;

const WHY: &str = "An informant is named in it";
const DANGER: &str = "Their address is needed: somebody is at the door now";

async fn protects(world: &World, staff: &Staff, id: ContactId, protection: &Protection) {
    let mut tx = world.town.station.begin(&staff.scope(Purpose::ContactHandling)).await.unwrap();
    protect(&mut tx, staff, id, (protection, WHY)).await.unwrap();
    tx.commit().await.unwrap();
}

fn only(staff: &[&Staff], hidden: bool) -> Protection {
    Protection {
        marking: Marking::Official,
        restricted: Some(NeedToKnow {
            open_to: staff.iter().map(|staff| staff.account()).collect(),
            hidden,
            ask: "The duty inspector in Hull".to_owned(),
        }),
        operation: None,
    }
}

async fn opens(world: &World, staff: &Staff, id: ContactId) -> Result<(), Problem> {
    let mut tx = world.town.station.begin(&staff.scope(Purpose::ContactHandling)).await.unwrap();
    read(&mut tx, staff, id).await?;
    tx.commit().await
}

/// Whether each contact in their queue opens to them, and how many they are told of.
async fn sees(world: &World, staff: &Staff) -> (Vec<bool>, usize) {
    let mut tx = world.town.station.begin(&staff.scope(Purpose::ContactHandling)).await.unwrap();
    let queue = queue(&mut tx, staff, false, None).await.unwrap();
    tx.commit().await.unwrap();
    (queue.items.iter().map(|item| item.open).collect(), queue.waiting.all)
}

async fn told(world: &World, extra: serde_json::Value) -> ContactId {
    let receipt = world.sends("humberside", "bicycle-theft", bicycle(extra)).await;
    let code = receipt.reference.code();
    let sql = format!("select id from contact.contacts where code = '{code}'");
    let mut past = world.town.past_the_rights().await;
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_one(&mut past)
        .await
        .map(ContactId::new)
        .unwrap()
}

fn by_rule(result: &Result<(), Problem>) -> bool {
    matches!(result, Err(Problem::Refused(Reason::ByRule)))
}

#[tokio::test]
async fn whoever_does_not_need_to_know_sees_a_door_and_whom_to_ask() {
    let world = World::new().await;
    let (khan, ada) = both(&world).await;
    let id = told(&world, json!({})).await;
    protects(&world, &khan, id, &only(&[&khan], false)).await;
    assert!(opens(&world, &khan, id).await.is_ok());
    assert!(by_rule(&opens(&world, &ada, id).await));
    assert_eq!(sees(&world, &ada).await, (vec![false], 1));
    assert_eq!(world.entries("refused_by_policy").await, 1);
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    let door = door(&mut tx, &ada, id).await.unwrap();
    assert_eq!(door.ask.as_deref(), Some("The duty inspector in Hull"));
    assert!(door.may_break_glass && door.decision.rests_on("need-to-know"));
    assert!(note(&mut tx, &ada, id, &said(1, "x")).await.is_err());
}

#[tokio::test]
async fn what_is_hidden_is_not_found_and_not_counted() {
    let world = World::new().await;
    let (khan, ada) = both(&world).await;
    let id = told(&world, json!({})).await;
    protects(&world, &khan, id, &only(&[&khan], true)).await;
    assert_eq!(sees(&world, &ada).await, (vec![], 0));
    assert_eq!(sees(&world, &khan).await, (vec![true], 1));
    assert!(matches!(opens(&world, &ada, id).await, Err(Problem::NotFound(Thing::Contact))));
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    assert!(matches!(door(&mut tx, &ada, id).await, Err(Problem::NotFound(Thing::Contact))));
}

#[tokio::test]
async fn the_glass_opens_one_record_for_one_person_and_rings() {
    let world = World::new().await;
    let (khan, ada) = both(&world).await;
    let standards = world.hires("humberside", Role::ProfessionalStandards).await;
    let (id, other) = (
        told(&world, json!({})).await,
        told(&world, json!({"may_contact": "yes", "ways": ["email"], "email": "x@example.test"}))
            .await,
    );
    for id in [id, other] {
        protects(&world, &khan, id, &only(&[&khan], false)).await;
    }
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    assert!(break_glass(&mut tx, &ada, id, "curious").await.is_err(), "a reason says something");
    break_glass(&mut tx, &ada, id, DANGER).await.unwrap();
    tx.commit().await.unwrap();
    assert!(opens(&world, &ada, id).await.is_ok());
    assert!(by_rule(&opens(&world, &ada, other).await), "no other record");
    assert_eq!(world.entries("glass_broken").await, 1);
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    assert!(note(&mut tx, &ada, id, &said(1, "x")).await.is_err(), "it opens to read");
    drop(tx);
    let told = "select count(*) from station.dispatches where subject like '%emergency%'";
    assert_eq!(world.town.count(told).await, 2, "the supervisor and professional standards");
    // Reviewed by somebody else, once.
    let mut tx = world.town.station.begin(&standards.scope(Purpose::Oversight)).await.unwrap();
    let broken = rights::glass::broken(&mut tx).await.unwrap();
    let finding = (rights::glass::Finding::Right, "There was somebody at the door");
    rights::glass::review(&mut tx, &standards, broken[0].id, finding).await.unwrap();
    assert!(rights::glass::review(&mut tx, &standards, broken[0].id, finding).await.is_err());
    tx.commit().await.unwrap();
    // Half an hour later it is closed again.
    let past = "update rights.glass set ends_at = now() - interval '1 second'";
    sqlx::query(past).execute(&mut world.town.past_the_rights().await).await.unwrap();
    assert!(by_rule(&opens(&world, &ada, id).await));
}

#[tokio::test]
async fn nobody_reviews_what_they_opened_themselves() {
    let world = World::new().await;
    let (khan, _) = both(&world).await;
    let dc = world.hires("humberside", Role::Detective).await;
    let id = told(&world, json!({})).await;
    protects(&world, &dc, id, &only(&[&dc], false)).await;
    let mut tx = world.town.station.begin(&khan.scope(Purpose::ContactHandling)).await.unwrap();
    break_glass(&mut tx, &khan, id, DANGER).await.unwrap();
    let broken = rights::glass::broken(&mut tx).await.unwrap();
    let finding = (rights::glass::Finding::Right, "I say so");
    let reviewed = rights::glass::review(&mut tx, &khan, broken[0].id, finding).await;
    assert!(matches!(reviewed, Err(Problem::Refused(Reason::SamePerson))));
}

#[tokio::test]
async fn nobody_opens_or_finds_what_is_about_them_or_those_close_to_them() {
    let world = World::new().await;
    let (khan, ada) = both(&world).await;
    let ways = json!({"may_contact": "yes", "ways": ["email"], "email": "Ada.Home@example.test",
        "phone": "07700 900123"});
    let id = told(&world, ways).await;
    assert_eq!(sees(&world, &ada).await, (vec![true], 1));
    let key = world.town.station.key();
    let email = Email::parse("ada.home@example.test").unwrap();
    for (staff, relation) in [(&ada, Relation::Own), (&khan, Relation::Family)] {
        let mut tx = world.town.station.begin(&staff.scope(Purpose::SigningIn)).await.unwrap();
        declare(&mut tx, staff, relation, Token::of_email(key, &email)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sees(&world, staff).await, (vec![], 0));
        assert!(by_rule(&opens(&world, staff, id).await));
        let mut tx =
            world.town.station.begin(&staff.scope(Purpose::ContactHandling)).await.unwrap();
        let door = door(&mut tx, staff, id).await.unwrap();
        assert!(!door.may_break_glass, "no glass opens it");
        assert!(break_glass(&mut tx, staff, id, DANGER).await.is_err());
    }
}

#[tokio::test]
async fn where_somebody_lives_is_kept_as_a_hash_beside_the_record() {
    let world = World::new().await;
    let id = told(&world, json!({"may_contact": "yes", "ways": ["call"], "phone": "07700 900123"}))
        .await;
    let key = world.town.station.key();
    let phone = Token::of_phone(key, &Phone::parse("+447700900123").unwrap());
    let street = Token::of_postcode(key, &Postcode::parse("HU1 1AA").unwrap());
    let sql = format!("select about from contact.contacts where id = '{id}'");
    let mut past = world.town.past_the_rights().await;
    let about: Vec<Vec<u8>> =
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut past).await.unwrap();
    assert!(about.contains(&phone.bytes()) && !about.contains(&street.bytes()));
}

#[tokio::test]
async fn a_marking_above_somebodys_vetting_is_in_no_list_of_theirs() {
    let world = World::new().await;
    let (khan, ada) = both(&world).await;
    let id = told(&world, json!({})).await;
    let marked = Protection { marking: Marking::Secret, restricted: None, operation: None };
    protects(&world, &khan, id, &marked).await;
    assert_eq!(sees(&world, &ada).await, (vec![], 0));
    assert!(by_rule(&opens(&world, &ada, id).await));
}

#[tokio::test]
async fn whoever_may_not_say_who_needs_to_know_changes_nothing() {
    let world = World::new().await;
    let (khan, ada) = both(&world).await;
    let id = told(&world, json!({})).await;
    let mut tx = world.town.station.begin(&ada.scope(Purpose::ContactHandling)).await.unwrap();
    let done = protect(&mut tx, &ada, id, (&only(&[&ada], false), WHY)).await;
    assert!(matches!(done, Err(Problem::Refused(Reason::NotYourRole))));
    let mut tx = world.town.station.begin(&khan.scope(Purpose::ContactHandling)).await.unwrap();
    let without_me = protect(&mut tx, &khan, id, (&only(&[&ada], false), WHY)).await;
    assert!(matches!(without_me, Err(Problem::Conflict(_))), "nobody shuts themselves out");
}

#[tokio::test]
async fn with_row_level_security_taken_away_the_policies_alone_show_nothing_of_another_force() {
    let world = World::new().await;
    let stranger = world.hires("dyfed-powys", Role::ContactOperator).await;
    let id = told(&world, json!({})).await;
    let mut past = world.town.past_the_rights().await;
    for table in ["contact.contacts", "reports.reports", "contact.messages", "triage.assessments"] {
        for how in ["no force row level security", "disable row level security"] {
            let sql = sqlx::AssertSqlSafe(format!("alter table {table} {how}"));
            sqlx::query(sql).execute(&mut past).await.unwrap();
        }
    }
    assert_eq!(sees(&world, &stranger).await, (vec![], 0));
    assert!(matches!(opens(&world, &stranger, id).await, Err(Problem::NotFound(Thing::Contact))));
    // And told that it is theirs to look at, the policies still know whose it is.
    let theirs =
        rights::Record::plain(rights::Kind::Contact, kernel::ForceId::parse("humberside").unwrap());
    let decided =
        stranger.decide(rights::Right::ReadContacts, &theirs, Purpose::ContactHandling, true);
    assert!(!decided.allowed && decided.rests_on("another-force"), "{decided:?}");
}

async fn both(world: &World) -> (Staff, Staff) {
    let khan = world.hires("humberside", Role::Supervisor).await;
    (khan, world.hires("humberside", Role::ContactOperator).await)
}
