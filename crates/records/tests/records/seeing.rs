//! What somebody may not see is not there, or says whom to ask.

use crate::world::{World, person, thing};
use kernel::{Phone, Problem, Reason, Thing};
use records::{Field, Form, Neighbour, New, NewStatement, Role as As, Source};
use rights::Role;
use rights::interests::{Relation, Token, declare};

#[tokio::test]
async fn two_people_of_different_clearance_see_different_links_of_one_person() {
    let world = World::new().await;
    let (ada, dee) = (
        world.hires("humberside", Role::ContactOperator).await,
        world.hires("humberside", Role::Detective).await,
    );
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let tip = NewStatement::fact(Field::Summary, "Sells from the flat", Source::Officer);
    let tip = world.opens(&dee, New::of(Form::Intelligence, vec![tip])).await;
    world.links(&dee, (sam, As::Subject, tip)).await;
    assert_eq!(world.looks(&dee, sam).await.unwrap().links.len(), 1);
    assert!(world.looks(&ada, sam).await.unwrap().links.is_empty());
    assert!(matches!(world.looks(&ada, tip).await, Err(Problem::Refused(_))));
}

#[tokio::test]
async fn what_is_restricted_says_whom_to_ask_and_what_is_hidden_is_not_there() {
    let world = World::new().await;
    let (ada, dee) = (
        world.hires("humberside", Role::ContactOperator).await,
        world.hires("humberside", Role::Detective).await,
    );
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let kim = world.opens(&dee, person("Kim", "Lee", "1990-01-02")).await;
    world.links(&dee, (sam, As::AssociateOf, kim)).await;
    world.restricts(&dee, kim, false).await;
    let seen = world.looks(&ada, sam).await.unwrap();
    let closed =
        |it: &Neighbour| matches!(it, Neighbour::Closed { ask, .. } if ask == "The duty inspector");
    assert!(seen.links.iter().all(|it| closed(&it.other)) && seen.links.len() == 1);
    assert!(matches!(world.looks(&ada, kim).await, Err(Problem::Refused(Reason::ByRule))));
    world.restricts(&dee, kim, true).await;
    assert!(world.looks(&ada, sam).await.unwrap().links.is_empty());
    assert!(matches!(world.looks(&ada, kim).await, Err(Problem::NotFound(Thing::Record))));
    assert_eq!(world.entries("refused_by_policy").await, 2);
}

#[tokio::test]
async fn nobody_opens_the_record_of_somebody_who_uses_their_own_number() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let me = world.opens(&ada, person("Ada", "Mann", "1988-04-05")).await;
    let mine = world.opens(&ada, thing(Form::Phone, Field::Number, "07700 900555")).await;
    world.links(&ada, (me, As::Uses, mine)).await;
    assert!(world.looks(&ada, me).await.is_ok());
    let mut tx = world.with(&ada).await;
    let number = Phone::parse("07700 900555").unwrap();
    let token = Token::of_phone(tx.station().key(), &number);
    declare(&mut tx, &ada, Relation::Own, token).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(world.looks(&ada, me).await, Err(Problem::Refused(Reason::ByRule))));
    assert!(matches!(world.looks(&ada, mine).await, Err(Problem::Refused(Reason::ByRule))));
}

#[tokio::test]
async fn another_force_finds_nothing_at_the_address_of_a_record() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let met = world.hires("metropolitan", Role::ContactOperator).await;
    let sam = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    assert!(matches!(world.looks(&met, sam).await, Err(Problem::NotFound(Thing::Record))));
    assert_eq!(world.entries("record_seen").await, 0);
    world.looks(&ada, sam).await.unwrap();
    assert_eq!(world.entries("record_seen").await, 1);
}
