//! Queries, networks, paths and repeats: by their windows, both ways, over merged records, and for each
//! only as far as they may see.

use crate::world::{World, person, thing};
use kernel::{EntityId, Instant, Problem, Reason};
use records::{
    Asking, By, Field, Form, Found, Limits, Neighbour, New, NewLink, NewStatement, Role as As,
    Source, Span, Walked, Window,
};
use rights::{Role, Staff};

/// So long before the present, on the clock.
fn ago(world: &World, span: &str, seconds: i64) -> Instant {
    let from = Span::parse(span).unwrap().until(world.now()).from;
    from.plus(jiff::SignedDuration::from_secs(seconds))
}

fn event(form: Form, what: &str) -> New {
    New::of(form, vec![NewStatement::fact(Field::Category, what, Source::Officer)])
}

fn door(number: &str) -> New {
    let fact = |field, said| NewStatement::fact(field, said, Source::Officer);
    New::of(Form::Address, vec![fact(Field::Building, number), fact(Field::Postcode, "ZE1 0AA")])
}

async fn asks(world: &World, staff: &Staff, (query, start): (&str, EntityId)) -> Found {
    let mut tx = world.with(staff).await;
    let query = records::query(&mut tx, staff, query).await.unwrap().query;
    let asking = Asking { query: &query, start, chosen: Vec::new(), window: None };
    let found = records::ask(&mut tx, staff, &asking).await.unwrap();
    tx.commit().await.unwrap();
    found
}

fn labels(found: &Found) -> Vec<String> {
    found.answers.iter().map(|it| label(&it.other)).collect()
}

fn label(record: &Neighbour) -> String {
    match record {
        Neighbour::Open(head) => head.label.clone(),
        Neighbour::Closed { ask, .. } => format!("ask {ask}"),
    }
}

fn way(way: &[Walked]) -> String {
    let steps = way.iter().map(|it| format!("{} {}", it.by().en, label(&it.to)));
    steps.collect::<Vec<_>>().join(" → ")
}

#[tokio::test]
async fn calls_from_a_number_count_from_this_hour_seven_days_ago() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let phone = world.opens(&ada, thing(Form::Phone, Field::Number, "07700 900123")).await;
    for (what, after) in [("too early", -60), ("early enough", 60), ("within", 3_600)] {
        let call = world.opens(&ada, event(Form::Contact, what)).await;
        world.links_at(&ada, (phone, As::Called, call), ago(&world, "P7D", after)).await;
    }
    let tomorrow = world.now().plus(jiff::SignedDuration::from_hours(24));
    let to_come = world.opens(&ada, event(Form::Contact, "to come")).await;
    world.links_at(&ada, (phone, As::Called, to_come), tomorrow).await;
    let found = asks(&world, &ada, ("calls-from-here", phone)).await;
    assert_eq!(labels(&found), ["within", "early enough"]);
    assert_eq!(world.entries("records_queried").await, 1);
    let mut tx = world.with(&ada).await;
    let query = records::query(&mut tx, &ada, "calls-from-here").await.unwrap().query;
    let chosen = vec![Span::days(8)];
    let asking = Asking { query: &query, start: phone, chosen, window: None };
    assert_eq!(records::ask(&mut tx, &ada, &asking).await.unwrap().answers.len(), 3);
    // Both edges of a window belong to it.
    let exactly = Window { from: ago(&world, "P7D", -60), to: ago(&world, "P7D", 60) };
    let asking = Asking { window: Some(exactly), ..asking };
    let found = records::ask(&mut tx, &ada, &asking).await.unwrap();
    assert_eq!(labels(&found), ["early enough", "too early"]);
    let (from, to) = (ago(&world, "P7D", -59), ago(&world, "P7D", 59));
    let asking = Asking { window: Some(Window { from, to }), ..asking };
    assert!(records::ask(&mut tx, &ada, &asking).await.unwrap().answers.is_empty());
}

