//! What staff write: for the person, or for each other.

use crate::world::{Browser, Page, World, bicycle, stalking};
use axum::http::StatusCode;
use kernel::Language;
use rights::Role;
use serde_json::{Value, json};

/// Writes in the form of a contact's page, `replies` or `notes`.
async fn says(who: &Browser<'_>, contact: &str, kind: &str, body: &str) -> Page {
    let id = who.look(contact).await.message_id(kind);
    who.post(&format!("{contact}/{kind}"), &[("message", &id), ("body", body)]).await
}

async fn mails(world: &World) -> i64 {
    world.town.count("select count(*) from station.dispatches").await
}

async fn written(world: &World, kind: &str) -> i64 {
    let sql = format!("select count(*) from contact.messages where kind = '{kind}'");
    world.town.count(&sql).await
}

fn may_be_written_to() -> Value {
    bicycle(json!({ "may_contact": "yes", "ways": ["email"], "email": "sam@example.test" }))
}

#[tokio::test]
async fn a_reply_is_sent_once_however_often_the_button_is_pressed() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", may_be_written_to(), Language::English).await;
    let contact = ada.first().await;
    let before = mails(&world).await;
    let id = ada.look(&contact).await.message_id("replies");
    for _ in 0..2 {
        let fields = [("message", id.as_str()), ("body", "We found a bicycle")];
        let sent = ada.post(&format!("{contact}/replies"), &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let page = ada.look(&sent.location).await;
        assert!(page.main().contains("Your reply is on the person's page."));
    }
    world.town.work().await.unwrap();
    assert_eq!(written(&world, "to_person").await, 1);
    assert_eq!(mails(&world).await, before + 1);
    let telling = "select count(*) from station.dispatches where body like '%bicycle%'
        or subject like '%bicycle%' or body like '%Raleigh%'";
    assert_eq!(world.town.count(telling).await, 0, "a mail says nothing of the matter");
}

#[tokio::test]
async fn a_changed_text_in_a_form_that_was_sent_is_another_message() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let id = ada.look(&contact).await.message_id("notes");
    for body in ["First thought", "Second thought", "Second thought"] {
        ada.post(&format!("{contact}/notes"), &[("message", &id), ("body", body)]).await;
    }
    assert_eq!(written(&world, "note").await, 2, "nothing that was typed is lost");
}

#[tokio::test]
async fn a_note_reaches_colleagues_and_no_mail_tells_of_it() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", may_be_written_to(), Language::English).await;
    let contact = ada.first().await;
    let before = mails(&world).await;
    says(&ada, &contact, "notes", "Third from this rack").await;
    world.town.work().await.unwrap();
    assert_eq!(mails(&world).await, before);
    let khan = world.hires("humberside", Role::Supervisor).await;
    assert!(khan.look(&contact).await.main().contains("Third from this rack"));
}

#[tokio::test]
async fn nobody_is_mailed_who_did_not_say_that_it_is_safe() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let silent = stalking(json!({ "may_contact": "no", "ways": null, "email": null,
                                  "codeword": null, "full_name": null, "share_support": null }));
    let silent = silent.as_object().unwrap().iter().filter(|(_, answer)| !answer.is_null());
    let silent = silent.map(|(id, answer)| (id.clone(), answer.clone())).collect::<Value>();
    world.sends("stalking-or-harassment", silent, Language::English).await;
    let contact = ada.first().await;
    let page = ada.look(&contact).await;
    assert!(page.texts(".bl-pinned").join(" ").contains("Do not contact"), "{}", page.main());
    says(&ada, &contact, "replies", "We have read this").await;
    world.town.work().await.unwrap();
    assert_eq!(mails(&world).await, 0);
}

#[tokio::test]
async fn an_empty_or_endless_text_comes_back_with_what_to_do() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let endless = "x".repeat(8001);
    for (kind, body, says_what) in [
        ("replies", "  ", "Enter your reply"),
        ("notes", "", "Enter your note"),
        ("notes", endless.as_str(), "Your note must be 8,000 characters or fewer"),
    ] {
        let again = says(&ada, &contact, kind, body).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.texts(".govuk-error-summary").join("").contains(says_what), "{says_what}");
        assert!(again.texts("title")[0].starts_with("Error: "));
        assert!(again.html.contains(body), "what was typed is still there");
    }
}

#[tokio::test]
async fn a_text_outlives_the_session_that_it_was_typed_in() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let id = ada.look(&contact).await.message_id("replies");
    let nobody = world.nobody();
    let fields = [("message", id.as_str()), ("body", "A long and careful reply")];
    let kept = nobody.post(&format!("{contact}/replies"), &fields).await;
    assert_eq!(kept.status, StatusCode::UNAUTHORIZED);
    assert_eq!(kept.texts("textarea"), ["A long and careful reply"]);
    assert!(!kept.html.contains("Raleigh"), "nothing of the contact is shown");
    assert_eq!(written(&world, "to_person").await, 0);
    // Signed in again in another tab, the same form sends it.
    let sent = ada.post(&format!("{contact}/replies"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(written(&world, "to_person").await, 1);
}

#[tokio::test]
async fn a_role_that_only_reads_has_no_form_and_is_told_who_can_answer() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
    let contact = ada.first().await;
    let id = ada.look(&contact).await.message_id("replies");
    let detective = world.hires("humberside", Role::Detective).await;
    let page = detective.look(&contact).await;
    assert!(page.all("main form", "action").is_empty());
    assert!(page.main().contains("Who can answer: contact operator, supervisor."));
    let fields = [("message", id.as_str()), ("body", "I know this one")];
    let refused = detective.post(&format!("{contact}/replies"), &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(refused.texts("textarea"), ["I know this one"]);
    assert_eq!(written(&world, "to_person").await, 0);
}
