//! Coming back: by reference and code, by the link, on another device.

use crate::browser::{Browser, Page};
use crate::saving::{SAVE, at, sensitive_saved};
use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::http::StatusCode;
use station::dispatch;

/// Types a reference and a code.
pub(crate) async fn with_code(
    browser: &mut Browser,
    force: &str,
    reference: &str,
    code: &str,
) -> Page {
    let page = browser.open(&format!("/{force}/return")).await;
    browser.fill(&page, &[("reference", reference), ("code", code)]).await
}

/// Saves at a page of the bicycle's form.
async fn saved(browser: &mut Browser, page: &str) -> (String, String, String) {
    let page = at(browser, page).await;
    let saved = browser.fill(&page, &[SAVE]).await;
    (saved.text("#reference"), saved.text("#access-code"), saved.text("#return-link"))
}

/// The path of a link of ours.
fn path(link: &str) -> String {
    link.strip_prefix("http://localhost:8080").unwrap_or_else(|| panic!("{link}")).to_owned()
}

#[tokio::test]
async fn a_report_begun_on_one_device_is_finished_on_another_and_both_see_that_it_was_sent() {
    let site = Site::new().await;
    let (mut phone, mut laptop) = (site.browser(), site.browser());
    let (reference, code, _) = saved(&mut phone, "/what-happened").await;
    let typed = reference.to_lowercase().replace('-', " ");
    let here = with_code(&mut laptop, "humberside", &typed, &code.replace('-', "")).await;
    assert_eq!(here.path, format!("{BICYCLE}/what-happened"), "{}", here.body);
    let check = laptop.walk(here, &bicycle_fields()).await;
    let sent = laptop.fill(&check, &[]).await;
    assert_eq!(sent.path, format!("{BICYCLE}/sent"));
    assert_eq!(site.reports().await, 1);
    // The phone, wherever it looks; and whoever comes later with the code.
    for page in ["what-happened", "check", "save", "sent"] {
        let seen = phone.open(&format!("{BICYCLE}/{page}")).await;
        assert_eq!(seen.path, format!("{BICYCLE}/sent"), "{page}");
        assert_eq!(seen.text("#reference"), sent.text("#reference"));
        assert_eq!(seen.text("#access-code"), sent.text("#access-code"));
    }
    let mut third = site.browser();
    let seen = with_code(&mut third, "humberside", &reference, &code).await;
    assert_eq!(seen.path, format!("{BICYCLE}/sent"));
}

