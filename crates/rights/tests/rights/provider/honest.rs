//! An honest provider: whom it lets in, and what becomes of their accounts.

use super::browser::{Browser, START, Scene};
use super::house::Trick;
use axum::http::StatusCode;
use rights::Providers;
use serde_json::json;

#[tokio::test]
async fn an_operator_is_in_and_gets_to_the_page_she_asked_for() {
    let scene = Scene::new().await;
    let mut ada = Browser::default();
    let page = ada.looks(&scene, "/cy/desk/sign-in?to=%2Fdesk%2Froom%3Fshow%3Dall").await;
    assert!(page.html.contains("Mewngofnodi gyda Humberside Police"), "{}", page.html);
    let way = "/cy/desk/sign-in/humberside?to=%2Fdesk%2Froom%3Fshow%3Dall";
    assert!(page.html.contains(&format!("href=\"{way}\"")), "{}", page.html);
    let answer = ada.goes_by(&scene, way).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.refresh, "0; url=/cy/desk/room?show=all");
    assert!(answer.html.contains("Rydych wedi mewngofnodi"), "in the language in which she left");
    let room = ada.looks(&scene, "/desk/room").await;
    assert_eq!(room.html, "welcome Ada at work");
    assert_eq!(scene.logged(), "");
    let said = "select count(*) from station.journal where verb = 'signed_in'
                and details ->> 'method' = 'provider' and details ->> 'assurance' = 'two_factors'";
    assert_eq!(scene.town.count(said).await, 1);
    let opened = "select count(*) from station.journal where verb = 'account_opened'
                  and details ->> 'method' = 'provider'";
    assert_eq!(scene.town.count(opened).await, 1);
}

#[tokio::test]
async fn whoever_is_known_by_a_provider_is_nobody_else_of_the_same_address() {
    let scene = Scene::new().await;
    scene.signed_in().await;
    // Ada's local account has the same e-mail address, and is hers alone.
    let two = "select count(*) from rights.accounts where email = 'ada@humberside.example'";
    assert_eq!(scene.town.count(two).await, 2);
    let theirs = "select count(*) from rights.accounts as a join rights.sessions as s
                  on s.account_id = a.id where a.issuer is not null and a.subject = 'ada-4711'";
    assert_eq!(scene.town.count(theirs).await, 1);
    let password = crate::signing_in::PASSWORD;
    let local = rights::sign_in(&scene.town.station, "ada@humberside.example", password).await;
    assert_eq!(rights::staff_of(&scene.town.station, &local.unwrap()).await.unwrap().name(), "Ada");
    // Another subject with the same address is another person.
    scene.house.plays(Trick { claims: |it, _| it["sub"] = "somebody-else".into(), ..Trick::NONE });
    scene.signed_in().await;
    assert_eq!(scene.accounts().await, 2);
}

#[tokio::test]
async fn roles_are_those_that_the_provider_says_now() {
    let scene = Scene::new().await;
    let mut first = scene.signed_in().await;
    let roles = "select count(*) from rights.accounts where roles = array['supervisor']";
    assert_eq!(scene.town.count(roles).await, 0);
    scene.house.plays(Trick { claims: |it, _| it["roles"] = json!(["Leads"]), ..Trick::NONE });
    scene.signed_in().await;
    assert_eq!((scene.town.count(roles).await, scene.accounts().await), (1, 1));
    let changed = "select count(*) from station.journal where verb = 'account_changed'
                   and details ->> 'roles_before' like '%contact_operator%'";
    assert_eq!(scene.town.count(changed).await, 1);
    // Whoever has none any more is told whom to ask, and out of where they were.
    scene.house.plays(Trick { claims: |it, _| it["roles"] = json!(["Cleaners"]), ..Trick::NONE });
    let answer = Browser::default().signs_in(&scene).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.html.contains("Ask your force's administrator to give you a role"));
    assert_eq!(scene.sessions().await, 0);
    assert!(!first.is_in(&scene).await);
}

#[tokio::test]
async fn somebody_without_a_role_gets_no_account() {
    let scene = Scene::new().await;
    scene.house.plays(Trick { claims: |it, _| it["roles"] = json!(null), ..Trick::NONE });
    let answer = Browser::default().signs_in(&scene).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!((scene.sessions().await, scene.accounts().await), (0, 0));
}

