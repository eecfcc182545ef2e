//! A town where people call, and a browser for whoever takes the call.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{Method, Request, StatusCode};
use calls::pages::Line;
use calls::{Call, begin, open, save};
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use http_body_util::BodyExt;
use kernel::{CallId, Email, Language, Problem, Purpose};
use partners::Counts;
use reports::Intake;
use rights::{NewAccount, Role, Staff, open_account, sign_in, staff_of};
use scraper::{Html, Selector};
use serde_json::Value;
use services::pages::Hall;
use services::{Answers, Catalogue, Service, Shelf};
use station::testing::Town;
use std::sync::Arc;
use tower::ServiceExt;

const PASSWORD: &str = "a long enough password";

/// A town where people call.
pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) intake: Intake,
    pub(crate) counts: Counts,
    routes: Router,
}

/// Somebody at the desk, and their browser.
pub(crate) struct Ada<'a> {
    world: &'a World,
    pub(crate) staff: Staff,
    cookie: String,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) html: String,
}

impl World {
    pub(crate) async fn new() -> Self {
        let catalogue = Arc::new(Catalogue::embedded().unwrap());
        let shelf = Shelf::new(catalogue.clone());
        let town = Town::new(Vec::new()).await;
        let counter = Counter::new(CounterSettings {
            forces: town.station.forces().clone(),
            public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
            demo: false,
            clock: Arc::new(town.station.clone()),
            leave_to: NEUTRAL_SITE.to_owned(),
            secret: [9; 32],
        });
        let intake = Intake::new(&town.station);
        let hall = Hall { station: town.station.clone(), counter: counter.clone(), shelf };
        let counts = Counts::default();
        let line = Line { hall, intake: intake.clone(), counts: counts.clone() };
        let routes = counter::open(&counter, calls::pages::routes(line).into_router());
        Self { town, catalogue, intake, counts, routes }
    }

    pub(crate) fn service(&self, id: &str) -> &Arc<Service> {
        self.catalogue.get(id).unwrap()
    }

    pub(crate) async fn hires(&self, force: &str, role: Role, name: &str) -> Ada<'_> {
        let email = format!("{}@{force}.example", name.to_lowercase());
        let name = name.to_owned();
        let account = NewAccount { email: Email::parse(&email).unwrap(), name, role };
        let mut tx = self.town.station.begin(&self.town.system(force)).await.unwrap();
        open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        tx.commit().await.unwrap();
        let token = sign_in(&self.town.station, &email, PASSWORD).await.unwrap();
        let staff = staff_of(&self.town.station, &token).await.unwrap();
        Ada { world: self, staff, cookie: format!("bl-desk={}", token.cookie_text()) }
    }

    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.town.count(&sql).await
    }

    pub(crate) async fn reports(&self) -> i64 {
        self.town.count("select count(*) from reports.reports").await
    }
}

impl Ada<'_> {
    async fn tx(&self) -> station::Tx<'_> {
        let scope = self.staff.scope(Purpose::ContactHandling);
        self.world.town.station.begin(&scope).await.unwrap()
    }

    /// Takes a call about something.
    pub(crate) async fn takes(&self, service: &str) -> CallId {
        let mut tx = self.tx().await;
        let service = self.world.service(service);
        let id = begin(&mut tx, &self.staff, service, Language::English).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub(crate) async fn opens(&self, id: CallId) -> Result<Call, Problem> {
        let mut tx = self.tx().await;
        let call = open(&mut tx, &self.staff, id).await?;
        tx.commit().await.unwrap();
        Ok(call)
    }

    pub(crate) async fn saves(&self, call: &mut Call) -> Result<(), Problem> {
        let mut tx = self.tx().await;
        save(&mut tx, &self.staff, call).await?;
        tx.commit().await
    }

    /// Writes these answers and words into a call.
    pub(crate) async fn writes(&self, id: CallId, answers: Value, words: &str) {
        let mut call = self.opens(id).await.unwrap();
        let answers: Answers = serde_json::from_value(answers).unwrap();
        for (name, value) in answers.iter() {
            call.account.draft.answers.set(name, value.clone());
        }
        call.account.hear(words, None);
        self.saves(&mut call).await.unwrap();
    }

    pub(crate) async fn look(&self, path: &str) -> Page {
        self.ask(Method::GET, path, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.ask(Method::POST, path, fields).await
    }

    /// The same in a browser whose session is over.
    pub(crate) async fn post_signed_out(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let cookie = self.cookie.replace(char::is_numeric, "A");
        Ada { cookie, staff: self.staff.clone(), world: self.world }.post(path, fields).await
    }

    async fn ask(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, &self.cookie)
            .body(Body::from(serde_html_form::to_string(fields).unwrap()))
            .unwrap();
        let response = self.world.routes.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let location = headers.get(LOCATION).map(|it| it.to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        Page { status, location: location.unwrap_or_default(), html }
    }
}

impl Page {
    /// What a person reads in the main part of the page.
    pub(crate) fn main(&self) -> String {
        let document = Html::parse_document(&self.html);
        let main = Selector::parse("main").unwrap();
        let text = document.select(&main).flat_map(|part| part.text()).collect::<String>();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// An attribute of the parts of the page that have it.
    pub(crate) fn all(&self, selector: &str, attribute: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        let parts = document.select(&selector).filter_map(|part| part.attr(attribute));
        parts.map(str::to_owned).collect()
    }
}
