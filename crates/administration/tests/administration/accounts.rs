//! People who work for the force.

use crate::world::{WHY, World};
use rights::Role;

#[tokio::test]
async fn somebody_is_found_and_changed_and_both_are_in_the_journal() {
    let world = World::new().await;
    let admin = world.admin().await;
    let ada = world.hires("ada", "humberside", Role::ContactOperator).await;
    world.hires("ada", "metropolitan", Role::ContactOperator).await;
    let id = ada.account.unwrap();
    let list = admin.look("/accounts").await;
    assert_eq!(list.links("of humberside").len(), 2, "{}", list.text());
    assert!(!list.text().contains("metropolitan"));
    let found = admin.post("/accounts", &[("holding", "ADA")]).await;
    assert_eq!(found.links("of humberside"), [format!("/desk/administration/accounts/{id}")]);
    let nobody = admin.post("/accounts", &[("holding", "%")]).await;
    assert!(nobody.text().contains("Nobody has that"), "{}", nobody.text());
    let change = format!("/accounts/{id}/change");
    admin
        .post("/units", &[("id", "hull"), ("name", "Hull")])
        .await
        .leads_to("/units/hull?done=saved");
    let form = admin.look(&change).await;
    assert_eq!(form.attribute("input[name=roles][checked]", "value").unwrap(), "contact_operator");
    let fields = [
        ("roles", "supervisor"),
        ("roles", "detective"),
        ("rank", "inspector"),
        ("vetting", "sc"),
        ("units", "hull"),
        ("units", "atlantis"),
        ("reason", WHY),
    ];
    admin.post(&change, &fields).await.leads_to(&format!("/accounts/{id}?done=changed"));
    let page = admin.look(&format!("/accounts/{id}")).await.text();
    for said in ["supervisor, detective", "inspector", "SC", "Hull"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("atlantis"), "a unit that the force does not have is not given");
    assert_eq!(world.entries("account_changed").await, 1);
    let unit = admin.look("/units/hull").await;
    assert_eq!(unit.links("ada of humberside").len(), 1);
}

#[tokio::test]
async fn what_was_typed_stays_when_something_is_missing() {
    let world = World::new().await;
    let admin = world.admin().await;
    let ada = world.hires("ada", "humberside", Role::ContactOperator).await;
    let change = format!("/accounts/{}/change", ada.account.unwrap());
    let fields =
        [("roles", "officer"), ("rank", "sergeant"), ("vetting", "dv"), ("reason", "short")];
    let again = admin.post(&change, &fields).await;
    assert_eq!(again.status, 422);
    assert_eq!(again.texts(".govuk-error-summary a"), ["Write why, in 20 to 1,000 characters"]);
    assert_eq!(again.attribute("input[name=roles][checked]", "value").unwrap(), "officer");
    assert_eq!(again.attribute("#rank option[selected]", "value").unwrap(), "sergeant");
    assert_eq!(again.texts("#reason"), ["short"]);
    let none = admin.post(&change, &[("rank", "king"), ("reason", WHY)]).await;
    assert_eq!(none.texts(".govuk-error-summary a").len(), 3, "{}", none.text());
}

#[tokio::test]
async fn a_new_account_has_its_first_password_shown_once() {
    let world = World::new().await;
    let admin = world.admin().await;
    let bea = [("email", "bea@humberside.example"), ("name", "Bea"), ("role", "detective")];
    let opened = admin.post("/accounts/new", &bea).await;
    assert_eq!(opened.status, 200, "{}", opened.text());
    let first = opened.texts(".govuk-inset-text").remove(0);
    rights::sign_in(&world.town.station, "bea@humberside.example", &first).await.unwrap();
    let there = opened.links("account").remove(0).replace("/desk/administration", "");
    assert!(!admin.look(&there).await.text().contains(&first));
    let twice = admin.post("/accounts/new", &bea).await;
    assert_eq!(twice.status, 422);
    let elsewhere = [("email", "bea@metropolitan.example"), ("name", "Bea"), ("role", "detective")];
    assert_eq!(admin.post("/accounts/new", &elsewhere).await.status, 422);
}

#[tokio::test]
async fn an_account_is_ended_once_and_opened_again() {
    let world = World::new().await;
    let admin = world.admin().await;
    let ada = world.hires("ada", "humberside", Role::ForceAdministrator).await;
    let page = format!("/accounts/{}", ada.account.unwrap());
    let state = format!("{page}/state");
    assert_eq!(ada.look("/accounts").await.status, 200);
    for _ in 0..2 {
        let end = [("do", "end"), ("reason", WHY)];
        admin.post(&state, &end).await.leads_to(&format!("{page}?done=ended"));
    }
    assert_eq!(world.entries("account_ended").await, 1);
    assert_eq!(ada.look("/accounts").await.status, 303, "the session is gone");
    let reopen = [("do", "reopen"), ("reason", WHY)];
    admin.post(&state, &reopen).await.leads_to(&format!("{page}?done=reopened"));
    assert_eq!(world.entries("account_opened_again").await, 1);
}

#[tokio::test]
async fn an_administrator_sees_sessions_and_ends_them() {
    let world = World::new().await;
    let admin = world.admin().await;
    let ada = world.hires("ada", "humberside", Role::ForceAdministrator).await;
    let sessions = format!("/accounts/{}/sessions", ada.account.unwrap());
    let list = admin.look(&sessions).await;
    let session = list.attribute("input[name=session]", "value").unwrap();
    let ended = admin.post(&sessions, &[("session", &session)]).await;
    ended.leads_to(&format!("{sessions}?done=ended"));
    assert_eq!(ada.look("/accounts").await.status, 303);
    let none = admin.look(&sessions).await;
    assert!(none.text().contains("They are not signed in."), "{}", none.text());
    admin.post(&sessions, &[]).await.leads_to(&format!("{sessions}?done=ended"));
}
