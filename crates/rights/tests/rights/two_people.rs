//! What is dangerous: asked for by one, decided by another, done once.

use crate::signing_in::PASSWORD;
use kernel::{Email, Problem, Purpose, Reason, RequestId};
use policy::Right;
use rights::second::{Deed, NewRequest, ask_for, decide, one, use_up, withdraw};
use rights::{NewAccount, Role, Staff, open_account, policies, sign_in, staff_of};
use serde_json::json;
use station::testing::Town;

const POLICY: &str = r#"@id("officers-read") @en("Officers read.") @cy("Mae swyddogion yn darllen.")
    permit (principal in Role::"officer", action == Action::"ReadContacts", resource);"#;
const WHY: &str = "Officers on the beat need to know what was reported";

async fn hire(town: &Town, name: &str, role: Role) -> Staff {
    let email = format!("{name}@humberside.example");
    let account = NewAccount { email: Email::parse(&email).unwrap(), name: name.to_owned(), role };
    let mut tx = town.station.begin(&town.system("humberside")).await.unwrap();
    open_account(&mut tx, &[account], PASSWORD).await.unwrap();
    tx.commit().await.unwrap();
    back(town, name).await
}

async fn back(town: &Town, name: &str) -> Staff {
    let email = format!("{name}@humberside.example");
    let token = sign_in(&town.station, &email, PASSWORD).await.unwrap();
    staff_of(&town.station, &token).await.unwrap()
}

fn adding() -> NewRequest {
    NewRequest {
        deed: policies::ADD,
        thing_id: "officers".to_owned(),
        details: json!({ "name": "officers", "text": POLICY }),
        says: ["Add a policy".to_owned(), "Ychwanegu polisi".to_owned()],
        reason: WHY.to_owned(),
    }
}

async fn asks(town: &Town, staff: &Staff, new: &NewRequest) -> Result<RequestId, Problem> {
    let mut tx = town.station.begin(&staff.scope(Purpose::Administration)).await.unwrap();
    let id = ask_for(&mut tx, staff, new).await?;
    tx.commit().await.map(|()| id)
}

async fn decides(town: &Town, staff: &Staff, id: RequestId, yes: bool) -> Result<(), Problem> {
    let mut tx = town.station.begin(&staff.scope(Purpose::Administration)).await.unwrap();
    decide(&mut tx, staff, id, (yes, "I have read it")).await?;
    tx.commit().await
}

fn refused<T>(outcome: &Result<T, Problem>) -> Option<Reason> {
    match outcome {
        Err(Problem::Refused(reason)) => Some(*reason),
        _ => None,
    }
}

#[tokio::test]
async fn a_policy_is_in_force_once_a_second_person_approved_it() {
    let town = Town::new(rights::jobs()).await;
    let first = hire(&town, "first", Role::ForceAdministrator).await;
    let second = hire(&town, "second", Role::ForceAdministrator).await;
    let officer = hire(&town, "officer", Role::Officer).await;
    let id = asks(&town, &first, &adding()).await.unwrap();
    town.work().await.unwrap();
    assert!(!back(&town, "officer").await.may(Right::ReadContacts), "nothing is done before");
    assert_eq!(refused(&decides(&town, &first, id, true).await), Some(Reason::SamePerson));
    assert_eq!(refused(&decides(&town, &officer, id, true).await), Some(Reason::NotYourRole));
    decides(&town, &second, id, true).await.unwrap();
    town.work().await.unwrap();
    assert!(back(&town, "officer").await.may(Right::ReadContacts));
    assert!(!officer.may(Right::AnswerContacts));
    // Both are in the journal, beside what was done.
    let both = format!(
        "select count(*) from station.journal where verb = 'policy_added'
         and details->>'asked_by' = '{}' and details->>'decided_by' = '{}'",
        first.account(),
        second.account()
    );
    assert_eq!(town.count(&both).await, 1);
    assert!(decides(&town, &second, id, false).await.is_err(), "it was decided before");
}

