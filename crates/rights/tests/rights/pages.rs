//! Signing in and out at the pages, as a browser does.

use crate::signing_in::{PASSWORD, town};
use axum::body::Body;
use axum::extract::FromRef;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use axum::routing::get;
use axum::{Extension, Router};
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use http_body_util::BodyExt;
use rights::Role;
use rights::pages::{DemoSignIn, DemoSignIns, SignedIn};
use scraper::{Html, Selector};
use station::Station;
use station::testing::Town;
use std::sync::Arc;
use tower::ServiceExt;

#[derive(Clone)]
struct Door {
    counter: Counter,
    station: Station,
}

impl FromRef<Door> for Counter {
    fn from_ref(door: &Door) -> Self {
        door.counter.clone()
    }
}

impl FromRef<Door> for Station {
    fn from_ref(door: &Door) -> Self {
        door.station.clone()
    }
}

/// A room behind the door, to see who comes in.
async fn room(signed_in: SignedIn) -> String {
    format!("welcome {}", signed_in.staff.name())
}

pub(crate) fn doors(town: &Town, demo: bool) -> Router {
    let counter = Counter::new(CounterSettings {
        forces: town.station.forces().clone(),
        public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
        demo,
        clock: Arc::new(town.station.clone()),
        leave_to: NEUTRAL_SITE.to_owned(),
        secret: [9; 32],
    });
    let person =
        DemoSignIn { email: "ada@humberside.example".to_owned(), role: Role::ContactOperator };
    let demo = DemoSignIns { password: PASSWORD.into(), people: [person].into() };
    let door = Door { counter: counter.clone(), station: town.station.clone() };
    let routes = Router::new()
        .route("/desk/room", get(room).post(room))
        .merge(rights::pages::routes().into_router())
        .with_state(door)
        .layer(Extension(demo));
    counter::open(&counter, routes)
}

struct Answer {
    status: StatusCode,
    location: String,
    cookie: Option<String>,
    html: String,
}

async fn ask(doors: &Router, method: Method, path: &str, cookie: &str, form: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(COOKIE, cookie)
        .body(Body::from(form.to_owned()))
        .unwrap();
    let response = doors.clone().oneshot(request).await.unwrap();
    let header = |name| response.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
    let (location, status) = (header(LOCATION).unwrap_or_default(), response.status());
    let desk = response.headers().get_all(SET_COOKIE).iter();
    let cookie = desk
        .map(|cookie| cookie.to_str().unwrap().to_owned())
        .find(|cookie| cookie.starts_with("bl-desk="));
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let html = String::from_utf8(bytes.to_vec()).unwrap().replace("&#39;", "'");
    Answer { status, location, cookie, html }
}

async fn look(doors: &Router, path: &str, cookie: &str) -> Answer {
    ask(doors, Method::GET, path, cookie, "").await
}

async fn sign_in(doors: &Router, form: &str) -> Answer {
    ask(doors, Method::POST, "/desk/sign-in", "", form).await
}

fn pair(set_cookie: &str) -> &str {
    set_cookie.split(';').next().unwrap()
}

const RIGHT: &str = "email=ada%40humberside.example&password=a+long+enough+password";

#[tokio::test]
async fn an_operator_is_asked_to_sign_in_and_gets_to_the_page_she_asked_for() {
    let town = town().await;
    let doors = doors(&town, false);
    let sent = look(&doors, "/cy/desk/room?show=all", "").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.location, "/cy/desk/sign-in?to=%2Fdesk%2Froom%3Fshow%3Dall");
    let page = look(&doors, &sent.location, "").await;
    let to = Html::parse_document(&page.html);
    let hidden = to.select(&Selector::parse("input[name=to]").unwrap()).next().unwrap();
    assert_eq!(hidden.attr("value"), Some("/desk/room?show=all"));
    let in_welsh = format!("{RIGHT}&to=%2Fdesk%2Froom%3Fshow%3Dall");
    let done = ask(&doors, Method::POST, "/cy/desk/sign-in", "", &in_welsh).await;
    assert_eq!(done.location, "/cy/desk/room?show=all");
    let cookie = done.cookie.unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let room = look(&doors, &done.location, pair(&cookie)).await;
    assert_eq!(room.html, "welcome Ada");
    let again = look(&doors, "/desk/sign-in", pair(&cookie)).await;
    assert_eq!((again.status, again.location.as_str()), (StatusCode::SEE_OTHER, "/desk/queue"));
}

