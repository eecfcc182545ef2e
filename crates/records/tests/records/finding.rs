//! The one box: found however it is spelt, and only by whoever may see it.

use crate::world::{World, person, thing};
use kernel::EntityId;
use records::{
    Family, Field, Finds, Form, Hit, How, Near, Neighbour, New, NewStatement, Role as As, Search,
    Source,
};
use rights::interests::{Relation, Token, declare};
use rights::{Role, Staff};

impl World {
    async fn finds(&self, staff: &Staff, text: &str) -> Finds {
        self.asks(staff, &Search::of(text)).await
    }

    async fn asks(&self, staff: &Staff, query: &Search) -> Finds {
        let mut tx = self.with(staff).await;
        let found = records::search(&mut tx, staff, query).await.unwrap();
        tx.commit().await.unwrap();
        found
    }

    async fn ids(&self, staff: &Staff, text: &str) -> Vec<EntityId> {
        ids(&self.finds(staff, text).await)
    }
}

fn id(hit: &Hit) -> EntityId {
    match &hit.record {
        Neighbour::Open(head) => head.id,
        Neighbour::Closed { id, .. } => *id,
    }
}

fn ids(found: &Finds) -> Vec<EntityId> {
    found.hits.iter().map(id).collect()
}

fn hows(found: &Finds) -> Vec<How> {
    found.hits.first().map(|hit| hit.why.iter().map(|why| why.how).collect()).unwrap_or_default()
}

fn of(form: Form, said: &[(Field, &str)]) -> New {
    let fact = |(field, said): &(Field, &str)| NewStatement::fact(*field, *said, Source::Officer);
    New::of(form, said.iter().map(fact).collect())
}

#[tokio::test]
async fn somebody_is_found_however_the_name_is_spelt_ordered_or_cut_short() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let siobhan = world.opens(&ada, person("Siobhan", "O'Neil", "1985-12-03")).await;
    world.opens(&ada, person("Susan", "Baker", "1985-12-04")).await;
    for text in [
        "Shivaun Oneill",
        "oneill, shivaun",
        "SIOBHÁN O NEIL",
        "S O'Neil",
        "Siob Oneil",
        "siobhan",
        "O'Neal Shevaun",
        "siobhan 03/12/1985",
        "12/03/1985",
        "3 Dec 85",
        "shivaun 12/03",
        "oneil 1985",
        "03121985",
    ] {
        assert_eq!(world.ids(&ada, text).await, [siobhan], "{text}");
    }
    let found = world.finds(&ada, "Shivaun 12/03/1985").await;
    assert_eq!(hows(&found), [How::Form, How::DaySwapped]);
    assert!(world.ids(&ada, "Katarzyna Nowak").await.is_empty());
}

#[tokio::test]
async fn a_fragment_of_a_plate_or_a_number_finds_it() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let car = world.opens(&ada, thing(Form::Vehicle, Field::Registration, "AB12 CDE")).await;
    world.opens(&ada, thing(Form::Vehicle, Field::Registration, "XY34 FGH")).await;
    for text in ["B12", "ab12cde", "AB12 CDE", "812c", "2CD", "A8I2"] {
        assert_eq!(world.ids(&ada, text).await, [car], "{text}");
    }
    let phone = world.opens(&ada, thing(Form::Phone, Field::Number, "07700 900123")).await;
    for text in ["07700 900123", "+44 7700 900 123", "900123", "0123"] {
        assert_eq!(world.ids(&ada, text).await, [phone], "{text}");
    }
    let mail = world.opens(&ada, thing(Form::Email, Field::EmailAddress, "Sam@example.com")).await;
    assert_eq!(world.ids(&ada, "sam@example.com").await, [mail]);
    assert!(world.ids(&ada, "sam").await.contains(&mail));
}

