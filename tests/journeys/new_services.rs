//! Services that are written only in the language, each walked to its receipt by somebody at a browser:
//! with the answers of the whole report that stands in its own tests.

use crate::answers::Answers;
use crate::browser::{Browser, Look};
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

const ENGLISH: Who = Who {
    name: "each-service",
    language: Language::English,
    look: Look { width: 320, height: 640, scripts: false, touch: true },
    force: "humberside",
    force_name: "Humberside Police",
};

const WELSH: Who = Who {
    language: Language::Welsh,
    look: Look { width: 1280, height: 900, scripts: true, touch: false },
    force: "dyfed-powys",
    force_name: "Heddlu Dyfed-Powys",
    ..ENGLISH
};

/// A test that stands beside a definition.
#[derive(Deserialize)]
struct Case {
    answers: Value,
    expect: Expected,
}

#[derive(Deserialize)]
struct Expected {
    complete: Option<bool>,
}

/// The answers of the first whole report among a service's own tests.
pub(crate) fn whole(service: &str) -> anyhow::Result<Answers> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../services")
        .join(format!("{service}.test.yaml"));
    let text = std::fs::read_to_string(&path)?;
    let options = serde_saphyr::options! { strict_booleans: true };
    let cases: Vec<Case> = serde_saphyr::from_str_with_options(&text, options)?;
    let whole = cases.into_iter().find(|case| case.expect.complete == Some(true));
    Ok(Answers(whole.with_context(|| format!("{} has no whole report", path.display()))?.answers))
}

/// Somebody starts the service, walks all of it, sends it, and is given a receipt.
async fn walk(who: Who, group: &str, service: &str) -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let person = Person::sit_down(&browser, &server, who).await?;
    person.go(&format!("/{}/{group}/{service}", who.force)).await?;
    person.click("main a.govuk-button--start").await?;
    let answers = whole(service)?;
    person.walk(&answers).await.with_context(|| service.to_owned())?;
    person.click("main form button").await?;
    let receipt = person.receipt().await?;
    ensure!(!receipt.reference.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_collision_of_two_vehicles_and_two_people_is_told_on_a_phone() -> anyhow::Result<()> {
    walk(ENGLISH, "report", "road-collision").await
}

#[tokio::test]
async fn a_certificate_is_renewed_task_by_task_on_a_phone() -> anyhow::Result<()> {
    walk(ENGLISH, "apply", "firearms-renewal").await
}

#[tokio::test]
async fn a_missing_person_is_described_in_welsh() -> anyhow::Result<()> {
    walk(WELSH, "report", "missing-person").await
}

#[tokio::test]
async fn a_breach_of_rules_is_reported_on_a_phone() -> anyhow::Result<()> {
    walk(ENGLISH, "report", "breach-of-rules").await
}

#[tokio::test]
async fn lost_things_are_listed_in_welsh() -> anyhow::Result<()> {
    walk(WELSH, "report", "lost-property").await
}

#[tokio::test]
async fn spiking_is_told_on_a_phone_without_a_trace_in_the_address() -> anyhow::Result<()> {
    walk(ENGLISH, "report", "spiking").await
}
