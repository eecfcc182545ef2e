//! What a provider says when somebody signs out there, and what others say in its name.

use super::browser::Scene;
use super::keys::Signed;
use axum::http::StatusCode;
use serde_json::{Value, json};

/// A lie, how it is signed, and what the log says of it.
type Case = (&'static str, Signed, fn(&mut Value, &mut Value, i64), &'static str);

const LIES: [Case; 24] = [
    (
        "unsigned",
        Signed::NotAtAll,
        |head, _, _| head["alg"] = "none".into(),
        "how it is signed is not allowed",
    ),
    (
        "unsigned, though it says that it is",
        Signed::NotAtAll,
        |_, _, _| {},
        "the signature does not fit",
    ),
    (
        "signed with the public key",
        Signed::WithThePublicKey,
        |head, _, _| head["alg"] = "HS256".into(),
        "how it is signed is not allowed",
    ),
    (
        "signed with the client's secret",
        Signed::WithTheClientSecret,
        |head, _, _| head["alg"] = "HS256".into(),
        "how it is signed is not allowed",
    ),
    ("signed by somebody else", Signed::BySomebodyElse, |_, _, _| {}, "the signature does not fit"),
    (
        "changed after it was signed",
        Signed::ThenChanged,
        |_, _, _| {},
        "the signature does not fit",
    ),
    (
        "a key that nobody has",
        Signed::Properly,
        |head, _, _| head["kid"] = "third".into(),
        "with a key that the provider does not have",
    ),
    (
        "with a nonce",
        Signed::Properly,
        |_, claims, _| claims["nonce"] = "a".into(),
        "it is made for a sign-in",
    ),
    (
        "for another client",
        Signed::Properly,
        |_, claims, _| claims["aud"] = "another".into(),
        "it is for somebody else",
    ),
    (
        "for nobody",
        Signed::Properly,
        |_, claims, _| claims["aud"] = json!(null),
        "it is for somebody else",
    ),
    (
        "by another issuer",
        Signed::Properly,
        |_, claims, _| claims["iss"] = "https://other.example".into(),
        "somebody else made it",
    ),
    (
        "without events",
        Signed::Properly,
        |_, claims, _| claims["events"] = json!(null),
        "does not say that somebody signed out",
    ),
    (
        "with another event",
        Signed::Properly,
        |_, claims, _| claims["events"] = json!({ "x": {} }),
        "does not say that somebody signed out",
    ),
    (
        "with events that are a text",
        Signed::Properly,
        |_, claims, _| {
            claims["events"] = "http://schemas.openid.net/event/backchannel-logout".into();
        },
        "does not say that somebody signed out",
    ),
    (
        "of another kind",
        Signed::Properly,
        |head, _, _| head["typ"] = "JWT".into(),
        "it is no token of this kind",
    ),
    (
        "of no kind",
        Signed::Properly,
        |head, _, _| head["typ"] = json!(null),
        "it is no token of this kind",
    ),
    (
        "with a head that must be understood",
        Signed::Properly,
        |head, _, _| head["crit"] = json!(["b64"]),
        "it is no token of this kind",
    ),
    (
        "without a name",
        Signed::Properly,
        |_, claims, _| drop(claims.as_object_mut().unwrap().remove("jti")),
        "it has no name",
    ),
    (
        "made an hour ago",
        Signed::Properly,
        |_, claims, now| claims["iat"] = (now - 3600).into(),
        "it was made too long ago",
    ),
    (
        "made in the future",
        Signed::Properly,
        |_, claims, now| claims["iat"] = (now + 3600).into(),
        "it was made in the future",
    ),
    (
        "run out",
        Signed::Properly,
        |_, claims, now| claims["exp"] = (now - 61).into(),
        "it has run out",
    ),
    (
        "without a time",
        Signed::Properly,
        |_, claims, _| drop(claims.as_object_mut().unwrap().remove("iat")),
        "it does not say when it was made",
    ),
    (
        "of nobody",
        Signed::Properly,
        |_, claims, _| {
            claims.as_object_mut().unwrap().retain(|name, _| name != "sub" && name != "sid");
        },
        "it speaks of nobody",
    ),
    (
        "of an empty name",
        Signed::Properly,
        |_, claims, _| claims["sub"] = "".into(),
        "a name is none",
    ),
];

