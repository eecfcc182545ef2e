//! What a malicious provider answers, and what an attacker brings back: all of it refused.

use super::browser::{Browser, START, Scene};
use super::house::{CLIENT, Tokens, Trick};
use super::keys::Signed;
use axum::http::StatusCode;
use serde_json::json;

/// A trick, and what the log says of it.
struct Case(&'static str, Trick, &'static str);

const SIGNATURE: &str = "the signature does not fit";
const NOT_ALLOWED: &str = "how it is signed is not allowed";
const FOR_ELSE: &str = "it is for somebody else";
const GIVEN_ELSE: &str = "it was given to somebody else";
const NOT_MADE: &str = "it was not made for this sign-in";
const NO_NAME: &str = "a name is none";
const DESCRIPTION: &str = "does not describe itself as it is configured";
const NOTHING_FOR_IT: &str = "gives nothing for the code";

/// Every answer of a provider that lies about who comes.
const TOKENS: [Case; 37] = {
    const N: Trick = Trick::NONE;
    [
        Case(
            "no signature",
            Trick { head: |it| it["alg"] = "none".into(), signed: Signed::NotAtAll, ..N },
            SIGNATURE,
        ),
        Case(
            "no signature, though it says that there is one",
            Trick { signed: Signed::NotAtAll, ..N },
            SIGNATURE,
        ),
        Case(
            "signed with the public key as a secret",
            Trick { head: |it| it["alg"] = "HS256".into(), signed: Signed::WithThePublicKey, ..N },
            NOT_ALLOWED,
        ),
        Case(
            "signed with the client's secret",
            Trick {
                head: |it| it["alg"] = "HS256".into(),
                signed: Signed::WithTheClientSecret,
                ..N
            },
            NOT_ALLOWED,
        ),
        Case("signed by somebody else", Trick { signed: Signed::BySomebodyElse, ..N }, SIGNATURE),
        Case("changed after it was signed", Trick { signed: Signed::ThenChanged, ..N }, SIGNATURE),
        Case(
            "a key that nobody has",
            Trick { head: |it| it["kid"] = "third".into(), ..N },
            "with a key that the provider does not have",
        ),
        Case(
            "a way to sign that is too weak",
            Trick { head: |it| it["alg"] = "RS1".into(), ..N },
            NOTHING_FOR_IT,
        ),
        Case(
            "a longer hash than is allowed",
            Trick { head: |it| it["alg"] = "RS512".into(), ..N },
            NOT_ALLOWED,
        ),
        Case(
            "a head that must be understood",
            Trick { head: |it| it["crit"] = json!(["b64"]), ..N },
            "no token of this kind",
        ),
        Case(
            "a logout token as a sign-in",
            Trick { head: |it| it["typ"] = "logout+jwt".into(), ..N },
            "no token of this kind",
        ),
        Case(
            "another issuer",
            Trick { claims: |it, _| it["iss"] = "https://other.example".into(), ..N },
            "somebody else made it",
        ),
        Case("no issuer", Trick { claims: |it, _| it["iss"] = json!(null), ..N }, NOTHING_FOR_IT),
        Case(
            "for another client",
            Trick { claims: |it, _| it["aud"] = "another".into(), ..N },
            FOR_ELSE,
        ),
        Case("for nobody", Trick { claims: |it, _| it["aud"] = json!([]), ..N }, FOR_ELSE),
        Case(
            "for several, and does not say whose it is",
            Trick { claims: |it, _| it["aud"] = json!([CLIENT, "another"]), ..N },
            GIVEN_ELSE,
        ),
        Case(
            "for several, and it is another's",
            Trick {
                claims: |it, _| {
                    it["aud"] = json!([CLIENT, "another"]);
                    it["azp"] = "another".into();
                },
                ..N
            },
            GIVEN_ELSE,
        ),
        Case(
            "for us, and it is another's",
            Trick { claims: |it, _| it["azp"] = "another".into(), ..N },
            GIVEN_ELSE,
        ),
        Case(
            "another nonce",
            Trick { claims: |it, _| it["nonce"] = "another".into(), ..N },
            NOT_MADE,
        ),
        Case("no nonce", Trick { claims: |it, _| it["nonce"] = json!(null), ..N }, NOT_MADE),
        Case(
            "run out",
            Trick { claims: |it, now| it["exp"] = (now - 61).into(), ..N },
            "it has run out",
        ),
        Case(
            "never runs out",
            Trick { claims: |it, _| it["exp"] = json!(null), ..N },
            NOTHING_FOR_IT,
        ),
        Case(
            "made in the future",
            Trick { claims: |it, now| it["iat"] = (now + 3600).into(), ..N },
            "it was made in the future",
        ),
        Case(
            "made an hour ago",
            Trick { claims: |it, now| it["iat"] = (now - 3600).into(), ..N },
            "it was made too long ago",
        ),
        Case(
            "not to be used yet",
            Trick { claims: |it, now| it["nbf"] = (now + 3600).into(), ..N },
            "it cannot be used yet",
        ),
        Case(
            "another access token",
            Trick { claims: |it, _| it["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA".into(), ..N },
            "the access token is another",
        ),
        Case("of nobody", Trick { claims: |it, _| it["sub"] = json!(null), ..N }, NOTHING_FOR_IT),
        Case("of an empty name", Trick { claims: |it, _| it["sub"] = "".into(), ..N }, NO_NAME),
        Case(
            "of a name of spaces",
            Trick { claims: |it, _| it["sub"] = "  ".into(), ..N },
            NO_NAME,
        ),
        Case(
            "of a name that is too long",
            Trick { claims: |it, _| it["sub"] = "x".repeat(256).into(), ..N },
            NO_NAME,
        ),
        Case(
            "of a name with a line end",
            Trick { claims: |it, _| it["sub"] = "ada\n4711".into(), ..N },
            NO_NAME,
        ),
        Case(
            "a time that is a text",
            Trick { claims: |it, _| it["nbf"] = "soon".into(), ..N },
            "a time is none",
        ),
        Case(
            "a token endpoint that leads elsewhere",
            Trick { tokens: Tokens::Elsewhere, ..N },
            "the answer leads elsewhere",
        ),
        Case(
            "an answer that does not end",
            Trick { tokens: Tokens::AtLength, ..N },
            "the answer is too long",
        ),
        Case("no token at all", Trick { tokens: Tokens::WithoutAnIdToken, ..N }, "there is none"),
        Case(
            "no time at which it was made",
            Trick { claims: |it, _| it["iat"] = json!(null), ..N },
            NOTHING_FOR_IT,
        ),
        Case(
            "a time of signing in that is a text",
            Trick { claims: |it, _| it["auth_time"] = "now".into(), ..N },
            NOTHING_FOR_IT,
        ),
    ]
};

#[tokio::test]
async fn whatever_a_malicious_provider_answers_nobody_is_in() {
    let scene = Scene::new().await;
    for Case(name, trick, why) in TOKENS {
        scene.house.plays(trick);
        let mut somebody = Browser::default();
        let answer = somebody.signs_in(&scene).await;
        let logged = scene.logged();
        assert!(logged.contains(why), "{name}: {logged}");
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert!(answer.html.contains("did not tell us who you are"), "{name}");
        assert!(!somebody.cookies.contains_key("bl-desk"), "{name}");
        assert!(!somebody.cookies.contains_key("bl-provider"), "{name}: the way is over");
        assert_eq!((scene.sessions().await, scene.accounts().await), (0, 0), "{name}");
        for secret in ["ada-4711", "code-", "ada@"] {
            assert!(!logged.contains(secret), "{name} is logged with {secret}: {logged}");
        }
    }
    assert_eq!(scene.house.visits("elsewhere"), 0, "a redirect was followed");
    // The same provider, honest: what was refused was refused for its trick.
    scene.house.plays(Trick::NONE);
    assert_eq!(Browser::default().signs_in(&scene).await.status, StatusCode::OK);
    assert_eq!((scene.sessions().await, scene.accounts().await), (1, 1));
}

#[tokio::test]
async fn nobody_is_sent_to_a_provider_that_describes_itself_as_another() {
    const N: Trick = Trick::NONE;
    for Case(name, trick, why) in [
        Case(
            "another issuer",
            Trick { description: |it, _| it["issuer"] = "https://other.example".into(), ..N },
            DESCRIPTION,
        ),
        Case(
            "an issuer with a slash too many",
            Trick { description: |it, issuer| it["issuer"] = format!("{issuer}/").into(), ..N },
            DESCRIPTION,
        ),
        Case(
            "keys at another host",
            Trick {
                description: |it, issuer| {
                    it["jwks_uri"] =
                        format!("{}/keys", issuer.replace("127.0.0.1", "localhost")).into();
                },
                ..N
            },
            "the address is none that was allowed",
        ),
        Case(
            "tokens at another host",
            Trick {
                description: |it, _| it["token_endpoint"] = "https://other.example/token".into(),
                ..N
            },
            DESCRIPTION,
        ),
        Case(
            "tokens unencrypted",
            Trick {
                description: |it, _| it["token_endpoint"] = "http://login.example/token".into(),
                ..N
            },
            DESCRIPTION,
        ),
        Case(
            "a sign-in page at another host",
            Trick {
                description: |it, _| it["authorization_endpoint"] = "https://other.example/".into(),
                ..N
            },
            DESCRIPTION,
        ),
        Case(
            "a sign-in page that is a script",
            Trick {
                description: |it, _| it["authorization_endpoint"] = "javascript:alert(1)".into(),
                ..N
            },
            DESCRIPTION,
        ),
        Case("no description", Trick { description: |it, _| *it = json!([]), ..N }, DESCRIPTION),
        Case(
            "no end",
            Trick { description: |it, _| it["x"] = "x".repeat(300_000).into(), ..N },
            "the answer is too long",
        ),
    ] {
        let scene = Scene::new().await;
        scene.house.plays(trick);
        let answer = Browser::default().looks(&scene, START).await;
        let logged = scene.logged();
        assert!(logged.contains(why), "{name}: {logged}");
        assert_eq!((answer.status, &*answer.location), (StatusCode::FORBIDDEN, ""), "{name}");
        assert_eq!(scene.house.visits("keys"), 0, "{name}: keys were asked for");
    }
}

#[tokio::test]
async fn an_answer_that_is_not_to_what_was_asked_lets_nobody_in() {
    let scene = Scene::new().await;
    let issuer = scene.house.issuer();
    let state = "the answer is not to what was asked in this browser";
    let another = "somebody else answered";
    for (name, change, why) in [
        ("another state", [("state", "another")].as_slice(), state),
        ("no state", &[("state", "")], state),
        ("another issuer answers", &[("iss", "https://other.example")], another),
        ("nobody says that they answer", &[("iss", "")], another),
        ("no code", &[("code", "")], NOTHING_FOR_IT),
        ("a code that was never given", &[("code", "made-up")], NOTHING_FOR_IT),
        ("the provider says no", &[("error", "access_denied")], "the provider says no"),
        ("no and yes at once", &[("error", "")], "the provider says no"),
    ] {
        let mut ada = Browser::default();
        let asked = ada.leaves(&scene, START).await;
        let code = scene.house.code_for(&asked);
        let honest = [("code", &*code), ("state", &*asked["state"]), ("iss", &*issuer)];
        let mut said: Vec<(&str, &str)> = honest
            .into_iter()
            .filter(|(name, _)| !change.iter().any(|(changed, _)| changed == name))
            .collect();
        said.extend(change.iter().filter(|(name, to)| !to.is_empty() || *name == "error"));
        let answer = ada.returns(&scene, &said).await;
        let logged = scene.logged();
        assert!(logged.contains(why), "{name}: {logged}");
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(scene.sessions().await, 0, "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_says_something_twice_lets_nobody_in() {
    let scene = Scene::new().await;
    let issuer = scene.house.issuer();
    for twice in ["code", "state", "iss"] {
        let mut ada = Browser::default();
        let asked = ada.leaves(&scene, START).await;
        let code = scene.house.code_for(&asked);
        let mut said = vec![("code", &*code), ("state", &*asked["state"]), ("iss", &*issuer)];
        said.push((twice, "another"));
        let answer = ada.returns(&scene, &said).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{twice}");
    }
    assert_eq!(scene.sessions().await, 0);
}

#[tokio::test]
async fn a_code_that_somebody_stole_is_worth_nothing_in_another_browser() {
    let scene = Scene::new().await;
    let (mut ada, mut thief) = (Browser::default(), Browser::default());
    let issuer = scene.house.issuer();
    let hers = ada.leaves(&scene, START).await;
    let code = scene.house.code_for(&hers);
    // With her state in his browser, without one, and with his own.
    let his = thief.leaves(&scene, START).await;
    for state in [&*hers["state"], "", &*his["state"]] {
        let mut there = thief.clone();
        let said = [("code", &*code), ("state", state), ("iss", &*issuer)];
        assert_eq!(there.returns(&scene, &said).await.status, StatusCode::FORBIDDEN, "{state}");
        assert!(!there.is_in(&scene).await);
    }
    // And a browser in which nobody set out.
    let said = [("code", &*code), ("state", &*hers["state"]), ("iss", &*issuer)];
    let answer = Browser::default().returns(&scene, &said).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(scene.sessions().await, 0);
    // She is not locked out by it.
    assert_eq!(ada.returns(&scene, &said).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_and_a_state_count_once() {
    let scene = Scene::new().await;
    let issuer = scene.house.issuer();
    let mut ada = Browser::default();
    let asked = ada.leaves(&scene, START).await;
    let (code, before) = (scene.house.code_for(&asked), ada.clone());
    let said = [("code", &*code), ("state", &*asked["state"]), ("iss", &*issuer)];
    assert_eq!(ada.returns(&scene, &said).await.status, StatusCode::OK);
    // The very same again, by whoever copied the cookie and the address.
    let again = before.clone().returns(&scene, &said).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    // The provider would give another code for the same question: the state is used up all the same.
    let fresh = scene.house.code_for(&asked);
    let said = [("code", &*fresh), ("state", &*asked["state"]), ("iss", &*issuer)];
    let again = before.clone().returns(&scene, &said).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert!(scene.logged().contains("not to what was asked"));
    // The code again, as the answer to a new question.
    let mut other = Browser::default();
    let new = other.leaves(&scene, START).await;
    let said = [("code", &*code), ("state", &*new["state"]), ("iss", &*issuer)];
    assert_eq!(other.returns(&scene, &said).await.status, StatusCode::FORBIDDEN);
    assert!(scene.logged().contains(NOTHING_FOR_IT));
    assert_eq!(scene.sessions().await, 1);
}

#[tokio::test]
async fn what_was_asked_of_one_provider_is_not_answered_by_another() {
    let scene = Scene::new().await;
    let issuer = scene.house.issuer();
    let mut ada = Browser::default();
    let asked = ada.leaves(&scene, START).await;
    let code = scene.house.code_for(&asked);
    let said = [("code", &*code), ("state", &*asked["state"]), ("iss", &*issuer)];
    let answer = ada.returns_to(&scene, "/desk/sign-in/other", &said).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(scene.logged().contains("not to what was asked"));
    assert_eq!((scene.sessions().await, scene.house.visits("token")), (0, 0));
}

#[tokio::test]
async fn a_cookie_that_was_changed_is_none() {
    let scene = Scene::new().await;
    let issuer = scene.house.issuer();
    let mut ada = Browser::default();
    let asked = ada.leaves(&scene, START).await;
    let code = scene.house.code_for(&asked);
    let kept = ada.cookies["bl-provider"].clone();
    assert!(!kept.contains(&*asked["state"]), "it is sealed");
    let last = if kept.ends_with('A') { "B" } else { "A" };
    let changed = format!("{}{last}", &kept[..kept.len() - 1]);
    ada.cookies.insert("bl-provider".to_owned(), changed[1..].to_owned());
    let said = [("code", &*code), ("state", &*asked["state"]), ("iss", &*issuer)];
    assert_eq!(ada.returns(&scene, &said).await.status, StatusCode::FORBIDDEN);
    assert_eq!(scene.sessions().await, 0);
}

#[tokio::test]
async fn unknown_keys_do_not_make_us_ask_all_the_time() {
    let scene = Scene::new().await;
    scene.house.plays(Trick { head: |it| it["kid"] = "third".into(), ..Trick::NONE });
    for _ in 0..5 {
        Browser::default().signs_in(&scene).await;
    }
    assert_eq!(scene.house.visits("keys"), 2);
}
