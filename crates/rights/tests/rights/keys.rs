//! Passkeys: what lets in, and what does not.

use crate::devices::Device;
use crate::signing_in::{PASSWORD, join, refused, town};
use rights::{Assurance, Role, Staff, passkeys, sign_in, staff_of};
use station::testing::Town;

const ADA: &str = "ada@humberside.example";

async fn signed_in(town: &Town, email: &str) -> Staff {
    let token = sign_in(&town.station, email, PASSWORD).await.unwrap();
    staff_of(&town.station, &token).await.unwrap()
}

/// Somebody adds a key to their account.
async fn with_a_key(town: &Town, staff: &Staff) -> Device {
    let mut device = Device::of(staff.account());
    let begun = passkeys::begin_adding(&town.station, staff, ADA).await.unwrap().unwrap();
    let answer = device.make(&begun);
    let both = (begun.sealed.as_str(), answer.as_str());
    passkeys::add(&town.station, staff, "My key", both).await.unwrap().unwrap();
    device
}

#[tokio::test]
async fn a_key_signs_in_and_confirms_and_an_answer_counts_once() {
    let town = town().await;
    let ada = signed_in(&town, ADA).await;
    let mut device = with_a_key(&town, &ada).await;
    let begun = passkeys::begin_signing_in(&town.station).unwrap();
    let answer = device.sign(&begun);
    let both = (begun.sealed.as_str(), answer.as_str());
    let token = passkeys::sign_in(&town.station, both, "Firefox, Linux").await.unwrap();
    let there = staff_of(&town.station, &token).await.unwrap();
    assert_eq!(there.account(), ada.account());
    assert_eq!(there.person().assurance, Assurance::Hardware);
    assert!(refused(&passkeys::sign_in(&town.station, both, "").await), "a second time");
    let begun = passkeys::begin_proving(&town.station, &ada).await.unwrap().unwrap();
    let answer = device.sign(&begun);
    let both = (begun.sealed.as_str(), answer.as_str());
    assert!(passkeys::prove(&town.station, &ada, both).await.unwrap().is_some());
    assert!(passkeys::prove(&town.station, &ada, both).await.unwrap().is_none(), "a second time");
}

#[tokio::test]
async fn an_answer_to_a_key_without_a_counter_counts_once_as_well() {
    let town = town().await;
    let ada = signed_in(&town, ADA).await;
    let mut device = with_a_key(&town, &ada).await;
    let begun = passkeys::begin_signing_in(&town.station).unwrap();
    let answer = device.sign(&begun);
    let both = (begun.sealed.as_str(), answer.as_str());
    passkeys::sign_in(&town.station, both, "").await.unwrap();
    // As if it had never counted: only the ceremony itself is in the way.
    let mut past = town.past_the_rights().await;
    let zero = "update rights.passkeys set key = jsonb_set(key, '{cred,counter}', '0')";
    assert_eq!(sqlx::query(zero).execute(&mut past).await.unwrap().rows_affected(), 1);
    assert!(refused(&passkeys::sign_in(&town.station, both, "").await));
    sqlx::query("delete from rights.ceremonies").execute(&mut past).await.unwrap();
    assert!(passkeys::sign_in(&town.station, both, "").await.is_ok(), "it was the ceremony");
}

#[tokio::test]
async fn a_copy_whose_counter_is_behind_is_refused_and_noted() {
    let town = town().await;
    let ada = signed_in(&town, ADA).await;
    let mut device = with_a_key(&town, &ada).await;
    let (old, new) = (
        passkeys::begin_signing_in(&town.station).unwrap(),
        passkeys::begin_signing_in(&town.station).unwrap(),
    );
    let (first, second) = (device.sign(&old), device.sign(&new));
    passkeys::sign_in(&town.station, (&new.sealed, &second), "").await.unwrap();
    assert!(refused(&passkeys::sign_in(&town.station, (&old.sealed, &first), "").await));
    let noted = "select count(*) from station.journal
                 where verb = 'passkey_refused' and details ->> 'why' = 'cloned'";
    assert_eq!(town.count(noted).await, 1);
}

#[tokio::test]
async fn a_key_of_somebody_else_and_one_that_was_removed_let_nobody_in() {
    let town = town().await;
    join(&town, "bob@humberside.example", "Bob", Role::Officer).await;
    let (ada, bob) =
        (signed_in(&town, ADA).await, signed_in(&town, "bob@humberside.example").await);
    let mut his = with_a_key(&town, &bob).await;
    // Signed with his key, for what she began.
    let _hers = with_a_key(&town, &ada).await;
    let begun = passkeys::begin_proving(&town.station, &ada).await.unwrap().unwrap();
    let answer = his.sign(&begun);
    let both = (begun.sealed.as_str(), answer.as_str());
    assert!(passkeys::prove(&town.station, &ada, both).await.unwrap().is_none());
    // Nor in her name, nor under her account.
    assert!(refused(&passkeys::sign_in(&town.station, both, "").await));
    let mut tx = town.station.begin(&bob.scope(kernel::Purpose::SigningIn)).await.unwrap();
    let key = passkeys::list(&mut tx, bob.account()).await.unwrap().remove(0);
    assert!(passkeys::remove(&mut tx, &ada, key.id).await.is_err(), "it is not hers");
    passkeys::remove(&mut tx, &bob, key.id).await.unwrap();
    tx.commit().await.unwrap();
    let begun = passkeys::begin_signing_in(&town.station).unwrap();
    let answer = his.sign(&begun);
    assert!(refused(&passkeys::sign_in(&town.station, (&begun.sealed, &answer), "").await));
}

#[tokio::test]
async fn an_ended_account_and_a_ceremony_that_took_too_long_let_nobody_in() {
    let town = town().await;
    let ada = signed_in(&town, ADA).await;
    let mut device = with_a_key(&town, &ada).await;
    let begun = passkeys::begin_signing_in(&town.station).unwrap();
    let answer = device.sign(&begun);
    town.station.advance_clock(jiff::SignedDuration::from_mins(5)).await.unwrap();
    assert!(refused(&passkeys::sign_in(&town.station, (&begun.sealed, &answer), "").await));
    let mut tx = town.station.begin(&town.system("humberside")).await.unwrap();
    rights::end_account(&mut tx, ada.account()).await.unwrap();
    tx.commit().await.unwrap();
    let begun = passkeys::begin_signing_in(&town.station).unwrap();
    let answer = device.sign(&begun);
    assert!(refused(&passkeys::sign_in(&town.station, (&begun.sealed, &answer), "").await));
    for rubbish in ["", "{}", "null", "[1]"] {
        assert!(refused(&passkeys::sign_in(&town.station, (&begun.sealed, rubbish), "").await));
    }
}
