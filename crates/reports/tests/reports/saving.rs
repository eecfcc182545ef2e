//! Saving: the button on every page, what was typed, what the person is shown and told.

use crate::browser::{Browser, Page};
use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::http::StatusCode;
use jiff::SignedDuration;

pub(crate) const INNER: &str = "/dyfed-powys/report/k7m2";
pub(crate) const SAVE: (&str, &str) = ("save", "1");

/// Walks to a page of the bicycle's form.
pub(crate) async fn at(browser: &mut Browser, wanted: &str) -> Page {
    let mut page = browser.open(&format!("{BICYCLE}/emergency")).await;
    while !page.path.ends_with(wanted) {
        page = browser.fill(&page, &bicycle_fields()).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.path);
    }
    page
}

/// Begins on sensitive ground and saves, after being told what it means.
pub(crate) async fn sensitive_saved(browser: &mut Browser) -> Page {
    let first = browser.open(&format!("{INNER}/1")).await;
    let told = browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    let next = browser.fill(&told, &[]).await;
    let ask = browser.fill(&next, &[SAVE]).await;
    browser.fill(&ask, &[]).await
}

#[tokio::test]
async fn every_page_of_a_form_can_be_saved_and_says_until_when_answers_are_kept() {
    for (prefix, save, until) in [
        ("", "Save and come back later", "We keep your answers"),
        ("/cy", "Arbed a dod yn ôl yn nes ymlaen", "Rydym yn cadw eich atebion"),
    ] {
        let site = Site::new().await;
        let mut browser = site.browser();
        let mut page = browser.open(&format!("{prefix}{BICYCLE}/emergency")).await;
        loop {
            assert_eq!(page.text("main form .govuk-button--secondary"), save, "{}", page.path);
            let said = page.text("[data-bl-until]");
            assert!(said.starts_with(until) && !said.contains('{'), "{}: {said}", page.path);
            if page.path.ends_with("/check") {
                break;
            }
            page = browser.fill(&page, &bicycle_fields()).await;
        }
    }
}

#[tokio::test]
async fn what_is_typed_is_saved_before_it_is_right_and_comes_back_as_it_was() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = at(&mut browser, "/stolen-on").await;
    let typed = [("stolen_on-day", "the 40th"), ("stolen_time", "after tea"), SAVE];
    let saved = browser.fill(&page, &typed).await;
    assert_eq!(saved.path, format!("{BICYCLE}/save"), "{}", saved.body);
    assert_eq!(saved.text("h1"), "Your answers are saved");
    assert!(saved.texts(".govuk-error-summary").is_empty());
    let again = browser.get(&format!("{BICYCLE}/stolen-on")).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(again.stands("stolen_on-day"), ["the 40th"]);
    assert_eq!(again.stands("stolen_time"), ["after tea"]);
    assert!(again.texts(".govuk-error-summary").is_empty(), "nobody asked for it to be right yet");
    // It still has to be answered before anything is sent.
    assert_eq!(browser.get(&format!("{BICYCLE}/check")).await.location(), again.path);
    let right = [("stolen_on-day", "3"), ("stolen_on-month", "3"), ("stolen_on-year", "2024")];
    let next = browser.fill(&again, &right).await;
    assert_ne!(next.path, again.path);
    let back = browser.get(&again.path).await;
    assert_eq!(back.stands("stolen_on-day"), ["3"]);
}

#[tokio::test]
async fn what_is_wrong_is_not_lost_by_going_to_another_page() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = at(&mut browser, "/value").await;
    let wrong = browser.fill(&page, &[("value", "about four hundred")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.get(&format!("{BICYCLE}/bicycle")).await;
    let back = browser.get(&format!("{BICYCLE}/value")).await;
    assert_eq!(back.stands("value"), ["about four hundred"]);
}

#[tokio::test]
async fn an_optional_question_left_blank_while_saving_is_asked_again() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = at(&mut browser, "/frame-number").await;
    let saved = browser.fill(&page, &[SAVE]).await;
    let on = saved.attributes("main a.govuk-button", "href").remove(0);
    assert_eq!(on, format!("{BICYCLE}/frame-number"));
}

#[tokio::test]
async fn danger_comes_before_saving() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let told = browser.fill(&first, &[("danger", "yes"), ("happening_now", "no"), SAVE]).await;
    assert!(told.path.ends_with("/call-999"), "{}", told.path);
    assert_eq!(site.drafts().await, 0, "nothing of it is stored");
}

