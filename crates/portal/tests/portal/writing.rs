//! Writing to us about a report: nothing that was typed is lost, nothing is said twice.

use crate::town::{Town, bicycle};
use axum::http::StatusCode;
use std::collections::BTreeMap;

#[tokio::test]
async fn a_message_arrives_and_the_person_is_told_once() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.writes("It was\r\nblue, not red").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("Your message has arrived"));
    assert!(page.says("Status You wrote to us") && page.says("Message from you"));
    assert!(page.body.contains("It was\nblue, not red"));
    assert_eq!(page.message(), "");
    assert!(!browser.visits("/track/report").await.says("Your message has arrived"));
    assert_eq!(town.messages().await, 1);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_one_message() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.visits("/track/report").await;
    for _ in 0..2 {
        let answer = browser.sends(&page, "/track/report", &[("body", "Thank you")]).await;
        assert!(answer.leads_to().is_some());
    }
    assert_eq!(town.messages().await, 1);
}

#[tokio::test]
async fn whoever_goes_back_and_writes_something_else_has_written_twice() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.visits("/track/report").await;
    for text in ["It was blue", "It was green", "It was green"] {
        let answer = browser.sends(&page, "/track/report", &[("body", text)]).await;
        assert!(answer.leads_to().is_some());
    }
    assert_eq!(town.messages().await, 2);
}

#[tokio::test]
async fn a_person_in_danger_is_sent_to_999_before_anything_else() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.writes("He is outside with a knife").await;
    let text = page.at("main").unwrap();
    assert!(text.starts_with("Emergency If somebody is in danger, call 999 now"), "{text}");
    assert!(text.contains("Your message has arrived, and we have put it first."));
    assert!(text.contains("press 55"));
    // It stays while they are here, also when they write something calm.
    let text = browser.writes("My bicycle").await.at("main").unwrap();
    assert!(text.contains("call 999 now"));
    let urgent = "select count(*) from contact.contacts where priority = 'urgent'";
    assert_eq!(town.ground.count(urgent).await, 1);
}

#[tokio::test]
async fn nothing_and_too_much_are_named_and_the_text_stays() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    for (text, said) in
        [(" \n ".to_owned(), "Write your message"), ("a".repeat(8001), "8,000 characters or fewer")]
    {
        let page = browser.writes(&text).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.at(".govuk-error-summary").unwrap().contains(said));
        assert_eq!(page.message().trim(), text.trim());
        assert!(page.at("title").unwrap().starts_with("Error: "));
        assert!(page.says("You sent your report"), "the rest of the page is there too");
    }
    let page = browser.writes(&"ŵ".repeat(8000)).await;
    assert!(page.says("Your message has arrived"));
    assert_eq!(town.messages().await, 1);
}

#[tokio::test]
async fn whoever_is_quicker_than_the_desk_keeps_their_text_and_tries_again() {
    let town = Town::new().await;
    let receipt = town.sends("bicycle-theft", bicycle()).await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.writes("One more thing").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers.contains_key("retry-after"));
    assert!(page.says("Try again in a minute"));
    assert_eq!(page.message(), "One more thing");
    town.ground.work().await.unwrap();
    let answer = browser.sends(&page, "/track/report", &[]).await;
    assert!(answer.leads_to().is_some());
    assert_eq!(town.messages().await, 1);
}

#[tokio::test]
async fn without_a_database_the_text_stays() {
    let town = Town::new().await;
    let receipt = town.stalking().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.visits("/track/report").await;
    town.ground.station.close().await;
    let page = browser.sends(&page, "/track/report", &[("body", "One more thing")]).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.message(), "One more thing");
    assert!(page.says("It is safe."));
    assert!(!page.value("message").is_empty());
    // And it is still neutral.
    assert_eq!(page.at("title").unwrap(), "Error: Information");
    assert!(page.body.contains(r#"href="/leave""#));
}

#[tokio::test]
async fn whoever_was_away_too_long_is_asked_again_and_then_the_message_goes() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.visits("/track/report").await;
    browser.cookies.remove("bl-track");
    let page = browser.sends(&page, "/track/report", &[("body", "I am back")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.says("Your message is not sent yet"));
    assert_eq!(page.value("reference"), receipt.reference.to_string());
    // A slip does not lose it either.
    let page = browser.sends(&page, "/track", &[("code", "2222-2222-2222")]).await;
    assert_eq!((page.status, page.message().as_str()), (StatusCode::NOT_FOUND, "I am back"));
    let code = receipt.access_code.to_string();
    for _ in 0..2 {
        let answer = browser.sends(&page, "/track", &[("code", &code)]).await;
        assert_eq!(answer.leads_to().as_deref(), Some("/track/report"));
    }
    let page = browser.visits("/track/report").await;
    assert!(page.says("Your message has arrived") && page.says("I am back"));
    assert_eq!(town.messages().await, 1);
}

#[tokio::test]
async fn a_message_never_goes_to_the_report_of_another_tab() {
    let town = Town::new().await;
    let (first, second) = (town.bicycle().await, town.stalking().await);
    let mut browser = town.follower(&first).await;
    let page = browser.visits("/track/report").await;
    browser.enters(&second.reference.to_string(), &second.access_code.to_string()).await;
    let page = browser.sends(&page, "/track/report", &[("body", "About my bicycle")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(page.message(), "About my bicycle");
    assert_eq!(page.value("reference"), first.reference.to_string());
    assert_eq!(town.messages().await, 0);
}

#[tokio::test]
async fn a_message_id_that_is_another_report_s_loses_nothing() {
    let town = Town::new().await;
    let (first, second) = (town.bicycle().await, town.stalking().await);
    let mut one = town.follower(&first).await;
    let page = one.visits("/track/report").await;
    let taken = page.value("message");
    one.sends(&page, "/track/report", &[("body", "Mine")]).await;
    let mut other = town.follower(&second).await;
    let page = other.visits("/track/report").await;
    let fill = [("body", "Also mine"), ("message", taken.as_str())];
    let page = other.sends(&page, "/track/report", &fill).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.message(), "Also mine");
    assert!(other.sends(&page, "/track/report", &[]).await.leads_to().is_some());
    // An id that is none is replaced.
    let fill = [("body", "And this"), ("message", "none")];
    assert!(other.sends(&page, "/track/report", &fill).await.leads_to().is_some());
    assert_eq!(town.messages().await, 3);
}

#[tokio::test]
async fn what_no_page_of_ours_sent_changes_nothing() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let reference = receipt.reference.to_string();
    let fields = BTreeMap::from([field("reference", &reference), field("body", "Not me")]);
    for path in ["/track/report", "/track/stop"] {
        let page = browser.posts(path, &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.body.contains(r#"href="/leave""#), "{path}");
    }
    assert_eq!(town.messages().await, 0);
    assert!(browser.cookies.contains_key("bl-track"));
}

#[tokio::test]
async fn ten_megabytes_are_refused_with_a_page_and_control_characters_vanish() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.writes(&"a".repeat(10 * 1024 * 1024)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.says("still on the page before"), "{}", page.text());
    let page = browser.writes("Nothing\u{0} hidden\u{7}").await;
    assert!(page.says("Nothing hidden"));
}
