//! A thousand random pairs are joined, written to and parted again: what they were before is what they
//! are after, to the byte.

use crate::world::World;
use kernel::{EntityId, MergeId};
use records::{
    By, Field, Form, Home, New, NewLink, NewMerge, NewStatement, Role as As, Source, Written,
};
use station::Tx;
use std::collections::BTreeMap;

/// Rounds, and pairs that are joined in each.
const ROUNDS: usize = 10;
const PAIRS: usize = 25;

/// What is stored of each record: its own row, what was said of it and how it is linked, byte for byte, but
/// for which transaction touched it last. First all of it, then what was there at a moment already, and
/// then how much was written on it since.
const STORED: &str = "
    select e.id,
        concat((to_jsonb(e) - 'changed_in')::text,
            (select string_agg(to_jsonb(s)::text, '|' order by s.id) from records.statements s
             where s.entity_id = e.id),
            (select string_agg(to_jsonb(l)::text, '|' order by l.id) from records.links l
             where l.src = e.id or l.dst = e.id)),
        concat((to_jsonb(e) - '{changed_in,label,hint,about}'::text[])::text,
            (select string_agg(to_jsonb(s)::text, '|' order by s.id) from records.statements s
             where s.entity_id = e.id and s.made_at <= $1::timestamptz),
            (select string_agg(to_jsonb(l)::text, '|' order by l.id) from records.links l
             where (l.src = e.id or l.dst = e.id) and l.made_at <= $1::timestamptz)),
        (select count(*) from records.statements s
         where s.entity_id = e.id and s.made_at > $1::timestamptz)
            + (select count(*) from records.links l
               where (l.src = e.id or l.dst = e.id) and l.made_at > $1::timestamptz)
    from records.entities e where e.id = any($2)";

#[derive(Debug, PartialEq, Eq)]
struct Stored {
    whole: String,
    old: String,
    since: i64,
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

async fn stored(world: &World, all: &[EntityId], since: &str) -> BTreeMap<EntityId, Stored> {
    let mut connection = world.town.past_the_rights().await;
    let rows: Vec<(EntityId, String, String, i64)> =
        sqlx::query_as(STORED).bind(since).bind(all).fetch_all(&mut connection).await.unwrap();
    let stored = |(id, whole, old, since)| (id, Stored { whole, old, since });
    rows.into_iter().map(stored).collect()
}

async fn program(world: &World) -> Tx<'_> {
    world.town.station.begin(&world.town.system("humberside")).await.unwrap()
}

fn said(dice: &mut Dice, field: Field) -> NewStatement {
    NewStatement::fact(field, format!("Q{}", dice.below(1_000_000)), Source::Import)
}

