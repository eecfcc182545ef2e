//! Several events that are one are suggested, joined, and taken apart again without a trace on them.

use crate::world::World;
use jiff::SignedDuration;
use kernel::{EntityId, Problem};
use records::{By, Field, Form, Neighbour, New, NewStatement, Said, Source, Traits};
use rights::{Role, Staff};
use sqlx::Row as _;

impl World {
    /// Somebody tells of something so many minutes after the beginning, in these words.
    async fn told(&self, minutes: i64, words: &str) -> EntityId {
        let mut tx = self.town.station.begin(&self.town.system("humberside")).await.unwrap();
        let at = tx.now().plus(SignedDuration::from_mins(minutes));
        let fact = NewStatement::fact(Field::Category, "Report a road collision", Source::System);
        let new = New::of(Form::Contact, vec![fact]).at(at);
        let id = records::open(&mut tx, By::Program, &new).await.unwrap();
        let traits = Traits {
            at,
            kind: "road-collision".to_owned(),
            postcode: None,
            point: None,
            places: vec![],
            things: vec![],
            tellers: vec![],
            words: records::words_of(tx.station().key(), &[words]),
        };
        records::look_alike(&mut tx, id, &traits).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn suggested(&self, staff: &Staff) -> Vec<usize> {
        let mut tx = self.with(staff).await;
        let clusters = records::duplicates(&mut tx, staff).await.unwrap();
        tx.commit().await.unwrap();
        clusters.iter().map(Vec::len).collect()
    }

    /// Every row of the events as it is stored, but for when it was last touched.
    async fn rows(&self, events: &[EntityId]) -> Vec<String> {
        let ids: Vec<_> = events.iter().map(|id| id.uuid()).collect();
        let rows = sqlx::query(
            "select (to_jsonb(e) - 'changed_in')::text from records.entities e where id = any($1)
             union all
             select to_jsonb(s)::text from records.statements s where entity_id = any($1)
             union all
             select to_jsonb(l)::text from records.links l
             where ended_at is null and (src = any($1) or dst = any($1))
             union all
             select (to_jsonb(p))::text from records.event_pairs p where one_id = any($1)
             order by 1",
        )
        .bind(ids)
        .fetch_all(&mut self.town.past_the_rights().await)
        .await
        .unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }
}

const CRASH: &str = "Silver estate crashed into delivery lorry, junction near the bridge";

async fn four(world: &World) -> Vec<EntityId> {
    let mut events = Vec::new();
    for (minutes, words) in [
        (0, CRASH),
        (4, "Two vehicles crashed at the junction near the bridge, one is a lorry"),
        (6, "Lorry and silver car crashed, bridge junction"),
        (9, "There was a crash, a lorry and a silver estate, junction by the bridge"),
    ] {
        events.push(world.told(minutes, words).await);
    }
    events
}

#[tokio::test]
async fn four_tell_of_one_crash_and_it_is_suggested_as_one_cluster() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let events = four(&world).await;
    let other = world.told(5, "A dog was run over outside the swimming pool").await;
    assert_eq!(world.suggested(&ada).await.len(), 1);
    let mut tx = world.with(&ada).await;
    let pairs = records::alike_of(&mut tx, &ada, events[3]).await.unwrap();
    assert!(pairs.iter().all(|pair| pair.alike.bits >= 12.0));
    let english = kernel::Language::English;
    let said: Vec<String> = pairs[0].alike.grounds.iter().map(|it| it.0.say(english)).collect();
    assert!(said.iter().any(|it| it.ends_with("of the same words were used")), "{said:?}");
    assert!(records::alike_of(&mut tx, &ada, other).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_joined_is_taken_apart_to_the_byte() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let events = four(&world).await;
    let before = world.rows(&events).await;
    let mut tx = world.with(&ada).await;
    let cluster = records::one_event(&mut tx, &ada, &events).await.unwrap();
    tx.commit().await.unwrap();
    assert_ne!(world.rows(&events).await, before);
    assert!(world.suggested(&ada).await.is_empty(), "nobody is asked again");
    let mut tx = world.with(&ada).await;
    let found = records::cluster_of(&mut tx, &ada, events[2]).await.unwrap().unwrap();
    let incident = records::read(&mut tx, &ada, found.incident).await.unwrap();
    assert_eq!((found.id, incident.links.len()), (cluster, 4));
    assert_eq!(incident.head.form, Form::Incident);
    records::separate(&mut tx, &ada, cluster, "Two crashes").await.unwrap();
    let twice = records::separate(&mut tx, &ada, cluster, "").await;
    assert!(matches!(twice, Err(Problem::Conflict(_))));
    tx.commit().await.unwrap();
    assert_eq!(world.rows(&events).await, before);
    let mut tx = world.with(&ada).await;
    let emptied = records::read(&mut tx, &ada, found.incident).await.unwrap();
    assert!(emptied.links.is_empty() && emptied.head.label.is_empty());
    assert!(records::cluster_of(&mut tx, &ada, events[2]).await.unwrap().is_none());
    assert_eq!(world.suggested(&ada).await.len(), 1, "they wait for a decision again");
}

#[tokio::test]
async fn a_later_one_joins_the_incident_that_is_there_and_leaves_it_alone() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let events = four(&world).await;
    let mut tx = world.with(&ada).await;
    records::one_event(&mut tx, &ada, &events[..3]).await.unwrap();
    let later = records::one_event(&mut tx, &ada, &events[2..]).await.unwrap();
    let found = records::cluster_of(&mut tx, &ada, events[3]).await.unwrap().unwrap();
    assert!(found.id == later && !found.incident_made && found.links.len() == 1);
    records::separate(&mut tx, &ada, later, "").await.unwrap();
    let incident = records::read(&mut tx, &ada, found.incident).await.unwrap();
    assert_eq!((incident.links.len(), incident.head.label.is_empty()), (3, false));
}

