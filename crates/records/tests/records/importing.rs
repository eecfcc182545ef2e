//! Old records are brought in, and what is given to another system comes back as it was.

use crate::world::{World, person, thing};
use kernel::EntityId;
use records::import::{Change, PIECE, Plan, bring_in};
use records::{
    By, Certainty, Field, Form, Nature, New, NewStatement, Role as As, Source, exchange,
};
use rights::{Role, Staff};
use serde_json::Value;

const FILE: &str = "id,forename,surname,dob,mobile,street,postcode\n\
                    1,Sam,Okoro,6/5/1994,07700 900123,1 High Street,HU1 1AA\n\
                    2,Ann,Rees,1990,07700 900123,,\n";

async fn brings(world: &World, staff: &Staff, file: &str, keep: bool) -> Vec<Change> {
    let plan = Plan::read(file.as_bytes(), None).unwrap();
    assert!(plan.lines.len() <= PIECE);
    let mut tx = world.with(staff).await;
    let of = ("old-rms", plan.mapping.form);
    let done = bring_in(&mut tx, By::Staff(staff), of, &plan.lines).await.unwrap();
    if keep {
        tx.commit().await.unwrap();
    } else {
        tx.leave().await.unwrap();
    }
    done.into_iter().map(|(_, change)| change).collect()
}

#[tokio::test]
async fn a_dry_run_keeps_nothing_and_the_same_file_twice_changes_nothing() {
    let world = World::new().await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    let new = [Change::New, Change::New];
    assert_eq!(brings(&world, &rita, FILE, false).await, new);
    assert_eq!(world.town.count("select count(*) from records.entities").await, 0);
    assert_eq!(brings(&world, &rita, FILE, true).await, new);
    let count = "select count(*) from records.entities";
    assert_eq!(world.town.count(count).await, 4, "two people, one telephone, one home");
    assert_eq!(brings(&world, &rita, FILE, true).await, [Change::Same, Change::Same]);
    assert_eq!(world.town.count(count).await, 4);
    assert_eq!(world.town.count("select count(*) from records.links").await, 3);
}

#[tokio::test]
async fn a_later_file_corrects_an_earlier_one_and_leaves_what_others_said() {
    let world = World::new().await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    brings(&world, &rita, FILE, true).await;
    let sql = "select id from records.entities where label = 'Sam Okoro'";
    let mut connection = world.town.past_the_rights().await;
    let sam: EntityId = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
    let mut tx = world.with(&rita).await;
    let seen = [NewStatement::fact(Field::Surname, "Okoro-Lee", Source::Officer)];
    records::state(&mut tx, By::Staff(&rita), sam, &seen).await.unwrap();
    tx.commit().await.unwrap();
    let later = FILE.replace("Okoro", "Okoroh").replacen("900123", "900124", 1);
    let changed = brings(&world, &rita, &later, true).await;
    assert_eq!(changed, [Change::Changed(vec![Field::Surname]), Change::Same]);
    let view = world.looks(&rita, sam).await.unwrap();
    let standing: Vec<&str> = view
        .statements
        .iter()
        .filter(|it| it.field == Field::Surname && it.ended.is_none())
        .map(|it| &*it.value)
        .collect();
    assert_eq!(standing.len(), 2);
    assert!(standing.contains(&"Okoroh") && standing.contains(&"Okoro-Lee"));
    let phones = view.links.iter().filter(|it| it.link.role == As::Uses).count();
    assert_eq!(phones, 1, "the number of the later file stands in the place of the earlier one");
}

/// What a document says of its records, without the ids that each system gives.
fn said(document: &Value) -> Vec<String> {
    let all = ["data", "included"].map(|key| document[key].as_array().cloned().unwrap_or_default());
    let text = |it: &Value| {
        let mut said: Vec<String> = it["meta"]["statements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                format!("{} {} {} {}", it["field"], it["said"], it["certainty"], it["nature"])
            })
            .collect();
        said.sort();
        let ties = it["relationships"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        format!("{} {} {said:?} {ties:?} {}", it["type"], it["attributes"], it["meta"]["from"])
    };
    let mut said: Vec<String> = all.concat().iter().map(text).collect();
    said.sort();
    said
}

#[tokio::test]
async fn what_was_given_to_another_force_and_taken_in_there_says_the_same() {
    let world = World::new().await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    let meg = world.hires("metropolitan", Role::RecordsManager).await;
    let mut all = Vec::new();
    let mut seed = 5_u32;
    for number in 0..12 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut sam = person("Sam", &format!("Okoro {number}"), "1994-05-06");
        let mut sex = NewStatement::fact(Field::Sex, "F", Source::Subject);
        sex.certainty = [Certainty::Known, Certainty::Estimated][usize::from(seed & 1 == 1)];
        let mut marks = NewStatement::fact(Field::Marks, "A scar", Source::Witness);
        marks.nature = [Nature::Fact, Nature::Opinion][usize::from(seed & 2 == 2)];
        sam.statements.extend([sex, marks]);
        let sam = world.opens(&rita, sam).await;
        let at = kernel::Instant::new("2026-01-02T03:04:05Z".parse().unwrap());
        let what = NewStatement::fact(Field::Category, "Robbery", Source::Officer);
        let crime = world.opens(&rita, New::of(Form::Crime, vec![what]).at(at)).await;
        let number = format!("07700 9001{:02}", seed % 100);
        let phone = world.opens(&rita, thing(Form::Phone, Field::Number, &number)).await;
        let role = [As::Victim, As::Suspect][usize::from(seed & 4 == 4)];
        world.links(&rita, (sam, role, crime)).await;
        world.links(&rita, (sam, As::Uses, phone)).await;
        all.push(sam);
    }
    let why = "They move to another force";
    let mut tx = world.with(&rita).await;
    let given = exchange::export(&mut tx, &rita, (&all, why)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(given["data"].as_array().unwrap().len(), 12);
    assert_eq!(given["data"][0]["attributes"]["gender"], "GNDR_0001");
    for round in 0..2 {
        let mut tx = world.with(&meg).await;
        let of = ("humberside", &given);
        let taken = exchange::take_in(&mut tx, By::Staff(&meg), of).await.unwrap();
        assert_eq!(taken.iter().all(|(_, it)| *it == Change::New), round == 0);
        assert_eq!(taken.iter().all(|(_, it)| *it == Change::Same), round == 1);
        tx.commit().await.unwrap();
    }
    let sql = "select id from records.entities where force_id = 'metropolitan' and form = 'person'";
    let mut connection = world.town.past_the_rights().await;
    let theirs: Vec<EntityId> = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
    let mut tx = world.with(&meg).await;
    let back = exchange::export(&mut tx, &meg, (&theirs, why)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(said(&back), said(&given));
    let disclosed = world.entries("record_exported").await;
    let records = said(&given).len() + said(&back).len();
    assert_eq!(usize::try_from(disclosed).unwrap(), records);
}

#[tokio::test]
async fn whoever_does_not_keep_the_records_neither_brings_in_nor_gives_out() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let mut tx = world.with(&dee).await;
    let why = "They move to another force";
    assert!(exchange::export(&mut tx, &dee, (&[sam], why)).await.is_err());
    let plan = Plan::read(FILE.as_bytes(), None).unwrap();
    let of = ("old-rms", Form::Person);
    assert!(bring_in(&mut tx, By::Staff(&dee), of, &plan.lines).await.is_err());
}
