//! A town whose services are changed: people who write, people who approve, and other processes.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{Method, Request, StatusCode};
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use editions::Follower;
use editions::pages::Studio;
use http_body_util::BodyExt;
use kernel::{Email, ForceId, Language};
use reports::{IdempotencyKey, Intake, NewReport, Receipt, Via};
use rights::{Appointment, NewAccount, Role, appoint, open_account, sign_in};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use services::pages::Hall;
use services::{Answers, Catalogue, Shelf};
use station::secrets::{hex, random};
use station::testing::Town;
use std::sync::Arc;
use tower::ServiceExt;

const PASSWORD: &str = "a long enough password";

/// A town whose services are changed.
pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) shelf: Shelf,
    routes: Router,
}

/// A signed-in browser, or anybody's.
pub(crate) struct Browser<'a> {
    world: &'a World,
    cookie: String,
    token: String,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) html: String,
}

impl World {
    pub(crate) async fn new() -> Self {
        let shelf = Shelf::new(Arc::new(Catalogue::embedded().unwrap()));
        let town = Town::new(Vec::new()).await;
        let counter = Counter::new(CounterSettings {
            forces: town.station.forces().clone(),
            public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
            demo: false,
            clock: Arc::new(town.station.clone()),
            leave_to: NEUTRAL_SITE.to_owned(),
            secret: [9; 32],
        });
        let station = town.station.clone();
        let hall =
            Hall { station: station.clone(), counter: counter.clone(), shelf: shelf.clone() };
        let follower = Follower::new(station, shelf.clone());
        follower.begin().await.unwrap();
        let routes = editions::pages::routes(Studio { hall: hall.clone(), follower });
        let routes = routes.merge(services::pages::routes(hall)).into_router();
        Self { town, shelf, routes: counter::open(&counter, routes) }
    }

    /// Another process on the same database.
    pub(crate) async fn another_process(&self) -> (Follower, Shelf) {
        let theirs = Shelf::new(Arc::new(Catalogue::embedded().unwrap()));
        let follower = Follower::new(self.town.station.clone(), theirs.clone());
        follower.begin().await.unwrap();
        (follower, theirs)
    }

    /// Somebody who works for a force signs in.
    pub(crate) async fn hires(&self, name: &str, force: &str, role: Role) -> Browser<'_> {
        self.hires_for(name, force, role, None).await
    }

    /// Somebody who publishes to all forces signs in.
    pub(crate) async fn appoints(&self, name: &str, force: &str) -> Browser<'_> {
        let publisher = Some(Appointment::ServicePublisher);
        self.hires_for(name, force, Role::ForceAdministrator, publisher).await
    }

    async fn hires_for(
        &self,
        name: &str,
        force: &str,
        role: Role,
        appointment: Option<Appointment>,
    ) -> Browser<'_> {
        let address = format!("{name}@{force}.example");
        let email = Email::parse(&address).unwrap();
        let account = NewAccount { email: email.clone(), name: name.to_owned(), role };
        let mut tx = self.town.station.begin(&self.town.system(force)).await.unwrap();
        open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        if appointment.is_some() {
            appoint(&mut tx, &email, appointment).await.unwrap();
        }
        tx.commit().await.unwrap();
        let token = sign_in(&self.town.station, &address, PASSWORD).await.unwrap();
        let csrf = counter::Form::token_of(token.cookie_text().as_bytes());
        Browser { world: self, cookie: format!("bl-desk={}", token.cookie_text()), token: csrf }
    }

    /// Somebody of the public.
    pub(crate) fn anybody(&self) -> Browser<'_> {
        Browser { world: self, cookie: String::new(), token: String::new() }
    }

    /// Somebody reports a stolen bicycle to Humberside.
    pub(crate) async fn reports(&self, extra: Value) -> Receipt {
        let key = IdempotencyKey::parse(&hex(&random::<16>().unwrap())).unwrap();
        let mut answers = json!({
            "danger": "no", "happening_now": "no", "left_at": "street", "when_known": "unsure",
            "stolen_from": "Outside the library", "locked": "yes",
            "what_happened": "Someone cut the lock", "make": "Raleigh", "colour": "Red",
            "marked": "no", "evidence": ["none"], "knows_who": "no", "full_name": "Sam Jones",
            "may_contact": "no",
        });
        for (question, answer) in extra.as_object().unwrap() {
            answers[question] = answer.clone();
        }
        let answers: Answers = serde_json::from_value(answers).unwrap();
        let catalogue = self.shelf.catalogue();
        let service = catalogue.get("bicycle-theft").unwrap();
        let language = Language::English;
        let new = NewReport { service, answers: &answers, language, via: Via::Web, key: &key };
        let force = ForceId::parse("humberside").unwrap();
        Intake::new(&self.town.station).submit(&force, new).await.unwrap()
    }

    /// How many journal entries of a verb there are.
    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.town.count(&sql).await
    }

    /// The version that a force offers of stolen bicycles, 0 when it is closed.
    pub(crate) fn offered(&self, force: &str) -> u32 {
        offered(&self.shelf, force)
    }
}