#[tokio::test]
async fn what_happened_where_somebody_lives_says_how_it_has_to_do_with_them() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let (home, former) = (world.opens(&dee, door("12")).await, world.opens(&dee, door("14")).await);
    world.links_at(&dee, (sam, As::LivesAt, home), ago(&world, "P3Y", 0)).await;
    let mut tx = world.with(&dee).await;
    let moved = NewLink {
        valid_to: Some(ago(&world, "P29D", 0)),
        ..NewLink::fact((sam, As::LivesAt, former), ago(&world, "P9Y", 0), Source::Officer)
    };
    records::link(&mut tx, By::Staff(&dee), &moved).await.unwrap();
    tx.commit().await.unwrap();
    for (what, form, at, span) in [
        ("Burglary", Form::Crime, home, "P27D"),
        ("Tip", Form::Intelligence, home, "P2D"),
        ("Old noise", Form::Incident, home, "P29D"),
        ("After the move", Form::Incident, former, "P3D"),
    ] {
        let event = world.opens(&dee, event(form, what)).await;
        world.links_at(&dee, (event, As::HappenedAt, at), ago(&world, span, 0)).await;
    }
    let found = asks(&world, &dee, ("events-at-addresses", sam)).await;
    assert_eq!(labels(&found), ["Tip", "Burglary"]);
    let ways = &found.answers[1].ways;
    assert_eq!(way(&ways[0]), "lives at 12 → where it happened Burglary");
    // Whoever reads no intelligence finds none, and counts none.
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let found = asks(&world, &ada, ("events-at-addresses", sam)).await;
    assert_eq!(labels(&found), ["Burglary"]);
}

#[tokio::test]
async fn records_that_count_as_one_are_asked_as_one_and_found_as_one() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let sam = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    let same = world.opens(&ada, person("Samuel", "Okoro", "1994-05-06")).await;
    let astra = world.opens(&ada, thing(Form::Vehicle, Field::Registration, "AB12 CDE")).await;
    let again = world.opens(&ada, thing(Form::Vehicle, Field::Registration, "AB12 CDF")).await;
    world.links(&ada, (same, As::Drives, again)).await;
    world.counts_as(same, sam).await;
    world.counts_as(again, astra).await;
    for start in [sam, same] {
        let found = asks(&world, &ada, ("linked-vehicles", start)).await;
        assert_eq!(labels(&found), ["AB12 CDE"]);
    }
    let mut tx = world.with(&ada).await;
    let network = records::network(&mut tx, &ada, (same, &Limits::default())).await.unwrap();
    assert_eq!(network.nodes.len(), 2);
    let ends = (sam, again);
    let paths = records::paths(&mut tx, &ada, (ends, &Limits::default())).await.unwrap();
    assert_eq!(paths.ways.len(), 1);
}

