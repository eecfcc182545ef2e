//! Changing an answer from the check page.

use crate::browser::{Browser, Page};
use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::http::StatusCode;

async fn at_check(site: &Site) -> (Browser, Page) {
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let check = browser.walk(first, &bicycle_fields()).await;
    assert!(check.path.ends_with("/check"), "{}: {}", check.path, check.body);
    (browser, check)
}

#[tokio::test]
async fn every_answer_can_be_changed_and_says_which_it_is() {
    let site = Site::new().await;
    let (mut browser, check) = at_check(&site).await;
    let links = check.texts(".govuk-summary-list__actions a");
    let mut once = links.clone();
    once.sort();
    once.dedup();
    assert_eq!(links.len(), check.texts(".govuk-summary-list__row").len());
    assert_eq!(once.len(), links.len(), "{links:?}");
    assert!(links.contains(&"Change date it was stolen".to_owned()), "{links:?}");
    for href in check.attributes(".govuk-summary-list__actions a", "href") {
        let page = browser.get(&href).await;
        assert_eq!(page.status, StatusCode::OK, "{href}");
        assert_eq!(page.attributes(".govuk-back-link", "href"), [format!("{BICYCLE}/check")]);
    }
}

#[tokio::test]
async fn whoever_changes_an_answer_comes_straight_back() {
    let site = Site::new().await;
    let (mut browser, _) = at_check(&site).await;
    let page = browser.get(&format!("{BICYCLE}/bicycle?change=1")).await;
    let back = browser.fill(&page, &[("make", "Brompton"), ("colour", "Green")]).await;
    assert_eq!(back.path, format!("{BICYCLE}/check"));
    assert!(back.texts(".govuk-summary-list__value").contains(&"Brompton".to_owned()));
}

#[tokio::test]
async fn a_change_that_is_not_right_is_put_right_and_still_comes_back() {
    let site = Site::new().await;
    let (mut browser, _) = at_check(&site).await;
    let page = browser.get(&format!("{BICYCLE}/email?change=1")).await;
    let wrong = browser.fill(&page, &[("email", "sam at example")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = browser.fill(&wrong, &[("email", "alex@example.test")]).await;
    assert_eq!(back.path, format!("{BICYCLE}/check"));
}

#[tokio::test]
async fn what_a_change_newly_asks_comes_first_and_then_the_way_leads_back() {
    let site = Site::new().await;
    let (mut browser, _) = at_check(&site).await;
    let page = browser.get(&format!("{BICYCLE}/who?change=1")).await;
    let asked = browser.fill(&page, &[("knows_who", "yes")]).await;
    assert_eq!(asked.path, format!("{BICYCLE}/who-details"));
    let back = browser.fill(&asked, &[("who", "A neighbour’s lodger")]).await;
    assert_eq!(back.path, format!("{BICYCLE}/check"));
}

#[tokio::test]
async fn answers_of_a_branch_that_ended_are_named_and_not_sent() {
    let site = Site::new().await;
    let (mut browser, _) = at_check(&site).await;
    let page = browser.get(&format!("{BICYCLE}/when?change=1")).await;
    let check = browser.fill(&page, &[("when_known", "unsure")]).await;
    assert_eq!(check.path, format!("{BICYCLE}/check"));
    let left_out = check.texts(".govuk-inset-text li");
    assert_eq!(left_out, ["Date it was stolen", "Time it was stolen"]);
    // Whoever changes their mind again has lost nothing.
    let page = browser.get(&format!("{BICYCLE}/when?change=1")).await;
    let again = browser.fill(&page, &[("when_known", "day")]).await;
    assert!(again.texts(".govuk-inset-text li").is_empty());
    assert!(again.texts(".govuk-summary-list__value").contains(&"3 March 2024".to_owned()));
    let page = browser.get(&format!("{BICYCLE}/when?change=1")).await;
    let check = browser.fill(&page, &[("when_known", "unsure")]).await;
    browser.fill(&check, &[]).await;
    let answers = site.answers().await;
    assert_eq!(answers["when_known"], "unsure");
    assert!(answers.get("stolen_on").is_none() && answers.get("stolen_time").is_none());
}

#[tokio::test]
async fn a_page_of_a_branch_that_ended_leads_back_to_the_way() {
    let site = Site::new().await;
    let (mut browser, _) = at_check(&site).await;
    let old = browser.get(&format!("{BICYCLE}/stolen-on")).await;
    let page = browser.get(&format!("{BICYCLE}/when?change=1")).await;
    browser.fill(&page, &[("when_known", "unsure")]).await;
    let led = browser.get(&format!("{BICYCLE}/stolen-on")).await;
    assert_eq!(led.location(), format!("{BICYCLE}/check"));
    let led = browser.press(&old, &[("stolen_on-day", "4")]).await;
    assert_eq!(led.location(), format!("{BICYCLE}/check"));
}
