//! Files in a form: in every browser, with a script, by program; whose they are, and where they go.

use crate::browser::{Browser, Page};
use crate::site::{FORCE, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

const SERVICE: &str = "/humberside/tell-us-about/send-footage";
const FILES: &str = "/humberside/tell-us-about/send-footage/files";
const BOUNDARY: &str = "a-boundary";

fn fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("danger", "no"),
        ("happening_now", "no"),
        ("what_it_shows", "Two people with ladders"),
        ("where_it_was", "Mill Lane"),
        ("when_it_was", "Thursday night"),
    ]
}

/// A browser that has come to the page that asks for files.
pub(crate) async fn at_files(site: &Site) -> (Browser, Page) {
    let mut browser = site.browser();
    let first = browser.open(&format!("{SERVICE}/emergency")).await;
    let page = to(&mut browser, first, FILES).await;
    (browser, page)
}

/// Answers page after page until one.
pub(crate) async fn to(browser: &mut Browser, mut page: Page, end: &str) -> Page {
    for _ in 0..20 {
        if page.path.ends_with(end) {
            return page;
        }
        page = browser.fill(&page, &fields()).await;
    }
    panic!("{} and not {end}", page.path);
}

/// Sends the form of the page with files, as browsers without scripts do.
pub(crate) async fn sends(
    browser: &mut Browser,
    page: &Page,
    files: &[(&str, &str)],
    button: &str,
) -> Page {
    let hidden = page.hidden();
    let field = |name: &str, value: &str| {
        format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
    };
    let mut body: String = hidden.iter().map(|(name, value)| field(name, value)).collect();
    for (name, content) in files {
        let part = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             content-type: image/jpeg\r\n\r\n{content}\r\n"
        );
        body.push_str(&part);
    }
    let (name, value) = button.split_once('=').unwrap_or((button, ""));
    if !name.is_empty() {
        body += &field(name, value);
    }
    let end = format!("--{BOUNDARY}--\r\n");
    body.push_str(&end);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let at = page.action();
    let request = Request::post(&at).header("content-type", kind);
    let answer = browser.send(&at, request, Body::from(body)).await;
    browser.follow(answer).await
}

#[tokio::test]
async fn files_are_sent_listed_removed_and_belong_to_the_report() {
    let site = Site::new().await;
    let (mut browser, page) = at_files(&site).await;
    assert!(page.body.contains("enctype=\"multipart/form-data\""), "{}", page.body);
    let photo = "\u{ff}photo";
    let page =
        sends(&mut browser, &page, &[("a.jpg", photo), ("b.jpg", "x")], "upload-now=1").await;
    let listed = page.texts(".bl-files__name");
    assert!(listed[0].contains("a.jpg") && listed[1].contains("b.jpg"), "{listed:?}");
    let removes = page.attributes("button[name=remove-file]", "value");
    let page = sends(&mut browser, &page, &[], &format!("remove-file={}", removes[1])).await;
    assert_eq!(page.texts(".bl-files__name").len(), 1);
    // Whoever chooses and goes on at once has sent them all the same.
    let page = sends(&mut browser, &page, &[("c.jpg", "later")], "").await;
    assert!(page.path.ends_with("/may-contact"), "{}", page.path);
    let page = browser.fill(&page, &[("may_contact", "no")]).await;
    let mut page = to(&mut browser, page, "/check").await;
    assert!(page.body.contains(">2 added<"), "{}", page.body);
    page = browser.fill(&page, &[]).await;
    assert!(page.path.ends_with("/sent"), "{}", page.path);
    let of_report = "select count(*) from evidence.files f join reports.reports r
        on r.id = f.report_id and r.answers -> 'files' ? f.id";
    assert_eq!(site.town.count(of_report).await, 2);
    assert_eq!(site.town.count("select count(*) from evidence.files").await, 2);
}

#[tokio::test]
async fn nobody_needs_a_file() {
    let site = Site::new().await;
    let (mut browser, page) = at_files(&site).await;
    let page = sends(&mut browser, &page, &[], "").await;
    assert!(page.path.ends_with("/may-contact"), "{}", page.path);
    // Nor a browser that sends files at all.
    let (mut plain, page) = at_files(&site).await;
    let page = plain.fill(&page, &[]).await;
    assert!(page.path.ends_with("/may-contact"), "{}", page.path);
}

