//! Proving again who one is, at the provider.

use super::browser::{Browser, Scene};
use super::house::Trick;
use super::keys::Signed;
use axum::http::StatusCode;
use serde_json::json;

const AGAIN: &str = "/desk/prove/humberside?to=%2Fdesk%2Froom";
const OLD: Trick = Trick { claims: |it, now| it["auth_time"] = (now - 3600).into(), ..Trick::NONE };

/// How many sessions were proven in the last minute.
async fn fresh(scene: &Scene) -> i64 {
    let fresh =
        "select count(*) from rights.sessions where proven_at > now() - interval '1 minute'";
    scene.town.count(fresh).await
}

#[tokio::test]
async fn whoever_the_provider_still_knew_has_proven_it_then_and_not_now() {
    let scene = Scene::new().await;
    scene.house.plays(OLD);
    scene.signed_in().await;
    assert_eq!((scene.sessions().await, fresh(&scene).await), (1, 0));
    // Where it does not say when, nothing is taken for new.
    scene.house.plays(Trick { claims: |it, _| it["auth_time"] = json!(null), ..Trick::NONE });
    scene.signed_in().await;
    // Nor is a moment that has not come.
    scene
        .house
        .plays(Trick { claims: |it, now| it["auth_time"] = (now + 86400).into(), ..Trick::NONE });
    scene.signed_in().await;
    let ahead = "select count(*) from rights.sessions where proven_at > now()";
    assert_eq!((fresh(&scene).await, scene.town.count(ahead).await), (1, 0));
}

#[tokio::test]
async fn whoever_signed_in_with_a_provider_confirms_there_that_it_is_them() {
    let scene = Scene::new().await;
    scene.house.plays(OLD);
    let mut ada = scene.signed_in().await;
    let page = ada.looks(&scene, "/desk/prove?to=%2Fdesk%2Froom").await;
    assert!(page.html.contains("Confirm with Humberside Police"), "{}", page.html);
    assert!(!page.html.contains("type=\"password\""), "she has none");
    assert!(page.html.contains(&format!("href=\"{AGAIN}\"")), "{}", page.html);
    // The provider calls the session otherwise from then on.
    scene.house.plays(Trick { claims: |it, _| it["sid"] = "session-2".into(), ..Trick::NONE });
    let mut before = ada.clone();
    let asked = ada.clone().leaves(&scene, AGAIN).await;
    assert_eq!((&*asked["max_age"], &*asked["prompt"]), ("0", "login"));
    let answer = ada.goes_by(&scene, AGAIN).await;
    assert_eq!((answer.status, &*answer.refresh), (StatusCode::OK, "0; url=/desk/room"));
    assert_eq!((scene.sessions().await, fresh(&scene).await), (1, 1));
    assert!(ada.is_in(&scene).await, "under a new token");
    assert!(!before.is_in(&scene).await, "and not under the old one");
    let said = "select count(*) from station.journal where verb = 'proved_again'
                and details ->> 'method' = 'provider'";
    assert_eq!(scene.town.count(said).await, 1);
    let token = scene.house.logout_token(Signed::Properly, |_, claims, _| {
        claims["sid"] = "session-2".into();
    });
    assert_eq!(scene.told(&token).await, StatusCode::OK);
    assert!(!ada.is_in(&scene).await, "she signed out there");
}

#[tokio::test]
async fn an_old_proof_or_that_of_somebody_else_confirms_nothing() {
    let scene = Scene::new().await;
    scene.house.plays(OLD);
    let mut ada = scene.signed_in().await;
    for (name, trick, why) in [
        ("proven an hour ago", OLD, "the proof is older than was asked for"),
        (
            "proven a minute before it was asked for",
            Trick { claims: |it, now| it["auth_time"] = (now - 60).into(), ..Trick::NONE },
            "the proof is older than was asked for",
        ),
        (
            "it does not say when",
            Trick { claims: |it, _| it["auth_time"] = json!(null), ..Trick::NONE },
            "the proof is older than was asked for",
        ),
        (
            "by somebody else",
            Trick { claims: |it, _| it["sub"] = "khan-12".into(), ..Trick::NONE },
            "",
        ),
    ] {
        scene.house.plays(trick);
        let answer = ada.goes_by(&scene, AGAIN).await;
        assert!(scene.logged().contains(why), "{name}");
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!((scene.sessions().await, fresh(&scene).await), (1, 0), "{name}");
        assert!(ada.is_in(&scene).await, "{name}: she is still who she was");
    }
    assert_eq!(scene.accounts().await, 1, "nobody new came by this way");
}

#[tokio::test]
async fn whoever_is_not_signed_in_with_a_provider_proves_nothing_there() {
    let scene = Scene::new().await;
    let nobody = Browser::default().looks(&scene, AGAIN).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert!(nobody.location.starts_with("/desk/sign-in"), "{}", nobody.location);
    let password = crate::signing_in::PASSWORD;
    let local = rights::sign_in(&scene.town.station, "ada@humberside.example", password).await;
    let mut ada = Browser::default();
    ada.cookies.insert("bl-desk".to_owned(), local.unwrap().cookie_text());
    assert_eq!(ada.looks(&scene, AGAIN).await.status, StatusCode::NOT_FOUND);
    let page = ada.looks(&scene, "/desk/prove").await;
    assert!(page.html.contains("type=\"password\"") && !page.html.contains("Confirm with"));
    let mut other = scene.signed_in().await;
    assert_eq!(other.looks(&scene, "/desk/prove/other").await.status, StatusCode::NOT_FOUND);
}
