//! Writing: pages in order and out of it, in both languages.

use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::http::StatusCode;

#[tokio::test]
async fn a_whole_report_is_written_by_plain_requests_in_both_languages() {
    for (prefix, lang, send, title, date) in [
        ("", "en", "Send report", "Check your report and send it", "3 March 2024"),
        ("/cy", "cy", "Anfon yr adroddiad", "Gwiriwch eich adroddiad a'i anfon", "3 Mawrth 2024"),
    ] {
        let site = Site::new().await;
        let mut browser = site.browser();
        let first = browser.open(&format!("{prefix}{BICYCLE}/emergency")).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        let check = browser.walk(first, &bicycle_fields()).await;
        assert_eq!(check.path, format!("{prefix}{BICYCLE}/check"), "{}", check.body);
        assert_eq!(check.text("h1"), title);
        assert_eq!(check.attributes("html", "lang"), [lang]);
        let values = check.texts(".govuk-summary-list__value");
        for shown in [date, "The rack by the library High Street, Hull", "HU1 3AA", "£450"] {
            assert!(values.iter().any(|value| value.contains(shown)), "{shown} in {values:?}");
        }
        assert!(check.texts("main .govuk-button")[0].contains(send));
        let sent = browser.fill(&check, &[]).await;
        assert_eq!(sent.path, format!("{prefix}{BICYCLE}/sent"));
        assert_eq!(site.reports().await, 1);
        let answers = site.answers().await;
        assert_eq!(answers["stolen_on"], "2024-03-03");
        assert_eq!(answers["phone"], "+447700900123");
        assert_eq!(answers["evidence"], serde_json::json!(["cctv", "witness"]));
        assert_eq!(
            answers["what_happened"],
            "Someone cut the lock <while> I was inside & rode off"
        );
        assert!(answers.get("onward").is_none());
    }
}

#[tokio::test]
async fn every_page_says_where_it_stands_and_is_kept_by_nobody() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let mut page = browser.open(&format!("{BICYCLE}/emergency")).await;
    let mut before = String::from("/humberside/report/bicycle-theft");
    for _ in 0..40 {
        assert_eq!(page.status, StatusCode::OK, "{}", page.path);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.texts("h1").len(), 1, "{}", page.path);
        assert!(!page.text("h1").is_empty());
        let title = page.text("title");
        assert!(title.ends_with("Report a stolen bicycle - Humberside Police"), "{title}");
        assert_eq!(page.attributes(".govuk-back-link", "href"), [before.clone()]);
        assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
        assert_eq!(page.attributes("main form", "novalidate"), [""]);
        assert!(page.attributes("main form [required]", "name").is_empty());
        if page.path.ends_with("/check") {
            return;
        }
        before.clone_from(&page.path);
        page = browser.fill(&page, &bicycle_fields()).await;
    }
    panic!("the way never ends");
}

#[tokio::test]
async fn a_page_comes_back_as_it_was_left() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    browser.walk(first, &bicycle_fields()).await;
    for (page, field, stands) in [
        ("emergency", "danger", vec!["no"]),
        ("stolen-on", "stolen_on-day", vec!["3"]),
        ("stolen-on", "stolen_on-month", vec!["3"]),
        ("stolen-on", "stolen_on-year", vec!["2024"]),
        ("where", "stolen_from", vec!["The rack by the library High Street, Hull"]),
        ("where", "postcode", vec!["HU1 3AA"]),
        ("value", "value", vec!["450"]),
        ("evidence", "evidence", vec!["cctv", "witness"]),
        ("phone", "phone", vec!["07700900123"]),
    ] {
        let shown = browser.get(&format!("{BICYCLE}/{page}")).await;
        assert_eq!(shown.stands(field), stands, "{page}");
    }
    let story = browser.get(&format!("{BICYCLE}/what-happened")).await;
    assert_eq!(
        story.stands("what_happened"),
        ["Someone cut the lock <while> I was inside & rode off"]
    );
    assert!(story.body.contains("&#60;while&#62; I was inside &#38; rode"));
}

#[tokio::test]
async fn whoever_comes_to_a_page_too_early_is_led_to_what_is_missing() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    for page in ["evidence", "stolen-between", "check", "sent", "btp"] {
        let led = browser.get(&format!("{BICYCLE}/{page}")).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER, "{page}");
        assert_eq!(led.location(), format!("{BICYCLE}/left-at"), "{page}");
    }
}

#[tokio::test]
async fn an_answer_that_is_sent_out_of_order_is_kept_all_the_same() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let token = first.attributes("input[name=csrf]", "value").remove(0);
    browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    let early = [("csrf".to_owned(), token), ("full_name".to_owned(), "Sam Jones".to_owned())];
    let led = browser.post(&format!("{BICYCLE}/name"), &early).await;
    assert_eq!(led.location(), format!("{BICYCLE}/left-at"));
    let here = browser.follow(led).await;
    let check = browser
        .walk(
            here,
            &bicycle_fields()
                .into_iter()
                .filter(|(name, _)| *name != "full_name")
                .collect::<Vec<_>>(),
        )
        .await;
    // The name's page comes with the name in it, so that going on takes nothing away.
    assert_eq!(check.path, format!("{BICYCLE}/name"), "{}", check.body);
    let name = browser.get(&format!("{BICYCLE}/name")).await;
    assert_eq!(name.status, StatusCode::OK);
}

#[tokio::test]
async fn two_tabs_do_not_overwrite_each_other() {
    let site = Site::new().await;
    let mut one = site.browser();
    let first = one.open(&format!("{BICYCLE}/emergency")).await;
    one.walk(first, &bicycle_fields()).await;
    // The same browser in a second tab.
    let mut other = one.clone();
    let bicycle = one.get(&format!("{BICYCLE}/bicycle")).await;
    let name = other.get(&format!("{BICYCLE}/name")).await;
    let (first, second) = tokio::join!(
        one.press(&bicycle, &[("make", "Brompton"), ("colour", "Green")]),
        other.press(&name, &[("full_name", "Alex Morgan")]),
    );
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert_eq!(second.status, StatusCode::SEE_OTHER);
    let check = one.get(&format!("{BICYCLE}/check")).await;
    let values = check.texts(".govuk-summary-list__value");
    for shown in ["Brompton", "Green", "Alex Morgan"] {
        assert!(values.iter().any(|value| value == shown), "{shown} in {values:?}");
    }
}

#[tokio::test]
async fn the_language_can_be_changed_on_any_page_without_losing_an_answer() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let page = browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    let other = page.attributes("a[hreflang=cy]", "href").remove(0);
    assert_eq!(other, format!("/cy{BICYCLE}/left-at"));
    let welsh = browser.get(&other).await;
    assert_eq!(welsh.status, StatusCode::OK);
    let gate = browser.get(&format!("/cy{BICYCLE}/emergency")).await;
    assert_eq!(gate.stands("danger"), ["no"]);
    let check = browser.walk(welsh, &bicycle_fields()).await;
    assert_eq!(check.path, format!("/cy{BICYCLE}/check"));
}

#[tokio::test]
async fn an_optional_question_may_be_left_blank_and_says_so() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    browser.walk(first, &bicycle_fields()).await;
    let page = browser.get(&format!("{BICYCLE}/frame-number")).await;
    assert_eq!(page.text("h1"), "What is the frame number? (optional)");
    let check = browser.get(&format!("{BICYCLE}/check")).await;
    assert!(check.texts(".govuk-summary-list__value").contains(&"Not provided".to_owned()));
}