#[tokio::test]
async fn whatever_is_said_in_a_providers_name_nobody_is_signed_out() {
    let scene = Scene::new().await;
    let mut ada = scene.signed_in().await;
    for (name, signed, change, why) in LIES {
        let token = scene.house.logout_token(signed, change);
        assert_eq!(scene.told(&token).await, StatusCode::BAD_REQUEST, "{name}");
        let logged = scene.logged();
        assert!(logged.contains(why), "{name}: {logged}");
        assert!(ada.is_in(&scene).await, "{name}");
    }
    // What says who came in does not say who left.
    let id_token = scene.house.id_token("nonce");
    assert_eq!(scene.told(&id_token).await, StatusCode::BAD_REQUEST);
    for nothing in ["", "a.b.c", "a.b", &"x".repeat(20_000)] {
        assert_eq!(scene.told(nothing).await, StatusCode::BAD_REQUEST);
    }
    assert!(ada.is_in(&scene).await);
    // The same, honest: what was refused was refused for its lie.
    let token = scene.house.logout_token(Signed::Properly, |_, _, _| {});
    assert_eq!(scene.told(&token).await, StatusCode::OK);
    assert!(!ada.is_in(&scene).await);
}

#[tokio::test]
async fn whoever_signs_out_at_the_provider_is_out_at_the_next_request() {
    let scene = Scene::new().await;
    let mut ada = scene.signed_in().await;
    let mut elsewhere = scene.signed_in().await;
    let epoch = "select coalesce(max(epoch), 0) from rights.epochs where force_id = 'humberside'";
    let before = scene.town.count(epoch).await;
    let token = scene.house.logout_token(Signed::Properly, |_, claims, _| {
        claims["sid"] = "another-session".into();
    });
    assert_eq!(scene.told(&token).await, StatusCode::OK);
    assert!(ada.is_in(&scene).await, "another session of hers ended");
    let token = scene.house.logout_token(Signed::Properly, |_, claims, _| {
        claims["jti"] = "by-her-name".into();
        claims.as_object_mut().unwrap().remove("sid");
    });
    assert_eq!(scene.told(&token).await, StatusCode::OK);
    assert!(!ada.is_in(&scene).await && !elsewhere.is_in(&scene).await, "every session of hers");
    assert!(scene.town.count(epoch).await > before, "open streams hear of it");
    let said = "select count(*) from station.journal where verb = 'signed_out_at_provider'";
    assert_eq!(scene.town.count(said).await, 2);
}

#[tokio::test]
async fn a_logout_token_counts_once() {
    let scene = Scene::new().await;
    let mut ada = scene.signed_in().await;
    let token = scene.house.logout_token(Signed::Properly, |_, _, _| {});
    assert_eq!(scene.told(&token).await, StatusCode::OK);
    assert!(!ada.is_in(&scene).await);
    let mut again = scene.signed_in().await;
    assert_eq!(scene.told(&token).await, StatusCode::BAD_REQUEST);
    assert!(again.is_in(&scene).await);
}

#[tokio::test]
async fn a_provider_signs_out_nobody_who_came_by_another_way() {
    let scene = Scene::new().await;
    let password = crate::signing_in::PASSWORD;
    let local = rights::sign_in(&scene.town.station, "ada@humberside.example", password).await;
    let token = scene.house.logout_token(Signed::Properly, |_, _, _| {});
    assert_eq!(scene.told(&token).await, StatusCode::OK);
    assert!(rights::staff_of(&scene.town.station, &local.unwrap()).await.is_ok());
}
