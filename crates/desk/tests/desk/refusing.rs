//! Whom the desk turns away, and how little it tells them.

use crate::world::{Browser, Page, World, bicycle};
use axum::http::{Method, StatusCode};
use kernel::Language;
use rights::Role;
use serde_json::json;
use std::collections::BTreeSet;

/// Every address that a contact's page leads to and that is about this contact.
fn addresses(page: &Page, contact: &str) -> BTreeSet<String> {
    let links = page.all("a[href]", "href").into_iter().chain(page.all("form", "action"));
    let about = links.filter(|address| address.starts_with(contact));
    about.chain([contact.to_owned(), format!("/cy{contact}")]).collect()
}

async fn tries(who: &Browser<'_>, address: &str) -> [Page; 2] {
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    let fields = [("message", id), ("body", "Who is this?")];
    [who.look(address).await, who.post(address, &fields).await]
}

#[tokio::test]
async fn another_force_finds_nothing_at_any_address_of_a_contact() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let receipt = world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let addresses = addresses(&ada.look(&contact).await, &contact);
    assert!(addresses.len() >= 4, "{addresses:?}");
    let stranger = world.hires("dyfed-powys", Role::Supervisor).await;
    let never = "01890a5d-ac96-774b-bcce-b302099a8057";
    let id = contact.rsplit('/').next().unwrap();
    for address in addresses {
        let theirs = tries(&stranger, &address).await;
        let nobodys = tries(&stranger, &address.replace(id, never)).await;
        for (here, there) in theirs.iter().zip(&nobodys) {
            assert_eq!(here.status, there.status, "{address}");
            assert_eq!(here.main(), there.main(), "{address}");
            assert!([404, 405].contains(&here.status.as_u16()), "{address}: {}", here.status);
            let told = here.html.replace(id, "");
            for secret in ["Raleigh", "Sam Jones", &receipt.reference.to_string()] {
                assert!(!told.contains(secret), "{address} tells {secret}");
            }
        }
    }
    assert!(stranger.look("/desk/queue?show=all").await.texts(".bl-queue__item").is_empty());
    assert_eq!(world.entries("contact_opened_by_staff").await, 1, "only Ada saw it");
    assert_eq!(world.town.count("select count(*) from contact.messages").await, 0);
}

#[tokio::test]
async fn nobody_who_is_not_signed_in_sees_anything() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    for who in [world.nobody(), world.with_cookie("bl-desk=AAAA"), ada.with_a_changed_cookie()] {
        for address in ["/desk/queue", &contact, &format!("{contact}/replies")] {
            let page = who.look(address).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{address}");
            assert!(page.location.starts_with("/desk/sign-in"), "{}", page.location);
        }
    }
}

#[tokio::test]
async fn a_role_that_reads_no_contacts_is_told_who_does_and_not_whether_one_is_there() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    for role in [Role::Officer, Role::FirearmsLicensing, Role::Partner, Role::ForceAdministrator] {
        let who = world.hires("humberside", role).await;
        let never = "/desk/contacts/01890a5d-ac96-774b-bcce-b302099a8057";
        for address in ["/desk/queue", &contact, never] {
            let page = who.look(address).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{address}");
            assert!(page.main().contains("Who can open it"), "{}", page.main());
            assert!(!page.html.contains("Raleigh"));
        }
    }
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let id = ada.look(&contact).await.message_id("replies");
    let fields = [("message", id.as_str()), ("body", "A stranger's words")];
    let refused = ada.made_to_send(Method::POST, &format!("{contact}/replies"), &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(world.town.count("select count(*) from contact.messages").await, 0);
}