#[tokio::test]
async fn what_was_refused_or_taken_back_or_is_too_late_is_not_done() {
    let town = Town::new(rights::jobs()).await;
    let first = hire(&town, "first", Role::ForceAdministrator).await;
    let second = hire(&town, "second", Role::ForceAdministrator).await;
    let refused = asks(&town, &first, &adding()).await.unwrap();
    decides(&town, &second, refused, false).await.unwrap();
    let taken_back = asks(&town, &first, &adding()).await.unwrap();
    let mut tx = town.station.begin(&second.scope(Purpose::Administration)).await.unwrap();
    assert!(withdraw(&mut tx, &second, taken_back).await.is_err(), "it is not theirs to take back");
    drop(tx);
    let mut tx = town.station.begin(&first.scope(Purpose::Administration)).await.unwrap();
    withdraw(&mut tx, &first, taken_back).await.unwrap();
    tx.commit().await.unwrap();
    let late = asks(&town, &first, &adding()).await.unwrap();
    let approved = asks(&town, &first, &adding()).await.unwrap();
    let past = "update rights.requests set ends_at = now() - interval '1 second' where id = $1";
    let mut over = town.past_the_rights().await;
    sqlx::query(past).bind(late.uuid()).execute(&mut over).await.unwrap();
    assert!(decides(&town, &second, late, true).await.is_err());
    decides(&town, &second, approved, true).await.unwrap();
    for id in [refused, taken_back, late, approved] {
        let mut tx = town.station.begin(&first.scope(Purpose::Administration)).await.unwrap();
        let other = Deed { code: "journal_exported", right: Right::ExportJournal };
        assert!(use_up(&mut tx, id, other).await.is_err(), "it was asked for something else");
        assert_eq!(use_up(&mut tx, id, policies::ADD).await.is_ok(), id == approved);
        assert!(use_up(&mut tx, id, policies::ADD).await.is_err(), "once");
        assert!(one(&mut tx, id).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn who_asks_has_the_right_a_reason_and_a_fresh_proof() {
    let town = Town::new(rights::jobs()).await;
    let first = hire(&town, "first", Role::ForceAdministrator).await;
    let khan = hire(&town, "khan", Role::Supervisor).await;
    assert_eq!(refused(&asks(&town, &khan, &adding()).await), Some(Reason::NotYourRole));
    let without = NewRequest { reason: "because".to_owned(), ..adding() };
    assert!(matches!(asks(&town, &first, &without).await, Err(Problem::Conflict(_))));
    let id = asks(&town, &first, &adding()).await.unwrap();
    hire(&town, "second", Role::ForceAdministrator).await;
    // A session that was proven long ago.
    let stale = stale(&town, "second").await;
    assert_eq!(refused(&decides(&town, &stale, id, true).await), Some(Reason::ProveAgain));
    assert_eq!(refused(&asks(&town, &stale, &adding()).await), Some(Reason::ProveAgain));
    decides(&town, &back(&town, "second").await, id, true).await.unwrap();
}

async fn stale(town: &Town, name: &str) -> Staff {
    let email = format!("{name}@humberside.example");
    let token = sign_in(&town.station, &email, PASSWORD).await.unwrap();
    let old = "update rights.sessions set proven_at = now() - interval '16 minutes'";
    sqlx::query(old).execute(&mut town.past_the_rights().await).await.unwrap();
    staff_of(&town.station, &token).await.unwrap()
}

#[tokio::test]
async fn who_proves_again_goes_on_under_a_new_token_and_the_old_one_is_dead() {
    let town = Town::new(vec![]).await;
    hire(&town, "first", Role::ForceAdministrator).await;
    let token = sign_in(&town.station, "first@humberside.example", PASSWORD).await.unwrap();
    let old = "update rights.sessions set proven_at = now() - interval '16 minutes'";
    sqlx::query(old).execute(&mut town.past_the_rights().await).await.unwrap();
    let before = staff_of(&town.station, &token).await.unwrap();
    assert_eq!(refused(&before.require_now(Right::ManageAccounts)), Some(Reason::ProveAgain));
    assert!(before.require(Right::ManageAccounts).is_ok());
    let proof = rights::Proof::by_password();
    let new = rights::prove_again(&town.station, &token, &proof).await.unwrap();
    assert!(staff_of(&town.station, &token).await.is_err());
    let after = staff_of(&town.station, &new).await.unwrap();
    assert_eq!(after.session(), before.session());
    assert!(after.require_for_a_page(Right::ManageAccounts).is_ok());
}