#[tokio::test]
async fn signing_in_leads_nowhere_but_to_the_desk() {
    let town = town().await;
    let doors = doors(&town, false);
    for to in ["https%3A%2F%2Felsewhere.example", "%2F%2Felsewhere.example", "%2Ftrack"] {
        let done = sign_in(&doors, &format!("{RIGHT}&to={to}")).await;
        assert_eq!(done.location, "/desk/queue", "{to}");
    }
}

#[tokio::test]
async fn every_failure_has_the_same_page() {
    let town = town().await;
    let doors = doors(&town, false);
    let mut texts = Vec::new();
    for email in ["ada%40humberside.example", "nobody%40humberside.example", "not-an-address"] {
        let failed = sign_in(&doors, &format!("email={email}&password=wrong-secret")).await;
        assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(failed.cookie.is_none());
        assert!(!failed.html.contains("wrong-secret"), "a password is never put back");
        let typed = email.replace("%40", "@");
        assert!(failed.html.contains(&typed), "the address is kept");
        let document = Html::parse_document(&failed.html);
        let summary = Selector::parse(".govuk-error-summary").unwrap();
        let text = document.select(&summary).next().unwrap().text().collect::<String>();
        assert!(
            document
                .select(&Selector::parse("title").unwrap())
                .next()
                .unwrap()
                .inner_html()
                .starts_with("Error: ")
        );
        texts.push(text);
    }
    texts.dedup();
    assert_eq!(texts.len(), 1, "{texts:?}");
}

#[tokio::test]
async fn an_empty_form_says_what_to_enter_in_either_language() {
    let town = town().await;
    let doors = doors(&town, false);
    for (path, words) in [
        ("/desk/sign-in", ["Enter your work email address", "Enter your password"]),
        ("/cy/desk/sign-in", ["Rhowch eich cyfeiriad e-bost gwaith", "Rhowch eich cyfrinair"]),
    ] {
        let page = ask(&doors, Method::POST, path, "", "email=&password=").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in words {
            assert_eq!(page.html.matches(words).count(), 2, "{words}: summary and field");
        }
    }
}

#[tokio::test]
async fn a_form_from_another_site_signs_nobody_in() {
    let town = town().await;
    let request = Request::builder()
        .method(Method::POST)
        .uri("/desk/sign-in")
        .header("sec-fetch-site", "cross-site")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(RIGHT))
        .unwrap();
    let response = doors(&town, false).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(town.count("select count(*) from rights.sessions").await, 0);
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    let town = town().await;
    let doors = doors(&town, false);
    let cookie = sign_in(&doors, RIGHT).await.cookie.unwrap();
    let out = ask(&doors, Method::POST, "/desk/sign-out", pair(&cookie), "").await;
    assert_eq!(out.location, "/desk/sign-in");
    assert!(out.cookie.unwrap().contains("Max-Age=0"));
    let after = look(&doors, "/desk/room", pair(&cookie)).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER);
    let posted = ask(&doors, Method::POST, "/desk/room", pair(&cookie), "").await;
    assert_eq!(posted.status, StatusCode::UNAUTHORIZED);
    // Whoever is signed out already ends there too.
    let twice = ask(&doors, Method::POST, "/desk/sign-out", "", "").await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_signs_in_ends_the_session_of_who_was_there_before() {
    let town = town().await;
    let doors = doors(&town, false);
    let first = sign_in(&doors, RIGHT).await.cookie.unwrap();
    ask(&doors, Method::POST, "/desk/sign-in", pair(&first), RIGHT).await;
    assert_eq!(look(&doors, "/desk/room", pair(&first)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_demo_says_who_can_sign_in_and_nothing_else_does() {
    let town = town().await;
    for demo in [true, false] {
        let page = look(&doors(&town, demo), "/desk/sign-in", "").await;
        assert_eq!(page.html.contains("ada@humberside.example (contact operator)"), demo);
        assert_eq!(page.html.contains(PASSWORD), demo);
    }
}
