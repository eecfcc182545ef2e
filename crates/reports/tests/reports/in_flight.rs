//! Whoever is on the way while the service changes or closes.

use crate::by_program::post;
use crate::site::{BICYCLE, Site, bicycle_fields, bicycle_json};
use axum::http::StatusCode;
use kernel::Said;
use serde_json::json;
use services::{Beside, Closed, Decided, Decision, Reach, Texts, compile_edition};
use std::sync::Arc;

/// What is said in place of the service.
const ADVICE: &str = "Call 101 and say that it is about a bicycle";

/// Another edition is published that words a question otherwise and asks one more.
fn publish(site: &Site) {
    let texts = site.catalogue.texts("bicycle-theft").unwrap();
    let english = texts
        .english
        .replace("\nversion: 1", "\nversion: 2")
        .replace("ask: What happened?", "ask: What became of it?")
        .replace(
            "      - id: colour\n",
            "      - id: brand_new\n        type: text\n        ask: How new is it?\n        max: 50\n      - id: colour\n",
        );
    let texts = Texts { english, ..texts.clone() };
    let beside = Beside { catalogue: &site.catalogue, shared: site.catalogue.shared() };
    let welsh_by = Some("2026-06-04".parse().unwrap());
    let edition = compile_edition("bicycle-theft", &texts, beside, welsh_by).unwrap();
    decide(site, vec![edition], Decided::Published(2));
}

fn close(site: &Site) {
    let advice = Said { en: ADVICE.to_owned(), cy: "Ffoniwch 101".to_owned() };
    decide(site, Vec::new(), Decided::Closed(Arc::new(Closed { advice })));
}

fn decide(site: &Site, editions: Vec<services::Edition>, what: Decided) {
    let service = "bicycle-theft".to_owned();
    let decision = Decision { service, reach: Reach::Everywhere, what };
    site.shelf.replace(Arc::new(site.catalogue.above(editions, &[decision])));
}

#[tokio::test]
async fn whoever_is_on_the_way_goes_on_in_the_words_that_they_began_with() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let start = [("danger", "no"), ("happening_now", "no"), ("left_at", "street")];
    browser.walk(first, &start).await;
    publish(&site);
    let mut other = site.browser();
    let page = other.open(&format!("{BICYCLE}/emergency")).await;
    let page = other.walk(page, &bicycle_fields()).await;
    assert_eq!(page.path, format!("{BICYCLE}/bicycle"), "who begins now is asked one more");

    let page = browser.open(&format!("{BICYCLE}/when")).await;
    let check = browser.walk(page, &bicycle_fields()).await;
    assert_eq!(check.path, format!("{BICYCLE}/check"));
    assert!(check.body.contains("What happened?") && !check.body.contains("What became of it?"));
    let sent = browser.press(&check, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let versions = "select count(*) from reports.reports where service_version = 1";
    assert_eq!(site.town.count(versions).await, 1);
}

#[tokio::test]
async fn a_draft_begun_before_the_closing_is_sent() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let start = [("danger", "no"), ("happening_now", "no"), ("left_at", "street")];
    browser.walk(first, &start).await;
    close(&site);
    let page = browser.open(&format!("{BICYCLE}/when")).await;
    let check = browser.walk(page, &bicycle_fields()).await;
    let sent = browser.press(&check, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let receipt = browser.open(&format!("{BICYCLE}/sent")).await;
    assert_eq!(receipt.status, StatusCode::OK);
    assert_eq!(site.reports().await, 1);
    // It is sent; nothing new is begun after it.
    let again = browser.get(&format!("{BICYCLE}/emergency")).await;
    assert!(again.body.contains(ADVICE), "{}", again.body);
}

#[tokio::test]
async fn whoever_comes_after_the_closing_begins_nothing_and_is_told_what_to_do() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    close(&site);
    // The page was open already: what is typed on it now begins nothing.
    let tried = browser.press(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    assert!(tried.body.contains(ADVICE), "{}", tried.body);
    let looked = browser.get(&format!("{BICYCLE}/emergency")).await;
    assert!(looked.body.contains(ADVICE));
    // But whoever is in danger is sent to 999, as ever.
    let danger = browser.press(&first, &[("danger", "yes"), ("happening_now", "no")]).await;
    let told = browser.follow(danger).await;
    assert!(told.text("h1").contains("999"), "{}", told.body);
    assert_eq!(site.drafts().await, 0);
    let body = json!({ "answers": bicycle_json() });
    let path = "/api/v1/forces/humberside/services/bicycle-theft/submissions";
    let program = post(&site, path, "closed", &body).await;
    assert_eq!(program.status, StatusCode::GONE);
    assert!(program.body.contains(ADVICE), "{}", program.body);
    assert_eq!(site.reports().await, 0);
}
