//! Somebody whom we were told of is found again by what is exact.

use crate::world::{World, person, thing};
use records::{Field, Form, Like, Likeness, Neighbour, Role as As};
use rights::{Role, Staff};

async fn like(world: &World, staff: &Staff, likeness: &Likeness) -> Vec<(String, usize)> {
    let mut tx = world.with(staff).await;
    let found = records::persons_like(&mut tx, staff, likeness).await.unwrap();
    tx.commit().await.unwrap();
    let label = |it: &Like| match &it.who {
        Neighbour::Open(head) => head.label.clone(),
        Neighbour::Closed { ask, .. } => ask.clone(),
    };
    found.iter().map(|it| (label(it), it.because.len())).collect()
}

#[tokio::test]
async fn by_their_number_and_by_surname_with_date_of_birth() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let kim = world.opens(&dee, person("Kim", "Okoro", "1994-05-06")).await;
    world.opens(&dee, person("Lee", "Other", "1994-05-06")).await;
    let number = world.opens(&dee, thing(Form::Phone, Field::Number, "07700 900123")).await;
    world.links(&dee, (sam, As::Uses, number)).await;
    let likeness = Likeness {
        surname: Some("okoro".to_owned()),
        born: Some("6/5/1994".to_owned()),
        phone: Some("07700900123".to_owned()),
        ..Likeness::default()
    };
    let found = like(&world, &ada, &likeness).await;
    assert_eq!(found, [("Sam Okoro".to_owned(), 2), ("Kim Okoro".to_owned(), 1)]);
    world.restricts(&dee, kim, true).await;
    assert_eq!(like(&world, &ada, &likeness).await.len(), 1);
    assert!(like(&world, &ada, &Likeness::default()).await.is_empty());
}
