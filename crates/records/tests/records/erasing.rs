//! How long people are kept, what holds them, and how they are erased.

use crate::merging::joins;
use crate::world::{World, person, thing};
use kernel::{EntityId, Problem, Reason, RequestId};
use records::keeping::Retention;
use records::review::{self, Criterion, Outcome};
use records::{By, Field, Form, New, NewHold, NewLink, NewStatement, Role as As, Source};
use rights::{Role, Staff, second};

const WHY: &str = "Nothing that the police are for";

/// Somebody who came to notice long ago.
async fn suspect(world: &World, dee: &Staff, (crime, at): (&str, &str)) -> EntityId {
    let sam = world.opens(dee, person("Sam", "Okoro", "1980-05-06")).await;
    let at = kernel::Instant::new(format!("{at}T12:00:00Z").parse().unwrap());
    let of = NewStatement::fact(Field::Category, crime, Source::Officer);
    let crime = world.opens(dee, New::of(Form::Crime, vec![of]).at(at)).await;
    let mut tx = world.with(dee).await;
    let mut link = NewLink::fact((sam, As::Suspect, crime), at, Source::Officer);
    link.reason = "Seen by a witness".to_owned();
    records::link(&mut tx, By::Staff(dee), &link).await.unwrap();
    tx.commit().await.unwrap();
    sam
}

/// The night's work.
async fn night(world: &World) {
    let system = world.town.system("humberside");
    let mut tx = world.town.station.begin(&system).await.unwrap();
    let now = tx.now();
    tx.later("work_out_keeping", &serde_json::json!({}), now).await.unwrap();
    tx.commit_upkeep(station::Upkeep::Jobs).await.unwrap();
    world.town.work().await.unwrap();
}

async fn asks(world: &World, staff: &Staff, id: EntityId) -> Result<RequestId, Problem> {
    let mut tx = world.with(staff).await;
    let request = records::ask_to_erase(&mut tx, staff, id, WHY).await?;
    tx.commit().await?;
    Ok(request)
}

async fn approves(world: &World, staff: &Staff, id: RequestId) -> Result<(), Problem> {
    let mut tx = world.with(staff).await;
    second::decide(&mut tx, staff, id, (true, "")).await?;
    tx.commit().await?;
    world.town.work().await.map(|_| ())
}

