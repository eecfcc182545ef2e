//! Answers that lead elsewhere: to 999, to another body, to another of our services.

use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::http::StatusCode;

#[tokio::test]
async fn a_person_in_danger_is_sent_to_999_and_nothing_is_stored() {
    for prefix in ["", "/cy"] {
        let site = Site::new().await;
        let mut browser = site.browser();
        let first = browser.open(&format!("{prefix}{BICYCLE}/emergency")).await;
        let page = browser.fill(&first, &[("danger", "yes"), ("happening_now", "no")]).await;
        assert_eq!(page.path, format!("{prefix}{BICYCLE}/call-999"));
        assert_eq!(page.status, StatusCode::OK);
        for way in ["tel:999", "tel:18000", "https://999bsl.co.uk"] {
            assert!(page.attributes("main a", "href").contains(&way.to_owned()), "{way}");
        }
        assert_eq!((site.drafts().await, site.reports().await), (0, 0));
        // Looked at again, or in the other language, it is still there.
        let again = browser.get(&page.path).await;
        assert_eq!(again.status, StatusCode::OK);
        assert_eq!(site.drafts().await, 0);
    }
}

#[tokio::test]
async fn danger_comes_before_what_is_missing_on_the_page() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let page = browser.fill(&first, &[("danger", "yes")]).await;
    assert_eq!(page.path, format!("{BICYCLE}/call-999"));
    assert_eq!(site.drafts().await, 0);
    // Going on leads to what is still missing, with the answer that was given.
    let gate = browser.fill(&page, &[]).await;
    assert_eq!(gate.path, format!("{BICYCLE}/emergency"));
    assert_eq!(gate.stands("danger"), ["yes"]);
    let next = browser.fill(&gate, &[("danger", "yes"), ("happening_now", "no")]).await;
    assert_eq!(next.path, format!("{BICYCLE}/left-at"));
}

#[tokio::test]
async fn danger_is_answered_even_where_no_cookie_can_be_kept() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let path = format!("{BICYCLE}/emergency");
    let request = axum::http::Request::post(&path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    let led = browser.send(&path, request, "danger=yes".into()).await;
    assert_eq!(led.location(), format!("{BICYCLE}/call-999"));
    browser.cookies.clear();
    assert_eq!(browser.open(led.location()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_cannot_call_goes_on_and_is_asked_nothing_twice() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let page = browser.fill(&first, &[("danger", "yes"), ("happening_now", "no")]).await;
    let next = browser.fill(&page, &[]).await;
    assert_eq!(next.path, format!("{BICYCLE}/left-at"));
    assert!(!browser.cookies.contains_key("bl-way"));
    let check = browser.walk(next, &bicycle_fields()).await;
    assert!(check.path.ends_with("/check"), "{}", check.path);
    browser.fill(&check, &[]).await;
    assert_eq!(site.answers().await["danger"], "yes");
}

#[tokio::test]
async fn whoever_goes_back_from_999_finds_their_answer_and_can_change_it() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let page = browser.fill(&first, &[("danger", "yes"), ("happening_now", "no")]).await;
    let back = page.attributes(".govuk-back-link", "href").remove(0);
    let gate = browser.get(&back).await;
    assert_eq!(gate.stands("danger"), ["yes"]);
    let next = browser.fill(&gate, &[("danger", "no"), ("happening_now", "no")]).await;
    assert_eq!(next.path, format!("{BICYCLE}/left-at"));
}

#[tokio::test]
async fn what_belongs_to_another_body_leaves_nothing_and_the_door_open() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let next = browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    assert_eq!(site.drafts().await, 1);
    let page = browser.fill(&next, &[("left_at", "railway")]).await;
    assert_eq!(page.path, format!("{BICYCLE}/btp"));
    assert!(page.texts("main a.govuk-button").iter().any(|text| text == "Go to btp.police.uk"));
    assert_eq!(site.drafts().await, 0);
    let next = browser.fill(&page, &[]).await;
    assert_eq!(next.path, format!("{BICYCLE}/when"));
    assert_eq!(site.drafts().await, 1);
}

#[tokio::test]
async fn whoever_changes_an_early_answer_late_keeps_what_they_wrote() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let check = browser.walk(first, &bicycle_fields()).await;
    let gate = browser.get(&format!("{BICYCLE}/emergency?change=1")).await;
    let stop = browser.fill(&gate, &[("danger", "yes"), ("happening_now", "no")]).await;
    assert_eq!(stop.path, format!("{BICYCLE}/call-999"));
    let led = browser.get(&check.path).await;
    assert_eq!(led.location(), format!("{BICYCLE}/call-999"));
    browser.fill(&stop, &[]).await;
    let check = browser.get(&check.path).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.texts(".govuk-summary-list__value").contains(&"Sam O’Neil".to_owned()));
}

#[tokio::test]
async fn another_of_our_services_takes_the_first_answers_along() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let service = "/humberside/report/antisocial-behaviour";
    let first = browser.open(&format!("{service}/emergency")).await;
    let fields =
        [("danger", "no"), ("happening_now", "no"), ("going_on", "no"), ("about", "person")];
    let mut page = first;
    while !page.path.ends_with("/tell-us-about-stalking") {
        assert_eq!(page.status, StatusCode::OK, "{}", page.path);
        page = browser.fill(&page, &fields).await;
    }
    let mut sent: Vec<(String, String)> =
        vec![("csrf".to_owned(), page.attributes("input[name=csrf]", "value").remove(0))];
    sent.push(("there".to_owned(), "1".to_owned()));
    let led = browser.post(&page.path, &sent).await;
    let there = browser.follow(led).await;
    // The emergency questions are answered; the page after them says how to leave quickly.
    assert_eq!(there.path, "/humberside/report/k7m2/3", "{}", there.body);
    let gate = browser.get("/humberside/report/k7m2/1").await;
    assert_eq!(gate.stands("danger"), ["no"]);
    // Staying is possible as well.
    let stay = browser.get(&page.path).await;
    let next = browser.fill(&stay, &[]).await;
    assert_eq!(next.path, format!("{service}/what-happened"));
}
