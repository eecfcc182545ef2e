//! Ceremonies with a passkey of software, honest ones and hostile ones.

use super::{Begun, Finished, Key, LASTS, Refused, Site, claimed};
use jiff::SignedDuration;
use kernel::Instant;
use serde_json::{Value, json};
use station::secrets::ServerKey;
use url::Url;
use webauthn_authenticator_rs::WebauthnAuthenticator;
use webauthn_authenticator_rs::softpasskey::SoftPasskey;
use webauthn_rs::prelude::Uuid;

const HERE: &str = "https://desk.police.example";

fn site_of(public_url: &str) -> Site {
    Site::of(public_url, &ServerKey::new([7; 32])).unwrap()
}

fn now() -> Instant {
    Instant::new("2026-06-04T08:14:00Z".parse().unwrap())
}

fn ada() -> Uuid {
    Uuid::from_u128(0xada)
}

/// A browser with its passkey, at some origin.
struct Browser {
    passkey: SoftPasskey,
    origin: &'static str,
    verifies: bool,
}

impl Browser {
    fn honest() -> Self {
        // This passkey of software has nobody to ask, and says that it did.
        Self { passkey: SoftPasskey::new(true), origin: HERE, verifies: true }
    }

    fn options<T: serde::de::DeserializeOwned>(&self, begun: &Begun) -> T {
        let mut options = begun.options.clone();
        if let Some(criteria) = options.get_mut("authenticatorSelection") {
            // It keeps no list of what it made, so it is told each time.
            criteria["residentKey"] = json!("discouraged");
            criteria["requireResidentKey"] = json!(false);
            if !self.verifies {
                criteria["userVerification"] = json!("discouraged");
            }
        } else if !self.verifies {
            options["userVerification"] = json!("discouraged");
        }
        serde_json::from_value(json!({ "publicKey": options })).unwrap()
    }

    fn add(&mut self, begun: &Begun) -> String {
        let options = self.options(begun);
        let origin = Url::parse(self.origin).unwrap();
        let answer = self.passkey.do_registration(origin, options).unwrap();
        serde_json::to_string(&answer).unwrap()
    }

    /// Answers for an account, with the keys that the options name, or with this one.
    fn prove(&mut self, begun: &Begun, account: Uuid, key: &Key) -> String {
        let mut begun = begun.clone();
        if begun.options["allowCredentials"] == json!([]) {
            // The device finds the key by itself.
            begun.options["allowCredentials"] = json!([{ "type": "public-key", "id": key.name() }]);
        }
        let options = self.options(&begun);
        let origin = Url::parse(self.origin).unwrap();
        let mut answer = self.passkey.do_authentication(origin, options).unwrap();
        answer.response.user_handle = Some(account.as_bytes().to_vec());
        serde_json::to_string(&answer).unwrap()
    }
}

fn added(browser: &mut Browser, site: &Site, account: Uuid) -> Key {
    let begun = site.begin_adding(account, "ada@humberside.example", &[], now()).unwrap();
    let answer = browser.add(&begun);
    site.finish_adding(account, (&begun.sealed, &answer), now()).unwrap().key
}

fn refused(outcome: Result<Finished, Refused>) -> Refused {
    outcome.err().unwrap()
}

#[test]
fn a_key_is_added_signs_in_and_confirms() {
    let (site, mut browser) = (site_of(HERE), Browser::honest());
    let key = added(&mut browser, &site, ada());
    let begun = site.begin_proving(None, &[], now()).unwrap();
    let answer = browser.prove(&begun, ada(), &key);
    let who = claimed(&answer).unwrap();
    assert_eq!((who.account, who.credential), (ada(), key.credential()));
    let first = site.finish_proving(None, (&begun.sealed, &answer), &key, now()).unwrap();
    let begun = site.begin_proving(Some(ada()), &[key], now()).unwrap();
    let answer = browser.prove(&begun, ada(), &first.key);
    let both = (begun.sealed.as_str(), answer.as_str());
    let second = site.finish_proving(Some(ada()), both, &first.key, now()).unwrap();
    assert_ne!(first.once, second.once);
}