#[tokio::test]
async fn a_blue_astra_is_found_by_the_street_of_whoever_keeps_it() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let astra = [
        (Field::Registration, "AB12 CDE"),
        (Field::Make, "Vauxhall"),
        (Field::Model, "Astra"),
        (Field::Colour, "Blue"),
    ];
    let car = world.opens(&ada, of(Form::Vehicle, &astra)).await;
    let [_, rest @ ..] = astra;
    world.opens(&ada, of(Form::Vehicle, &rest)).await;
    let home = [(Field::Building, "12"), (Field::Street, "Parker Street"), (Field::Town, "Hull")];
    let home = world.opens(&ada, of(Form::Address, &home)).await;
    let sam = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    world.links(&ada, (sam, As::LivesAt, home)).await;
    assert_ne!(world.ids(&ada, "blue astra parker st").await.first(), Some(&car));
    world.links(&ada, (sam, As::Keeps, car)).await;
    let found = world.finds(&ada, "blue astra parker st").await;
    assert_eq!(ids(&found).first(), Some(&car));
    let through = found.hits[0].why[2].through.iter().map(|head| head.id).collect::<Vec<_>>();
    assert_eq!(through, [sam, home]);
    assert_eq!(world.ids(&ada, "12 parker street").await.first(), Some(&home));
    assert_eq!(world.ids(&ada, "okoro parker street").await.first(), Some(&sam));
}

#[tokio::test]
async fn what_lies_in_a_circle_is_found_and_what_is_linked_to_it() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let at =
        |point| New { point: Some(point), ..of(Form::Place, &[(Field::Name, "The Green Dragon")]) };
    let near = world.opens(&ada, at((53.7440, -0.3360))).await;
    let far = world.opens(&ada, at((53.8000, -0.4500))).await;
    let sam = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    world.links(&ada, (sam, As::WorksAt, near)).await;
    let within = |metres, text: &str| Search {
        near: Some(Near { point: (53.7435, -0.3355), metres }),
        ..Search::of(text)
    };
    assert_eq!(ids(&world.asks(&ada, &within(500, "dragon")).await), [near]);
    assert_eq!(ids(&world.asks(&ada, &within(15_000, "dragon")).await).len(), 2);
    assert_eq!(ids(&world.asks(&ada, &within(500, "okoro")).await).first(), Some(&sam));
    assert!(ids(&world.asks(&ada, &within(50, "dragon")).await).is_empty());
    let found = ids(&world.asks(&ada, &within(500, "")).await);
    assert!(found.contains(&near) && !found.contains(&far));
}

#[tokio::test]
async fn only_the_forms_that_are_asked_for_are_found() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let parker = world.opens(&ada, person("Ann", "Parker", "1970-01-02")).await;
    let home = world.opens(&ada, of(Form::Address, &[(Field::Street, "Parker Street")])).await;
    let both = world.ids(&ada, "parker").await;
    assert!(both.contains(&parker) && both.contains(&home));
    let people = Search::of("parker").among(Family::Person);
    assert_eq!(ids(&world.asks(&ada, &people).await), [parker]);
}

#[tokio::test]
async fn what_is_hidden_is_neither_found_nor_counted_nor_a_way_to_anything() {
    let world = World::new().await;
    let (ada, dee) = (
        world.hires("humberside", Role::ContactOperator).await,
        world.hires("humberside", Role::Detective).await,
    );
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let refuge = [(Field::Building, "7"), (Field::Street, "Quarry Lane")];
    let refuge = world.opens(&dee, of(Form::Address, &refuge)).await;
    world.links(&dee, (sam, As::LivesAt, refuge)).await;
    let through = |found: &Finds| found.hits[0].why.iter().any(|why| !why.through.is_empty());
    let found = world.finds(&ada, "okoro quarry").await;
    assert!(ids(&found).first() == Some(&sam) && through(&found));
    world.restricts(&dee, refuge, false).await;
    let found = world.finds(&ada, "quarry").await;
    assert!(
        matches!(&found.hits[..], [Hit { record: Neighbour::Closed { .. }, why }] if why.is_empty())
    );
    // By way of it nobody is found: the name alone is what fits.
    let found = world.finds(&ada, "okoro quarry").await;
    let open = found.hits.iter().find(|hit| id(hit) == sam).unwrap();
    assert!(open.why.iter().all(|why| why.through.is_empty()));
    world.restricts(&dee, refuge, true).await;
    assert!(world.ids(&ada, "quarry").await.is_empty());
    assert_eq!(world.ids(&dee, "quarry").await, [refuge]);
    world.restricts(&dee, sam, true).await;
    let found = world.finds(&ada, "okoro").await;
    assert!(found.hits.is_empty() && !found.more);
}

