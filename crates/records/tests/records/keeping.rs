//! What is written down stays as it was said, once, with its source.

use crate::world::{World, person, thing};
use kernel::{Problem, Reason};
use records::{By, Certainty, Field, Form, New, NewLink, NewStatement, Role as As, Source};
use rights::Role;

#[tokio::test]
async fn a_telephone_is_one_record_whoever_types_it_and_however() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let first = world.opens(&ada, thing(Form::Phone, Field::Number, "07700 900123")).await;
    let again = world.opens(&ada, thing(Form::Phone, Field::Number, "+44 7700 900 123")).await;
    assert_eq!(first, again);
    let other = world.opens(&ada, thing(Form::Phone, Field::Number, "07700 900124")).await;
    assert_ne!(first, other);
    let view = world.looks(&ada, first).await.unwrap();
    assert_eq!(view.head.label, "+447700900123");
}

#[tokio::test]
async fn two_people_of_one_name_are_two_records() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let father = world.opens(&ada, person("Sam", "Okoro", "1961-02-03")).await;
    let son = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    assert_ne!(father, son);
    let view = world.looks(&ada, son).await.unwrap();
    assert_eq!((&*view.head.label, &*view.head.hint), ("Sam Okoro", "1994-05-06"));
}

#[tokio::test]
async fn a_record_is_kept_incomplete_and_says_what_is_missing() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let partly = vec![
        NewStatement::fact(Field::GivenNames, "Unknown male", Source::Witness),
        NewStatement::fact(Field::DateOfBirth, "1990", Source::Witness),
    ];
    let id = world.opens(&ada, New::of(Form::Person, partly)).await;
    let view = world.looks(&ada, id).await.unwrap();
    assert_eq!(view.missing, [Field::Surname]);
    let born = view.statements.iter().find(|it| it.field == Field::DateOfBirth).unwrap();
    assert_eq!((&*born.value, born.certainty), ("1990", Certainty::Partial));
}

#[tokio::test]
async fn what_was_taken_back_stays_with_its_reason_and_stands_for_nothing() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let id = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    let mut tx = world.with(&ada).await;
    let right = [NewStatement::fact(Field::DateOfBirth, "6/5/1995", Source::Document)];
    records::state(&mut tx, By::Staff(&ada), id, &right).await.unwrap();
    tx.commit().await.unwrap();
    let view = world.looks(&ada, id).await.unwrap();
    let wrong = view.statements.iter().find(|it| it.value == "1994-05-06").unwrap();
    let mut tx = world.with(&ada).await;
    records::withdraw(&mut tx, By::Staff(&ada), wrong.id, "Misheard").await.unwrap();
    let twice = records::withdraw(&mut tx, By::Staff(&ada), wrong.id, "Misheard").await;
    assert!(matches!(twice, Err(Problem::Conflict(_))));
    tx.commit().await.unwrap();
    let view = world.looks(&ada, id).await.unwrap();
    assert_eq!(view.head.hint, "1995-05-06");
    let taken_back = view.statements.iter().find_map(|it| it.ended.as_ref()).unwrap();
    assert_eq!(taken_back.1, "Misheard");
}

#[tokio::test]
async fn a_name_that_was_misheard_later_does_not_become_what_somebody_is_called() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let id = world.opens(&ada, person("Siobhan", "O'Neil", "2009-12-03")).await;
    let heard = |source| {
        [
            (Field::GivenNames, "Shivaun"),
            (Field::Surname, "Oneill"),
            (Field::DateOfBirth, "12/3/2009"),
        ]
        .map(|(field, said)| NewStatement::fact(field, said, source))
    };
    for (source, called) in [
        (Source::Reporter, ("Siobhan O'Neil", "2009-12-03")),
        (Source::Officer, ("Siobhan O'Neil", "2009-12-03")),
        (Source::Document, ("Shivaun Oneill", "2009-03-12")),
    ] {
        let mut tx = world.with(&ada).await;
        records::state(&mut tx, By::Staff(&ada), id, &heard(source)).await.unwrap();
        tx.commit().await.unwrap();
        let view = world.looks(&ada, id).await.unwrap();
        assert_eq!((&*view.head.label, &*view.head.hint), called, "{source:?}");
    }
}

#[tokio::test]
async fn the_same_said_again_by_the_same_source_is_not_said_twice() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let id = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    for source in [Source::Officer, Source::Witness, Source::Witness] {
        let mut tx = world.with(&ada).await;
        let said = [NewStatement::fact(Field::Surname, " Okoro ", source)];
        records::state(&mut tx, By::Staff(&ada), id, &said).await.unwrap();
        let _ = tx.commit().await;
    }
    let view = world.looks(&ada, id).await.unwrap();
    let surnames = view.statements.iter().filter(|it| it.field == Field::Surname);
    assert_eq!(surnames.count(), 2, "once by the officer, once by the witness");
}

#[tokio::test]
async fn a_link_reads_from_both_ends_and_joins_what_it_can_join() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let sam = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    let astra = world.opens(&ada, thing(Form::Vehicle, Field::Registration, "ab12cde")).await;
    let link = world.links(&ada, (sam, As::Drives, astra)).await;
    let again = world.links(&ada, (sam, As::Drives, astra)).await;
    assert_ne!(link, again, "another moment is another link");
    let from_sam = world.looks(&ada, sam).await.unwrap();
    assert!(from_sam.links.iter().all(|it| it.outward && it.link.role == As::Drives));
    let from_astra = world.looks(&ada, astra).await.unwrap();
    assert!(from_astra.links.iter().all(|it| !it.outward));
    let mut tx = world.with(&ada).await;
    let wrong = NewLink::fact((astra, As::Drives, sam), tx.now(), Source::Officer);
    assert!(records::link(&mut tx, By::Staff(&ada), &wrong).await.is_err());
}

#[tokio::test]
async fn whoever_keeps_no_records_writes_none() {
    let world = World::new().await;
    let cps = world.hires("humberside", Role::Partner).await;
    let mut tx = world.with(&cps).await;
    let new = person("Sam", "Okoro", "1994-05-06");
    let refused = records::open(&mut tx, By::Staff(&cps), &new).await;
    assert!(matches!(refused, Err(Problem::Refused(Reason::NotYourRole))));
    let passed_off = records::open(&mut tx, By::Program, &new).await;
    assert!(matches!(passed_off, Err(Problem::Broken(_))));
}