/// The version that a force offers of stolen bicycles on a shelf, 0 when it is closed.
pub(crate) fn offered(shelf: &Shelf, force: &str) -> u32 {
    let catalogue = shelf.catalogue();
    let offer = catalogue.at(&ForceId::parse(force).unwrap(), "bicycle-theft").unwrap();
    if offer.closed.is_some() { 0 } else { offer.edition.service.version }
}

impl Browser<'_> {
    pub(crate) async fn look(&self, path: &str) -> Page {
        self.send(Method::GET, path, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(Method::POST, path, fields).await
    }

    /// Begins the next version of stolen bicycles. Returns the address of the text.
    pub(crate) async fn begins(&self) -> String {
        let page = self.post("/desk/services/bicycle-theft/texts", &[("version", "1")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.main());
        page.location
    }

    /// Saves a text with some words of its definition changed, and does something with it.
    pub(crate) async fn writes(
        &self,
        address: &str,
        (from, to): (&str, &str),
        rest: &[(&str, &str)],
    ) -> Page {
        let page = self.look(address).await;
        let english = page.typed("english").replace(from, to);
        let (welsh, tests) = (page.typed("welsh"), page.typed("tests"));
        let revision = page.all("input[name=revision]", "value").remove(0);
        let mut fields = vec![
            ("english", english.as_str()),
            ("welsh", &welsh),
            ("tests", &tests),
            ("revision", &revision),
        ];
        fields.extend(rest);
        self.post(address, &fields).await
    }

    /// Decides about a text as it is now.
    pub(crate) async fn decides(&self, address: &str, rest: &[(&str, &str)]) -> Page {
        let revision = self.look(address).await.all("input[name=revision]", "value");
        let revision = revision.first().cloned().unwrap_or_default();
        let mut fields = vec![("revision", revision.as_str())];
        fields.extend(rest);
        self.post(&format!("{address}/decision"), &fields).await
    }

    async fn send(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut fields = fields.to_vec();
        fields.push(("csrf", &self.token));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, &self.cookie)
            .body(Body::from(serde_html_form::to_string(fields).unwrap()))
            .unwrap();
        let response = self.world.routes.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(LOCATION).map(|it| it.to_str().unwrap().to_owned());
        let location =
            location.unwrap_or_default().split('?').next().unwrap_or_default().to_owned();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        Page { status, location, html }
    }
}

impl Page {
    /// What a person reads in the parts of the page, white space made plain.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        let text = |part: scraper::ElementRef<'_>| {
            let text = part.text().collect::<String>();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        document.select(&selector).map(text).collect()
    }

    /// What a person reads in the main part of the page.
    pub(crate) fn main(&self) -> String {
        self.texts("main").join(" ")
    }

    /// What stands in a text area.
    pub(crate) fn typed(&self, name: &str) -> String {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(&format!("textarea[name={name}]")).unwrap();
        document.select(&selector).next().unwrap().text().collect()
    }

    /// An attribute of the parts of the page that have it.
    pub(crate) fn all(&self, selector: &str, attribute: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        let parts = document.select(&selector);
        parts.filter_map(|part| part.attr(attribute)).map(str::to_owned).collect()
    }
}
