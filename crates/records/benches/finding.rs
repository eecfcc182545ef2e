//! How long the one box and a live match take: `BLUELAMP_PEOPLE=100000 cargo bench -p bluelamp-records`.
//!
//! People who never were, each with a telephone, an address and for every third a car, are put into a database of
//! the tests' own; then each kind of question is asked many times through its verb, rights and journal included.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::as_conversions,
    reason = "the figures are what it is for, and nobody waits for it"
)]

use kernel::{Email, EntityId, ForceId, Purpose};
use records::{Field, Form, New, NewStatement, Search as Query, Source};
use rights::{NewAccount, Role, Staff, open_account, sign_in, staff_of};
use sqlx::PgConnection;
use sqlx::types::Uuid;
use station::Upkeep;
use station::testing::Town;
use std::time::{Duration, Instant};
use townsfolk::Person;

const FORCE: &str = "humberside";
const ROUNDS: usize = 60;
const COLOURS: [&str; 4] = ["Blue", "Red", "Black", "Silver"];
const MODELS: [(&str, &str); 4] =
    [("Vauxhall", "Astra"), ("Ford", "Focus"), ("Kia", "Rio"), ("Skoda", "Fabia")];

#[tokio::main]
async fn main() {
    let people = std::env::var("BLUELAMP_PEOPLE").ok().and_then(|it| it.parse().ok());
    let people: Vec<Person> = townsfolk::Town::new(11, people.unwrap_or(10_000))
        .flat_map(|household| household.people)
        .collect();
    let town = Town::new(Vec::new()).await;
    let staff = hires(&town).await;
    let began = Instant::now();
    fill(&town, &people).await;
    println!("{} people written down in {:.1} s", people.len(), began.elapsed().as_secs_f64());
    let began = Instant::now();
    index(&town).await;
    println!("tokens and faces in {:.1} s", began.elapsed().as_secs_f64());
    let began = Instant::now();
    matches(&town, &staff, &people[0]).await;
    println!("people read into memory in {:.2} s", began.elapsed().as_secs_f64());
    ask_all(&town, &staff, &people).await;
}

async fn ask_all(town: &Town, staff: &Staff, people: &[Person]) {
    type Text = fn(&Person) -> String;
    let kinds: [(&str, Text); 8] = [
        ("name", |it| format!("{} {}", it.given, it.surname)),
        ("surname", |it| it.surname.clone()),
        ("name and year", |it| format!("{} {}", it.surname, it.born.year)),
        ("date of birth", |it| format!("{}/{}/{}", it.born.day, it.born.month, it.born.year)),
        ("telephone's end", |it| {
            it.mobiles[0].1.chars().rev().take(6).collect::<Vec<_>>().iter().rev().collect()
        }),
        ("door and street", |it| format!("{} {}", it.homes[0].1.number, it.homes[0].1.street)),
        ("car by street", |it| format!("blue astra {}", it.homes[0].1.street)),
        ("fragment of a plate", |it| format!("B{:02}", it.id % 70 + 2)),
    ];
    for (name, text) in kinds {
        let mut times = Vec::new();
        for person in some(people) {
            let query = Query::of(text(person));
            let began = Instant::now();
            let mut tx = town.station.begin(&staff.scope(Purpose::Investigating)).await.unwrap();
            records::search(&mut tx, staff, &query).await.unwrap();
            tx.commit().await.unwrap();
            times.push(began.elapsed());
        }
        say(name, times);
    }
    let mut times = Vec::new();
    for person in some(people) {
        let began = Instant::now();
        matches(town, staff, person).await;
        times.push(began.elapsed());
    }
    say("live match", times);
}

fn some(people: &[Person]) -> impl Iterator<Item = &Person> {
    people.iter().step_by((people.len() / ROUNDS).max(1)).filter(|it| !it.mobiles.is_empty())
}

fn say(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at =
        |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    println!("{name:22} p50 {:7.2} ms   p99 {:7.2} ms   ({} asked)", at(50), at(99), times.len());
}

async fn matches(town: &Town, staff: &Staff, person: &Person) {
    let fact = |field, said: &str| NewStatement::fact(field, said, Source::Reporter);
    let who = New::of(
        Form::Person,
        vec![
            fact(Field::GivenNames, &person.given),
            fact(Field::Surname, &person.surname),
            fact(Field::DateOfBirth, &born(person)),
        ],
    );
    let mut tx = town.station.begin(&staff.scope(Purpose::ContactHandling)).await.unwrap();
    records::matches(&mut tx, staff, &[who]).await.unwrap();
    tx.commit().await.unwrap();
}

fn born(person: &Person) -> String {
    format!("{:04}-{:02}-{:02}", person.born.year, person.born.month, person.born.day)
}

async fn hires(town: &Town) -> Staff {
    let email = "bench@humberside.example";
    let account = NewAccount {
        email: Email::parse(email).unwrap(),
        name: "Dee".to_owned(),
        role: Role::Detective,
    };
    let mut tx = town.station.begin(&town.system(FORCE)).await.unwrap();
    open_account(&mut tx, &[account], "a long enough password").await.unwrap();
    tx.commit().await.unwrap();
    let token = sign_in(&town.station, email, "a long enough password").await.unwrap();
    staff_of(&town.station, &token).await.unwrap()
}

