//! Files that are added to a report after it was sent, by a link that opens nothing else.

use crate::browser::{Browser, Page};
use crate::site::{FORCE, Site};
use crate::uploads::{at_files, sends, to, tus};
use axum::http::StatusCode;
use jiff::SignedDuration;
use reports::adding::join_waiting;

/// Somebody reports, and says that their files come later. Returns the receipt.
async fn reported(site: &Site) -> (Browser, Page) {
    let (mut browser, page) = at_files(site).await;
    assert!(page.body.contains("I will add them later"), "{}", page.body);
    let page = sends(&mut browser, &page, &[], "files-later=1").await;
    let page = browser.fill(&page, &[("may_contact", "no")]).await;
    let page = to(&mut browser, page, "/check").await;
    assert!(page.body.contains("To be added later"), "{}", page.body);
    let page = browser.fill(&page, &[]).await;
    assert!(page.path.ends_with("/sent"), "{}", page.path);
    (browser, page)
}

/// The path of the link on a receipt.
fn link(receipt: &Page) -> String {
    let address = receipt.text("#files-link");
    let path = address.strip_prefix("http://localhost:8080").unwrap().to_owned();
    assert!(path.starts_with(&format!("/{FORCE}/add/")), "{address}");
    path
}

const OF_REPORTS: &str = "select count(*) from evidence.files where report_id is not null";
const ADDED: &str = "select count(*) from station.journal where verb = 'files_added'";

#[tokio::test]
async fn whoever_adds_files_later_says_so_and_gets_a_link_and_its_code() {
    let site = Site::new().await;
    let (mut browser, receipt) = reported(&site).await;
    assert_eq!(site.answers().await["files"], "later");
    assert!(receipt.body.contains("<svg role=\"img\""), "{}", receipt.body);
    let path = link(&receipt);
    let again = browser.open(&receipt.path).await;
    assert_eq!(link(&again), path, "it is the same link each time");
    let token = path.rsplit('/').next().unwrap();
    assert!(!site.holds("reports.file_links", token).await, "the link is not kept");
    assert!(!site.holds("station.journal", token).await, "nor in the journal");
    let given = "select count(*) from station.journal where verb = 'files_link_given'";
    assert_eq!(site.town.count(given).await, 1);
}

#[tokio::test]
async fn what_was_said_stays_said_when_somebody_comes_back_to_the_page() {
    let site = Site::new().await;
    let (mut browser, page) = at_files(&site).await;
    let path = page.path.clone();
    sends(&mut browser, &page, &[], "files-later=1").await;
    let page = browser.open(&path).await;
    assert_eq!(page.attributes("input[name=files-later][checked]", "value"), ["1"]);
    // Whoever has files after all has no need to say when they come.
    let page = sends(&mut browser, &page, &[("a.jpg", "photo")], "upload-now=1").await;
    assert!(page.attributes("input[name=files-later]", "value").is_empty());
    assert!(page.body.contains("add more for 28 days"), "{}", page.body);
}

#[tokio::test]
async fn another_device_adds_files_with_the_link_and_learns_nothing_of_the_report() {
    let site = Site::new().await;
    let (_, receipt) = reported(&site).await;
    let path = link(&receipt);
    let mut phone = site.browser();
    let page = phone.open(&path).await;
    for secret in ["ladders", "Mill Lane", "footage", &receipt.text("#reference")] {
        assert!(!page.body.contains(secret), "{secret}: {}", page.body);
    }
    let page =
        sends(&mut phone, &page, &[("a.jpg", "one"), ("b.jpg", "two")], "upload-now=1").await;
    assert_eq!(page.texts(".bl-files__name").len(), 2);
    assert_eq!(site.town.count(OF_REPORTS).await, 0, "until they have finished");
    let removes = page.attributes("button[name=remove-file]", "value");
    let page = sends(&mut phone, &page, &[], &format!("remove-file={}", removes[1])).await;
    assert_eq!(page.texts(".bl-files__name").len(), 1);
    // Choosing one more and finishing at once sends it all the same.
    let page = sends(&mut phone, &page, &[("c.jpg", "three")], "finish=1").await;
    assert!(page.body.contains("2 files were added"), "{}", page.body);
    assert!(page.attributes("button[name=remove-file]", "value").is_empty(), "they belong to us");
    assert!(page.texts(".bl-files__name")[0].contains("Added on"), "{}", page.body);
    assert_eq!(site.town.count(OF_REPORTS).await, 2);
    assert_eq!(site.town.count(ADDED).await, 1);
    // Nothing new is nothing to tell.
    let page = sends(&mut phone, &page, &[], "finish=1").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text(".govuk-error-summary").contains("Choose a file first"));
    assert_eq!(site.town.count(ADDED).await, 1);
}

