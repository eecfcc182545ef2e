//! Signing in, against a real PostgreSQL.

use kernel::{Email, Problem, Purpose, Reason};
use rights::{NewAccount, Right, Role, Token, open_account, sign_in, sign_out, staff_of};
use station::testing::Town;

pub(crate) const PASSWORD: &str = "a long enough password";

pub(crate) async fn town() -> Town {
    let town = Town::new(vec![]).await;
    join(&town, "ada@humberside.example", "Ada", Role::ContactOperator).await;
    town
}

/// Somebody begins to work for the force.
pub(crate) async fn join(town: &Town, email: &str, name: &str, role: Role) {
    let mut tx = town.station.begin(&town.system("humberside")).await.unwrap();
    let email = Email::parse(email).unwrap();
    let new = NewAccount { email, name: name.to_owned(), role };
    assert_eq!(open_account(&mut tx, &[new], PASSWORD).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

pub(crate) fn refused<T>(outcome: &Result<T, Problem>) -> bool {
    matches!(outcome, Err(Problem::Refused(Reason::NotSignedIn)))
}

#[tokio::test]
async fn an_operator_signs_in_works_in_her_own_force_and_signs_out() {
    let town = town().await;
    let token = sign_in(&town.station, " ADA@humberside.example ", PASSWORD).await.unwrap();
    let ada = staff_of(&town.station, &token).await.unwrap();
    assert_eq!((ada.name(), ada.force().as_str()), ("Ada", "humberside"));
    assert!(ada.require(Right::AnswerContacts).is_ok());
    assert_eq!(ada.scope(Purpose::ContactHandling).force().as_str(), "humberside");
    sign_out(&town.station, &token).await.unwrap();
    assert!(refused(&staff_of(&town.station, &token).await));
    sign_out(&town.station, &token).await.unwrap();
    let entries = "select count(*) from station.journal where verb in ('signed_in', 'signed_out')";
    assert_eq!(town.count(entries).await, 2);
}

#[tokio::test]
async fn whoever_cannot_sign_in_does_not_learn_why() {
    let town = town().await;
    for (email, password) in [
        ("ada@humberside.example", "wrong"),
        ("nobody@humberside.example", PASSWORD),
        ("ada@dyfed-powys.example", PASSWORD),
        ("ada@nowhere.example", PASSWORD),
        ("not an address", PASSWORD),
        ("", ""),
    ] {
        assert!(refused(&sign_in(&town.station, email, password).await), "{email}");
    }
}

#[tokio::test]
async fn an_account_that_ended_has_no_session_from_the_next_request_on() {
    let town = town().await;
    let token = sign_in(&town.station, "ada@humberside.example", PASSWORD).await.unwrap();
    let mut past = town.past_the_rights().await;
    sqlx::query("update rights.accounts set state = 'ended'").execute(&mut past).await.unwrap();
    assert!(refused(&staff_of(&town.station, &token).await));
    assert!(refused(&sign_in(&town.station, "ada@humberside.example", PASSWORD).await));
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_when_the_shift_ends() {
    let town = town().await;
    for ended in ["seen_at = now() - interval '16 minutes'", "ends_at = now()"] {
        let token = sign_in(&town.station, "ada@humberside.example", PASSWORD).await.unwrap();
        let mut past = town.past_the_rights().await;
        let sql = format!("update rights.sessions set {ended}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut past).await.unwrap();
        assert!(refused(&staff_of(&town.station, &token).await), "{ended}");
    }
}

#[tokio::test]
async fn a_token_of_one_force_is_nothing_in_another() {
    let town = town().await;
    let token = sign_in(&town.station, "ada@humberside.example", PASSWORD).await.unwrap();
    let moved = token.cookie_text().replace("humberside", "dyfed-powys");
    assert!(refused(&staff_of(&town.station, &Token::parse(&moved).unwrap()).await));
}

#[tokio::test]
async fn the_database_holds_neither_password_nor_token() {
    let town = town().await;
    let token = sign_in(&town.station, "ada@humberside.example", PASSWORD).await.unwrap();
    let secret = token.cookie_text().replace("humberside.", "");
    let found = town
        .count(&format!(
            "select count(*) from rights.sessions where encode(token_hash, 'hex') like '%{secret}%'"
        ))
        .await;
    assert_eq!(found, 0);
}