async fn index(town: &Town) {
    assert!(ForceId::parse(FORCE).is_ok());
    let mut last: Option<EntityId> = None;
    loop {
        let mut tx = town.station.begin(&town.system(FORCE)).await.unwrap();
        last = records::refresh(&mut tx, last, 2_000).await.unwrap();
        tx.commit_upkeep(Upkeep::Index).await.unwrap();
        if last.is_none() {
            break;
        }
    }
    let mut past = town.past_the_rights().await;
    for table in ["tokens", "entities", "statements", "links"] {
        let tidy = format!("vacuum analyze records.{table}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(tidy)).execute(&mut past).await.unwrap();
    }
}

#[derive(Default)]
struct Rows {
    entities: (Vec<Uuid>, Vec<&'static str>, Vec<String>),
    statements: (Vec<Uuid>, Vec<&'static str>, Vec<String>),
    links: (Vec<Uuid>, Vec<&'static str>, Vec<Uuid>),
}

impl Rows {
    fn open(&mut self, form: &'static str, label: String, said: &[(&'static str, &str)]) -> Uuid {
        let id = Uuid::now_v7();
        self.entities.0.push(id);
        self.entities.1.push(form);
        self.entities.2.push(label);
        for (field, value) in said.iter().filter(|(_, value)| !value.is_empty()) {
            self.statements.0.push(id);
            self.statements.1.push(field);
            self.statements.2.push((*value).to_owned());
        }
        id
    }

    fn link(&mut self, src: Uuid, role: &'static str, dst: Uuid) {
        self.links.0.push(src);
        self.links.1.push(role);
        self.links.2.push(dst);
    }

    fn person(&mut self, it: &Person) {
        let label = format!("{} {}", it.given, it.surname);
        let who = [
            ("given_names", &*format!("{} {}", it.given, it.middle)),
            ("surname", &it.surname),
            ("date_of_birth", &born(it)),
        ];
        let who = self.open("person", label, &who);
        for (_, number) in it.mobiles.iter().take(1) {
            let phone = self.open("phone", number.clone(), &[("number", number)]);
            self.link(who, "uses", phone);
        }
        for (_, home) in it.homes.iter().take(1) {
            let said = [
                ("building", &*home.number),
                ("street", &home.street),
                ("town", &home.town),
                ("postcode", &home.postcode),
            ];
            let address = self.open("address", home.line(), &said);
            self.link(who, "lives_at", address);
        }
        if it.id.is_multiple_of(3) {
            let (number, pick) = (it.id as usize, it.id as usize / 3);
            let (make, model) = MODELS[pick % 4];
            let letter = |by: usize| char::from(b'A' + u8::try_from(number / by % 23).unwrap());
            let plate = format!(
                "{}{}{:02} {}{}{}",
                letter(1),
                letter(23),
                number % 70 + 2,
                letter(5),
                letter(7),
                letter(529)
            );
            let said = [
                ("registration", &*plate),
                ("make", make),
                ("model", model),
                ("colour", COLOURS[pick / 4 % 4]),
            ];
            let car = self.open("vehicle", plate.clone(), &said);
            self.link(who, "keeps", car);
        }
    }

    async fn store(self, past: &mut PgConnection) {
        let text = |all: Vec<&'static str>| all.into_iter().map(str::to_owned).collect::<Vec<_>>();
        sqlx::query(
            "insert into records.entities (force_id, id, form, label, regime, made_at)
             select $1, n.id, n.form, n.label, 'law_enforcement', now()
             from unnest($2::uuid[], $3::text[], $4::text[]) n(id, form, label)",
        )
        .bind(FORCE)
        .bind(self.entities.0)
        .bind(text(self.entities.1))
        .bind(self.entities.2)
        .execute(&mut *past)
        .await
        .unwrap();
        sqlx::query(
            "insert into records.statements
                 (force_id, id, entity_id, field, value, said, certainty, nature, source, made_at)
             select $1, gen_random_uuid(), n.id, n.field, n.value, n.value, 'known', 'fact',
                    'import', now()
             from unnest($2::uuid[], $3::text[], $4::text[]) n(id, field, value)",
        )
        .bind(FORCE)
        .bind(self.statements.0)
        .bind(text(self.statements.1))
        .bind(self.statements.2)
        .execute(&mut *past)
        .await
        .unwrap();
        sqlx::query(
            "insert into records.links
                 (force_id, id, src, role, dst, confidence, nature, valid_from, source, made_at)
             select $1, gen_random_uuid(), n.src, n.role, n.dst, 'confirmed', 'fact', now(),
                    'import', now()
             from unnest($2::uuid[], $3::text[], $4::uuid[]) n(src, role, dst)",
        )
        .bind(FORCE)
        .bind(self.links.0)
        .bind(text(self.links.1))
        .bind(self.links.2)
        .execute(&mut *past)
        .await
        .unwrap();
    }
}

async fn fill(town: &Town, people: &[Person]) {
    let mut past = town.past_the_rights().await;
    for some in people.chunks(5_000) {
        let mut rows = Rows::default();
        for person in some {
            rows.person(person);
        }
        rows.store(&mut past).await;
    }
}
