//! Two records are of the same one, and one decision is taken back.

use crate::world::{World, person, thing};
use kernel::{EntityId, MergeId, Problem};
use records::{By, Field, Form, Home, NewMerge, NewStatement, Role as As, Source, Written};
use rights::{Role, Staff};

/// Somebody says that two are the same.
pub(crate) async fn joins(
    world: &World,
    staff: &Staff,
    (one, other): (EntityId, EntityId),
) -> Result<MergeId, Problem> {
    let mut tx = world.with(staff).await;
    let why = "The same tattoo".to_owned();
    let new = NewMerge { one, other, shown: one, why, evidence: None };
    let id = records::merge(&mut tx, By::Staff(staff), &new).await?;
    tx.commit().await?;
    Ok(id)
}

async fn parts(
    world: &World,
    staff: &Staff,
    merge: MergeId,
    homes: &[Home],
) -> Result<(), Problem> {
    let mut tx = world.with(staff).await;
    records::unmerge(&mut tx, By::Staff(staff), merge, ("Brothers", homes)).await?;
    tx.commit().await
}

async fn same(world: &World, staff: &Staff, id: EntityId) -> Vec<EntityId> {
    world.looks(staff, id).await.unwrap().same.iter().map(|head| head.id).collect()
}

#[tokio::test]
async fn three_that_are_joined_two_by_two_are_one_and_come_apart_as_they_were() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let mut all = Vec::new();
    for born in ["1994-05-06", "1994-05-07", "1994-06-05"] {
        all.push(world.opens(&dee, person("Sam", "Okoro", born)).await);
    }
    let first = joins(&world, &dee, (all[1], all[0])).await.unwrap();
    let second = joins(&world, &dee, (all[2], all[0])).await.unwrap();
    assert_eq!(same(&world, &dee, all[0]).await, [all[2], all[0], all[1]]);
    assert!(joins(&world, &dee, (all[2], all[1])).await.is_err(), "they count as one already");
    // The one below is taken back while the one on top stands.
    parts(&world, &dee, first, &[]).await.unwrap();
    assert_eq!(same(&world, &dee, all[1]).await, [all[1]]);
    assert_eq!(same(&world, &dee, all[0]).await, [all[2], all[0]]);
    assert!(matches!(parts(&world, &dee, first, &[]).await, Err(Problem::Conflict(_))));
    parts(&world, &dee, second, &[]).await.unwrap();
    assert_eq!(same(&world, &dee, all[0]).await, [all[0]]);
    assert_eq!(world.town.count("select count(*) from records.merged").await, 0);
    assert_eq!(world.entries("records_merged").await, 4);
    assert_eq!(world.entries("records_unmerged").await, 4);
}

#[tokio::test]
async fn what_was_written_since_goes_where_whoever_takes_it_back_says() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let tom = world.opens(&dee, person("Sam", "Okoro", "1994-05-07")).await;
    let astra = world.opens(&dee, thing(Form::Vehicle, Field::Registration, "ab12cde")).await;
    let merge = joins(&world, &dee, (sam, tom)).await.unwrap();
    let link = world.links(&dee, (sam, As::Drives, astra)).await;
    let mut tx = world.with(&dee).await;
    let marks = [NewStatement::fact(Field::Marks, "A swallow on the left hand", Source::Officer)];
    records::state(&mut tx, By::Staff(&dee), sam, &marks).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.with(&dee).await;
    let since = records::since(&mut tx, &dee, merge).await.unwrap();
    tx.commit().await.unwrap();
    let said: Vec<_> = since.statements.iter().map(|it| it.field).collect();
    assert_eq!(said, [Field::Marks], "what was said before is not in question");
    assert_eq!(since.links.len(), 1);
    let homes = [
        Home { what: Written::Statement(since.statements[0].id), to: tom },
        Home { what: Written::Link(link), to: tom },
    ];
    parts(&world, &dee, merge, &homes).await.unwrap();
    let (of_sam, of_tom) =
        (world.looks(&dee, sam).await.unwrap(), world.looks(&dee, tom).await.unwrap());
    assert!(of_sam.links.is_empty() && of_sam.statements.iter().all(|it| it.field != Field::Marks));
    assert_eq!(of_tom.links.len(), 1);
    assert!(of_tom.statements.iter().any(|it| it.field == Field::Marks));
    assert_eq!(world.entries("record_part_given").await, 2);
}

#[tokio::test]
async fn nothing_from_before_and_nothing_of_others_is_given_away_with_it() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let tom = world.opens(&dee, person("Tom", "Okoro", "1994-05-06")).await;
    let kim = world.opens(&dee, person("Kim", "Lee", "1990-01-02")).await;
    let merge = joins(&world, &dee, (sam, tom)).await.unwrap();
    let before = world.looks(&dee, sam).await.unwrap();
    let old = before.statements.iter().find(|it| it.entity == sam).unwrap().id;
    let theirs = world.looks(&dee, kim).await.unwrap().statements[0].id;
    for (what, to) in [(old, tom), (theirs, tom), (old, kim)] {
        let home = [Home { what: Written::Statement(what), to }];
        assert!(matches!(parts(&world, &dee, merge, &home).await, Err(Problem::Conflict(_))));
    }
    assert_eq!(same(&world, &dee, sam).await.len(), 2, "a refused un-merge leaves all as it was");
}

