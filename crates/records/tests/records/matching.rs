//! Who somebody may be while they are on the line: all people of a force in memory, fresh in every process.

use crate::world::{World, person, thing};
use kernel::EntityId;
use records::{Band, By, Candidate, Field, Form, Neighbour, New, Role as As};
use rights::{Role, Staff};
use station::{Station, Tx};

impl World {
    async fn may_be(&self, station: &Station, staff: &Staff, who: &[New]) -> Vec<Candidate> {
        let scope = staff.scope(kernel::Purpose::ContactHandling);
        let mut tx: Tx<'_> = station.begin(&scope).await.unwrap();
        let found = records::matches(&mut tx, staff, who).await.unwrap();
        tx.commit().await.unwrap();
        found
    }
}

fn ids(found: &[Candidate]) -> Vec<EntityId> {
    let id = |it: &Candidate| match &it.record {
        Neighbour::Open(head) => head.id,
        Neighbour::Closed { id, .. } => *id,
    };
    found.iter().map(id).collect()
}

#[tokio::test]
async fn a_caller_whose_name_is_misspelt_and_birthday_swapped_is_recognised_with_reasons() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let here = &world.town.station;
    let siobhan = world.opens(&ada, person("Siobhan", "O'Neil", "2010-12-03")).await;
    let phone = world.opens(&ada, thing(Form::Phone, Field::Number, "07700 900123")).await;
    world.links(&ada, (siobhan, As::Uses, phone)).await;
    world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    let caller = [
        person("Shivaun", "Oneill", "2010-03-12"),
        thing(Form::Phone, Field::Number, "+44 7700 900 123"),
    ];
    let found = world.may_be(here, &ada, &caller).await;
    assert_eq!(ids(&found), [siobhan]);
    let scored = found[0].scored.as_ref().unwrap();
    assert!(scored.band >= Band::Ask && scored.explanation.lines.len() >= 4);
    let sum: f64 = scored.explanation.lines.iter().map(|line| line.bits).sum();
    assert!((sum - scored.weight).abs() < 0.01);
    let stranger = [person("Katarzyna", "Nowak", "1950-01-02")];
    assert!(world.may_be(here, &ada, &stranger).await.is_empty());
    assert_eq!(world.entries("people_matched").await, 2);
}

#[tokio::test]
async fn every_process_knows_at_once_what_another_one_wrote_down() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let (here, there) = (&world.town.station, world.town.another_process().await);
    let who = [person("Siobhan", "O'Neil", "1985-12-03")];
    assert!(world.may_be(here, &ada, &who).await.is_empty());
    assert!(world.may_be(&there, &ada, &who).await.is_empty());
    let id = world.opens(&ada, person("Siobhan", "O'Neil", "1985-12-03")).await;
    assert_eq!(ids(&world.may_be(&there, &ada, &who).await), [id]);
    assert_eq!(ids(&world.may_be(here, &ada, &who).await), [id]);
}

#[tokio::test]
async fn what_a_long_transaction_wrote_is_not_missed_when_it_ends_last() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let there = world.town.another_process().await;
    let (late, soon) =
        (person("Siobhan", "O'Neil", "1985-12-03"), person("Sam", "Okoro", "1994-05-06"));
    let mut tx = world.with(&ada).await;
    let slow = records::open(&mut tx, By::Staff(&ada), &late).await.unwrap();
    let quick = world.opens(&ada, soon.clone()).await;
    assert_eq!(ids(&world.may_be(&there, &ada, &[soon]).await), [quick]);
    assert!(world.may_be(&there, &ada, std::slice::from_ref(&late)).await.is_empty());
    tx.commit().await.unwrap();
    assert_eq!(ids(&world.may_be(&there, &ada, &[late]).await), [slow]);
}

#[tokio::test]
async fn a_new_number_is_known_by_whose_it_is() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let here = &world.town.station;
    let sam = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    let home = New::of(
        Form::Address,
        [(Field::Building, "12"), (Field::Street, "Parker Street"), (Field::Postcode, "HU1 3AA")]
            .map(|(field, said)| records::NewStatement::fact(field, said, records::Source::Officer))
            .to_vec(),
    );
    let at = world.opens(&ada, home.clone()).await;
    world.links(&ada, (sam, As::LivesAt, at)).await;
    let who = [person("Samuel", "Okoro", ""), home];
    let found = world.may_be(here, &ada, &who).await;
    assert_eq!(ids(&found), [sam]);
}

#[tokio::test]
async fn who_is_hidden_is_nobody_and_what_is_hidden_of_somebody_speaks_for_nothing() {
    let world = World::new().await;
    let (ada, dee) = (
        world.hires("humberside", Role::ContactOperator).await,
        world.hires("humberside", Role::Detective).await,
    );
    let met = world.hires("metropolitan", Role::ContactOperator).await;
    let here = &world.town.station;
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let phone = world.opens(&dee, thing(Form::Phone, Field::Number, "07700 900123")).await;
    world.links(&dee, (sam, As::Uses, phone)).await;
    let who =
        [person("Sam", "Okoro", "1994-05-06"), thing(Form::Phone, Field::Number, "07700 900123")];
    let weight = |found: &[Candidate]| found[0].scored.as_ref().unwrap().weight;
    let open = weight(&world.may_be(here, &ada, &who).await);
    assert!(world.may_be(here, &met, &who).await.is_empty());
    world.restricts(&dee, phone, true).await;
    let without = weight(&world.may_be(here, &ada, &who).await);
    assert!(without < open - 1.0, "{without} {open}");
    assert!(weight(&world.may_be(here, &dee, &who).await) > open - 1.0);
    world.restricts(&dee, sam, false).await;
    let closed = world.may_be(here, &ada, &who).await;
    assert!(matches!(&closed[..], [Candidate { record: Neighbour::Closed { .. }, scored: None }]));
    world.restricts(&dee, sam, true).await;
    assert!(world.may_be(here, &ada, &who).await.is_empty());
}
