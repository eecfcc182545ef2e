//! A copy of what was sent, to keep.

use crate::browser::{Browser, Page};
use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::http::StatusCode;
use papers::testing::{Found, read};

async fn sent(site: &Site, prefix: &str) -> (Browser, Page) {
    let mut browser = site.browser();
    let first = browser.open(&format!("{prefix}{BICYCLE}/emergency")).await;
    let check = browser.walk(first, &bicycle_fields()).await;
    let sent = browser.fill(&check, &[]).await;
    (browser, sent)
}

async fn copy(browser: &mut Browser, path: &str) -> (Page, Found) {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    assert_eq!(page.header("content-type"), "application/pdf");
    assert_eq!(page.header("cache-control"), "no-store");
    let found = read(&page.bytes);
    (page, found)
}

#[tokio::test]
async fn the_copy_has_what_was_sent_and_what_happens_next() {
    let site = Site::new().await;
    let (mut browser, sent) = sent(&site, "").await;
    let (reference, code) = (sent.text("#reference"), sent.text("#access-code"));
    let (page, found) = copy(&mut browser, &format!("{BICYCLE}/sent/copy.pdf")).await;
    assert_eq!(
        page.header("content-disposition"),
        format!("attachment; filename=\"{reference}.pdf\"")
    );
    assert!(found.tagged && found.accessible, "{found:?}");
    assert_eq!((found.language.as_str(), found.tags["H1"]), ("en", 1));
    assert_eq!(found.title, "What you sent: Report a stolen bicycle");
    let mut rest = found.text.as_str();
    for said in [
        "Humberside Police",
        "call 999",
        reference.as_str(),
        "What happens next",
        "http://localhost:8080/track",
        "What you told us",
        "3 March 2024",
        "The rack by the library",
        "High Street, Hull",
        "Someone cut the lock <while> I was inside",
        "Raleigh",
        "£450",
        "CCTV",
        "Sam O’Neil",
        "07700 900 123",
    ] {
        let (_, after) = rest.split_once(said).unwrap_or_else(|| panic!("{said}: {}", found.text));
        rest = after;
    }
    assert!(!found.text.contains(&code));
}

#[tokio::test]
async fn the_access_code_is_on_it_only_if_the_person_wants_it() {
    let site = Site::new().await;
    let (mut browser, sent) = sent(&site, "").await;
    let code = sent.text("#access-code");
    let (_, with) = copy(&mut browser, &format!("{BICYCLE}/sent/copy.pdf?code=yes")).await;
    assert!(with.text.contains(&code), "{}", with.text);
    assert!(sent.attributes("main form input[name=code]", "checked").is_empty());
}

#[tokio::test]
async fn the_copy_is_in_the_language_of_the_page() {
    let site = Site::new().await;
    let (mut browser, _) = sent(&site, "/cy").await;
    let (_, found) = copy(&mut browser, &format!("/cy{BICYCLE}/sent/copy.pdf")).await;
    assert_eq!(found.language, "cy");
    assert!(found.text.contains("Yr hyn a ddywedoch wrthym"), "{}", found.text);
    assert!(found.text.contains("3 Mawrth 2024") && found.text.contains("Tudalen 1 o "));
}

#[tokio::test]
async fn every_copy_is_in_the_journal_as_a_disclosure() {
    let site = Site::new().await;
    let (mut browser, _) = sent(&site, "").await;
    let count = "select count(*) from station.journal where act = 'disclosure' \
                 and verb = 'copy_given_to_its_sender'";
    assert_eq!(site.town.count(count).await, 0);
    copy(&mut browser, &format!("{BICYCLE}/sent/copy.pdf")).await;
    assert_eq!(site.town.count(count).await, 1);
}

#[tokio::test]
async fn nobody_else_gets_a_copy() {
    let site = Site::new().await;
    let _sent = sent(&site, "").await;
    let mut other = site.browser();
    let path = format!("{BICYCLE}/sent/copy.pdf");
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    // Nor does somebody who is still writing.
    let first = other.open(&format!("{BICYCLE}/emergency")).await;
    other.fill(&first, &[("danger", "no"), ("happening_now", "no")]).await;
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
}
