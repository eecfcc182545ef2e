//! What cannot be taken: each kind gets a page that says what to do, and nothing is lost.

use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};

#[tokio::test]
async fn what_is_wrong_is_said_twice_and_what_was_typed_stays() {
    for (prefix, error, problem) in
        [("", "Error: ", "There is a problem"), ("/cy", "Gwall: ", "Mae yna broblem")]
    {
        let site = Site::new().await;
        let mut browser = site.browser();
        let first = browser.open(&format!("{prefix}{BICYCLE}/emergency")).await;
        let fields = bicycle_fields();
        let early: Vec<_> =
            fields.into_iter().filter(|(name, _)| !name.starts_with("stolen_on")).collect();
        let page = browser.walk(first, &early).await;
        assert_eq!(page.path, format!("{prefix}{BICYCLE}/stolen-on"));
        let typed =
            [("stolen_on-day", "31"), ("stolen_on-month", "Februrary"), ("stolen_time", "6")];
        let wrong = browser.fill(&page, &typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text("title").starts_with(error));
        assert_eq!(wrong.text(".govuk-error-summary__title"), problem);
        let summary = wrong.texts(".govuk-error-summary__list a");
        let inline = wrong.text(".govuk-error-message");
        assert_eq!(summary.len(), 1);
        assert!(inline.ends_with(&summary[0]), "{inline} {summary:?}");
        // The link leads to a field that is there.
        let target = wrong.attributes(".govuk-error-summary__list a", "href").remove(0);
        assert_eq!(wrong.attributes(&target, "id").len(), 1, "{target}");
        for (name, value) in typed {
            assert_eq!(wrong.stands(name), [value]);
        }
        // The error comes first in the page, above its heading.
        let summary = wrong.body.find("govuk-error-summary").unwrap();
        assert!(summary < wrong.body.find("<h1").unwrap());
    }
}

#[tokio::test]
async fn what_was_right_on_a_page_with_a_fault_is_kept() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let fields: Vec<_> =
        bicycle_fields().into_iter().filter(|(name, _)| *name != "colour").collect();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let page = browser.walk(first, &fields).await;
    assert_eq!(page.path, format!("{BICYCLE}/bicycle"));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = browser.get(&format!("{BICYCLE}/bicycle")).await;
    assert_eq!(again.stands("make"), ["Raleigh"]);
}

#[tokio::test]
async fn control_characters_and_mark_up_are_only_words() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let mut fields = bicycle_fields();
    for (name, value) in &mut fields {
        if *name == "what_happened" {
            *value = "one\u{0}\u{7}\u{1b}[2J\r\n<script>alert(1)</script>\u{202e}\u{feff}";
        }
    }
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let check = browser.walk(first, &fields).await;
    assert!(check.path.ends_with("/check"), "{}", check.path);
    assert!(!check.body.contains("<script>alert"));
    browser.fill(&check, &[]).await;
    assert_eq!(site.answers().await["what_happened"], "one[2J\n<script>alert(1)</script>");
}

#[tokio::test]
async fn a_form_of_ten_megabytes_is_refused_and_the_draft_stays() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    browser.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    let token = first.attributes("input[name=csrf]", "value").remove(0);
    let body = format!("csrf={token}&left_at={}", "x".repeat(10 * 1024 * 1024));
    let path = format!("{BICYCLE}/left-at");
    let request = Request::post(&path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let page = browser.send(&path, request, Body::from(body)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(page.text("h1"), "What you sent is too long");
    let gate = browser.get(&format!("{BICYCLE}/emergency")).await;
    assert_eq!(gate.stands("danger"), ["no"]);
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let path = format!("{BICYCLE}/emergency");
    for header in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let request = Request::post(&path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header.0, header.1);
        let body = Body::from("danger=no&happening_now=no");
        let page = browser.send(&path, request, body).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(page.text("h1"), "We could not be sure that this came from you");
    }
    let without_token = [("danger".to_owned(), "no".to_owned())];
    assert_eq!(browser.post(&first.path, &without_token).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.drafts().await, 0);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let site = Site::new().await;
    let mut browser = site.browser();
    for path in [
        "/nowhere/report/bicycle-theft/emergency",
        "/humberside/apply/bicycle-theft/emergency",
        "/humberside/report/no-such-service/emergency",
        "/humberside/report/bicycle-theft/no-such-page",
        "/humberside/report/no-such-service/check",
        "/humberside/report/no-such-service/sent",
        "/humberside/report/bicycle-theft/%00",
        "/humberside/report/bicycle-theft/%FF",
    ] {
        let page = browser.get(path).await;
        assert!(page.status.is_client_error(), "{path}: {}", page.status);
        assert!(page.body.contains("999"), "{path}");
    }
}

#[tokio::test]
async fn a_field_that_no_page_asks_is_left_aside() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{BICYCLE}/emergency")).await;
    let token = first.attributes("input[name=csrf]", "value").remove(0);
    let fields = [("csrf", token.as_str()), ("danger", "no"), ("happening_now", "no")];
    let more = [("full_name", "Somebody Else"), ("onward", "call-999"), ("__proto__", "x")];
    let sent: Vec<_> = fields
        .into_iter()
        .chain(more)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let led = browser.post(&first.path, &sent).await;
    assert_eq!(led.location(), format!("{BICYCLE}/left-at"));
    let here = browser.follow(led).await;
    let check = browser.walk(here, &bicycle_fields()).await;
    browser.fill(&check, &[]).await;
    assert_eq!(site.answers().await["full_name"], "Sam O’Neil");
}
