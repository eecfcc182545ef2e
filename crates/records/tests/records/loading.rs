//! Many records at once are what one by one would have been.

use crate::world::{World, person, thing};
use kernel::{EntityId, Phone};
use records::{
    Batch, By, Field, Form, Loaded, New, NewLink, NewStatement, Role as As, Size, Source, Town,
    load,
};
use rights::Role;
use rights::interests::{Relation, Token, declare};

fn batch(world: &World, ids: &[EntityId]) -> Batch {
    let crime = NewStatement::fact(Field::Category, "Burglary", Source::Import);
    let records = vec![
        (ids[0], person("Ada", "Mann", "1988-04-05")),
        (ids[1], thing(Form::Phone, Field::Number, "07700 900555")),
        (ids[2], New::of(Form::Crime, vec![crime]).at(world.now())),
    ];
    let fact = |src, role, dst| NewLink::fact((src, role, dst), world.now(), Source::Import);
    let links = vec![fact(ids[0], As::Uses, ids[1]), fact(ids[0], As::Victim, ids[2])];
    Batch { records, links }
}

async fn loads(world: &World, batch: &Batch) -> Loaded {
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    let loaded = load(&mut tx, By::Program, batch).await.unwrap();
    tx.commit().await.unwrap();
    loaded
}

#[tokio::test]
async fn what_is_loaded_at_once_is_listed_and_kept_from_people_as_one_by_one() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let ids: Vec<EntityId> = (0..3)
        .map(|n| format!("0190{n:04}-0000-7000-8000-000000000000").parse().unwrap())
        .collect();
    assert_eq!(loads(&world, &batch(&world, &ids)).await, Loaded { records: 3, links: 2 });
    let view = world.looks(&ada, ids[0]).await.unwrap();
    assert_eq!((&*view.head.label, &*view.head.hint), ("Ada Mann", "1988-04-05"));
    assert_eq!(view.links.len(), 2);
    assert_eq!(world.entries("records_loaded").await, 1);
    // The same once more is nothing new.
    assert_eq!(loads(&world, &batch(&world, &ids)).await, Loaded::default());
    // The number of somebody who works here keeps them from the person and from what happened to them.
    let mut tx = world.with(&ada).await;
    let token = Token::of_phone(tx.station().key(), &Phone::parse("07700 900555").unwrap());
    declare(&mut tx, &ada, Relation::Own, token).await.unwrap();
    tx.commit().await.unwrap();
    for id in ids {
        assert!(world.looks(&ada, id).await.is_err());
    }
}

#[tokio::test]
async fn what_is_loaded_meets_what_is_there_by_its_number() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let known = world.opens(&ada, thing(Form::Phone, Field::Number, "07700 900555")).await;
    let ids: Vec<EntityId> = (4..7)
        .map(|n| format!("0190{n:04}-0000-7000-8000-000000000000").parse().unwrap())
        .collect();
    assert_eq!(loads(&world, &batch(&world, &ids)).await, Loaded { records: 2, links: 2 });
    assert_eq!(world.looks(&ada, known).await.unwrap().links.len(), 1);
    assert!(world.looks(&ada, ids[1]).await.is_err(), "the number is one record");
    let mut tx = world.with(&ada).await;
    assert!(
        load(&mut tx, By::Program, &Batch::default()).await.is_err(),
        "nobody's but the program's"
    );
}

#[tokio::test]
async fn the_same_seed_makes_the_same_town_and_it_loads_whole() {
    let world = World::new().await;
    let town = |seed| {
        let size = Size { people: 300, links: 1_500 };
        Town::new(seed, size, world.now()).collect::<Vec<Batch>>()
    };
    let told = |batches: &[Batch]| format!("{batches:?}");
    let batches = town(7);
    assert!(told(&batches) == told(&town(7)) && told(&batches) != told(&town(8)));
    let mut all = Loaded::default();
    for batch in &batches {
        let loaded = loads(&world, batch).await;
        all = Loaded { records: all.records + loaded.records, links: all.links + loaded.links };
    }
    assert!((1_400..1_800).contains(&all.links), "{all:?}");
    let people = world.town.count("select count(*) from records.entities where form = 'person'");
    assert!((295..310).contains(&people.await));
    let unread = "select count(*) from records.statements where certainty <> 'known'";
    assert_eq!(world.town.count(unread).await, 0);
    let nameless = "select count(*) from records.entities where label = ''";
    assert_eq!(world.town.count(nameless).await, 0);
    // Of events, those who take part are known.
    let unknown =
        "select count(*) from records.entities e where e.form = 'contact' and e.about = '{}'";
    assert_eq!(world.town.count(unknown).await, 0);
}