#[tokio::test]
async fn an_account_that_was_ended_stays_ended() {
    let scene = Scene::new().await;
    let mut ada = scene.signed_in().await;
    let mut past = scene.town.past_the_rights().await;
    let end = "update rights.accounts set state = 'ended' where issuer is not null";
    sqlx::query(end).execute(&mut past).await.unwrap();
    assert!(!ada.is_in(&scene).await);
    let answer = Browser::default().signs_in(&scene).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.html.contains("Your account here is closed"));
    let still = "select count(*) from rights.accounts where issuer is not null and state = 'ended'";
    assert_eq!((scene.town.count(still).await, scene.accounts().await), (1, 1));
}

#[tokio::test]
async fn a_force_may_ask_for_more_than_a_password() {
    let scene = Scene::with(&json!({ "require_assurance": "two_factors" })).await;
    scene.house.plays(Trick { claims: |it, _| it["acr"] = "password".into(), ..Trick::NONE });
    let answer = Browser::default().signs_in(&scene).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.html.contains("a stronger way to sign in"));
    assert_eq!((scene.sessions().await, scene.accounts().await), (0, 0));
    scene.house.plays(Trick::NONE);
    scene.signed_in().await;
}

#[tokio::test]
async fn a_provider_that_changes_its_key_is_believed_with_the_new_one() {
    let scene = Scene::new().await;
    scene.signed_in().await;
    scene.house.changes_its_key();
    scene.signed_in().await;
    assert_eq!(scene.house.visits("keys"), 2);
    assert_eq!(scene.house.visits("description"), 1);
}

#[tokio::test]
async fn several_may_be_meant_where_the_token_says_that_it_is_ours() {
    let scene = Scene::new().await;
    scene.house.plays(Trick {
        claims: |it, _| {
            it["aud"] = json!(["bluelamp", "another"]);
            it["azp"] = "bluelamp".into();
        },
        ..Trick::NONE
    });
    scene.signed_in().await;
}

#[tokio::test]
async fn whoever_signs_in_ends_the_session_of_who_was_at_this_browser_before() {
    let scene = Scene::new().await;
    let mut ada = scene.signed_in().await;
    let mut before = ada.clone();
    scene.house.plays(Trick { claims: |it, _| it["sub"] = "khan-12".into(), ..Trick::NONE });
    assert_eq!(ada.signs_in(&scene).await.status, StatusCode::OK);
    assert!(ada.is_in(&scene).await);
    assert!(!before.is_in(&scene).await);
}

#[tokio::test]
async fn a_provider_that_nobody_configured_is_not_there() {
    let scene = Scene::new().await;
    for path in ["/desk/sign-in/nobody", "/desk/sign-in/nobody/back?code=a&state=b"] {
        let answer = Browser::default().looks(&scene, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(Browser::default().looks(&scene, START).await.status, StatusCode::SEE_OTHER);
}

#[test]
fn a_force_or_a_role_that_does_not_exist_is_named_before_anybody_signs_in() {
    let configured = json!({ "staff": {
        "force": "atlantis", "name": "Atlantis", "issuer": "https://login.example",
        "client_id": "bluelamp", "roles": { "x": "captain" }, "require_assurance": "very",
    }});
    let configured = serde_json::from_value(configured).unwrap();
    let forces = station::testing::forces();
    let faults = Providers::open(&configured, &forces, "https://police.example").unwrap_err();
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    for (fault, begins) in said.iter().zip([
        "sign_in.staff.force: there is no force `atlantis`",
        "sign_in.staff.roles: there is no role `captain` – use one of contact_operator",
        "sign_in.staff.require_assurance: `very` is no assurance – use one of one_factor",
    ]) {
        assert!(fault.starts_with(begins), "{fault}");
    }
    assert_eq!(said.len(), 3, "{said:?}");
}

#[tokio::test]
async fn who_answers_need_be_said_only_where_the_provider_announced_it() {
    let scene = Scene::new().await;
    scene.house.plays(Trick {
        description: |it, _| {
            it["authorization_response_iss_parameter_supported"] = false.into();
        },
        ..Trick::NONE
    });
    for (issuer, status) in
        [(None, StatusCode::OK), (Some("https://other.example"), StatusCode::FORBIDDEN)]
    {
        let mut ada = Browser::default();
        let asked = ada.leaves(&scene, START).await;
        let code = scene.house.code_for(&asked);
        let mut said = vec![("code", &*code), ("state", &*asked["state"])];
        said.extend(issuer.map(|issuer| ("iss", issuer)));
        assert_eq!(ada.returns(&scene, &said).await.status, status, "{issuer:?}");
    }
    assert_eq!(scene.sessions().await, 1);
}