#[tokio::test]
async fn intelligence_is_found_by_whoever_is_cleared_for_it() {
    let world = World::new().await;
    let (ada, dee) = (
        world.hires("humberside", Role::ContactOperator).await,
        world.hires("humberside", Role::Detective).await,
    );
    let tip = of(Form::Intelligence, &[(Field::Summary, "Selling knives from the garage")]);
    let tip = world.opens(&dee, tip).await;
    assert_eq!(world.ids(&dee, "knife garage").await, [tip]);
    assert!(world.ids(&ada, "knife garage").await.is_empty());
}

#[tokio::test]
async fn nobody_finds_themselves_and_no_force_finds_anothers() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let met = world.hires("metropolitan", Role::ContactOperator).await;
    let mine = world.opens(&ada, thing(Form::Phone, Field::Number, "07700 900555")).await;
    assert_eq!(world.ids(&ada, "07700 900555").await, [mine]);
    assert!(world.ids(&met, "07700 900555").await.is_empty());
    let mut tx = world.with(&ada).await;
    let number = kernel::Phone::parse("07700 900555").unwrap();
    let token = Token::of_phone(tx.station().key(), &number);
    declare(&mut tx, &ada, Relation::Own, token).await.unwrap();
    tx.commit().await.unwrap();
    assert!(world.ids(&ada, "07700 900555").await.is_empty());
}

#[tokio::test]
async fn the_journal_has_that_somebody_looked_and_not_for_whom() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.opens(&ada, person("Siobhan", "O'Neil", "1985-12-03")).await;
    world.finds(&ada, "Shivaun Oneill").await;
    world.finds(&ada, "Nobody Atall").await;
    assert_eq!(world.entries("records_searched").await, 2);
    let with = "select count(*) from station.journal where verb = 'records_searched' \
                and details::text ilike '%shiv%'";
    assert_eq!(world.town.count(with).await, 0);
    let found = "select count(*) from station.journal where verb = 'records_searched' \
                 and details->>'found' = '1' and length(details->>'asked') = 64";
    assert_eq!(world.town.count(found).await, 1);
}

#[tokio::test]
async fn what_was_taken_back_is_not_found_any_more_and_what_was_added_is() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let id = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    let wrong = world.looks(&ada, id).await.unwrap().statements;
    let wrong = wrong.iter().find(|it| it.field == Field::Surname).unwrap().id;
    let mut tx = world.with(&ada).await;
    let by = records::By::Staff(&ada);
    let right = [NewStatement::fact(Field::Surname, "Kowalska", Source::Document)];
    records::state(&mut tx, by, id, &right).await.unwrap();
    records::withdraw(&mut tx, by, wrong, "Misheard").await.unwrap();
    tx.commit().await.unwrap();
    assert!(world.ids(&ada, "okoro").await.is_empty());
    assert_eq!(world.ids(&ada, "kowalski").await, [id]);
    let stale = "select count(*) from records.tokens t where not exists (
        select from records.faces f where f.entity_id = t.entity_id and t.token = any(f.tokens))";
    assert_eq!(world.town.count(stale).await, 0);
}

#[tokio::test]
async fn records_that_count_as_one_are_found_once_under_the_one_that_stands_for_them() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let golden = world.opens(&ada, person("Siobhan", "O'Neil", "1985-12-03")).await;
    let other = world.opens(&ada, person("Shivaun", "Oneill", "1985-03-12")).await;
    assert_eq!(world.ids(&ada, "siobhan oneil").await.len(), 2);
    let merged = format!(
        "with m as (insert into records.merged (force_id, entity_id, golden_id, merge_id)
             values ('humberside', '{other}', '{golden}', '{golden}') returning 1)
         select count(*) from m"
    );
    world.town.count(&merged).await;
    assert_eq!(world.ids(&ada, "shivaun oneill").await, [golden]);
}

#[tokio::test]
async fn nothing_found_says_what_was_tried() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let found = world.finds(&ada, "Zbigniew 07700 900999").await;
    let tried: Vec<&str> = found.tried.iter().map(|it| &*it.said).collect();
    assert!(found.hits.is_empty());
    assert_eq!(tried, ["zbigniew", "07700 900999"]);
    assert!(world.finds(&ada, "  ").await.tried.is_empty());
}
