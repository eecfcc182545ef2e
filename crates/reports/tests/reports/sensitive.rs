//! A sensitive service: whoever looks on, or into the history, learns nothing.

use crate::browser::Page;
use crate::site::Site;
use axum::http::StatusCode;

const INNER: &str = "/dyfed-powys/report/k7m2";
const PLAIN: &str = "/dyfed-powys/report/stalking-or-harassment";

fn fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("danger", "no"),
        ("happening_now", "no"),
        ("reporting_for", "me"),
        ("under_18", "no"),
        ("how_often", "more"),
        ("may_contact", "yes"),
        ("ways", "call"),
        ("voicemail", "no"),
        ("phone", "01632 960 123"),
        ("what", "followed"),
        ("known", "no"),
        ("share_support", "no"),
    ]
}

fn says_nothing(page: &Page) {
    assert_eq!(page.header("cache-control"), "no-store", "{}", page.path);
    let title = page.text("title").to_lowercase();
    for word in ["stalk", "harass", "stelc", "aflonydd", "police", "heddlu"] {
        assert!(!title.contains(word), "{title}");
        assert!(!page.path.contains(word), "{}", page.path);
    }
    assert!(page.body.contains("govuk-exit-this-page"), "{}", page.path);
    assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
    for field in page.attributes("main form input[type=text]", "autocomplete") {
        assert_eq!(field, "off");
    }
}

#[tokio::test]
async fn a_whole_report_says_nothing_to_who_looks_on() {
    for (prefix, error) in [("", "Error: "), ("/cy", "Gwall: ")] {
        let site = Site::new().await;
        let mut browser = site.browser();
        let mut page = browser.open(&format!("{prefix}{INNER}/1")).await;
        for _ in 0..60 {
            assert_eq!(page.status, StatusCode::OK, "{}", page.path);
            says_nothing(&page);
            if page.path.ends_with("/check") {
                break;
            }
            page = browser.fill(&page, &fields()).await;
        }
        let sent = browser.fill(&page, &[]).await;
        assert_eq!(sent.path, format!("{prefix}{INNER}/sent"));
        says_nothing(&sent);
        assert!(!sent.body.contains("govuk-panel--confirmation"));
        assert!(sent.attributes("main a", "href").contains(&format!("{prefix}/track")));
        // A copy is offered with a warning, and neither its name nor its title says anything.
        let warning = sent.text("main .govuk-warning-text");
        assert!(warning.contains("device") || warning.contains("ddyfais"), "{warning}");
        let copy = browser.get(&format!("{prefix}{INNER}/sent/copy.pdf")).await;
        assert_eq!(copy.header("content-disposition"), "attachment; filename=\"document.pdf\"");
        let copy = papers::testing::read(&copy.bytes);
        for word in ["stalk", "harass", "stelc", "aflonydd", "police", "heddlu"] {
            assert!(!copy.title.to_lowercase().contains(word), "{}", copy.title);
        }
        assert!(copy.text.contains("01632 960 123"), "{}", copy.text);
        // A fault, and what is not there, say nothing either.
        let mut other = site.browser();
        let first = other.open(&format!("{prefix}{INNER}/1")).await;
        let wrong = other.fill(&first, &[]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text("title").starts_with(error));
        says_nothing(&wrong);
        let missing = other.get(&format!("{prefix}{INNER}/99")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        says_nothing(&missing);
    }
}

#[tokio::test]
async fn the_address_that_tells_ends_with_the_start_page() {
    let site = Site::new().await;
    let mut browser = site.browser();
    for page in ["1", "emergency", "check", "sent"] {
        let led = browser.get(&format!("{PLAIN}/{page}")).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER);
        assert_eq!(led.location(), PLAIN);
    }
}

#[tokio::test]
async fn a_sensitive_draft_is_forgotten_sooner() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let first = browser.open(&format!("{INNER}/1")).await;
    let next = browser.fill(&first, &fields()).await;
    assert_eq!(next.path, format!("{INNER}/3"));
    site.town.station.advance_clock(jiff::SignedDuration::from_mins(121)).await.unwrap();
    let gone = browser.press(&next, &[]).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.body.contains("2 hours"));
    says_nothing(&gone);
}

#[tokio::test]
async fn an_anonymous_report_is_sent_without_a_name_or_number() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let fields: Vec<_> = fields()
        .into_iter()
        .map(|(name, value)| if name == "may_contact" { (name, "no") } else { (name, value) })
        .collect();
    let first = browser.open(&format!("{INNER}/1")).await;
    let check = browser.walk(first, &fields).await;
    assert!(check.path.ends_with("/check"), "{}: {}", check.path, check.body);
    let sent = browser.fill(&check, &[]).await;
    assert!(sent.body.contains("We will not contact you"), "{}", sent.body);
    let answers = site.answers().await;
    for question in ["full_name", "phone", "email"] {
        assert!(answers.get(question).is_none(), "{question}");
    }
    let promised = "select count(*) from reports.reports where reply_by is not null";
    assert_eq!(site.town.count(promised).await, 0);
}
