//! What a report tells is in the records without being typed again.

use crate::world::{World, bicycle, stalking};
use contact::{Accepted, Candidate, Candidates, Fate, queue};
use kernel::{ContactId, EntityId, Problem, Purpose};
use records::{Certainty, Form, Matter, Neighbour, Role as As, Source, Subject, View};
use rights::{Role, Staff};
use serde_json::{Value, json};
use station::Tx;

impl World {
    async fn tx(&self, staff: &Staff) -> Tx<'_> {
        self.town.station.begin(&staff.scope(Purpose::ContactHandling)).await.unwrap()
    }

    async fn newest(&self, staff: &Staff) -> ContactId {
        let mut tx = self.tx(staff).await;
        let queue = queue(&mut tx, staff, true, None).await.unwrap();
        queue.items.iter().max_by_key(|it| (it.received_at, it.id)).unwrap().id
    }

    async fn told(&self, staff: &Staff, contact: ContactId) -> Candidates {
        let mut tx = self.tx(staff).await;
        contact::candidates_of(&mut tx, staff, contact).await.unwrap()
    }

    async fn looks(&self, staff: &Staff, id: EntityId) -> View {
        let mut tx = self.tx(staff).await;
        records::read(&mut tx, staff, id).await.unwrap()
    }

    async fn accepts(
        &self,
        staff: &Staff,
        contact: ContactId,
        accepted: &Accepted,
    ) -> Result<EntityId, Problem> {
        let mut tx = self.tx(staff).await;
        let done = contact::accept(&mut tx, staff, contact, accepted).await?;
        tx.commit().await?;
        Ok(done)
    }
}

fn reachable(extra: &Value) -> Value {
    let mut answers = bicycle(json!({
        "may_contact": "yes", "ways": ["call", "email"], "phone": "07700 900123",
        "email": "sam@example.test", "postcode": "HU1 1AA", "stolen_from": "12 Mill Lane",
    }));
    for (question, answer) in extra.as_object().unwrap() {
        answers[question] = answer.clone();
    }
    answers
}

/// What a record is linked to: the role, and what is at the other end.
fn links(view: &View) -> Vec<(As, String)> {
    let mut links: Vec<(As, String)> = view
        .links
        .iter()
        .filter_map(|it| match &it.other {
            Neighbour::Open(head) => Some((it.link.role, head.label.clone())),
            Neighbour::Closed { .. } => None,
        })
        .collect();
    links.sort();
    links
}

fn as_it_stands(candidate: &Candidate) -> Accepted {
    let values = candidate.told.iter().map(|it| it.said.clone()).collect();
    Accepted { candidate: candidate.id, into: None, values }
}

#[tokio::test]
async fn a_contact_is_an_event_with_what_told_of_it_and_where_it_was() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let receipt = world.sends("humberside", "bicycle-theft", reachable(&json!({}))).await;
    let told = world.told(&ada, world.newest(&ada).await).await;
    let event = world.looks(&ada, told.event.unwrap()).await;
    assert_eq!(event.head.form, Form::Contact);
    assert_eq!(event.head.label, "Report a stolen bicycle");
    assert_eq!(event.head.hint, receipt.reference.to_string());
    assert_eq!(
        links(&event),
        [
            (As::Called, "+447700900123".to_owned()),
            (As::Called, "sam@example.test".to_owned()),
            (As::HappenedAt, "12 Mill Lane".to_owned()),
        ]
    );
    // The same report worked on again is the same event.
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    contact::open(&mut tx, &world.catalogue, receipt.report).await.unwrap();
    tx.commit_upkeep(station::Upkeep::Jobs).await.unwrap();
    let events = "select count(*) from records.entities where form = 'contact'";
    assert_eq!(world.town.count(events).await, 1);
}

#[tokio::test]
async fn who_stays_anonymous_leaves_no_person_and_no_number() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("humberside", "stalking-or-harassment", stalking(json!({}))).await;
    let told = world.told(&ada, world.newest(&ada).await).await;
    assert!(told.event.is_some());
    assert!(told.all.iter().all(|it| it.form != Form::Person), "{:?}", told.all);
    let people = "select count(*) from records.entities where form in ('person', 'phone', 'email')";
    assert_eq!(world.town.count(people).await, 0);
}

#[tokio::test]
async fn a_name_is_taken_over_as_it_stands_with_where_it_stands() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let receipt = world.sends("humberside", "bicycle-theft", reachable(&json!({}))).await;
    let contact = world.newest(&ada).await;
    let told = world.told(&ada, contact).await;
    let reporter = told.all.iter().find(|it| it.part == "reporter").unwrap();
    let person = world.accepts(&ada, contact, &as_it_stands(reporter)).await.unwrap();
    let view = world.looks(&ada, person).await;
    assert_eq!(view.head.label, "Sam Jones");
    let surname = view.statements.iter().find(|it| it.value == "Jones").unwrap();
    let origin = surname.origin.clone().unwrap();
    assert_eq!((&*origin.thing, origin.id), ("report", format!("{}#full_name", receipt.report)));
    assert_eq!((surname.source, surname.certainty), (Source::Reporter, Certainty::Known));
    assert_eq!(
        links(&view),
        [
            (As::Reported, "Report a stolen bicycle".to_owned()),
            (As::Uses, "+447700900123".to_owned()),
            (As::Uses, "sam@example.test".to_owned()),
        ]
    );
    let after = world.told(&ada, contact).await;
    let fate = after.all.iter().find(|it| it.part == "reporter").unwrap().fate;
    assert!(matches!(fate, Fate::Accepted(it, ..) if it == person));
    let twice = world.accepts(&ada, contact, &as_it_stands(reporter)).await;
    assert!(matches!(twice, Err(Problem::Conflict(_))));
}

