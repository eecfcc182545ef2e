//! A town with a desk: people who report, people who work, and a browser for each of them.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use evidence::Vault;
use http_body_util::BodyExt;
use kernel::{Email, ForceId, Language};
use partners::Counts;
use reports::{IdempotencyKey, Intake, NewReport, Receipt, Via};
use rights::{NewAccount, Role, Token, open_account, sign_in};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use services::pages::Hall;
use services::{Answers, Catalogue, Shelf};
use station::Station;
use station::secrets::{hex, random};
use station::testing::Town;
use std::sync::Arc;
use tokio::sync::watch;
use tower::ServiceExt;

const PASSWORD: &str = "a long enough password";

/// A town with a desk.
pub(crate) struct World {
    pub(crate) town: Town,
    catalogue: Arc<Catalogue>,
    pub(crate) vault: Vault,
    routes: Router,
    pub(crate) counts: Counts,
}

/// A signed-in browser.
pub(crate) struct Browser<'a> {
    world: &'a World,
    cookie: String,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl World {
    pub(crate) async fn new() -> Self {
        let catalogue = Arc::new(Catalogue::embedded().unwrap());
        let shelf = Shelf::new(catalogue.clone());
        let town = Town::new(contact::jobs(&shelf)).await;
        let counts = Counts::default();
        let (routes, vault) = desk_of(&town, town.station.clone(), (shelf, counts.clone()));
        Self { town, catalogue, vault, routes, counts }
    }

    /// The desk of another process on the same database, which follows what is changed, and its station.
    pub(crate) async fn elsewhere(&self) -> (Router, Station) {
        let station = self.town.another_process().await;
        let (stop, stopped) = watch::channel(false);
        // It follows for as long as the test lasts.
        std::mem::forget(stop);
        tokio::spawn(rights::follow(station.clone(), stopped.clone()));
        tokio::spawn(contact::follow(station.clone(), stopped));
        let offers = (Shelf::new(self.catalogue.clone()), Counts::default());
        let (routes, _) = desk_of(&self.town, station.clone(), offers);
        (routes, station)
    }

    /// Somebody sends a report in a language, and what follows from it is done.
    pub(crate) async fn sends(&self, service: &str, answers: Value, language: Language) -> Receipt {
        let key = IdempotencyKey::parse(&hex(&random::<16>().unwrap())).unwrap();
        let answers: Answers = serde_json::from_value(answers).unwrap();
        let service = self.catalogue.get(service).unwrap();
        let new = NewReport { service, answers: &answers, language, via: Via::Web, key: &key };
        let force = ForceId::parse("humberside").unwrap();
        let receipt = Intake::new(&self.town.station).submit(&force, new).await.unwrap();
        self.town.work().await.unwrap();
        receipt
    }

    /// Somebody who works for a force signs in.
    pub(crate) async fn hires(&self, force: &str, role: Role) -> Browser<'_> {
        let email = format!("{}@{force}.example", role.code());
        let name = "Ada Marlow".to_owned();
        let account = NewAccount { email: Email::parse(&email).unwrap(), name, role };
        let mut tx = self.town.station.begin(&self.town.system(force)).await.unwrap();
        open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        tx.commit().await.unwrap();
        let token = sign_in(&self.town.station, &email, PASSWORD).await.unwrap();
        Browser { world: self, cookie: format!("bl-desk={}", token.cookie_text()) }
    }

    /// A browser that nobody signed in with.
    pub(crate) fn nobody(&self) -> Browser<'_> {
        self.with_cookie("")
    }

    /// A browser with a cookie of somebody's own making.
    pub(crate) fn with_cookie(&self, cookie: &str) -> Browser<'_> {
        Browser { world: self, cookie: cookie.to_owned() }
    }

    /// Breaks something past every right.
    pub(crate) async fn breaks(&self, sql: &'static str) {
        sqlx::raw_sql(sql).execute(&mut self.town.past_the_rights().await).await.unwrap();
    }

    /// How many journal entries of a verb there are.
    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.town.count(&sql).await
    }
}

