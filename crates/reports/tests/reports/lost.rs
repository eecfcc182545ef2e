//! Answers that are gone, and cookies that are not ours.

use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::http::StatusCode;
use jiff::SignedDuration;

#[tokio::test]
async fn what_is_sent_after_the_draft_ended_is_told_honestly_and_not_lost() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let check = browser.walk(first, &bicycle_fields()).await;
    let name = browser.get(&format!("{BICYCLE}/name")).await;
    site.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    let gone = browser.press(&check, &[]).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert_eq!(gone.text("h1"), "Your answers are no longer here");
    assert!(gone.body.contains("Your report was not sent."));
    assert!(gone.body.contains("24 hours"));
    assert!(gone.attributes("main a", "href").contains(&BICYCLE.to_owned()));
    assert_eq!(site.reports().await, 0);
    let gone = browser.press(&name, &[("full_name", "Sam Jones")]).await;
    assert_eq!(gone.status, StatusCode::GONE);
    // Whoever starts again finds what they typed last.
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let fields: Vec<_> =
        bicycle_fields().into_iter().filter(|(name, _)| *name != "full_name").collect();
    let stopped = browser.walk(first, &fields).await;
    assert_eq!(stopped.path, format!("{BICYCLE}/name"));
}

#[tokio::test]
async fn whoever_comes_back_to_a_page_after_that_is_told_why_they_begin_anew() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    browser.walk(first, &bicycle_fields()).await;
    site.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    for page in ["name", "check"] {
        let begin = browser.open(&format!("{BICYCLE}/{page}")).await;
        assert_eq!(begin.path, format!("{BICYCLE}/emergency"), "{page}");
        assert!(begin.text(".govuk-inset-text").contains("24 hours"));
    }
}

#[tokio::test]
async fn a_tampered_cookie_opens_nothing_and_stops_nobody() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let page = browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    let own = browser.cookies["bl"].clone();
    for forged in ["", "x", &own[1..], &format!("{own}AA"), &"A".repeat(43), "%00", "\"quoted\""] {
        let mut other = browser.clone();
        other.cookies.insert("bl".to_owned(), forged.to_owned());
        let refused = other.press(&page, &[("left_at", "street")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{forged}");
        let begin = other.open(&page.path).await;
        assert_eq!(begin.path, format!("{BICYCLE}/emergency"), "{forged}");
        assert!(begin.stands("danger").is_empty(), "{forged}");
    }
    let still = browser.get(&page.path).await;
    assert_eq!(still.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_kept_aside_in_a_tampered_cookie_is_passed_over() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let stop = browser.fill(&first, &[("danger", "yes"), ("happening_now", "no")]).await;
    let kept = browser.cookies["bl-way"].clone();
    assert!(!kept.contains("danger"));
    for forged in ["", "x", &kept[2..], &format!("{kept}AAAA")] {
        let mut other = browser.clone();
        other.cookies.insert("bl-way".to_owned(), forged.to_owned());
        let gate = other.fill(&stop, &[]).await;
        assert_eq!(gate.path, format!("{BICYCLE}/emergency"), "{forged}");
        assert!(gate.stands("danger").is_empty(), "{forged}");
    }
}

#[tokio::test]
async fn leaving_makes_a_draft_unreadable() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    browser.get("/leave").await;
    assert!(browser.cookies.is_empty());
    let begin = browser.open(&format!("{BICYCLE}/emergency")).await;
    assert!(begin.stands("danger").is_empty());
}
