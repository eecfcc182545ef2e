//! Sending, and the receipt.

use crate::browser::{Browser, Page};
use crate::site::{BICYCLE, FORCE, Site, bicycle_fields};
use axum::http::StatusCode;
use jiff::SignedDuration;
use kernel::{AccessCode, Reference};
use reports::look_up;

async fn at_check(site: &Site) -> (Browser, Page) {
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let check = browser.walk(first, &bicycle_fields()).await;
    assert!(check.path.ends_with("/check"), "{}", check.path);
    (browser, check)
}

#[tokio::test]
async fn the_receipt_has_what_the_person_needs_and_opens_the_report() {
    let site = Site::new().await;
    let (mut browser, check) = at_check(&site).await;
    assert!(check.body.contains("It is not sent until you select “Send report”."));
    let sent = browser.fill(&check, &[]).await;
    assert_eq!(sent.text("h1"), "We have your report");
    let reference = Reference::parse(&sent.text("#reference")).unwrap();
    let code = AccessCode::parse(&sent.text("#access-code")).unwrap();
    let mut tx = site.town.station.begin(&site.town.public(FORCE)).await.unwrap();
    look_up(&mut tx, &reference, &code).await.unwrap();
    tx.leave().await.unwrap();
    let shown = reference.to_string();
    assert!(sent.body.contains(&format!("{} {} {}, ", &shown[..1], &shown[1..2], &shown[2..3])));
    assert!(sent.attributes("main a", "href").contains(&format!("/track?reference={shown}")));
    let steps = sent.texts("main ol li");
    assert!(steps.len() >= 2 && !steps.iter().any(|step| step.contains('{')), "{steps:?}");
    assert_eq!(sent.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_draft_that_was_sent_has_forgotten_its_answers() {
    let site = Site::new().await;
    let (mut browser, check) = at_check(&site).await;
    let before = site.town.count("select length(sealed)::int8 from reports.drafts").await;
    browser.fill(&check, &[]).await;
    let after = site.town.count("select length(sealed)::int8 from reports.drafts").await;
    assert!(after < 300 && before > 600, "{before} {after}");
}

#[tokio::test]
async fn however_often_it_is_sent_there_is_one_report_and_one_receipt() {
    let site = Site::new().await;
    let (mut browser, check) = at_check(&site).await;
    let mut other = browser.clone();
    let (one, two) = tokio::join!(browser.press(&check, &[]), other.press(&check, &[]));
    assert_eq!(one.location(), format!("{BICYCLE}/sent"));
    assert_eq!(two.location(), format!("{BICYCLE}/sent"));
    let receipt = browser.get(one.location()).await;
    // The back button, then sending once more; and looking at every page again.
    let again = browser.fill(&check, &[]).await;
    assert_eq!(again.text("#reference"), receipt.text("#reference"));
    assert_eq!(again.text("#access-code"), receipt.text("#access-code"));
    for page in ["check", "name", "where"] {
        let led = browser.get(&format!("{BICYCLE}/{page}")).await;
        assert_eq!(led.location(), format!("{BICYCLE}/sent"), "{page}");
    }
    assert_eq!(site.reports().await, 1);
}

#[tokio::test]
async fn showing_the_receipt_is_journalled_as_a_disclosure() {
    let site = Site::new().await;
    let (mut browser, check) = at_check(&site).await;
    browser.fill(&check, &[]).await;
    browser.get(&format!("{BICYCLE}/sent")).await;
    let shown = site
        .town
        .count(
            "select count(*) from station.journal \
             where act = 'disclosure' and verb = 'report_shown_to_its_sender'",
        )
        .await;
    assert_eq!(shown, 2);
}

#[tokio::test]
async fn a_page_without_a_report_says_where_reports_are_found() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let nothing = browser.get(&format!("{BICYCLE}/sent")).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    let links = nothing.attributes("main a", "href");
    assert!(
        links.contains(&"/track".to_owned()) && links.contains(&BICYCLE.to_owned()),
        "{links:?}"
    );
    let (mut browser, check) = at_check(&site).await;
    browser.fill(&check, &[]).await;
    site.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    let ended = browser.get(&format!("{BICYCLE}/sent")).await;
    assert_eq!(ended.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_second_report_can_be_written_after_the_first() {
    let site = Site::new().await;
    let (mut browser, check) = at_check(&site).await;
    let one = browser.fill(&check, &[]).await;
    let first = browser.get(&format!("{BICYCLE}/emergency")).await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.stands("danger").is_empty());
    let check = browser.walk(first, &bicycle_fields()).await;
    let two = browser.fill(&check, &[]).await;
    assert_ne!(one.text("#reference"), two.text("#reference"));
    assert_eq!(site.reports().await, 2);
}

#[tokio::test]
async fn a_second_report_that_begins_with_danger_goes_on_too() {
    let site = Site::new().await;
    let (mut browser, check) = at_check(&site).await;
    browser.fill(&check, &[]).await;
    let first = browser.get(&format!("{BICYCLE}/emergency")).await;
    let stop = browser.fill(&first, &[("danger", "yes"), ("happening_now", "no")]).await;
    let next = browser.fill(&stop, &[]).await;
    assert_eq!(next.path, format!("{BICYCLE}/left-at"));
}

#[tokio::test]
async fn another_browser_does_not_see_the_receipt() {
    let site = Site::new().await;
    let (mut browser, check) = at_check(&site).await;
    browser.fill(&check, &[]).await;
    let mut other = site.browser();
    let begun = other.open(&format!("{BICYCLE}/emergency")).await;
    other.fill(&begun, &[("danger", "no"), ("happening_now", "no")]).await;
    let led = other.get(&format!("{BICYCLE}/sent")).await;
    assert_eq!(led.location(), format!("{BICYCLE}/left-at"));
}
