//! A small town for the tests of the whole counter: two forces, a few routes, a browser's requests.

use axum::body::Body;
use axum::extract::FromRef;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use counter::{
    Counter, CounterSettings, Fault, Form, Frame, Key, NEUTRAL_SITE, PublicUrl, Sensitive, Visit,
};
use http_body_util::BodyExt;
use kernel::{
    FieldProblem, FixedClock, Force, ForceId, Forces, Instant, Letters, LocalText, Offer, Problem,
    Theme, Thing,
};
use std::sync::Arc;
use tower::ServiceExt;

/// The origin that the tests are reached under.
pub(crate) const PLAIN: &str = "http://localhost:8080";
/// The same over https.
pub(crate) const SECURE: &str = "https://police.example";

fn force(id: &str, letters: &str, name: &str, hosts: &[&str]) -> Force {
    let name = LocalText { en: name.to_owned(), cy: None };
    Force {
        id: ForceId::parse(id).unwrap(),
        letters: Letters::parse(letters).unwrap(),
        legal_name: name.en.clone(),
        short_name: name.clone(),
        name: name.clone(),
        site: format!("https://{id}.example"),
        hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
        staff_domains: Vec::new(),
        covers: name,
        areas: Vec::new(),
        postcode_areas: Vec::new(),
        shared_postcode_areas: Vec::new(),
        area_code: None,
        languages: Vec::new(),
        railways: false,
        theme: Theme {
            brand: "#0a2342".to_owned(),
            accent: "#1a65a6".to_owned(),
            badge: letters.to_owned(),
        },
        offer: Offer::default(),
        welcome: None,
        hand_in: None,
        services: std::collections::BTreeMap::new(),
    }
}

pub(crate) fn counter(public_url: &str) -> Counter {
    let now = Instant::new("2026-06-04T08:14:00Z".parse().unwrap());
    Counter::new(CounterSettings {
        forces: Arc::new(Forces::new(vec![
            force("northshire", "NSH", "Northshire Police", &["online.northshire.example"]),
            force("southshire", "SSH", "Southshire Police", &[]),
        ])),
        public_url: PublicUrl::parse(public_url).unwrap(),
        demo: false,
        clock: Arc::new(FixedClock(now)),
        leave_to: NEUTRAL_SITE.to_owned(),
        secret: [9; 32],
    })
}

/// A page that prints what a visit knows.
async fn show(visit: Visit) -> String {
    let force = visit.force.as_ref().map_or("none", |force| force.id.as_str());
    let key = if visit.key.is_some() { "key" } else { "no key" };
    let address = format!("{} {}", visit.address.path, visit.other_language_href());
    format!("{} {force} {key} {address}", visit.language.code())
}

async fn home(visit: Visit) -> Result<Response, Fault> {
    visit.force()?;
    Ok(counter::cacheable(show(visit).await.into_response()))
}

async fn start(visit: Visit) -> Response {
    let (_, cookie) = visit.key_or_new([7; 32]);
    (cookie, "started").into_response()
}

async fn receive(form: Form) -> String {
    let said = form.fields().iter().map(|(name, value)| format!("{name}={value}"));
    said.collect::<Vec<_>>().join(";")
}

#[derive(askama::Template)]
#[template(
    source = "{% extends \"frame.html\" %}{% block main %}own words{% endblock %}",
    ext = "html"
)]
struct Again {
    frame: Frame,
}

async fn again(visit: Visit) -> Response {
    let frame = Frame::new(&visit, "Again").error(true);
    counter::page_as(StatusCode::UNPROCESSABLE_ENTITY, &Again { frame })
}

fn fail(problem: Problem) -> Result<Response, Fault> {
    Err(problem.into())
}

async fn sensitive() -> Response {
    let mut response = Fault(Problem::Busy).into_response();
    response.extensions_mut().insert(Sensitive);
    response
}

async fn panicking() -> &'static str {
    panic!("the secret of the person was 12345")
}

fn invalid() -> Problem {
    let message = "Enter where it was".to_owned();
    Problem::Invalid(vec![FieldProblem { field: "/answers/place".to_owned(), message }])
}

#[derive(Clone)]
struct Town(Counter);

impl FromRef<Town> for Counter {
    fn from_ref(town: &Town) -> Self {
        town.0.clone()
    }
}

/// The routes of the town with the counter around them.
pub(crate) fn town(public_url: &str) -> Router {
    let counter = counter(public_url);
    let routes = Router::new()
        .route("/", get(show))
        .route("/track", get(show))
        .route("/{force}/", get(home))
        .route("/{force}/report/", get(show))
        .route("/{force}/report/start", get(start))
        .route("/{force}/report/form", post(receive))
        .route("/{force}/report/again", get(again))
        .route("/{force}/fault/page", get(async || fail(Problem::NotFound(Thing::Page))))
        .route("/{force}/fault/draft", get(async || fail(Problem::NotFound(Thing::Draft))))
        .route("/{force}/fault/busy", get(async || fail(Problem::Busy)))
        .route("/{force}/fault/sensitive", get(sensitive))
        .route("/{force}/fault/broken", get(async || fail(Problem::broken("secret"))))
        .route("/{force}/fault/panic", get(panicking))
        .route("/desk", get(show))
        .route("/readyz", get(async || (StatusCode::SERVICE_UNAVAILABLE, "no database")))
        .route("/api/v1/found", get(async || Json(1)))
        .route("/api/v1/invalid", post(async || fail(invalid())))
        .route("/api/v1/body", post(async |Json(number): Json<u8>| number.to_string()))
        .route("/api/v1/broken", get(async || fail(Problem::broken("secret"))))
        .merge(counter::routes().into_router())
        .with_state(Town(counter.clone()));
    counter::open(&counter, routes)
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// A header's text, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Every cookie that is set.
    pub(crate) fn cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect()
    }
}

/// Sends one request through all layers.
pub(crate) async fn send(town: &Router, request: Request<Body>) -> Answer {
    let response = town.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let body = String::from_utf8_lossy(&body).into_owned();
    Answer { status: parts.status, headers: parts.headers, body }
}

/// A GET with headers.
pub(crate) async fn get_with(town: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    if headers.iter().all(|(name, _)| *name != "host") {
        request = request.header(HOST, "localhost:8080");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(town, request.body(Body::empty()).unwrap()).await
}

/// A GET as anybody.
pub(crate) async fn visit(town: &Router, path: &str) -> Answer {
    get_with(town, path, &[]).await
}

/// A form posted with headers.
pub(crate) async fn submit(
    town: &Router,
    path: &str,
    body: impl Into<Body>,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = Request::post(path).header(HOST, "localhost:8080");
    if headers.iter().all(|(name, _)| *name != "content-type") {
        request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(town, request.body(body.into()).unwrap()).await
}

/// A key and the cookie that carries it over plain http.
pub(crate) fn key() -> (Key, String) {
    let key = Key::new([7; 32]);
    let cookie = format!("bl={}", key.cookie_text());
    (key, cookie)
}