#[tokio::test]
async fn two_people_of_different_clearance_see_different_consistent_pictures() {
    let world = World::new().await;
    let (ada, dee) = (
        world.hires("humberside", Role::ContactOperator).await,
        world.hires("humberside", Role::Detective).await,
    );
    let sam = world.opens(&dee, person("Sam", "Okoro", "1994-05-06")).await;
    let tip = world.opens(&dee, event(Form::Intelligence, "Tip")).await;
    let kim = world.opens(&dee, person("Kim", "Lee", "1990-01-02")).await;
    let lou = world.opens(&dee, person("Lou", "Ash", "1980-01-02")).await;
    let may = world.opens(&dee, person("May", "Fox", "1970-01-02")).await;
    for ends in [
        (sam, As::Subject, tip),
        (kim, As::Subject, tip),
        (sam, As::AssociateOf, lou),
        (lou, As::AssociateOf, may),
        (may, As::PartnerOf, kim),
    ] {
        world.links(&dee, ends).await;
    }
    let between = |way: &[Walked]| way.iter().map(|it| label(&it.to)).collect::<Vec<_>>();
    let (whole, ways) = world.pictures(&dee, (sam, kim)).await;
    assert_eq!(whole.nodes.len(), 5);
    assert_eq!(ways.iter().map(|it| between(it)).collect::<Vec<_>>(), [["Tip", "Kim Lee"]]);
    // Without the tip there is another way, and it is longer.
    let (part, ways) = world.pictures(&ada, (sam, kim)).await;
    assert_eq!(part.nodes.len(), 4);
    assert_eq!(between(&ways[0]), ["Lou Ash", "May Fox", "Kim Lee"]);
    // What is closed is a line that says whom to ask, and leads on to nothing.
    world.restricts(&dee, lou, false).await;
    let (part, ways) = world.pictures(&ada, (sam, kim)).await;
    let seen: Vec<String> = part.nodes.iter().map(|node| label(&node.record)).collect();
    assert_eq!(seen, ["Sam Okoro", "ask The duty inspector"]);
    assert!(ways.is_empty());
    // What is hidden is not there.
    world.restricts(&dee, lou, true).await;
    let (part, _) = world.pictures(&ada, (sam, kim)).await;
    assert_eq!((part.nodes.len(), part.edges.len()), (1, 0));
    assert_eq!(world.pictures(&dee, (sam, kim)).await.0.nodes.len(), 5);
}

#[tokio::test]
async fn a_network_goes_three_steps_and_says_where_it_was_cut() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let mut people = Vec::new();
    for name in ["Ann", "Bea", "Cat", "Dot", "Eve", "Fay"] {
        people.push(world.opens(&ada, person(name, "Row", "1990-01-02")).await);
    }
    for pair in people.windows(2) {
        world.links(&ada, (pair[0], As::AssociateOf, pair[1])).await;
    }
    let (network, ways) = world.pictures(&ada, (people[0], people[4])).await;
    assert_eq!(network.nodes.iter().map(|it| it.distance).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert!(!network.cut && network.nodes.iter().all(|it| !it.cut));
    assert_eq!(ways[0].len(), 4);
    let (_, none) = world.pictures(&ada, (people[0], people[5])).await;
    assert!(none.is_empty(), "five steps are too many");
    // A hostel: more than are shown live there.
    let hostel = world.opens(&ada, door("1")).await;
    world.links(&ada, (people[0], As::StaysAt, hostel)).await;
    world.fills(hostel, 130).await;
    let mut tx = world.with(&ada).await;
    let one_step = Limits { steps: 1, ..Limits::default() };
    let around = records::network(&mut tx, &ada, (hostel, &one_step)).await.unwrap();
    assert_eq!((around.nodes.len(), around.nodes[0].cut), (101, true));
    let only = Limits { roles: vec![As::AssociateOf], ..Limits::default() };
    let around = records::network(&mut tx, &ada, (people[0], &only)).await.unwrap();
    assert_eq!(around.nodes.len(), 4, "nobody by the hostel");
}

#[tokio::test]
async fn a_repeat_victim_is_one_to_whom_two_things_happened_within_twelve_months() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let sam = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    let victim = async |staff: &Staff| {
        let mut tx = world.with(staff).await;
        let found = records::repeats(&mut tx, staff, sam).await.unwrap();
        let victim = found.into_iter().find(|it| it.rule.id == "victim").unwrap();
        (victim.events, victim.holds())
    };
    let mut events = Vec::new();
    for (form, span) in [(Form::Incident, "P360D"), (Form::Crime, "P1D"), (Form::Crime, "P13M")] {
        let event = world.opens(&ada, event(form, "Harassment")).await;
        world.links_at(&ada, (sam, As::Victim, event), ago(&world, span, 0)).await;
        events.push(event);
    }
    assert_eq!(victim(&ada).await, (2, true));
    // The crime is what the incident was recorded as: it happened once.
    world.links(&ada, (events[1], As::Follows, events[0])).await;
    assert_eq!(victim(&ada).await, (1, false));
    // A force that looks further back counts the third.
    let keeper = world.hires("humberside", Role::RecordsManager).await;
    let mut tx = world.with(&keeper).await;
    let span = Span::months(24);
    records::set_rule(&mut tx, &keeper, ("victim", span, 2)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(victim(&ada).await, (2, true));
    let mut tx = world.with(&ada).await;
    let refused = records::set_rule(&mut tx, &ada, ("victim", span, 2)).await;
    assert!(matches!(refused, Err(Problem::Refused(Reason::NotYourRole))));
}