#[tokio::test]
async fn not_the_same_is_remembered_and_unsure_is_asked_again() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let (one, other) = (world.told(0, CRASH).await, world.told(3, CRASH).await);
    for (said, asked) in [(Said::Unsure, 1), (Said::NotSame, 0)] {
        let mut tx = world.with(&ada).await;
        records::tell_apart(&mut tx, &ada, (one, other), said).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.suggested(&ada).await.len(), asked, "{said:?}");
    }
    let mut tx = world.with(&ada).await;
    let pairs = records::alike_of(&mut tx, &ada, one).await.unwrap();
    assert_eq!(pairs[0].said.map(|it| it.0), Some(Said::NotSame));
}

#[tokio::test]
async fn what_somebody_may_not_see_is_in_no_suggestion_of_theirs() {
    let world = World::new().await;
    let (ada, dee) = (
        world.hires("humberside", Role::ContactOperator).await,
        world.hires("humberside", Role::Detective).await,
    );
    let (one, other) = (world.told(0, CRASH).await, world.told(3, CRASH).await);
    world.restricts(&dee, other, true).await;
    assert!(world.suggested(&ada).await.is_empty());
    assert_eq!(world.suggested(&dee).await.len(), 1);
    let mut tx = world.with(&ada).await;
    assert!(records::alike_of(&mut tx, &ada, one).await.unwrap().is_empty());
    let guessed = records::one_event(&mut tx, &ada, &[one, other]).await;
    assert!(matches!(guessed, Err(Problem::NotFound(_))));
    // The incident of what is hidden is hidden as well.
    let mut tx = world.with(&dee).await;
    let cluster = records::one_event(&mut tx, &dee, &[one, other]).await.unwrap();
    let found = records::cluster_of(&mut tx, &dee, one).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert!(found.id == cluster);
    assert!(matches!(world.looks(&ada, found.incident).await, Err(Problem::NotFound(_))));
    let seen = world.looks(&ada, one).await.unwrap();
    assert!(seen.links.iter().all(|it| !matches!(it.other, Neighbour::Open(_))));
}