#[tokio::test]
async fn two_devices_add_at_the_same_time_and_one_goes_on_after_a_cut() {
    let site = Site::new().await;
    let (mut laptop, receipt) = reported(&site).await;
    let path = link(&receipt);
    let (mut phone, at) = (site.browser(), format!("{path}/uploads"));
    let page = phone.open(&path).await;
    let token = page.attributes("[data-bl-uploads]", "data-token").remove(0);
    let about = ("upload-metadata", "filename ZG9vcmJlbGwubXA0,filetype dmlkZW8vbXA0");
    let announced = [("upload-length", "10"), about, ("bl-token", token.as_str())];
    let answer = tus(&mut phone, ("POST", &at), &announced[..2], "").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "not from a page of ours");
    let answer = tus(&mut phone, ("POST", &at), &announced, "").await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let file = answer.location().to_owned();
    let part = |offset| {
        [
            ("upload-offset", offset),
            ("content-type", "application/offset+octet-stream"),
            ("bl-token", token.as_str()),
        ]
    };
    assert_eq!(tus(&mut phone, ("PATCH", &file), &part("0"), "12345").await.status, 204);
    let page = laptop.open(&path).await;
    let page = sends(&mut laptop, &page, &[("a.jpg", "photo")], "finish=1").await;
    assert!(page.body.contains("1 file was added"), "{}", page.body);
    assert_eq!(page.attributes("[data-bl-partly]", "data-name"), ["doorbell.mp4"]);
    assert_eq!(tus(&mut phone, ("PATCH", &file), &part("5"), "67890").await.status, 204);
    assert_eq!(site.town.count(OF_REPORTS).await, 1);
    // Nobody says that they have finished: after an hour it joins the report by itself.
    let scope = site.town.system(FORCE);
    assert_eq!(join_waiting(&site.town.station, &scope).await.unwrap(), 0);
    site.town.station.advance_clock(SignedDuration::from_mins(61)).await.unwrap();
    assert_eq!(join_waiting(&site.town.station, &scope).await.unwrap(), 1);
    assert_eq!(join_waiting(&site.town.station, &scope).await.unwrap(), 0);
    assert_eq!(site.town.count(OF_REPORTS).await, 2);
}

#[tokio::test]
async fn an_unknown_link_and_one_that_is_over_are_one_kind_answer() {
    let site = Site::new().await;
    let (mut browser, receipt) = reported(&site).await;
    let path = link(&receipt);
    let page = browser.open(&path).await;
    site.town.station.advance_clock(SignedDuration::from_hours(28 * 24)).await.unwrap();
    let never = format!("/{FORCE}/add/{}", "0".repeat(32));
    let mut answers = Vec::new();
    for path in [&*path, &*never, &format!("/{FORCE}/add/short")] {
        let answer = site.browser().open(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        answers.push(answer.text("main"));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert!(answers[0].contains("call 101") && answers[0].contains("Write to us"), "{answers:?}");
    // What was chosen before its end and sent after it is told the same.
    let late = sends(&mut browser, &page, &[("a.jpg", "photo")], "finish=1").await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    let receipt = browser.open(&receipt.path).await;
    assert!(receipt.texts("#files-link").is_empty(), "nobody is led to a link that is over");
}

#[tokio::test]
async fn another_force_opens_nothing_with_the_link() {
    let site = Site::new().await;
    let (_, receipt) = reported(&site).await;
    let path = link(&receipt).replace(FORCE, "btp");
    assert_eq!(site.browser().open(&path).await.status, StatusCode::NOT_FOUND);
    let of_others = "select count(*) from reports.file_links where force_id <> 'humberside'";
    assert_eq!(site.town.count(of_others).await, 0);
}
