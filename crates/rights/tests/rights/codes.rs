//! The second factor of a local account.

use crate::devices::{app, code};
use crate::signing_in::{PASSWORD, refused, town};
use identity::totp::Secret;
use kernel::Problem;
use rights::sign_in::{Attempt, Door, Factors, Half, open, open_with_code};
use rights::{Asker, Assurance, Staff, Token, authenticator, sign_in, staff_of};
use station::testing::Town;

const ADA: &str = "ada@humberside.example";

async fn come(town: &Town) -> Result<Door, Problem> {
    let asker = Asker::default();
    let attempt = Attempt { email: ADA, password: PASSWORD, asker: &asker, factors: Factors::Two };
    open(&town.station, &attempt).await
}

async fn half(town: &Town) -> Half {
    match come(town).await.unwrap() {
        Door::Code(half) => half,
        Door::Open(_) => panic!("no code was asked for"),
    }
}

/// Ada, who set up her app a step ago.
async fn enrolled(town: &Town) -> (Staff, Secret) {
    let token = sign_in(&town.station, ADA, PASSWORD).await.unwrap();
    let ada = staff_of(&town.station, &token).await.unwrap();
    let offer = authenticator::offer(&town.station, &ada, ADA).unwrap();
    let app = app(&offer.text);
    let code = code(town, &app, -1);
    assert!(authenticator::enrol(&town.station, &ada, (&offer.sealed, &code)).await.unwrap());
    (ada, app)
}

async fn enter(town: &Town, half: &Half, code: &str) -> Result<Token, Problem> {
    open_with_code(&town.station, half, code, "Firefox, Linux").await
}

#[tokio::test]
async fn a_password_and_a_code_let_in_and_the_code_works_once() {
    let town = town().await;
    let (_, app) = enrolled(&town).await;
    let code = code(&town, &app, 0);
    let token = enter(&town, &half(&town).await, &code).await.unwrap();
    let ada = staff_of(&town.station, &token).await.unwrap();
    assert_eq!(ada.person().assurance, Assurance::TwoFactors);
    assert!(!ada.is_enrolling());
    assert!(refused(&enter(&town, &half(&town).await, &code).await), "it was used");
}

#[tokio::test]
async fn the_code_that_set_the_app_up_is_used_up() {
    let town = town().await;
    let (_, app) = enrolled(&town).await;
    assert!(refused(&enter(&town, &half(&town).await, &code(&town, &app, -1)).await));
}

#[tokio::test]
async fn after_five_wrong_codes_the_right_one_rests_as_well() {
    let town = town().await;
    let (_, app) = enrolled(&town).await;
    let half = half(&town).await;
    for _ in 0..5 {
        assert!(refused(&enter(&town, &half, "000000").await));
    }
    assert!(refused(&enter(&town, &half, &code(&town, &app, 0)).await));
    let mut past = town.past_the_rights().await;
    let rested = "update rights.authenticators set rests_until = now()";
    sqlx::query(rested).execute(&mut past).await.unwrap();
    assert!(enter(&town, &half, &code(&town, &app, 0)).await.is_ok());
}

#[tokio::test]
async fn half_of_a_sign_in_stands_for_five_minutes_and_cannot_be_made_up() {
    let town = town().await;
    let (_, app) = enrolled(&town).await;
    let half = half(&town).await;
    for text in ["", "00", &half.text()[2..], &half.text().replace('a', "b")] {
        let code = code(&town, &app, 0);
        assert!(refused(&enter(&town, &Half::carried(text), &code).await), "{text}");
    }
    town.station.advance_clock(jiff::SignedDuration::from_mins(5)).await.unwrap();
    assert!(refused(&enter(&town, &half, &code(&town, &app, 0)).await));
}

#[tokio::test]
async fn the_database_does_not_hold_what_the_app_shares() {
    let town = town().await;
    let (_, app) = enrolled(&town).await;
    let hex = station::secrets::hex(app.bytes());
    let sql = format!(
        "select count(*) from rights.authenticators where encode(secret, 'hex') like '%{hex}%'"
    );
    assert_eq!(town.count(&sql).await, 0);
    assert_eq!(town.count("select count(*) from rights.authenticators").await, 1);
}

#[tokio::test]
async fn whoever_has_no_app_gets_a_session_that_only_sets_one_up() {
    let town = town().await;
    let Door::Open(token) = come(&town).await.unwrap() else { panic!("there is no app") };
    assert!(staff_of(&town.station, &token).await.unwrap().is_enrolling());
}
