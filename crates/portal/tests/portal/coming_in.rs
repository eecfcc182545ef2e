//! Coming in with a reference and a code, and going out again.

use crate::town::{FORCE, Town};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::Clock;
use station::seal;

#[tokio::test]
async fn a_reference_and_code_open_a_report_however_they_are_written() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let (reference, code) = (receipt.reference.to_string(), receipt.access_code.to_string());
    for (reference, code) in [
        (reference.clone(), code.clone()),
        (reference.to_lowercase(), code.to_lowercase()),
        (reference.replace('-', " "), code.replace('-', "")),
        (format!(" {} ", reference.replace('-', "")), format!(" {} ", code.replace('-', " "))),
    ] {
        let page = town.browser().enters(&reference, &code).await;
        assert_eq!(page.status, StatusCode::OK, "{reference} {code}");
        assert!(page.says("Your report"));
    }
}

#[tokio::test]
async fn an_unknown_reference_a_wrong_code_and_nonsense_are_one_answer() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let reference = receipt.reference.to_string();
    let letters = receipt.reference.letters();
    let unknown = kernel::Reference::from_random(letters, [3; 7]).to_string();
    let elsewhere = kernel::Letters::parse("ZZZ").unwrap();
    let elsewhere = kernel::Reference::from_random(elsewhere, [3; 7]).to_string();
    let code = receipt.access_code.to_string();
    let mut answers = Vec::new();
    for (reference, code) in [
        (reference.as_str(), "2222-2222-2222"),
        (unknown.as_str(), code.as_str()),
        (elsewhere.as_str(), code.as_str()),
        (reference.as_str(), "0"),
        ("what is that?", "<script>"),
    ] {
        let page = town.browser().enters(reference, code).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{reference} {code}");
        assert_eq!(page.value("reference"), reference);
        assert!(page.says("There is a problem") && page.body.contains("<title>Error: "));
        answers.push(page.text());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    // Nothing of the report was looked at.
    assert_eq!(town.entries("story_told").await, 0);
}

#[tokio::test]
async fn whoever_holds_the_code_is_let_in_after_others_failed() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let reference = receipt.reference.to_string();
    let mut stranger = town.browser();
    for _ in 0..3 {
        let page = stranger.enters(&reference, "2222-2222-2222").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let page = town.browser().enters(&reference, &receipt.access_code.to_string()).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let town = Town::new().await;
    let page = town.browser().enters("", " ").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("Enter your reference") && page.says("Enter your access code"));
}

#[tokio::test]
async fn a_reference_may_be_in_an_address_and_a_code_never_is() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let (reference, code) = (receipt.reference.to_string(), receipt.access_code.to_string());
    let lower = reference.to_lowercase();
    let page = town.browser().visits(&format!("/track?reference={lower}&code={code}&code=x")).await;
    assert_eq!((page.value("reference"), page.value("code")), (reference, String::new()));
    assert!(!page.body.contains(&code));
    let page = town.browser().visits("/track?reference=%22%3E%3Cscript%3E").await;
    assert_eq!(page.value("reference"), "");

    let mut browser = town.browser();
    let form = browser.visits("/track").await;
    let fill = [("reference", lower.as_str()), ("code", code.as_str())];
    let answer = browser.sends(&form, "/track", &fill).await;
    assert_eq!(answer.leads_to().as_deref(), Some("/track/report"));
}

#[tokio::test]
async fn every_page_is_kept_by_nobody_and_found_by_no_search() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    for path in ["/track", "/track/report", "/track/report/answers", "/cy/track/report"] {
        let page = browser.visits(path).await;
        assert_eq!(page.headers["cache-control"], "no-store", "{path}");
        assert!(page.body.contains(r#"<meta name="robots" content="noindex">"#), "{path}");
        assert!(!page.body.contains(&receipt.access_code.to_string()), "{path}");
        assert!(!page.at("title").unwrap().contains(&receipt.reference.to_string()), "{path}");
    }
}

#[tokio::test]
async fn whoever_follows_nothing_is_led_to_the_way_in() {
    let town = Town::new().await;
    for path in ["/track/report", "/track/report/answers", "/track/stop"] {
        let page = town.browser().visits(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.says("Follow your report") && page.says("30 minutes"), "{path}");
    }
    let page = town.browser().visits("/cy/track/report").await;
    assert!(page.says("Dilyn eich adroddiad") && page.says("30 munud"));
}

#[tokio::test]
async fn a_cookie_that_was_changed_or_is_over_is_as_good_as_none() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let good = browser.cookies["bl-track"].clone();
    let station = &town.ground.station;
    let now = station.real();
    let forged = |began: i64, last: i64, key: [u8; 32]| {
        let at = |minutes: i64| now.plus(jiff::SignedDuration::from_mins(-minutes));
        let following = serde_json::json!({
            "force": FORCE, "report": receipt.report, "reference": "x", "sensitive": false,
            "arrived": false, "danger": false, "began": at(began), "last": at(last),
        });
        let plain = following.to_string();
        URL_SAFE_NO_PAD.encode(seal::seal(&key, b"following v1", plain.as_bytes()).unwrap())
    };
    let key = station.key().derive("following v1");
    let other = if good.starts_with('A') { 'B' } else { 'A' };
    for (cookie, opens) in [
        (good.clone(), true),
        (format!("{good}A"), false),
        (format!("{other}{}", &good[1..]), false),
        (String::new(), false),
        (forged(0, 0, key), true),
        (forged(29, 29, key), true),
        (forged(31, 31, key), false),
        (forged(721, 1, key), false),
        (forged(0, 0, [1; 32]), false),
    ] {
        browser.cookies.insert("bl-track".to_owned(), cookie.clone());
        let answer = browser.asks("/track/report").await;
        assert_eq!(answer.status == StatusCode::OK, opens, "{cookie}");
    }
}

#[tokio::test]
async fn whoever_stops_has_closed_the_report_on_this_device() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let mut browser = town.follower(&receipt).await;
    let page = browser.visits("/track/report").await;
    let answer = browser.sends(&page, "/track/stop", &[]).await;
    let place = answer.leads_to().unwrap();
    assert!(!browser.cookies.contains_key("bl-track"));
    assert!(browser.visits(&place).await.says("You have stopped following"));
    assert!(browser.visits("/track/report").await.says("Follow your report"));
    // Pressed twice, it is the same.
    assert!(browser.sends(&page, "/track/stop", &[]).await.leads_to().is_some());
}

#[tokio::test]
async fn without_a_database_what_was_typed_stays_and_a_person_knows_what_to_do() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let (reference, code) = (receipt.reference.to_string(), receipt.access_code.to_string());
    town.ground.station.close().await;
    let page = town.browser().enters(&reference, &code).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers.contains_key("retry-after"));
    assert_eq!((page.value("reference"), page.value("code")), (reference, code));
    assert!(page.says("Try again in a minute"));
}
