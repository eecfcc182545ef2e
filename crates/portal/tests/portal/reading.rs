//! What a person reads of their report.

use crate::town::Town;
use axum::http::StatusCode;

#[tokio::test]
async fn a_new_report_says_who_reads_it_and_by_when() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let page = town.follower(&receipt).await.visits("/track/report").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "Your report",
        &receipt.reference.to_string(),
        "Status Sent",
        "A person in our contact centre will read your report.",
        "You will hear from us by",
        "You sent your report",
        "Come back here to read our messages",
    ] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    assert!(page.at("title").unwrap().ends_with("Humberside Police"));
}

#[tokio::test]
async fn a_report_that_no_desk_has_yet_can_be_followed() {
    let town = Town::new().await;
    let receipt = town.sends("bicycle-theft", crate::town::bicycle()).await;
    let page = town.follower(&receipt).await.visits("/track/report").await;
    assert!(page.says("Status Sent") && page.says("You sent your report"));
}

#[tokio::test]
async fn the_person_sees_that_it_was_read_and_what_we_wrote_and_no_note() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    town.desk_answers("Have you\na <b>photo</b>?", "Ask the library").await;
    let page = browser.visits("/track/report").await;
    assert!(page.says("Status We have written to you"), "{}", page.text());
    assert!(page.says("A person in our contact centre read your report"));
    assert!(page.says("Message from us"));
    assert!(page.body.contains("Have you\na &#60;b&#62;photo&#60;/b&#62;?"));
    assert!(!page.says("Ask the library"));
    // The newest is first.
    let text = page.text();
    assert!(text.find("Message from us") < text.find("You sent your report"));
}

#[tokio::test]
async fn a_report_that_was_only_read_says_so() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    town.desk_reads().await;
    let page = town.follower(&receipt).await.visits("/track/report").await;
    assert!(page.says("Status Read") && page.says("has read your report"));
}

#[tokio::test]
async fn what_was_sent_is_shown_when_it_is_asked_for() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.visits("/track/report").await;
    assert!(!page.says("Raleigh"));
    assert!(page.body.contains(r#"href="/track/report/answers""#));
    let page = browser.visits("/track/report/answers").await;
    assert!(page.says("What you sent") && page.says("Raleigh"), "{}", page.text());
    assert!(page.body.contains("Someone cut the lock<br>and rode off"));
}

#[tokio::test]
async fn every_look_is_in_the_journal_as_a_disclosure_to_them() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let before = town.entries("story_told").await;
    browser.visits("/track/report").await;
    assert_eq!(town.entries("story_told").await, before + 1);
    let sql = "select count(*) from station.journal
        where verb in ('story_told', 'report_shown_to_its_sender')
          and (purpose <> 'following' or actor_kind <> 'public' or act <> 'disclosure')";
    assert_eq!(town.ground.count(sql).await, 0);
}

#[tokio::test]
async fn nobody_who_looks_on_sees_what_a_sensitive_report_is_about() {
    let town = Town::new().await;
    let receipt = town.stalking().await;
    let mut browser = town.browser();
    // Until we know what it is about, we take it for sensitive.
    let page = browser.visits("/track").await;
    assert_eq!(page.at("title").unwrap(), "Follow what you sent");
    assert!(page.body.contains(r#"href="/leave""#));
    browser.enters(&receipt.reference.to_string(), &receipt.access_code.to_string()).await;
    for path in ["/track/report", "/track/report/answers"] {
        let page = browser.visits(path).await;
        assert_eq!(page.at("title").unwrap(), "Online form", "{path}");
        assert!(page.body.contains(r#"href="/leave""#), "{path}");
        assert!(!page.at("h1").unwrap().to_lowercase().contains("stalking"));
    }
    let page = browser.visits("/track/report").await;
    assert!(!page.says("stalking") && !page.says("harassment"), "{}", page.text());
    assert!(page.says("We have not promised you an answer"));
    let page = browser.visits("/cy/track/report").await;
    assert_eq!(page.at("title").unwrap(), "Ffurflen ar-lein");
}

#[tokio::test]
async fn a_person_reads_it_all_in_welsh() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    town.desk_answers("Diolch", "nodyn").await;
    let page = browser.visits("/cy/track/report").await;
    assert!(page.body.contains(r#"<html lang="cy""#));
    for said in [
        "Eich adroddiad",
        "Statws Rydym wedi ysgrifennu atoch",
        "Neges gennym ni",
        "Darllenwch ein neges.",
        "Anfonoch eich adroddiad",
        "Ysgrifennu atom",
    ] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    for english in ["report", "message", "What", "We "] {
        assert!(!page.at("main").unwrap().contains(english), "{english}");
    }
    assert!(page.body.contains(r#"action="/cy/track/report""#));
    let page = browser.visits("/cy/track/report/answers").await;
    assert!(page.says("Yr hyn a anfonoch"));
    // A screen reader says their own words as they were written, and ours in Welsh.
    assert!(page.body.contains(r#"<span lang="en">Someone cut the lock<br>and rode off</span>"#));
}

#[tokio::test]
async fn what_was_sent_can_be_kept_without_the_access_code() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let answers = browser.visits("/track/report/answers").await;
    assert!(answers.body.contains(r#"href="/track/report/copy.pdf""#));
    let page = browser.visits("/track/report/copy.pdf").await;
    assert_eq!(page.headers["cache-control"], "no-store");
    let name = format!("attachment; filename=\"{}.pdf\"", receipt.reference);
    assert_eq!(page.headers["content-disposition"], name.as_str());
    let found = papers::testing::read(&page.bytes);
    assert!(found.tagged && found.accessible);
    let reference = receipt.reference.to_string();
    for said in ["Humberside Police", &reference, "You will hear from us by", "Raleigh"] {
        assert!(found.text.contains(said), "{said}: {}", found.text);
    }
    assert!(!found.text.contains("tomorrow"), "{}", found.text);
    assert!(!found.text.contains(&receipt.access_code.to_string()));
    assert_eq!(town.entries("copy_given_to_its_sender").await, 1);
}

#[tokio::test]
async fn a_copy_of_something_sensitive_comes_with_a_warning_and_says_nothing_outside() {
    let town = Town::new().await;
    let receipt = town.stalking().await;
    let mut browser = town.follower(&receipt).await;
    let answers = browser.visits("/track/report/answers").await;
    assert!(answers.says("If someone else uses this device, do not download it here"));
    let page = browser.visits("/track/report/copy.pdf").await;
    assert_eq!(page.headers["content-disposition"], "attachment; filename=\"document.pdf\"");
    let title = papers::testing::read(&page.bytes).title.to_lowercase();
    assert!(!title.contains("stalk") && !title.contains("police"), "{title}");
}

#[tokio::test]
async fn a_day_later_the_person_sees_what_whoever_looked_is_there_for_and_no_name() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    town.desk_reads().await;
    let page = browser.visits("/track/report").await;
    assert!(page.says("Who has looked at your report"), "{}", page.text());
    assert!(page.says("A look is shown after 24 hours") && page.says("nothing to show yet"));
    let day = jiff::SignedDuration::from_hours(25);
    town.ground.station.advance_clock(day).await.unwrap();
    let page = town.follower(&receipt).await.visits("/track/report").await;
    assert!(page.says("A contact operator, on"), "{}", page.text());
    assert!(page.says("to deal with your report") && !page.says("Ada"));
    // Opening the contact read the report as well: that is one look.
    assert_eq!(page.text().matches("A contact operator, on").count(), 1);
    // Coming in led to the page, and then they looked again.
    assert_eq!(town.entries("looks_told_to_person").await, 2);
}
