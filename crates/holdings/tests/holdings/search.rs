//! The one box, and who somebody may be before a record of them is opened.

use crate::world::World;
use axum::http::StatusCode;
use rights::Role;

const SIOBHAN: [(&str, &str); 4] = [
    ("given_names", "Siobhan"),
    ("surname", "O'Neil"),
    ("date_of_birth", "3/12/2010"),
    ("number", "07700 900123"),
];

#[tokio::test]
async fn a_name_that_was_misheard_finds_her_and_says_why() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    ada.follows("/people/new", &SIOBHAN).await;
    let found = ada.follows("", &[("text", "Shivaun Oneill"), ("need", "safeguarding")]).await;
    assert_eq!(found.status, StatusCode::OK);
    let text = found.text();
    assert!(text.contains("1 record"), "{text}");
    assert!(text.contains("“shivaun”: given names Siobhan, another form of it"), "{text}");
    let to = found.link("Siobhan O'Neil, born 3 December 2010").unwrap();
    assert!(to.ends_with("?need=safeguarding"), "{to}");
    assert_eq!(found.texts("title").join(""), "Records - Humberside Police");
    let purposes = "select count(*) from station.journal \
                    where verb = 'records_searched' and purpose = 'safeguarding'";
    assert_eq!(world.town.count(purposes).await, 1);
}

#[tokio::test]
async fn a_number_that_she_uses_is_found_by_its_end() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    ada.follows("/people/new", &SIOBHAN).await;
    let found = ada.follows("", &[("text", "900123"), ("among", "objects")]).await;
    assert!(found.link("07700 900123").is_some(), "{}", found.text());
    assert!(found.text().contains("the end of the number"), "{}", found.text());
}

#[tokio::test]
async fn nothing_found_says_what_was_tried_and_offers_to_write_it_down() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let found = ada.follows("", &[("text", "Zbigniew 12/03")]).await;
    let text = found.text();
    assert!(text.contains("Nothing was found"), "{text}");
    assert!(text.contains("“zbigniew” as a name or another word"), "{text}");
    assert!(text.contains("“12/03” as a date"), "{text}");
    assert!(found.link("Write down a person").is_some());
    let nothing = ada.post("", &[("text", " ")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_she_may_be_is_shown_before_a_second_record_is_opened() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    ada.follows("/people/new", &SIOBHAN).await;
    let caller = [
        ("given_names", "Shivaun"),
        ("surname", "Oneill"),
        ("date_of_birth", "12/3/2010"),
        ("building", "12"),
        ("street", "Parker Street"),
    ];
    let asked = ada.follows("/people/new", &caller).await;
    assert_eq!(asked.status, StatusCode::OK);
    let text = asked.text();
    assert!(text.contains("These may be the same person"), "{text}");
    assert!(text.contains("Given name: two forms of one name"), "{text}");
    assert_eq!(people(&world).await, 1);
    let to = asked.link("Siobhan O'Neil, born 3 December 2010").unwrap();
    let id = to.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    let same: Vec<(&str, &str)> = caller.iter().copied().chain([("same", &*id)]).collect();
    let record = ada.follows("/people/new", &same).await;
    assert_eq!(people(&world).await, 1);
    assert!(record.text().contains("Parker Street"), "{}", record.text());
    let sure: Vec<(&str, &str)> = caller.iter().copied().chain([("sure", "yes")]).collect();
    ada.follows("/people/new", &sure).await;
    assert_eq!(people(&world).await, 2);
}

async fn people(world: &World) -> i64 {
    world.town.count("select count(*) from records.entities where form = 'person'").await
}

#[tokio::test]
async fn whoever_reads_no_records_searches_none() {
    let world = World::new().await;
    let cps = world.hires("humberside", Role::Partner).await;
    for (path, sent) in [("", ("text", "okoro")), ("/people/new", ("surname", "Okoro"))] {
        let page = cps.post(path, &[sent]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(world.entries("records_searched").await, 0);
}