#[tokio::test]
async fn an_unknown_reference_and_a_wrong_code_are_one_answer() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let (reference, code, _) = saved(&mut browser, "/value").await;
    let mut other = site.browser();
    let unknown = "HUM-2222-2223";
    let mut answers = Vec::new();
    for (reference, code) in [(&*reference, "CCCC-CCCC-CCCC"), (unknown, &*code)] {
        let page = with_code(&mut other, "humberside", reference, code).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(page.stands("reference"), [reference], "what was typed is still there");
        let token = page.attributes("input[name=csrf]", "value").remove(0);
        let nonce = page.attributes("script[nonce]", "nonce").remove(0);
        let plain = [reference, code, &token, &nonce]
            .iter()
            .fold(page.body, |body, it| body.replace(it, "…"));
        answers.push(plain);
    }
    assert_eq!(answers[0], answers[1]);
    // However often somebody fails, the right code is let in at once.
    let back = with_code(&mut other, "humberside", &reference, &code).await;
    assert_eq!(back.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_a_code_is_said() {
    let site = Site::new().await;
    let mut browser = site.browser();
    for (reference, code, status) in [
        ("", "", StatusCode::UNPROCESSABLE_ENTITY),
        ("HUM-2222-2223", "", StatusCode::UNPROCESSABLE_ENTITY),
        ("HUM-2222-2223", "1234", StatusCode::NOT_FOUND),
        ("no reference", "CCCC-CCCC-CCCC", StatusCode::NOT_FOUND),
        ("XXX-2222-222K", "CCCC-CCCC-CCCC", StatusCode::NOT_FOUND),
    ] {
        let page = with_code(&mut browser, "humberside", reference, code).await;
        assert_eq!(page.status, status, "{reference} {code}");
        assert_eq!(page.texts(".govuk-error-summary").len(), 1);
        assert!(page.body.contains("govuk-exit-this-page"));
    }
}

#[tokio::test]
async fn a_link_opens_nothing_until_somebody_presses_and_does_not_stay_in_the_address() {
    let site = Site::new().await;
    let mut phone = site.browser();
    let (reference, code, link) = saved(&mut phone, "/value").await;
    // What looks into mail opens it again and again.
    for _ in 0..3 {
        let mut scanner = site.browser();
        let page = scanner.open(&path(&link)).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    let mut laptop = site.browser();
    let led = laptop.get(&path(&link)).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    assert_eq!(led.location(), "/humberside/return");
    assert_eq!(led.header("referrer-policy"), "no-referrer");
    let page = laptop.follow(led).await;
    assert!(page.body.contains(&reference) && !page.body.contains(&code), "{}", page.body);
    assert_eq!(page.texts("main form button"), ["Go on"]);
    let back = laptop.fill(&page, &[]).await;
    assert_eq!(back.path, format!("{BICYCLE}/value"));
    assert!(!laptop.cookies.contains_key("bl-return"), "{:?}", laptop.cookies);
}

#[tokio::test]
async fn a_link_that_is_not_whole_says_so_and_the_code_can_be_typed() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let (_, _, link) = saved(&mut browser, "/value").await;
    let cut = path(&link);
    for broken in [&cut[..cut.len() - 3], "/humberside/return/nothing-0", &format!("{cut}-x")] {
        let page = browser.get(broken).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{broken}");
        assert!(page.body.contains("The link is not complete"), "{}", page.body);
        assert!(!page.attributes("main form input[name=code]", "name").is_empty());
    }
}

#[tokio::test]
async fn other_answers_in_the_browser_are_not_lost_without_being_asked_about() {
    let site = Site::new().await;
    let mut phone = site.browser();
    let (reference, code, _) = saved(&mut phone, "/value").await;
    let mut laptop = site.browser();
    at(&mut laptop, "/evidence").await;
    let asked = with_code(&mut laptop, "humberside", &reference, &code).await;
    assert_eq!(asked.path, "/humberside/return");
    assert!(asked.body.contains("other answers that you have not sent"), "{}", asked.body);
    assert_eq!(laptop.get(&format!("{BICYCLE}/evidence")).await.status, StatusCode::OK);
    let back = laptop.fill(&asked, &[]).await;
    assert_eq!(back.path, format!("{BICYCLE}/value"));
    let early = laptop.get(&format!("{BICYCLE}/evidence")).await;
    assert_eq!(early.status, StatusCode::SEE_OTHER, "what was there is replaced");
}

#[tokio::test]
async fn two_devices_that_write_at_once_do_not_overwrite_each_other() {
    let site = Site::new().await;
    let mut phone = site.browser();
    let first = phone.open(&format!("{BICYCLE}/emergency")).await;
    let check = phone.walk(first, &bicycle_fields()).await;
    let saved = phone.fill(&check, &[SAVE]).await;
    let (reference, code) = (saved.text("#reference"), saved.text("#access-code"));
    let mut laptop = site.browser();
    with_code(&mut laptop, "humberside", &reference, &code).await;
    let bicycle = phone.get(&format!("{BICYCLE}/bicycle")).await;
    let name = laptop.get(&format!("{BICYCLE}/name")).await;
    let (one, two) = tokio::join!(
        phone.press(&bicycle, &[("make", "Brompton"), ("colour", "Green")]),
        laptop.press(&name, &[("full_name", "Alex Morgan")]),
    );
    assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    for browser in [&mut phone, &mut laptop] {
        let check = browser.get(&format!("{BICYCLE}/check")).await;
        let values = check.texts(".govuk-summary-list__value");
        for shown in ["Brompton", "Green", "Alex Morgan"] {
            assert!(values.iter().any(|value| value == shown), "{shown} in {values:?}");
        }
    }
}

#[tokio::test]
async fn the_link_is_sent_to_an_address_that_is_not_kept() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = at(&mut browser, "/value").await;
    let saved = browser.fill(&page, &[SAVE]).await;
    let wrong = browser.fill(&saved, &[("mail", "1"), ("email", "sam at home")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.stands("email"), ["sam at home"]);
    let sent = browser.fill(&saved, &[("mail", "1"), ("email", "quiet@example.test")]).await;
    assert!(sent.body.contains("We have sent the link"), "{}", sent.body);
    let mut tx = site.town.station.begin(&site.town.system("humberside")).await.unwrap();
    let written = dispatch::written(&mut tx).await.unwrap();
    tx.leave().await.unwrap();
    assert_eq!(written.len(), 1);
    let code = saved.text("#access-code");
    for table in ["station.dispatches", "station.journal", "reports.drafts"] {
        for secret in ["quiet@example.test", &code, &code.replace('-', "")] {
            assert!(!site.holds(table, secret).await, "{secret} in {table}");
        }
    }
    let handed = "select count(*) from station.journal where verb = 'dispatch_handed_over'";
    assert_eq!(site.town.count(handed).await, 1);
}

#[tokio::test]
async fn on_sensitive_ground_nothing_is_sent_to_an_address_that_is_not_said_to_be_safe() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let saved = sensitive_saved(&mut browser).await;
    let unsafe_one = [("mail", "1"), ("email", "quiet@example.test")];
    let refused = browser.fill(&saved, &unsafe_one).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.town.count("select count(*) from station.dispatches").await, 0);
    let safe = [unsafe_one[0], unsafe_one[1], ("safe", "yes")];
    browser.fill(&saved, &safe).await;
    assert_eq!(site.town.count("select count(*) from station.dispatches").await, 1);
    // However often somebody presses, nobody's mail is flooded.
    for _ in 0..6 {
        let page = browser.get(&saved.path).await;
        browser.fill(&page, &safe).await;
    }
    assert!(site.town.count("select count(*) from station.dispatches").await <= 5);
}
