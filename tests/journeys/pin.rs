//! Somebody points at a place on a map: with the arrow keys alone, and with a finger. Where they must
//! not be seen, no stranger's map is shown.

use crate::answers::Answers;
use crate::browser::{Browser, Look};
use crate::new_services::whole;
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use axum::Router;
use axum::http::{Uri, header};
use kernel::Language;
use serde_json::json;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

const ENGLISH: Who = Who {
    name: "pin",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: true, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

const WELSH: Who = Who {
    language: Language::Welsh,
    look: Look { width: 320, height: 640, scripts: true, touch: true },
    force: "dyfed-powys",
    force_name: "Heddlu Dyfed-Powys",
    ..ENGLISH
};

const POINT: &str = "main form input[name$='-point']";
const MAP: &str = ".bl-map__canvas";

const TILE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><path d="M0 0h256v256H0z" fill="#eef" stroke="#99a"/></svg>"##;

/// A server of tiles somewhere else, and what it was asked for.
async fn tiles() -> anyhow::Result<(String, Arc<Mutex<Vec<String>>>)> {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = asked.clone();
    let answer = async move |uri: Uri| {
        heard.lock().unwrap().push(uri.path().to_owned());
        let kind = (header::CONTENT_TYPE, "image/svg+xml");
        ([kind, (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], TILE)
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/{{z}}/{{x}}/{{y}}.svg", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    Ok((address, asked))
}

async fn start(tiles: &str) -> anyhow::Result<(Server, Browser)> {
    let start = Start::demo(env!("CARGO_BIN_EXE_bluelamp"));
    let start = start.with("BLUELAMP__MAP__TILES", tiles);
    let start = start.with("BLUELAMP__MAP__ATTRIBUTION", "Lluniau: Cwmni Mapiau Cyf");
    Ok((Server::start(start).await?, Browser::launch().await?))
}

/// Comes to the question for a place, and chooses a point on a map.
async fn at_map(person: &Person<'_>, choice: &str) -> anyhow::Result<()> {
    person.go(&format!("/{}/report/breach-of-rules", person.who.force)).await?;
    person.click("main a.govuk-button--start").await?;
    let answers = Answers(json!({ "danger": "no", "happening_now": "no", "about": "gathering" }));
    person.walk_to(&answers, POINT).await?;
    person.page.choose(choice).await?;
    Ok(())
}

/// The point that the server keeps, after going back to its page.
async fn kept(person: &Person<'_>) -> anyhow::Result<String> {
    person.page.back().await?;
    let point = person.sheet().await?.attribute(POINT, "value");
    point.context("no point is kept")
}

#[tokio::test]
async fn a_pin_is_put_down_with_the_arrow_keys_alone() -> anyhow::Result<()> {
    let (address, asked) = tiles().await?;
    let (server, browser) = start(&address).await?;
    let person = Person::sit_down(&browser, &server, ENGLISH).await?;
    at_map(&person, "A point on a map").await?;
    person.page.wait_for_text("Use where I am now").await?;
    for _ in 0..40 {
        if person.page.focused().await?.starts_with("A map with a pin") {
            break;
        }
        person.page.press("Tab").await?;
    }
    ensure!(person.page.focused().await?.starts_with("A map"), "the map is not reached by Tab");
    for key in ["ArrowRight", "+", "+", "ArrowRight", "ArrowUp", "-"] {
        person.page.press(key).await?;
    }
    person.page.wait_for_text("The pin is at 52.").await?;
    person.look_over().await?;
    ensure!(!asked.lock().unwrap().is_empty(), "no tile was asked for");
    person.click(ON).await?;
    let point = kept(&person).await?;
    let (north, east) = point.split_once(',').context("no point")?;
    let (north, east): (f64, f64) = (north.trim().parse()?, east.trim().parse()?);
    ensure!(north > 52.6 && north < 53.0 && east > -2.2 && east < -1.5, "{point}");
    Ok(())
}

#[tokio::test]
async fn a_pin_is_put_down_with_a_finger_and_typing_moves_it() -> anyhow::Result<()> {
    let (address, _) = tiles().await?;
    let (server, browser) = start(&address).await?;
    let person = Person::sit_down(&browser, &server, WELSH).await?;
    at_map(&person, "Pwynt ar fap").await?;
    person.page.wait_for_text("Defnyddio lle rydw i nawr").await?;
    person.page.click(MAP).await?;
    person.page.wait_for_text("Mae’r pin yn 52.").await?;
    person.look_over().await?;
    person.page.fill(POINT, "52.4153, -4.0829").await?;
    person.page.wait_for_text("Mae’r pin yn 52.4153").await?;
    person.look_over().await?;
    person.click(ON).await?;
    ensure!(kept(&person).await?.starts_with("52.4153"), "typing is not what counts");
    Ok(())
}

#[tokio::test]
async fn where_somebody_must_not_be_seen_no_stranger_draws_a_map() -> anyhow::Result<()> {
    let (address, asked) = tiles().await?;
    let (server, browser) = start(&address).await?;
    let person = Person::sit_down(&browser, &server, ENGLISH).await?;
    person.go("/humberside/report/spiking").await?;
    person.click("main a.govuk-button--start").await?;
    person.walk_to(&whole("spiking")?, POINT).await?;
    let sheet = person.sheet().await?;
    ensure!(sheet.has(POINT), "nobody asks for a place: {}", person.path().await?);
    ensure!(!sheet.has("[data-bl-map]"), "a stranger's map is there");
    ensure!(asked.lock().unwrap().is_empty(), "a stranger was asked");
    Ok(())
}
