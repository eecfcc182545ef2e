//! The room in which somebody sees what is theirs.

use crate::devices::{app, code};
use crate::pages::{RIGHT, ask, doors, look, pair, sign_in};
use crate::signing_in::{PASSWORD, town};
use axum::Router;
use axum::http::{Method, StatusCode};
use rights::sign_in as sign_in_verb;
use scraper::{Html, Selector};

async fn post(doors: &Router, path: &str, cookie: &str, form: &str) -> crate::pages::Answer {
    ask(doors, Method::POST, path, cookie, form).await
}

fn value(html: &str, css: &str, name: &str) -> String {
    let document = Html::parse_document(html);
    let found = document.select(&Selector::parse(css).unwrap()).next().unwrap();
    match name {
        "" => found.text().collect(),
        name => found.attr(name).unwrap().to_owned(),
    }
}

#[tokio::test]
async fn outside_the_demo_nothing_opens_before_an_app_is_set_up() {
    let town = town().await;
    let doors = doors(&town, false);
    let cookie = sign_in(&doors, RIGHT).await.cookie.unwrap();
    for path in ["/desk/room", "/desk/you", "/desk/you/password"] {
        let sent = look(&doors, path, pair(&cookie)).await;
        assert_eq!(sent.location, "/desk/you/authenticator", "{path}");
    }
    let posted = post(&doors, "/desk/room", pair(&cookie), "").await;
    assert_eq!(posted.status, StatusCode::UNAUTHORIZED);
    let page = look(&doors, "/desk/you/authenticator", pair(&cookie)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("<svg class=\"bl-qr\""));
    let offer = value(&page.html, "input[name=offer]", "value");
    let app = app(&value(&page.html, ".bl-code", ""));
    let path = "/desk/you/authenticator";
    let wrong = post(&doors, path, pair(&cookie), &format!("offer={offer}&code=000000")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(value(&wrong.html, "input[name=offer]", "value"), offer, "the same app");
    let first = code(&town, &app, -1);
    let done = post(&doors, path, pair(&cookie), &format!("offer={offer}&code={first}")).await;
    let new = done.cookie.unwrap();
    assert_eq!(look(&doors, "/desk/room", pair(&new)).await.html, "welcome Ada");
    assert_eq!(look(&doors, "/desk/room", pair(&cookie)).await.status, StatusCode::SEE_OTHER);
    // From now on the code is asked for, on a page that leads to where she wanted to go.
    let asked = sign_in(&doors, &format!("{RIGHT}&to=%2Fdesk%2Froom")).await;
    assert_eq!((asked.status, asked.cookie.is_some()), (StatusCode::OK, false));
    let half = value(&asked.html, "input[name=half]", "value");
    let second = code(&town, &app, 0);
    let form = format!("half={half}&to=%2Fdesk%2Froom&code={second}");
    let there = post(&doors, "/desk/sign-in/code", "", &form).await;
    assert_eq!(there.location, "/desk/room");
    let again = post(&doors, "/desk/sign-in/code", "", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn she_sees_where_she_is_signed_in_and_ends_it() {
    let town = town().await;
    let doors = doors(&town, true);
    let (here, there) = (
        sign_in(&doors, RIGHT).await.cookie.unwrap(),
        sign_in(&doors, RIGHT).await.cookie.unwrap(),
    );
    let page = look(&doors, "/desk/you", pair(&here)).await;
    assert!(page.html.contains("here, now") && page.html.contains("Sign out there"));
    let id = value(&page.html, "button[name=end]", "value");
    let done = post(&doors, "/desk/you/sessions", pair(&here), &format!("end={id}")).await;
    assert_eq!(done.location, "/desk/you?done=ended");
    assert_eq!(look(&doors, "/desk/room", pair(&there)).await.status, StatusCode::SEE_OTHER);
    let third = sign_in(&doors, RIGHT).await.cookie.unwrap();
    post(&doors, "/desk/you/sessions", pair(&here), "end=others").await;
    assert_eq!(look(&doors, "/desk/room", pair(&third)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(look(&doors, "/desk/room", pair(&here)).await.status, StatusCode::OK);
    let strange = post(&doors, "/desk/you/sessions", pair(&here), "end=x").await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn she_changes_her_password_and_is_signed_out_elsewhere() {
    let town = town().await;
    let doors = doors(&town, true);
    let (here, there) = (
        sign_in(&doors, RIGHT).await.cookie.unwrap(),
        sign_in(&doors, RIGHT).await.cookie.unwrap(),
    );
    let old = PASSWORD.replace(' ', "+");
    for (old, new, says) in [
        ("", "x", "Enter your password"),
        ("wrong", "the+gulls+of+the+quay", "The password is not right"),
        (old.as_str(), "short", "Enter at least 15 characters"),
        (old.as_str(), "ada+works+for+humberside", "without your name"),
        (old.as_str(), "aaaaaaaaaaaaaaaaaaaa", "not one sequence"),
    ] {
        let form = format!("old={old}&new={new}");
        let page = post(&doors, "/desk/you/password", pair(&here), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert!(page.html.contains(says), "{new}");
        assert!(!page.html.contains(&new.replace('+', " ")) || new == "x", "never put back");
    }
    let form = format!("old={old}&new=the+gulls+of+the+quay");
    let done = post(&doors, "/desk/you/password", pair(&here), &form).await;
    assert_eq!(done.location, "/desk/you?done=password");
    assert_eq!(look(&doors, "/desk/room", pair(&there)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(look(&doors, "/desk/room", pair(&here)).await.status, StatusCode::OK);
    let email = "ada@humberside.example";
    assert!(sign_in_verb(&town.station, email, "the gulls of the quay").await.is_ok());
    assert!(sign_in_verb(&town.station, email, PASSWORD).await.is_err());
}

#[tokio::test]
async fn what_she_declares_is_shown_by_its_kind_alone() {
    let town = town().await;
    let doors = doors(&town, true);
    let here = sign_in(&doors, RIGHT).await.cookie.unwrap();
    let path = "/desk/you/interests";
    for (form, says) in [
        ("value=x%40example.test", "Select who it is"),
        ("relation=own&value=nothing", "Enter an email address or a phone number"),
        ("relation=home&value=x%40example.test", "Enter a whole postcode"),
    ] {
        let page = post(&doors, path, pair(&here), form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(page.html.contains(says), "{form}");
    }
    for form in [
        "relation=family&value=brother%40example.test",
        "relation=own&value=01632+960+001",
        "relation=home&value=HU1+3ES",
    ] {
        assert_eq!(post(&doors, path, pair(&here), form).await.location, "/desk/you?done=declared");
    }
    let page = look(&doors, "/desk/you", pair(&here)).await;
    for kind in ["Family, declared", "You, declared", "Where you live, declared"] {
        assert!(page.html.contains(kind), "{kind}");
    }
    for value in ["brother", "960001", "960 001", "HU1"] {
        assert!(!page.html.contains(value), "{value}");
    }
}

#[tokio::test]
async fn how_she_proves_who_she_is_changes_only_with_a_fresh_proof() {
    let town = town().await;
    let doors = doors(&town, true);
    let here = sign_in(&doors, RIGHT).await.cookie.unwrap();
    let mut past = town.past_the_rights().await;
    let old = "update rights.sessions set proven_at = now() - interval '16 minutes'";
    sqlx::query(old).execute(&mut past).await.unwrap();
    for path in ["/desk/you/passkeys", "/desk/you/authenticator"] {
        let sent = look(&doors, path, pair(&here)).await;
        assert!(sent.location.starts_with("/desk/prove?to="), "{path}: {}", sent.location);
        let sent = post(&doors, path, pair(&here), "name=x&passkey=x").await;
        assert!(sent.location.starts_with("/desk/prove?to="), "{path}: {}", sent.location);
    }
    let id = "passkey=01990a5d-ac96-774b-bcce-b302099a8052";
    let removal = post(&doors, "/desk/you/passkeys/removal", pair(&here), id).await;
    assert_eq!(removal.location, "/desk/prove?to=%2Fdesk%2Fyou");
    let form = format!("to=%2Fdesk%2Fyou%2Fpasskeys&password={}", PASSWORD.replace(' ', "+"));
    let proven = post(&doors, "/desk/prove", pair(&here), &form).await;
    let new = proven.cookie.unwrap();
    let page = look(&doors, &proven.location, pair(&new)).await;
    assert!(page.html.contains("data-bl-passkey"), "now she may");
}

#[tokio::test]
async fn the_page_asks_the_browser_for_a_passkey_and_no_answer_is_no_fault() {
    let town = town().await;
    let doors = doors(&town, true);
    let page = look(&doors, "/desk/sign-in", "").await;
    let options = value(&page.html, "[data-bl-passkey] form", "data-options");
    let options: serde_json::Value = serde_json::from_str(&options).unwrap();
    assert_eq!(options["rpId"], "localhost");
    assert_eq!(options["userVerification"], "required");
    for form in ["", "ceremony=00&answer=x", "ceremony=00&answer=%7B%7D"] {
        let refused = post(&doors, "/desk/sign-in/passkey", "", form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(refused.cookie.is_none());
    }
}
