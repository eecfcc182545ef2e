//! How long questions about links take, and how that grows with the town: `cargo xtask bench records`.
//!
//! A town of each size that is asked for is made up, loaded into a PostgreSQL of its own (which does not
//! wait for the disk) and asked; every question is journalled and goes through the rights, as at a desk.

use kernel::{Email, EntityId, Purpose};
use records::{Asking, By, Limits, Size, Town};
use rights::{NewAccount, Role, Staff, open_account, sign_in, staff_of};
use sqlx::Row as _;
use station::testing::Town as Place;
use std::error::Error;
use std::io::Write as _;
use std::time::{Duration, Instant};

type Done<T> = Result<T, Box<dyn Error>>;

const FORCE: &str = "humberside";
const PASSWORD: &str = "a long enough password";
/// How often each question is asked.
const TIMES: usize = 300;

/// What is asked, and of what records.
#[derive(Clone, Copy)]
enum Question {
    Query(&'static str),
    Timeline,
    Network,
    Paths,
    Repeats,
}

/// Questions, each with its name, the target for the slowest of a hundred in milliseconds, and the form of
/// the record of which it is asked. Whoever adds a question adds a line.
const QUESTIONS: &[(&str, u32, &str, Question)] = &[
    ("calls from a number, 7 days", 10, "phone", Question::Query("calls-from-here")),
    ("events at addresses, 28 days", 10, "person", Question::Query("events-at-addresses")),
    ("vehicles, 24 months", 10, "person", Question::Query("linked-vehicles")),
    ("events of vehicles, 24 months", 10, "person", Question::Query("intelligence-on-vehicles")),
    ("events at the busiest places, 28 days", 10, "place", Question::Query("events-here")),
    ("timeline, 24 months", 10, "person", Question::Timeline),
    ("repeats", 10, "person", Question::Repeats),
    ("network, 3 steps", 50, "person", Question::Network),
    ("network around the busiest places", 50, "place", Question::Network),
    ("paths, 4 steps", 50, "person", Question::Paths),
];

#[tokio::main]
async fn main() -> Done<()> {
    let mut sizes: Vec<u32> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000, 1_000_000];
    }
    say("| people | links | question | p50 ms | p99 ms | found | target p99 |")?;
    say("|---:|---:|---|---:|---:|---:|---:|")?;
    for people in sizes {
        measure(people).await?;
    }
    Ok(())
}

async fn measure(people: u32) -> Done<()> {
    let place = Place::new(Vec::new()).await;
    let links = load(&place, people).await?;
    let staff = hire(&place).await?;
    for (name, target, form, question) in QUESTIONS {
        let starts = starts(&place, form).await?;
        let (mut took, mut found) = (Vec::new(), 0);
        for (number, start) in starts.iter().cycle().take(TIMES + 20).enumerate() {
            let before = Instant::now();
            let answers = ask(&place, &staff, (*question, *start, starts.get(number % 7))).await?;
            // The first ones warm the statements up.
            if number >= 20 {
                took.push(before.elapsed());
                found += answers;
            }
        }
        took.sort_unstable();
        let at = |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default();
        let (half, most) = (millis(at(50)), millis(at(99)));
        let each = found * 10 / took.len().max(1);
        let each = format!("{}.{}", each / 10, each % 10);
        say(&format!("| {people} | {links} | {name} | {half} | {most} | {each} | {target} |"))?;
    }
    Ok(())
}

fn millis(took: Duration) -> String {
    format!("{:.2}", took.as_secs_f64() * 1_000.0)
}

/// Makes the town up and loads it. Says how many links there are.
async fn load(place: &Place, people: u32) -> Done<usize> {
    let size = Size { people, links: u64::from(people) * 5 };
    let mut town = Town::new(1, size, place.station.clock().now());
    let (before, mut links, mut records) = (Instant::now(), 0, 0);
    while let Some(batch) = town.next() {
        let mut tx = place.station.begin(&place.system(FORCE)).await?;
        let loaded = records::load(&mut tx, By::Program, &batch).await?;
        tx.commit().await?;
        links += loaded.links;
        records += loaded.records;
        if town.people() % 20_000 < 1_000 {
            tell(&format!("{} of {people} people, {:?}", town.people(), before.elapsed()));
        }
    }
    tell(&format!("{records} records and {links} links loaded in {:?}", before.elapsed()));
    let mut connection = place.past_the_rights().await;
    sqlx::raw_sql("vacuum analyze").execute(&mut connection).await?;
    Ok(links)
}

async fn hire(place: &Place) -> Done<Staff> {
    let address = format!("measure@{FORCE}.example");
    let account = NewAccount {
        email: Email::parse(&address)?,
        name: "Measure".to_owned(),
        role: Role::Detective,
    };
    let mut tx = place.station.begin(&place.system(FORCE)).await?;
    open_account(&mut tx, &[account], PASSWORD).await?;
    tx.commit().await?;
    let token = sign_in(&place.station, &address, PASSWORD).await?;
    Ok(staff_of(&place.station, &token).await?)
}

/// Of which records: any people and numbers, and of the places those where most happened.
async fn starts(place: &Place, form: &str) -> Done<Vec<EntityId>> {
    let mut connection = place.past_the_rights().await;
    let sql = if form == "place" {
        "select e.id from records.entities e where e.form = $1
         order by (select count(*) from records.links l where l.dst = e.id and l.force_id = e.force_id)
         desc limit 20"
    } else {
        "select id from records.entities where form = $1 order by md5(id::text) limit 300"
    };
    let rows = sqlx::query(sql).bind(form).fetch_all(&mut connection).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

async fn ask(
    place: &Place,
    staff: &Staff,
    (question, start, other): (Question, EntityId, Option<&EntityId>),
) -> Done<usize> {
    let mut tx = place.station.begin(&staff.scope(Purpose::Investigating)).await?;
    let found = match question {
        Question::Query(id) => {
            let query = records::query(&mut tx, staff, id).await?.query;
            let asking = Asking { query: &query, start, chosen: Vec::new(), window: None };
            records::ask(&mut tx, staff, &asking).await?.answers.len()
        }
        Question::Timeline => {
            let window = records::Span::months(24).until(tx.now());
            records::timeline(&mut tx, staff, (start, window)).await?.moments.len()
        }
        Question::Network => {
            records::network(&mut tx, staff, (start, &Limits::default())).await?.nodes.len()
        }
        Question::Paths => {
            let to = other.copied().unwrap_or(start);
            records::paths(&mut tx, staff, ((start, to), &Limits::default())).await?.ways.len()
        }
        Question::Repeats => records::repeats(&mut tx, staff, start).await?.len(),
    };
    tx.commit().await?;
    Ok(found)
}

fn say(line: &str) -> Done<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn tell(line: &str) {
    let _gone = writeln!(std::io::stderr(), "{line}");
}