#[tokio::test]
async fn a_force_keeps_queries_of_its_own_and_no_other_force_has_them() {
    let world = World::new().await;
    let keeper = world.hires("humberside", Role::RecordsManager).await;
    let met = world.hires("metropolitan", Role::RecordsManager).await;
    let definition = "name = { en = \"Housemates\", cy = \"Cyd-letywyr\" }\nstart = [\"person\"]\n\
         [[steps]]\nout = [\"lives_at\"]\n[[steps]]\nback = [\"lives_at\"]\nto = [\"person\"]";
    let mut tx = world.with(&keeper).await;
    let kept = records::keep_query(&mut tx, &keeper, ("housemates", definition)).await.unwrap();
    assert_eq!(kept.unwrap().steps.len(), 2);
    let wrong = definition.replace("lives_at", "dies_at");
    let wrong = records::keep_query(&mut tx, &keeper, ("others", &wrong)).await.unwrap();
    assert!(wrong.unwrap_err().say(kernel::Language::English).contains("dies_at"));
    let taken = records::keep_query(&mut tx, &keeper, ("linked-vehicles", definition)).await;
    assert!(matches!(taken, Err(Problem::Conflict(_))));
    tx.commit().await.unwrap();
    let (ann, bea) = (
        world.opens(&keeper, person("Ann", "Row", "1990-01-02")).await,
        world.opens(&keeper, person("Bea", "Row", "1990-01-02")).await,
    );
    let home = world.opens(&keeper, door("7")).await;
    world.links(&keeper, (ann, As::LivesAt, home)).await;
    world.links(&keeper, (bea, As::LivesAt, home)).await;
    assert_eq!(labels(&asks(&world, &keeper, ("housemates", ann)).await), ["Bea Row"]);
    let mut tx = world.with(&met).await;
    assert!(records::query(&mut tx, &met, "housemates").await.is_err());
    let query = records::query(&mut tx, &met, "linked-vehicles").await.unwrap().query;
    let asking = Asking { query: &query, start: ann, chosen: Vec::new(), window: None };
    assert!(matches!(records::ask(&mut tx, &met, &asking).await, Err(Problem::NotFound(_))));
    let mut tx = world.with(&keeper).await;
    records::take_query_away(&mut tx, &keeper, "housemates").await.unwrap();
    assert!(records::query(&mut tx, &keeper, "housemates").await.is_err());
}

#[tokio::test]
async fn a_timeline_holds_what_lasted_and_what_happened_in_its_window() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let sam = world.opens(&ada, person("Sam", "Okoro", "1994-05-06")).await;
    let home = world.opens(&ada, door("12")).await;
    world.links_at(&ada, (sam, As::LivesAt, home), ago(&world, "P3Y", 0)).await;
    for (what, span) in [("Now", "P1D"), ("Then", "P30D")] {
        let event = world.opens(&ada, event(Form::Incident, what)).await;
        world.links_at(&ada, (sam, As::Witness, event), ago(&world, span, 0)).await;
    }
    let mut tx = world.with(&ada).await;
    let window = Span::days(28).until(tx.now());
    let timeline = records::timeline(&mut tx, &ada, (sam, window)).await.unwrap();
    let seen: Vec<_> =
        timeline.moments.iter().map(|it| (label(&it.walked.to), it.happened)).collect();
    assert_eq!(seen, [("Now".to_owned(), true), ("12".to_owned(), false)]);
}
