//! Who is refused: everybody but the administrators of the force, and they where it is their own account
//! or they have not proven lately who they are.

use crate::world::{WHY, World};
use rights::Role;

const PAGES: [&str; 9] = [
    "/accounts",
    "/accounts/new",
    "/units",
    "/operations",
    "/policies/new",
    "/agreements",
    "/agreements/new",
    "/systems",
    "/systems/new",
];

#[tokio::test]
async fn whoever_is_no_administrator_is_told_who_may() {
    let world = World::new().await;
    let ada = world.hires("ada", "humberside", Role::ContactOperator).await;
    for page in PAGES.into_iter().chain(["", "/policies"]) {
        let refused = ada.look(page).await;
        assert_eq!(refused.status, 403, "{page}");
        assert!(refused.text().contains("force administrator"), "{page}: {}", refused.text());
    }
    let nobody = world.with_cookie("");
    for page in PAGES {
        let sent = nobody.look(page).await;
        assert_eq!(sent.status, 303, "{page}");
        assert!(sent.location.starts_with("/desk/sign-in"), "{page}");
    }
}

#[tokio::test]
async fn an_administrator_of_another_force_finds_nobody() {
    let world = World::new().await;
    let ada = world.hires("ada", "humberside", Role::ContactOperator).await;
    let other = world.hires("admin", "metropolitan", Role::ForceAdministrator).await;
    let page = format!("/accounts/{}", ada.account.unwrap());
    for path in ["", "/change", "/state", "/sessions"] {
        assert_eq!(other.look(&format!("{page}{path}")).await.status, 404, "{path}");
    }
    let end = [("do", "end"), ("reason", WHY)];
    assert_eq!(other.post(&format!("{page}/state"), &end).await.status, 404);
    assert_eq!(other.post(&format!("{page}/sessions"), &[]).await.status, 404);
    assert_eq!(world.entries("account_ended").await, 0);
}

#[tokio::test]
async fn nobody_changes_their_own_account() {
    let world = World::new().await;
    let admin = world.admin().await;
    let page = format!("/accounts/{}", admin.account.unwrap());
    let own = admin.look(&page).await;
    assert!(own.text().contains("Another administrator changes it."), "{}", own.text());
    for path in ["/change", "/state", "/sessions"] {
        assert_eq!(admin.look(&format!("{page}{path}")).await.status, 403, "{path}");
    }
    let end = [("do", "end"), ("reason", WHY)];
    assert_eq!(admin.post(&format!("{page}/state"), &end).await.status, 403);
}

#[tokio::test]
async fn an_old_proof_leads_to_a_new_one_before_a_form_is_shown_or_taken() {
    let world = World::new().await;
    let admin = world.admin().await;
    let ada = world.hires("ada", "humberside", Role::ContactOperator).await;
    world.time_passes(16).await;
    let change = format!("/accounts/{}/change", ada.account.unwrap());
    let pages =
        ["/accounts/new", "/policies/new", "/agreements/new", "/systems/new", change.as_str()];
    for page in pages {
        for answer in [admin.look(page).await, admin.post(page, &[("reason", WHY)]).await] {
            assert_eq!(answer.status, 303, "{page}");
            let to = "/desk/prove?to=%2Fdesk%2Fadministration";
            assert!(answer.location.starts_with(to), "{page}: {}", answer.location);
        }
    }
    assert_eq!(admin.look("/accounts").await.status, 200, "what is not dangerous stays open");
}
