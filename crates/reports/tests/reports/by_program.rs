//! Sending by program: what it gives.

use crate::browser::Page;
use crate::site::{FORCE, Site, bicycle_json};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use kernel::{AccessCode, Reference};
use reports::look_up;
use serde_json::{Value, json};

pub(crate) fn address(force: &str) -> String {
    format!("/api/v1/forces/{force}/services/bicycle-theft/submissions")
}

pub(crate) async fn post(site: &Site, path: &str, key: &str, body: &Value) -> Page {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("idempotency-key", key);
    site.browser().send(path, request, Body::from(body.to_string())).await
}

#[tokio::test]
async fn a_report_is_acknowledged_with_all_that_its_sender_needs() {
    let site = Site::new().await;
    let body = json!({"answers": bicycle_json()});
    let sent = post(&site, &address(FORCE), "a-key", &body).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    assert_eq!(sent.header("content-type"), "application/json");
    assert_eq!(sent.header("cache-control"), "no-store");
    let sent = sent.json();
    let fields: Vec<&String> = sent.as_object().unwrap().keys().collect();
    assert_eq!(fields.len(), 4, "{fields:?}");
    let reference = Reference::parse(sent["reference"].as_str().unwrap()).unwrap();
    assert_eq!(reference.to_string(), sent["reference"]);
    let code = AccessCode::parse(sent["access_code"].as_str().unwrap()).unwrap();
    let at: jiff::Timestamp = sent["submitted_at"].as_str().unwrap().parse().unwrap();
    let by: jiff::Timestamp = sent["next"]["by"].as_str().unwrap().parse().unwrap();
    assert_eq!(by.duration_since(at), SignedDuration::from_hours(48));
    let text = sent["next"]["text"].as_str().unwrap();
    assert!(text.starts_with("We read your report") && !text.contains('{'), "{text}");
    let mut tx = site.town.station.begin(&site.town.public(FORCE)).await.unwrap();
    look_up(&mut tx, &reference, &code).await.unwrap();
    tx.leave().await.unwrap();
}

#[tokio::test]
async fn the_same_key_and_answers_give_the_same_acknowledgement() {
    let site = Site::new().await;
    let body = json!({"answers": bicycle_json()});
    let first = post(&site, &address(FORCE), "a-key", &body).await;
    // The same answers, otherwise spelt and ordered, an hour later.
    site.town.station.advance_clock(SignedDuration::from_hours(1)).await.unwrap();
    let mut same = bicycle_json();
    same["email"] = json!("  sam@example.test ");
    same["ways"] = json!(["email", "email"]);
    let again = json!({"language": "en", "answers": same});
    let second = post(&site, &address(FORCE), "a-key", &again).await;
    assert_eq!(second.status, StatusCode::CREATED);
    assert_eq!(second.json(), first.json());
    assert_eq!(site.reports().await, 1);
}

#[tokio::test]
async fn eight_programs_at_once_get_one_report() {
    let site = Site::new().await;
    let body = json!({"answers": bicycle_json()});
    let path = address(FORCE);
    let sent = futures_util::future::join_all((0..8).map(|_| post(&site, &path, "a-key", &body)));
    let pages = sent.await;
    for page in &pages {
        assert_eq!(page.status, StatusCode::CREATED);
        assert_eq!(page.body, pages[0].body);
    }
    assert_eq!(site.reports().await, 1);
}

#[tokio::test]
async fn the_same_key_with_other_answers_is_a_conflict() {
    let site = Site::new().await;
    let body = json!({"answers": bicycle_json()});
    post(&site, &address(FORCE), "a-key", &body).await;
    let mut other = bicycle_json();
    other["colour"] = json!("Blue");
    for body in [json!({"answers": other}), json!({"answers": bicycle_json(), "language": "cy"})] {
        let refused = post(&site, &address(FORCE), "a-key", &body).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(refused.header("content-type"), "application/problem+json");
    }
    let elsewhere = post(&site, &address("cumbria"), "a-key", &json!({"answers": other})).await;
    assert_eq!(elsewhere.status, StatusCode::CREATED);
    assert_eq!(site.reports().await, 2);
}

#[tokio::test]
async fn a_report_in_welsh_is_answered_in_welsh() {
    let site = Site::new().await;
    let body = json!({"answers": bicycle_json(), "language": "cy"});
    let sent = post(&site, &address("dyfed-powys"), "a-key", &body).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    let text = sent.json()["next"]["text"].as_str().unwrap().to_owned();
    assert!(text.contains("adroddiad"), "{text}");
    let welsh = "select count(*) from reports.reports where language = 'cy' and channel = 'api'";
    assert_eq!(site.town.count(welsh).await, 1);
}

#[tokio::test]
async fn answers_that_lead_elsewhere_are_told_and_not_stored() {
    let site = Site::new().await;
    for (service, answers, kind, to) in [
        ("bicycle-theft", json!({"danger": "yes"}), "emergency", "tel:999"),
        (
            "bicycle-theft",
            json!({"danger": "no", "happening_now": "no", "left_at": "railway"}),
            "redirect",
            "https://www.btp.police.uk",
        ),
        (
            "antisocial-behaviour",
            json!({"danger": "no", "happening_now": "no", "going_on": "no", "about": "person"}),
            "service",
            "stalking-or-harassment",
        ),
    ] {
        let path = format!("/api/v1/forces/{FORCE}/services/{service}/submissions");
        let told = post(&site, &path, "a-key", &json!({"answers": answers})).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let outcome = &told.json()["outcome"];
        assert_eq!((&outcome["kind"], &outcome["to"]), (&json!(kind), &json!(to)));
        assert!(!outcome["title"].as_str().unwrap().is_empty());
        assert!(outcome["text"].as_str().unwrap().len() > 20);
    }
    assert_eq!((site.reports().await, site.drafts().await), (0, 0));
}

#[tokio::test]
async fn whoever_goes_on_regardless_is_heard() {
    let site = Site::new().await;
    let mut answers = bicycle_json();
    answers["danger"] = json!("yes");
    answers["onward"] = json!(["call-999"]);
    let sent = post(&site, &address(FORCE), "a-key", &json!({"answers": answers})).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
}

#[tokio::test]
async fn an_interruption_stops_no_program() {
    let site = Site::new().await;
    let answers = json!({
        "danger": "no", "happening_now": "no", "reporting_for": "me", "under_18": "yes",
        "how_often": "once", "may_contact": "no", "what": ["messages"], "known": "no"
    });
    let path = format!("/api/v1/forces/{FORCE}/services/stalking-or-harassment/submissions");
    let sent = post(&site, &path, "a-key", &json!({"answers": answers})).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    assert!(!sent.json()["next"]["by"].is_null());
}