#[tokio::test]
async fn who_calls_again_is_offered_and_added_to_with_what_was_corrected() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("humberside", "bicycle-theft", reachable(&json!({}))).await;
    let first = world.newest(&ada).await;
    let told = world.told(&ada, first).await;
    let sam = world.accepts(&ada, first, &as_it_stands(&told.all[0])).await.unwrap();
    let again = reachable(&json!({"full_name": "Samuel Jonse", "model": "Chopper"}));
    world.sends("humberside", "bicycle-theft", again).await;
    let second = world.newest(&ada).await;
    let told = world.told(&ada, second).await;
    let reporter = told.all.iter().find(|it| it.part == "reporter").unwrap();
    let mut tx = world.tx(&ada).await;
    let likes = contact::likes_of(&mut tx, &ada, reporter).await.unwrap();
    assert!(matches!(&likes[0].who, Neighbour::Open(head) if head.id == sam));
    assert_eq!(likes[0].because.len(), 2, "the number and the address");
    drop(tx);
    let mut accepted = as_it_stands(reporter);
    accepted.into = Some(sam);
    let surname = reporter.told.iter().position(|it| it.field == "surname").unwrap();
    accepted.values[surname] = "Jones".to_owned();
    let into = world.accepts(&ada, second, &accepted).await.unwrap();
    assert_eq!(into, sam);
    let view = world.looks(&ada, sam).await;
    let given: Vec<_> = view.statements.iter().map(|it| (&*it.value, it.source)).collect();
    assert!(given.contains(&("Samuel", Source::Reporter)), "{given:?}");
    assert!(given.contains(&("Jones", Source::Officer)), "{given:?}");
    let told_us = links(&view).iter().filter(|it| it.0 == As::Reported).count();
    assert_eq!(told_us, 2);
}

#[tokio::test]
async fn what_is_left_out_is_in_no_record() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("humberside", "bicycle-theft", reachable(&json!({}))).await;
    let contact = world.newest(&ada).await;
    let told = world.told(&ada, contact).await;
    let mut tx = world.tx(&ada).await;
    contact::reject(&mut tx, &ada, contact, told.all[0].id).await.unwrap();
    tx.commit().await.unwrap();
    let people = "select count(*) from records.entities where form = 'person'";
    assert_eq!(world.town.count(people).await, 0);
    assert_eq!(world.entries("candidate_rejected").await, 1);
    let met = world.hires("dyfed-powys", Role::ContactOperator).await;
    let mut tx = world.tx(&met).await;
    let elsewhere = contact::candidates_of(&mut tx, &met, contact).await;
    assert!(matches!(elsewhere, Err(Problem::NotFound(_))));
}

#[tokio::test]
async fn what_they_said_about_safe_contact_warns_whoever_meets_the_number_again() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let safe = json!({
        "may_contact": "yes", "ways": ["call"], "phone": "07700 900123", "safe_message": "no",
        "codeword": "bluebell", "full_name": "Alex", "share_support": "no",
    });
    world.sends("humberside", "stalking-or-harassment", stalking(safe)).await;
    world.sends("humberside", "bicycle-theft", reachable(&json!({}))).await;
    let contact = world.newest(&ada).await.to_string();
    let mut tx = world.tx(&ada).await;
    let matter = Matter { thing: "contact", id: &contact };
    let alerts = records::alerts_of(&mut tx, &ada, matter).await.unwrap();
    let Subject::Open { marker, .. } = &alerts[0].warning.subject else { panic!("closed") };
    let said = &marker.as_ref().unwrap().reason;
    assert!(said.contains("do not say who we are") && !said.contains("bluebell"), "{said}");
}

#[tokio::test]
async fn who_may_not_know_of_a_contact_does_not_know_of_its_event() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let khan = world.hires("humberside", Role::Supervisor).await;
    world.sends("humberside", "bicycle-theft", reachable(&json!({}))).await;
    let contact = world.newest(&ada).await;
    let event = world.told(&ada, contact).await.event.unwrap();
    let only = contact::Protection {
        restricted: Some(contact::NeedToKnow {
            open_to: vec![khan.account()],
            hidden: true,
            ask: "The duty inspector".to_owned(),
        }),
        ..contact::Protection::NONE
    };
    let mut tx = world.tx(&khan).await;
    contact::protect(&mut tx, &khan, contact, (&only, "An informant")).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.tx(&ada).await;
    let hidden = records::read(&mut tx, &ada, event).await;
    assert!(matches!(hidden, Err(Problem::NotFound(_))), "{hidden:?}");
}

#[tokio::test]
async fn one_theft_that_two_tell_of_is_suggested_as_one() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("humberside", "bicycle-theft", reachable(&json!({}))).await;
    let other =
        reachable(&json!({"phone": "07700 900124", "email": "kim@example.test", "model": "X"}));
    world.sends("humberside", "bicycle-theft", other).await;
    let event = world.told(&ada, world.newest(&ada).await).await.event.unwrap();
    let mut tx = world.tx(&ada).await;
    let pairs = records::alike_of(&mut tx, &ada, event).await.unwrap();
    assert_eq!(pairs.len(), 1);
}