#[test]
fn a_key_knows_for_whom_it_is_and_asks_who_is_there() {
    let site = site_of(HERE);
    let adding = site.begin_adding(ada(), "ada", &[], now()).unwrap().options;
    assert_eq!(adding["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(adding["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(adding["rp"]["id"], "desk.police.example");
    let proving = site.begin_proving(None, &[], now()).unwrap().options;
    assert_eq!(proving["userVerification"], "required");
    assert_eq!(proving["allowCredentials"], Value::Array(vec![]));
}

#[test]
fn an_answer_from_another_origin_proves_nothing() {
    let (site, mut browser) = (site_of(HERE), Browser::honest());
    let key = added(&mut browser, &site, ada());
    browser.origin = "https://evil.desk.police.example";
    let begun = site.begin_proving(None, &[], now()).unwrap();
    let answer = browser.prove(&begun, ada(), &key);
    let done = site.finish_proving(None, (&begun.sealed, &answer), &key, now());
    assert_eq!(refused(done), Refused::Wrong);
    let begun = site.begin_adding(ada(), "ada", &[], now()).unwrap();
    let answer = browser.add(&begun);
    assert_eq!(refused(site.finish_adding(ada(), (&begun.sealed, &answer), now())), Refused::Wrong);
}

#[test]
fn an_answer_for_another_site_proves_nothing() {
    let (site, mut browser) = (site_of(HERE), Browser::honest());
    let key = added(&mut browser, &site, ada());
    // The same challenge, shown by a page of another site.
    browser.origin = "https://elsewhere.example";
    let mut begun = site.begin_proving(None, &[], now()).unwrap();
    begun.options["rpId"] = json!("elsewhere.example");
    let mut answer: Value = serde_json::from_str(&browser.prove(&begun, ada(), &key)).unwrap();
    let done = site.finish_proving(None, (&begun.sealed, &answer.to_string()), &key, now());
    assert_eq!(refused(done), Refused::Wrong);
    // Even when it says that it was here: what was signed names the other site.
    browser.origin = HERE;
    let honest: Value = serde_json::from_str(&{
        let mut honest = begun.clone();
        honest.options["rpId"] = json!("desk.police.example");
        browser.prove(&honest, ada(), &key)
    })
    .unwrap();
    answer["response"]["clientDataJSON"] = honest["response"]["clientDataJSON"].clone();
    let done = site.finish_proving(None, (&begun.sealed, &answer.to_string()), &key, now());
    assert_eq!(refused(done), Refused::Wrong);
}

#[test]
fn an_answer_to_another_challenge_proves_nothing_and_the_same_has_the_same_name() {
    let (site, mut browser) = (site_of(HERE), Browser::honest());
    let key = added(&mut browser, &site, ada());
    let begun = site.begin_proving(None, &[], now()).unwrap();
    let answer = browser.prove(&begun, ada(), &key);
    let once = site.finish_proving(None, (&begun.sealed, &answer), &key, now()).unwrap().once;
    // A key without a counter, as many passkeys are: the answer itself would count again, and whoever
    // keeps keys knows it by its name, in whichever letters it comes.
    let sealed = begun.sealed.to_uppercase();
    let again = site.finish_proving(None, (&sealed, &answer), &key, now()).unwrap().once;
    assert_eq!(once, again);
    let next = site.begin_proving(None, &[], now()).unwrap();
    let done = site.finish_proving(None, (&next.sealed, &answer), &key, now());
    assert_eq!(refused(done), Refused::Wrong);
}

#[test]
fn a_counter_that_went_back_is_a_copy() {
    let (site, mut browser) = (site_of(HERE), Browser::honest());
    let mut key = added(&mut browser, &site, ada());
    let mut answers = Vec::new();
    for _ in 0..2 {
        let begun = site.begin_proving(None, &[], now()).unwrap();
        answers.push((begun.sealed.clone(), browser.prove(&begun, ada(), &key)));
    }
    // The later answer comes first: what the other copy says is behind.
    let [(old, old_answer), (new, new_answer)] = answers.try_into().unwrap();
    key = site.finish_proving(None, (&new, &new_answer), &key, now()).unwrap().key;
    let done = site.finish_proving(None, (&old, &old_answer), &key, now());
    assert_eq!(refused(done), Refused::Cloned);
}

#[test]
fn whoever_was_not_asked_for_a_finger_or_a_pin_proves_nothing() {
    let site = site_of(HERE);
    let mut browser =
        Browser { passkey: SoftPasskey::new(false), verifies: false, ..Browser::honest() };
    let begun = site.begin_adding(ada(), "ada", &[], now()).unwrap();
    let answer = browser.add(&begun);
    let done = site.finish_adding(ada(), (&begun.sealed, &answer), now());
    assert_eq!(refused(done), Refused::Wrong);
    // Nor does a key that was asked once, and not this time.
    let mut browser = Browser::honest();
    let key = added(&mut browser, &site, ada());
    browser.verifies = false;
    let begun = site.begin_proving(None, &[], now()).unwrap();
    let answer = browser.prove(&begun, ada(), &key);
    let done = site.finish_proving(None, (&begun.sealed, &answer), &key, now());
    assert_eq!(refused(done), Refused::Wrong);
}

#[test]
fn the_key_of_another_account_proves_nothing() {
    let site = site_of(HERE);
    let (mut hers, mut his) = (Browser::honest(), Browser::honest());
    let (her_key, his_key) =
        (added(&mut hers, &site, ada()), added(&mut his, &site, Uuid::from_u128(0xb0b)));
    let begun = site.begin_proving(None, &[], now()).unwrap();
    let answer = his.prove(&begun, ada(), &his_key);
    let done = site.finish_proving(None, (&begun.sealed, &answer), &her_key, now());
    assert_eq!(refused(done), Refused::Wrong);
    // His ceremony is not hers.
    let begun = site
        .begin_proving(Some(Uuid::from_u128(0xb0b)), std::slice::from_ref(&her_key), now())
        .unwrap();
    let answer = hers.prove(&begun, ada(), &her_key);
    let done = site.finish_proving(Some(ada()), (&begun.sealed, &answer), &her_key, now());
    assert_eq!(refused(done), Refused::NotOurs);
    let done = site.finish_proving(None, (&begun.sealed, &answer), &her_key, now());
    assert_eq!(refused(done), Refused::NotOurs);
}

#[test]
fn a_ceremony_ends_after_five_minutes_and_is_nobody_elses() {
    let (site, mut browser) = (site_of(HERE), Browser::honest());
    let begun = site.begin_adding(ada(), "ada", &[], now()).unwrap();
    let answer = browser.add(&begun);
    let late = now().plus(LASTS);
    let both = (begun.sealed.as_str(), answer.as_str());
    assert_eq!(refused(site.finish_adding(ada(), both, late)), Refused::TooLate);
    let bob = Uuid::from_u128(0xb0b);
    assert_eq!(refused(site.finish_adding(bob, both, now())), Refused::NotOurs);
    let elsewhere = Site::of(HERE, &ServerKey::new([8; 32])).unwrap();
    assert_eq!(refused(elsewhere.finish_adding(ada(), both, now())), Refused::NotOurs);
    let in_time = late.plus(-SignedDuration::from_secs(1));
    let key = site.finish_adding(ada(), both, in_time).unwrap().key;
    // The beginning of one sort of ceremony is not that of another.
    assert_eq!(refused(site.finish_proving(None, both, &key, now())), Refused::NotOurs);
    for text in ["", "00", "zz", &answer] {
        let both = (text, answer.as_str());
        assert_eq!(refused(site.finish_adding(ada(), both, now())), Refused::NotOurs);
    }
}

#[test]
fn an_address_that_is_a_number_has_no_keys() {
    for address in ["http://127.0.0.1:8080", "https://[::1]", "", "police"] {
        assert!(Site::of(address, &ServerKey::new([7; 32])).is_none(), "{address}");
    }
}
