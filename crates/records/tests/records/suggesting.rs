//! Who is there twice is looked for, and decided by people; what is beyond doubt may be joined.

use crate::world::{World, person, thing};
use kernel::{EntityId, ForceId};
use records::suggestion::{self, Answer};
use records::{Field, Form, NewStatement, Role as As, Source, begin_night};
use rights::{Role, Staff};

/// Somebody with a telephone.
async fn known(
    world: &World,
    dee: &Staff,
    (given, surname, born): (&str, &str, &str),
    (phone, nino): (&str, &str),
) -> EntityId {
    let mut new = person(given, surname, born);
    if !nino.is_empty() {
        new.statements.push(NewStatement::fact(Field::Nino, nino, Source::Document));
    }
    let id = world.opens(dee, new).await;
    let phone = world.opens(dee, thing(Form::Phone, Field::Number, phone)).await;
    world.links(dee, (id, As::Uses, phone)).await;
    id
}

async fn night(world: &World) {
    begin_night(&world.town.station, &ForceId::parse("humberside").unwrap()).await.unwrap();
    world.town.work().await.unwrap();
}

/// Begins a search whatever was searched before.
async fn search_again(world: &World) {
    let mut connection = world.town.past_the_rights().await;
    let sql = "update records.match_runs set began_at = began_at - interval '2 days'";
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    night(world).await;
}

async fn waiting(world: &World, staff: &Staff) -> Vec<suggestion::Pair> {
    let mut tx = world.with(staff).await;
    let pairs = suggestion::suggestions(&mut tx, staff).await.unwrap();
    tx.commit().await.unwrap();
    pairs
}

#[tokio::test]
async fn whoever_is_there_twice_is_found_explained_and_decided_once() {
    let world = World::with_jobs(records::jobs()).await;
    let dee = world.hires("humberside", Role::Detective).await;
    let ben = world.hires_another("humberside", Role::Detective, "2").await;
    let one = known(&world, &dee, ("Siobhan", "O'Neil", "1990-03-04"), ("07700 900101", "")).await;
    let two = known(&world, &dee, ("Shivaun", "Oneill", "1990-03-04"), ("07700 900101", "")).await;
    known(&world, &dee, ("Kim", "Lee", "1985-01-02"), ("07700 900102", "")).await;
    night(&world).await;
    let pairs = waiting(&world, &dee).await;
    assert_eq!(pairs.len(), 1);
    let found = &pairs[0].suggestion.found;
    assert_eq!((found.one, found.other), (one, two));
    let lines = suggestion::lines(&found.explanation);
    let sum: f64 = lines.iter().map(|it| it.bits).sum();
    assert!((sum - found.weight).abs() < 0.01, "the lines sum to the weight: {lines:?}");
    assert!(lines.iter().all(|it| !it.field[1].is_empty() && !it.finding[1].is_empty()));
    let mut tx = world.with(&dee).await;
    let unsure = (Answer::Unsure, "The dates were misheard");
    suggestion::answer(&mut tx, &dee, (one, two), unsure).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(waiting(&world, &dee).await[0].suggestion.answer, Some(Answer::Unsure));
    // What somebody may not see is in nobody's list but theirs.
    world.restricts(&dee, two, true).await;
    assert!(waiting(&world, &ben).await.is_empty());
    assert_eq!(waiting(&world, &dee).await.len(), 1);
    let mut tx = world.with(&dee).await;
    let different = (Answer::Different, "Sisters-in-law");
    suggestion::answer(&mut tx, &dee, (one, two), different).await.unwrap();
    tx.commit().await.unwrap();
    search_again(&world).await;
    assert!(waiting(&world, &dee).await.is_empty(), "nobody is asked twice");
}

#[tokio::test]
async fn what_is_beyond_doubt_is_joined_where_the_force_lets_it_and_taken_back_for_good() {
    let world = World::with_jobs(records::jobs()).await;
    let dee = world.hires("humberside", Role::Detective).await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    let sam = ("Sam", "Okoro", "1994-05-06");
    let one = known(&world, &dee, sam, ("07700 900101", "QQ123456A")).await;
    let two = known(&world, &dee, sam, ("07700 900101", "QQ123456A")).await;
    night(&world).await;
    assert_eq!(waiting(&world, &dee).await.len(), 1);
    assert_eq!(world.entries("records_merged").await, 0, "it is off until somebody says otherwise");
    let mut tx = world.with(&rita).await;
    let why = (true, "There are too many for us to look at");
    records::let_program_join(&mut tx, &rita, why).await.unwrap();
    tx.commit().await.unwrap();
    search_again(&world).await;
    assert!(waiting(&world, &dee).await.is_empty());
    let mut tx = world.with(&dee).await;
    let (merges, _) = records::merges(&mut tx, &dee, None).await.unwrap();
    let merge = &merges[0].merge;
    assert!(merge.automatic && merge.made_by.is_none() && merge.evidence.is_some());
    let by = records::By::Staff(&dee);
    records::unmerge(&mut tx, by, merge.id, ("Father and son", &[])).await.unwrap();
    tx.commit().await.unwrap();
    search_again(&world).await;
    let view = world.looks(&dee, one).await.unwrap();
    assert_eq!(view.same.len(), 1, "the program does not say again what a person took back");
    assert_ne!(one, two);
}