async fn people(world: &World, dice: &mut Dice) -> Vec<EntityId> {
    let mut tx = program(world).await;
    let mut all = Vec::new();
    for _ in 0..PAIRS * 2 {
        let known = [Field::GivenNames, Field::Surname, Field::Marks];
        let some = 1 + dice.below(3);
        let new = New::of(Form::Person, known[..some].iter().map(|it| said(dice, *it)).collect());
        all.push(records::open(&mut tx, By::Program, &new).await.unwrap());
        if all.len() > 1 && dice.below(3) == 0 {
            let far = all[dice.below(all.len() - 1)];
            let link = (all[all.len() - 1], As::AssociateOf, far);
            let link = NewLink::fact(link, tx.now(), Source::Import);
            records::link(&mut tx, By::Program, &link).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    all
}

/// Joins random pairs, so that some become groups of many.
async fn join(world: &World, dice: &mut Dice, all: &[EntityId]) -> Vec<(MergeId, [EntityId; 2])> {
    let mut tx = program(world).await;
    let mut made = Vec::new();
    while made.len() < PAIRS {
        let (one, other) = (all[dice.below(all.len())], all[dice.below(all.len())]);
        let shown = [one, other][dice.below(2)];
        let new = NewMerge { one, other, shown, why: "By lot".to_owned(), evidence: None };
        if let Ok(id) = records::merge(&mut tx, By::Program, &new).await {
            made.push((id, [one, other]));
        }
    }
    tx.commit().await.unwrap();
    made
}

/// Writes on records while they count as one. What is written on the first of a pair belongs to the second.
async fn write(world: &World, dice: &mut Dice, pairs: &[(MergeId, [EntityId; 2])]) {
    let mut tx = program(world).await;
    for (_, [one, other]) in pairs {
        let new = [said(dice, Field::Occupation), said(dice, Field::Surname)];
        records::state(&mut tx, By::Program, *one, &new).await.unwrap();
        if dice.below(2) == 0 {
            let far = said(dice, Field::Description);
            let far =
                records::open(&mut tx, By::Program, &New::of(Form::Property, vec![far])).await;
            for end in [one, other] {
                let link = (*end, As::Owns, *far.as_ref().unwrap());
                let link = NewLink::fact(link, tx.now(), Source::Import);
                records::link(&mut tx, By::Program, &link).await.unwrap();
            }
        }
    }
    tx.commit().await.unwrap();
}

/// Everything that was written on a record since, by its id.
async fn written(world: &World, on: EntityId, since: &str) -> Vec<Written> {
    let mut connection = world.town.past_the_rights().await;
    let sql = "select id, true from records.statements
               where entity_id = $1 and made_at > $2::timestamptz
               union all select id, false from records.links
               where src = $1 and made_at > $2::timestamptz";
    let rows: Vec<(sqlx::types::Uuid, bool)> =
        sqlx::query_as(sql).bind(on).bind(since).fetch_all(&mut connection).await.unwrap();
    let what = |(id, said)| {
        if said {
            Written::Statement(kernel::StatementId::new(id))
        } else {
            Written::Link(kernel::LinkId::new(id))
        }
    };
    rows.into_iter().map(what).collect()
}

/// Takes every decision back, in any order. What was written on the first of each pair since goes to the
/// second.
async fn part(
    world: &World,
    dice: &mut Dice,
    mut pairs: Vec<(MergeId, [EntityId; 2])>,
    since: &str,
) {
    while !pairs.is_empty() {
        let (merge, [one, other]) = pairs.swap_remove(dice.below(pairs.len()));
        let what = written(world, one, since).await.into_iter();
        let homes: Vec<Home> = what.map(|what| Home { what, to: other }).collect();
        let mut tx = program(world).await;
        records::unmerge(&mut tx, By::Program, merge, ("By lot", &homes)).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn check(seed: u64) {
    let world = World::new().await;
    let mut dice = Dice(seed);
    let mut untouched = 0;
    for _ in 0..ROUNDS {
        let all = people(&world, &mut dice).await;
        let mut connection = world.town.past_the_rights().await;
        let sql = "select max(made_at)::text from records.entities";
        let since: String = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
        let before = stored(&world, &all, &since).await;
        let pairs = join(&world, &mut dice, &all).await;
        assert_eq!(stored(&world, &all, &since).await, before, "joining changes no record");
        write(&world, &mut dice, &pairs).await;
        let written_on = stored(&world, &all, &since).await;
        assert!(written_on.values().any(|it| it.since > 0));
        part(&world, &mut dice, pairs, &since).await;
        for (id, after) in stored(&world, &all, &since).await {
            assert_eq!(after.old, before[&id].old, "what was there before is there as it was");
            if after.since == 0 {
                assert_eq!(
                    after.whole, before[&id].whole,
                    "and where nothing was added, so is all"
                );
                untouched += usize::from(written_on[&id].since > 0);
            }
        }
        assert_eq!(world.town.count("select count(*) from records.merged").await, 0);
    }
    assert!(untouched > ROUNDS, "many gave away what was written on them: {untouched}");
}

#[tokio::test]
async fn what_was_joined_written_to_and_parted_is_equal_to_the_byte() {
    check(20_261_127).await;
}

#[tokio::test]
async fn so_it_is_with_the_next_quarter_of_a_thousand_pairs() {
    check(41).await;
}

#[tokio::test]
async fn and_with_the_third_quarter() {
    check(42).await;
}

#[tokio::test]
async fn and_with_the_last_quarter() {
    check(43).await;
}