fn desk_of(town: &Town, station: Station, (shelf, counts): (Shelf, Counts)) -> (Router, Vault) {
    let counter = Counter::new(CounterSettings {
        forces: station.forces().clone(),
        public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
        demo: false,
        clock: Arc::new(station.clone()),
        leave_to: NEUTRAL_SITE.to_owned(),
        secret: [9; 32],
    });
    let vault = Vault::in_folder(&station, &town.outbox().join("files")).unwrap();
    let hall = Hall { station, counter: counter.clone(), shelf };
    let routes = desk::routes(hall, counts, vault.clone()).into_router();
    (counter::open(&counter, routes), vault)
}

impl Browser<'_> {
    /// What the browser holds.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// The token in it.
    pub(crate) fn token(&self) -> Token {
        Token::parse(self.cookie.trim_start_matches("bl-desk=")).unwrap()
    }

    pub(crate) async fn look(&self, path: &str) -> Page {
        self.ask(Method::GET, path, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.ask(Method::POST, path, fields).await
    }

    /// The address of the first contact in the queue.
    pub(crate) async fn first(&self) -> String {
        self.look("/desk/queue?show=all").await.all(".bl-queue__title a", "href").remove(0)
    }

    /// The same browser with its session's secret changed.
    pub(crate) fn with_a_changed_cookie(&self) -> Self {
        let kept = self.cookie.len() - 4;
        Self { world: self.world, cookie: format!("{}AAAA", &self.cookie[..kept]) }
    }

    /// A request that a page of another site makes this browser send.
    pub(crate) async fn made_to_send(
        &self,
        method: Method,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        self.send(method, path, fields, "cross-site").await
    }

    async fn ask(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(method, path, fields, "same-origin").await
    }

    async fn send(&self, method: Method, path: &str, fields: &[(&str, &str)], site: &str) -> Page {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", site)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, &self.cookie)
            .body(Body::from(serde_html_form::to_string(fields).unwrap()))
            .unwrap();
        let response = self.world.routes.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let location = response.headers().get(LOCATION).map(|it| it.to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        Page { status, location: location.unwrap_or_default(), headers, html }
    }
}

impl Page {
    /// What a person reads in the parts of the page, white space made plain.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        document
            .select(&selector)
            .map(|part| {
                let text = part.text().collect::<String>();
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// What a person reads in the main part of the page.
    pub(crate) fn main(&self) -> String {
        self.texts("main").join(" ")
    }

    /// An attribute of the parts of the page that have it.
    pub(crate) fn all(&self, selector: &str, attribute: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        document
            .select(&selector)
            .filter_map(|part| part.attr(attribute))
            .map(str::to_owned)
            .collect()
    }

    /// The id that the form of an address would send.
    pub(crate) fn message_id(&self, end: &str) -> String {
        self.all(&format!("form[action$='{end}'] input[name=message]"), "value").remove(0)
    }
}

pub(crate) fn bicycle(extra: Value) -> Value {
    let answers = json!({
        "danger": "no", "happening_now": "no", "left_at": "street", "when_known": "unsure",
        "stolen_from": "Outside the library", "locked": "yes",
        "what_happened": "Someone cut the lock", "make": "Raleigh", "colour": "Red",
        "marked": "no", "evidence": ["none"], "knows_who": "no", "full_name": "Sam Jones",
        "may_contact": "no",
    });
    with(answers, extra)
}

/// Somebody who may be e-mailed on weekday mornings, discreetly.
pub(crate) fn stalking(extra: Value) -> Value {
    let answers = json!({
        "danger": "no", "happening_now": "no", "reporting_for": "me", "under_18": "no",
        "how_often": "more", "may_contact": "yes", "ways": ["email"],
        "email": "alex@example.test", "codeword": "bluebell", "full_name": "Alex",
        "what": ["messages"], "tell_us": "Mae ganddo gyllell", "known": "yes",
        "share_support": "no",
    });
    with(answers, extra)
}

fn with(mut answers: Value, extra: Value) -> Value {
    if let Value::Object(extra) = extra {
        for (question, answer) in extra {
            answers[question] = answer;
        }
    }
    answers
}