#[tokio::test]
async fn what_is_not_the_same_is_remembered_and_taken_back() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let mut twins = Vec::new();
    for given in ["Ann", "Amy", "Ann-Amy"] {
        twins.push(world.opens(&dee, person(given, "Rees", "2001-01-01")).await);
    }
    let (ann, amy, both) = (twins[0], twins[1], twins[2]);
    let mut tx = world.with(&dee).await;
    records::distinction::tell_apart(&mut tx, By::Staff(&dee), (ann, amy), "Twins").await.unwrap();
    tx.commit().await.unwrap();
    joins(&world, &dee, (ann, both)).await.unwrap();
    let third = joins(&world, &dee, (amy, both)).await;
    assert!(matches!(third, Err(Problem::Conflict(_))), "it would make one of two that are not");
    let mut tx = world.with(&dee).await;
    records::distinction::doubt(
        &mut tx,
        By::Staff(&dee),
        (amy, ann),
        "Only one is in the register",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let again = joins(&world, &dee, (amy, both)).await.unwrap();
    // Whoever takes a decision back has said that the two are not the same.
    parts(&world, &dee, again, &[]).await.unwrap();
    assert_eq!(world.town.count("select count(*) from records.distinctions").await, 1);
    assert_eq!(world.entries("records_told_apart").await, 4);
}

#[tokio::test]
async fn only_what_is_of_one_form_and_of_one_force_is_joined_by_those_who_may() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let met = world.hires("metropolitan", Role::Detective).await;
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let tom = world.opens(&dee, person("Sam", "Okoro", "1994-05-07")).await;
    let astra = world.opens(&dee, thing(Form::Vehicle, Field::Registration, "ab12cde")).await;
    let theirs = world.opens(&met, person("Sam", "Okoro", "1994-05-06")).await;
    assert!(matches!(joins(&world, &dee, (sam, astra)).await, Err(Problem::Conflict(_))));
    assert!(matches!(joins(&world, &dee, (sam, sam)).await, Err(Problem::Conflict(_))));
    assert!(matches!(joins(&world, &dee, (sam, theirs)).await, Err(Problem::NotFound(_))));
    assert!(matches!(joins(&world, &ada, (sam, tom)).await, Err(Problem::Refused(_))));
    let merge = joins(&world, &dee, (sam, tom)).await.unwrap();
    assert!(matches!(parts(&world, &ada, merge, &[]).await, Err(Problem::Refused(_))));
    assert!(matches!(parts(&world, &met, merge, &[]).await, Err(Problem::NotFound(_))));
}

#[tokio::test]
async fn each_sees_a_consistent_picture_of_what_they_may_see_of_one() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let ben = world.hires_another("humberside", Role::Detective, "2").await;
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let source = world.opens(&dee, person("Sammy", "Okoro", "1994-05-06")).await;
    let kim = world.opens(&dee, person("Kim", "Lee", "1990-01-02")).await;
    let lee = world.opens(&dee, person("Lee", "Kim", "1990-01-02")).await;
    world.links(&dee, (sam, As::AssociateOf, kim)).await;
    world.links(&dee, (source, As::AssociateOf, lee)).await;
    let merge = joins(&world, &dee, (source, sam)).await.unwrap();
    world.restricts(&dee, source, true).await;
    let name = |view: &records::View| match &view.links[..] {
        [only] => match &only.other {
            records::Neighbour::Open(head) => head.label.clone(),
            records::Neighbour::Closed { .. } => "closed".to_owned(),
        },
        other => format!("{} links", other.len()),
    };
    // Whoever may see both sees them as one, under the one that was chosen.
    assert_eq!(name(&world.looks(&dee, kim).await.unwrap()), "Sammy Okoro");
    assert_eq!(name(&world.looks(&dee, lee).await.unwrap()), "Sammy Okoro");
    // To others the hidden one is nowhere, and what is not hidden is shown as itself.
    assert_eq!(same(&world, &ben, sam).await, [sam]);
    assert_eq!(name(&world.looks(&ben, kim).await.unwrap()), "Sam Okoro");
    assert_eq!(name(&world.looks(&ben, lee).await.unwrap()), "0 links");
    assert_eq!(name(&world.looks(&ben, sam).await.unwrap()), "Kim Lee");
    let mut tx = world.with(&ben).await;
    assert!(matches!(records::since(&mut tx, &ben, merge).await, Err(Problem::NotFound(_))));
    assert!(records::merges(&mut tx, &ben, None).await.unwrap().0.is_empty());
    tx.leave().await.unwrap();
    assert!(matches!(joins(&world, &ben, (source, kim)).await, Err(Problem::NotFound(_))));
    // They join what they see with a third; those who see all see one of three.
    joins(&world, &ben, (sam, kim)).await.unwrap();
    assert_eq!(same(&world, &dee, sam).await.len(), 3);
    assert_eq!(same(&world, &ben, kim).await, [sam, kim]);
}