#[tokio::test]
async fn whoever_has_been_quiet_for_their_time_is_looked_at_and_kept_with_reasons() {
    let world = World::with_jobs(records::jobs()).await;
    let dee = world.hires("humberside", Role::Detective).await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    let sam = suspect(&world, &dee, ("Bicycle theft", "2015-03-01")).await;
    suspect(&world, &dee, ("Robbery", "2020-03-01")).await;
    night(&world).await;
    let mut tx = world.with(&rita).await;
    let due = review::due(&mut tx, &rita).await.unwrap();
    let who: Vec<_> = due.iter().map(|(due, _)| (due.entity, due.kept.retention)).collect();
    assert_eq!(who, [(sam, Retention::Other)]);
    let bare = review::review(&mut tx, &rita, sam, (&[], Outcome::Kept, WHY)).await;
    assert!(matches!(bare, Err(Problem::Conflict(_))), "to keep needs a criterion");
    let why = "A pattern of thefts at stations";
    review::review(&mut tx, &rita, sam, (&[Criterion::Pattern], Outcome::Kept, why)).await.unwrap();
    assert!(review::due(&mut tx, &rita).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    night(&world).await;
    let mut tx = world.with(&rita).await;
    assert!(
        review::due(&mut tx, &rita).await.unwrap().is_empty(),
        "the night keeps what was decided"
    );
    let keeping = review::keeping(&mut tx, &rita, sam).await.unwrap();
    assert_eq!(keeping.reviews.len(), 1);
    assert!(keeping.kept.review_at > tx.now());
    let refused = review::due(&mut tx, &dee).await;
    assert!(matches!(refused, Err(Problem::Refused(Reason::NotYourRole))));
}

#[tokio::test]
async fn the_clear_period_is_that_of_the_person_and_not_of_one_record() {
    let world = World::with_jobs(records::jobs()).await;
    let dee = world.hires("humberside", Role::Detective).await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    let old = suspect(&world, &dee, ("Bicycle theft", "2015-03-01")).await;
    let new = suspect(&world, &dee, ("Shoplifting", "2025-03-01")).await;
    joins(&world, &dee, (old, new)).await.unwrap();
    night(&world).await;
    let mut tx = world.with(&rita).await;
    assert!(review::due(&mut tx, &rita).await.unwrap().is_empty());
    let kept = review::keeping(&mut tx, &rita, new).await.unwrap();
    assert_eq!(kept.kept.since.in_london().date().year(), 2025);
    assert_eq!(kept.same, [old, new]);
}

#[tokio::test]
async fn what_two_people_agree_on_is_erased_and_a_stone_stays() {
    let world = World::with_jobs([records::jobs(), rights::jobs()].concat()).await;
    let dee = world.hires("humberside", Role::Detective).await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    let omar = world.hires_another("humberside", Role::RecordsManager, "2").await;
    let sam = suspect(&world, &dee, ("Bicycle theft", "2015-03-01")).await;
    let phone = world.opens(&dee, thing(Form::Phone, Field::Number, "07700 900123")).await;
    world.links(&dee, (sam, As::Uses, phone)).await;
    assert!(matches!(asks(&world, &dee, sam).await, Err(Problem::Refused(_))));
    let request = asks(&world, &rita, sam).await.unwrap();
    let alone = approves(&world, &rita, request).await;
    assert!(matches!(alone, Err(Problem::Refused(Reason::SamePerson))));
    approves(&world, &omar, request).await.unwrap();
    let view = world.looks(&dee, sam).await.unwrap();
    assert!(view.head.erased_at.is_some() && view.statements.is_empty());
    assert_eq!((&*view.head.label, &*view.head.hint), ("", ""));
    // That an event had a suspect stays; who that was and how they were reached does not.
    assert_eq!(view.links.len(), 1);
    assert_eq!(view.links[0].link.reason, "");
    assert!(world.looks(&dee, phone).await.unwrap().links.is_empty());
    assert_eq!(world.entries("record_erased").await, 1);
    let mut tx = world.with(&dee).await;
    let said = [NewStatement::fact(Field::Surname, "Okoro", Source::Officer)];
    let again = records::state(&mut tx, By::Staff(&dee), sam, &said).await;
    assert!(matches!(again, Err(Problem::Conflict(_))), "nothing is written on a stone");
}

#[tokio::test]
async fn a_hold_a_merge_and_the_time_of_the_gravest_stand_in_the_way() {
    let world = World::with_jobs([records::jobs(), rights::jobs()].concat()).await;
    let dee = world.hires("humberside", Role::Detective).await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    let omar = world.hires_another("humberside", Role::RecordsManager, "2").await;
    let sam = suspect(&world, &dee, ("Bicycle theft", "2015-03-01")).await;
    let tom = suspect(&world, &dee, ("Bicycle theft", "2015-03-01")).await;
    let grave = suspect(&world, &dee, ("Rape", "2001-03-01")).await;
    joins(&world, &dee, (sam, tom)).await.unwrap();
    for id in [sam, tom, grave] {
        assert!(matches!(asks(&world, &rita, id).await, Err(Problem::Conflict(_))));
    }
    let mut tx = world.with(&dee).await;
    let merge = records::merges(&mut tx, &dee, None).await.unwrap().0[0].merge.id;
    records::unmerge(&mut tx, By::Staff(&dee), merge, ("Brothers", &[])).await.unwrap();
    tx.commit().await.unwrap();
    let request = asks(&world, &rita, sam).await.unwrap();
    let mut tx = world.with(&rita).await;
    let asked_by = "A public inquiry".to_owned();
    let new = NewHold { entity: sam, asked_by, why: WHY.to_owned(), until: None };
    let hold = records::hold(&mut tx, &rita, &new).await.unwrap();
    tx.commit().await.unwrap();
    // The hold came between asking and approving.
    approves(&world, &omar, request).await.unwrap();
    assert_eq!(world.entries("erasure_stopped").await, 1);
    assert!(world.looks(&dee, sam).await.unwrap().head.erased_at.is_none());
    assert!(matches!(asks(&world, &rita, sam).await, Err(Problem::Conflict(_))));
    let mut tx = world.with(&rita).await;
    assert_eq!(records::holds(&mut tx, &rita).await.unwrap().len(), 1);
    records::lift(&mut tx, &rita, hold, "The inquiry has ended today").await.unwrap();
    assert!(records::holds(&mut tx, &rita).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    assert!(asks(&world, &rita, sam).await.is_ok());
}
