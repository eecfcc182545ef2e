//! A site with the real forces and services, on a database of its own.

use crate::browser::Browser;
use axum::Router;
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use evidence::Vault;
use kernel::{Email, ForceId, Problem, ReportId};
use partners::pages::Bureau;
use partners::{Counts, Mailboxes};
use reports::pages::{self, Window};
use reports::{IdempotencyKey, Intake, NewReport, Receipt, Via};
use serde_json::{Value, json};
use services::pages::Hall;
use services::{Answers, Catalogue, Service, Shelf};
use sqlx::AssertSqlSafe;
use station::addresses::Addresses;
use station::config::Gazetteer;
use station::testing::Town;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The force of most tests.
pub(crate) const FORCE: &str = "humberside";
/// The address of a service's pages in it.
pub(crate) const BICYCLE: &str = "/humberside/report/bicycle-theft";

pub(crate) struct Site {
    pub(crate) town: Town,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) shelf: Shelf,
    pub(crate) intake: Intake,
    pub(crate) counts: Counts,
    pub(crate) app: Router,
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with(Catalogue::embedded().unwrap()).await
    }

    /// A site with services of its own.
    pub(crate) async fn with(catalogue: Catalogue) -> Self {
        let town = Town::new(Vec::new()).await;
        let catalogue = Arc::new(catalogue);
        let counter = Counter::new(CounterSettings {
            forces: town.station.forces().clone(),
            public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
            demo: false,
            clock: Arc::new(town.station.clone()),
            leave_to: NEUTRAL_SITE.to_owned(),
            secret: [9; 32],
        });
        let station = town.station.clone();
        let shelf = Shelf::new(catalogue.clone());
        let hall = Hall { station, counter: counter.clone(), shelf: shelf.clone() };
        let intake = Intake::new(&town.station);
        let vault = Vault::in_folder(&town.station, &town.outbox().join("files")).unwrap();
        let takes: BTreeMap<_, _> =
            [("hull".to_owned(), Email::parse("noise@council.example").unwrap())].into();
        // A catalogue of a test's own may have no partners.
        let known = catalogue.directory().get("hull").is_some();
        let takes = if known { takes } else { BTreeMap::new() };
        let mailboxes = Mailboxes::new(takes, catalogue.directory()).unwrap();
        let counts = Counts::default();
        let window = Window {
            mailboxes,
            counts: counts.clone(),
            // Until some are loaded, addresses are typed.
            addresses: Addresses::open(&Gazetteer::default(), &town.station),
            ..Window::new(hall, intake.clone(), vault)
        };
        let (api, _) = pages::api(window.clone()).split_for_parts();
        let station = town.station.clone();
        let bureau = Bureau { station, counter: counter.clone(), counts: counts.clone() };
        let own = counter::routes().with_state(counter.clone());
        let own = own.merge(partners::pages::routes(bureau));
        let routes = pages::routes(window).merge(own).into_router().merge(api);
        Self { town, catalogue, shelf, intake, counts, app: counter::open(&counter, routes) }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.app.clone())
    }

    pub(crate) fn service(&self, id: &str) -> Arc<Service> {
        self.catalogue.get(id).unwrap().clone()
    }

    /// How many reports there are.
    pub(crate) async fn reports(&self) -> i64 {
        self.town.count("select count(*) from reports.reports").await
    }

    /// How many drafts there are.
    pub(crate) async fn drafts(&self) -> i64 {
        self.town.count("select count(*) from reports.drafts").await
    }

    /// The answers of the only report.
    pub(crate) async fn answers(&self) -> Value {
        let mut connection = self.town.past_the_rights().await;
        let text: String = sqlx::query_scalar("select answers_text from reports.reports")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Whether some text stands anywhere in a table, as text or as bytes.
    pub(crate) async fn holds(&self, table: &str, words: &str) -> bool {
        let hex: String = station::secrets::hex(words.as_bytes());
        let rows: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(format!("select t::text from {table} t")))
                .fetch_all(&mut self.town.past_the_rights().await)
                .await
                .unwrap();
        rows.iter().any(|row| row.contains(words) || row.contains(&hex))
    }

    /// Sends answers as the verb does.
    pub(crate) async fn send(
        &self,
        force: &str,
        key: &str,
        answers: &Answers,
    ) -> Result<Receipt, Problem> {
        let service = self.service("bicycle-theft");
        let key = IdempotencyKey::parse(key).unwrap();
        let language = kernel::Language::English;
        let force = ForceId::parse(force).unwrap();
        let new = NewReport { service: &service, answers, language, via: Via::Api, key: &key };
        self.intake.submit(&force, new).await
    }

    /// How often the journal has a deed done to a report.
    pub(crate) async fn journalled(&self, verb: &str, report: ReportId) -> i64 {
        let sql = format!(
            "select count(*) from station.journal where verb = '{verb}' and thing_id = '{report}'"
        );
        self.town.count(&sql).await
    }
}

/// What a person who lost a bicycle types, by field.
pub(crate) fn bicycle_fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("danger", "no"),
        ("happening_now", "no"),
        ("left_at", "street"),
        ("when_known", "day"),
        ("stolen_on-day", "3"),
        ("stolen_on-month", "March"),
        ("stolen_on-year", "2024"),
        ("stolen_time", "about 6pm"),
        ("stolen_from", "The rack by the library\r\nHigh Street, Hull"),
        ("postcode", "hu13aa"),
        ("locked", "yes"),
        ("what_happened", "Someone cut the lock <while> I was inside & rode off"),
        ("make", "Raleigh"),
        ("colour", "Red"),
        ("marked", "no"),
        ("value", "£450"),
        ("evidence", "cctv"),
        ("evidence", "witness"),
        ("evidence_details", "The shop has a camera"),
        ("knows_who", "no"),
        ("full_name", "Sam O’Neil"),
        ("may_contact", "yes"),
        ("ways", "email"),
        ("ways", "text"),
        ("email", "sam@example.test"),
        ("phone", "07700 900 123"),
    ]
}

/// The same for the API.
pub(crate) fn bicycle_json() -> Value {
    json!({
        "danger": "no",
        "happening_now": "no",
        "left_at": "street",
        "when_known": "unsure",
        "stolen_from": "The rack by the library",
        "locked": "yes",
        "what_happened": "Someone cut the lock",
        "make": "Raleigh",
        "colour": "Red",
        "marked": "no",
        "evidence": ["none"],
        "knows_who": "no",
        "full_name": "Sam O’Neil",
        "may_contact": "yes",
        "ways": ["email"],
        "email": "sam@example.test"
    })
}

/// The same for the verbs.
pub(crate) fn bicycle_answers() -> Answers {
    serde_json::from_value(bicycle_json()).unwrap()
}