#[tokio::test]
async fn a_file_that_is_not_taken_is_told_with_what_to_do_and_the_others_stay() {
    let site = Site::new().await;
    let (mut browser, page) = at_files(&site).await;
    let page = sends(&mut browser, &page, &[("a.jpg", "photo"), ("empty.jpg", "")], "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = page.texts(".govuk-error-summary").join(" ");
    assert!(summary.contains("“empty.jpg” is empty. Choose another file"), "{summary}");
    assert_eq!(page.texts(".bl-files__name").len(), 1);
}

pub(crate) async fn tus(
    browser: &mut Browser,
    (method, at): (&str, &str),
    headers: &[(&str, &str)],
    body: &'static str,
) -> Page {
    let mut request = Request::builder().method(method).uri(at).header("tus-resumable", "1.0.0");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    browser.send(at, request, Body::from(body)).await
}

#[tokio::test]
async fn a_script_sends_in_parts_and_another_browser_learns_nothing() {
    let site = Site::new().await;
    let (mut browser, page) = at_files(&site).await;
    let at = page.attributes("[data-bl-uploads]", "data-bl-uploads").remove(0);
    let token = page.attributes("[data-bl-uploads]", "data-token").remove(0);
    let about = ("upload-metadata", "filename ZG9vcmJlbGwubXA0,filetype dmlkZW8vbXA0");
    let announced = [("upload-length", "10"), about, ("bl-token", token.as_str())];
    let forged = tus(&mut browser, ("POST", &at), &announced[..2], "").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let answer = tus(&mut browser, ("POST", &at), &announced, "").await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let file = answer.location().to_owned();
    let part = |offset| {
        [
            ("upload-offset", offset),
            ("content-type", "application/offset+octet-stream"),
            ("bl-token", token.as_str()),
        ]
    };
    let answer = tus(&mut browser, ("PATCH", &file), &part("0"), "12345").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let page = browser.open(FILES).await;
    assert_eq!(page.attributes("[data-bl-partly]", "data-name"), ["doorbell.mp4"]);
    let (mut other, _) = at_files(&site).await;
    let mut nobody = site.browser();
    for who in [&mut other, &mut nobody] {
        assert_eq!(tus(who, ("HEAD", &file), &[], "").await.status, StatusCode::NOT_FOUND);
        let answer = tus(who, ("PATCH", &file), &part("5"), "67890").await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{}", answer.status);
        let answer = tus(who, ("DELETE", &file), &[("bl-token", token.as_str())], "").await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{}", answer.status);
    }
    assert_eq!(tus(&mut browser, ("HEAD", &file), &[], "").await.status, StatusCode::OK);
    let answer = tus(&mut browser, ("PATCH", &file), &part("5"), "67890").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let page = browser.open(FILES).await;
    assert!(page.texts(".bl-files__name")[0].contains("Received safely"));
}

#[tokio::test]
async fn a_program_sends_a_file_and_names_it_in_its_report_once() {
    let site = Site::new().await;
    let mut program = site.browser();
    let api = format!("/api/v1/forces/{FORCE}/services/send-footage");
    let at = format!("{api}/uploads");
    let request = Request::post(&at).header("content-type", "image/jpeg");
    let answer = program.send(&at, request, Body::from("photo")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(told["size"], 5);
    let answers = json!({
        "danger": "no", "happening_now": "no", "what_it_shows": "x", "where_it_was": "y",
        "when_it_was": "z", "files": [told["id"]], "may_contact": "no",
    });
    let send = async |program: &mut Browser, key: &str| {
        let at = format!("{api}/submissions");
        let request = Request::post(&at)
            .header("content-type", "application/json")
            .header("idempotency-key", key);
        let body = json!({ "answers": answers, "language": "en" }).to_string();
        program.send(&at, request, Body::from(body)).await
    };
    let first = send(&mut program, "one").await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let again = send(&mut program, "one").await;
    assert_eq!((again.status, again.body), (StatusCode::CREATED, first.body), "safe to repeat");
    let other = send(&mut program, "two").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "it is in a report already");
    let attached = "select count(*) from evidence.files where report_id is not null";
    assert_eq!(site.town.count(attached).await, 1);
}