#[tokio::test]
async fn the_code_is_shown_again_and_the_same_while_it_is_kept() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = at(&mut browser, "/value").await;
    let saved = browser.fill(&page, &[SAVE]).await;
    let next = browser.open(&format!("{BICYCLE}/value")).await;
    assert!(next.text("[data-bl-until]").starts_with("Your answers are saved"));
    let again = browser.fill(&next, &[("value", "450"), SAVE]).await;
    for id in ["#reference", "#access-code", "#return-link"] {
        assert_eq!(saved.text(id), again.text(id));
    }
    assert!(again.text("#reference").starts_with("HUM-"));
    assert_eq!(again.header("cache-control"), "no-store");
    assert_eq!(again.header("referrer-policy"), "no-referrer");
}

#[tokio::test]
async fn a_sensitive_draft_is_saved_only_for_who_asks_and_is_gone_after_a_day() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{INNER}/1")).await;
    let told = browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    let next = browser.fill(&told, &[]).await;
    let ask = browser.fill(&next, &[SAVE]).await;
    assert_eq!(ask.path, format!("{INNER}/save"));
    assert!(ask.texts("#access-code").is_empty(), "no code before it is asked for");
    assert!(ask.body.contains("can read your answers"), "{}", ask.body);
    assert!(ask.body.contains("this device forgets"), "{}", ask.body);
    assert_eq!(site.drafts().await, 1);
    let saved = browser.fill(&ask, &[]).await;
    let code = saved.text("#access-code");
    for page in [&ask, &saved] {
        let title = page.text("title").to_lowercase();
        assert!(
            !["stalk", "harass", "police", "saved"].iter().any(|it| title.contains(it)),
            "{title}"
        );
        assert!(page.body.contains("govuk-exit-this-page"));
    }
    let next = browser.open(&next.path).await;
    assert!(next.text("[data-bl-until]").contains("this device forgets"));
    // Two hours are over long ago.
    site.town.station.advance_clock(SignedDuration::from_hours(23)).await.unwrap();
    assert_eq!(browser.get(&format!("{INNER}/save")).await.text("#access-code"), code);
    site.town.station.advance_clock(SignedDuration::from_mins(61)).await.unwrap();
    let gone = browser.get(&format!("{INNER}/save")).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn leaving_makes_the_device_forget_and_the_code_still_opens_it() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let saved = sensitive_saved(&mut browser).await;
    let (reference, code) = (saved.text("#reference"), saved.text("#access-code"));
    browser.get("/leave").await;
    assert!(browser.cookies.is_empty());
    let page = browser.get(&format!("{INNER}/save")).await;
    assert!(!page.body.contains(&code));
    let back = crate::coming_back::with_code(&mut browser, "dyfed-powys", &reference, &code).await;
    assert_eq!(back.path, format!("{INNER}/4"));
}

#[tokio::test]
async fn what_a_script_asks_for_keeps_what_is_typed_and_says_until_when() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = at(&mut browser, "/value").await;
    site.town.station.advance_clock(SignedDuration::from_mins(23 * 60 + 57)).await.unwrap();
    let late = browser.get(&page.path).await;
    assert_eq!(late.attributes("[data-bl-time]", "data-bl-time"), ["0"], "it is time to warn");
    let held = browser.press(&late, &[("value", "four"), ("save", "hold")]).await;
    assert_eq!(held.status, StatusCode::OK);
    assert_eq!(held.json()["warn_after"], 24 * 3600 - 300);
    site.town.station.advance_clock(SignedDuration::from_hours(23)).await.unwrap();
    let still = browser.get(&page.path).await;
    assert_eq!(still.stands("value"), ["four"]);
}

#[tokio::test]
async fn saved_answers_can_be_deleted_for_every_device() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let saved = sensitive_saved(&mut browser).await;
    let (reference, code) = (saved.text("#reference"), saved.text("#access-code"));
    let deleted = browser.fill(&saved, &[("forget", "1")]).await;
    assert_eq!(deleted.text("h1"), "Your answers are deleted");
    assert_eq!(site.drafts().await, 0);
    let mut other = site.browser();
    let none = crate::coming_back::with_code(&mut other, "dyfed-powys", &reference, &code).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
