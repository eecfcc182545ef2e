//! Counting who was sent elsewhere.

use crate::world::World;
use jiff::civil::date;
use kernel::{ForceId, Instant};
use partners::{Counts, Redirected, What, counted};

fn noise(partner: Option<&str>) -> Redirected {
    Redirected {
        service: "antisocial-behaviour".to_owned(),
        question: "about".to_owned(),
        role: "council.noise".to_owned(),
        partner: partner.map(str::to_owned),
    }
}

fn at(text: &str) -> Instant {
    Instant::new(text.parse().unwrap())
}

#[tokio::test]
async fn what_several_servers_count_adds_up_by_day_and_force() {
    let world = World::new().await;
    let force = ForceId::parse("humberside").unwrap();
    let (one, other) = (Counts::default(), Counts::default());
    let (monday, tuesday) = (at("2026-06-01T10:00:00Z"), at("2026-06-01T23:30:00Z"));
    for counts in [&one, &other] {
        counts.add(&force, monday, noise(Some("northmoor")), What::Shown);
        counts.add(&force, monday, noise(Some("northmoor")), What::Shown);
        counts.add(&force, monday, noise(None), What::Taken);
        // Half past midnight in London.
        counts.add(&force, tuesday, noise(Some("northmoor")), What::Passed);
    }
    for counts in [&one, &other, &one] {
        counts.write_down(&world.town.station).await.unwrap();
    }
    for (name, from, to, told) in [
        (
            "humberside",
            date(2026, 6, 1),
            date(2026, 6, 1),
            vec![(None, 2, 0), (Some("northmoor"), 4, 0)],
        ),
        ("humberside", date(2026, 6, 2), date(2026, 6, 30), vec![(Some("northmoor"), 0, 2)]),
        ("humberside", date(2026, 6, 3), date(2026, 6, 30), vec![]),
        ("dyfed-powys", date(2026, 6, 1), date(2026, 6, 30), vec![]),
    ] {
        let mut tx = world.town.station.begin(&world.town.system(name)).await.unwrap();
        let found = counted(&mut tx, from, to).await.unwrap();
        tx.leave().await.unwrap();
        let times = |one: &partners::Counted, what| one.times.get(&what).copied().unwrap_or(0);
        let found: Vec<_> = found
            .iter()
            .map(|it| {
                let first = times(it, What::Shown) + times(it, What::Taken);
                (it.of.partner.as_deref(), first, times(it, What::Passed))
            })
            .collect();
        assert_eq!(found, told, "{name} {from}");
    }
}

#[tokio::test]
async fn a_count_that_cannot_be_written_down_waits() {
    let world = World::new().await;
    let (counts, force) = (Counts::default(), ForceId::parse("humberside").unwrap());
    counts.add(&force, at("2026-06-01T10:00:00Z"), noise(None), What::Shown);
    let break_it = "alter table partners.redirected rename to away";
    sqlx::raw_sql(break_it).execute(&mut world.town.past_the_rights().await).await.unwrap();
    assert!(counts.write_down(&world.town.station).await.is_err());
    let mend = "alter table partners.away rename to redirected";
    sqlx::raw_sql(mend).execute(&mut world.town.past_the_rights().await).await.unwrap();
    counts.write_down(&world.town.station).await.unwrap();
    assert_eq!(world.town.count("select sum(times)::bigint from partners.redirected").await, 1);
}
