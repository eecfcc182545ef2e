//! The script as whoever takes a call meets it, over whole requests.

use crate::world::{Ada, World};
use axum::http::StatusCode;
use kernel::CallId;
use rights::Role;

/// Answers pages of the script in turn, each where the one before led.
async fn answers(ada: &Ada<'_>, id: CallId, pages: &[&[(&str, &str)]]) -> String {
    let mut path = ada.look(&format!("/desk/calls/{id}")).await.location;
    for fields in pages {
        let page = ada.post(&path, fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path} {fields:?}: {}", page.main());
        path = page.location;
    }
    path
}

const CALM: &[(&str, &str)] = &[("danger", "no"), ("happening_now", "no")];

#[tokio::test]
async fn the_list_is_found_in_by_a_word_and_without_a_script() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let all = ada.look("/desk/calls/new").await;
    let some = ada.look("/desk/calls/new?q=bicycle").await;
    let services = "button[name=service]";
    assert!(all.all(services, "value").len() > some.all(services, "value").len());
    assert!(some.all(services, "value").contains(&"bicycle-theft".to_owned()));
    assert!(all.main().find("in danger").unwrap() < all.main().find("about").unwrap());
    let none = ada.look("/desk/calls/new?q=zeppelin").await;
    assert!(none.all(services, "value").is_empty() && none.main().contains("Show all of it"));
    let begun = ada.post("/desk/calls", &[("service", "bicycle-theft")]).await;
    assert!(begun.location.starts_with("/desk/calls/"), "{}", begun.location);
    assert_eq!(ada.post("/desk/calls", &[("service", "nothing")]).await.status, 404);
}

#[tokio::test]
async fn danger_is_a_transfer_and_no_dead_end() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("bicycle-theft").await;
    // The second question of the page is not even asked yet.
    let path =
        answers(&ada, id, &[&[("danger", "yes"), ("callers-words", "He has a knife")]]).await;
    let page = ada.look(&path).await;
    assert!(page.main().contains("Transfer this call to 999 now"), "{}", page.main());
    assert!(page.html.contains("He has a knife"));
    let on = ada.post(&path, &[]).await;
    assert_eq!(on.status, StatusCode::SEE_OTHER);
    assert!(on.location.contains("/pages/"), "{}", on.location);
}

#[tokio::test]
async fn what_stays_open_is_said_beside_the_script_and_asked_again_on_request() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("bicycle-theft").await;
    let first = ada.look(&format!("/desk/calls/{id}")).await.location;
    let blamed = ada.post(&first, &[("danger", "no")]).await;
    assert_eq!(blamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let open = ada.post(&first, &[("danger", "no"), ("go-on", "unknown")]).await;
    let next = ada.look(&open.location).await;
    assert!(next.main().contains("Not answered: the caller did not know"), "{}", next.main());
    assert!(next.all(".bl-said a", "href").contains(&first));
    ada.post(&first, CALM).await;
    assert!(!ada.look(&open.location).await.main().contains("Not answered"));
}

#[tokio::test]
async fn what_cannot_be_taken_goes_among_the_words() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("stalking-or-harassment").await;
    let phone = &[("phone", "something with 7 in it"), ("go-on", "unknown")];
    answers(
        &ada,
        id,
        &[
            CALM,
            &[("reporting_for", "me")],
            &[("under_18", "no")],
            &[("how_often", "more")],
            &[("may_contact", "yes")],
            &[("ways", "call")],
            &[("voicemail", "no")],
            phone,
        ],
    )
    .await;
    let words = ada.opens(id).await.unwrap().account.words;
    assert_eq!(words, "Safe phone number: something with 7 in it");
}

#[tokio::test]
async fn a_call_put_aside_comes_back_as_it_stood() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("bicycle-theft").await;
    let first = ada.look(&format!("/desk/calls/{id}")).await.location;
    let aside = [("danger", "no"), ("callers-words", "Wait,\nthe door"), ("go-on", "park")];
    let parked = ada.post(&first, &aside).await;
    assert_eq!(parked.location, "/desk/calls");
    assert!(ada.look("/desk/calls").await.main().contains("Report a stolen"));
    let kept = ada.post(&first, &[("danger", "no"), ("go-on", "keep")]).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    let back = ada.look(&first).await;
    assert!(back.html.contains("Wait,\nthe door"));
    assert_eq!(back.all("input[name=danger][checked]", "value"), ["no"]);
}

#[tokio::test]
async fn somebody_whose_session_is_over_keeps_what_they_typed() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("bicycle-theft").await;
    let first = ada.look(&format!("/desk/calls/{id}")).await.location;
    let typed = [("danger", "no"), ("callers-words", "He is at the window")];
    let page = ada.post_signed_out(&first, &typed).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.html.contains("He is at the window"));
    assert_eq!(page.all("input[name=danger]", "value"), ["no"]);
}

#[tokio::test]
async fn the_receipt_is_spelt_and_no_address_or_title_names_anybody() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("bicycle-theft").await;
    answers(&ada, id, &[CALM]).await;
    let report = format!("/desk/calls/{id}/report");
    let before = ada.look(&report).await;
    assert!(before.main().contains("What is missing"), "{}", before.main());
    let sent = ada.post(&report, &[("why", "cut_off"), ("callers-words", "Sam Jones rang")]).await;
    let again = ada.post(&report, &[("why", "refused"), ("callers-words", "")]).await;
    assert_eq!((&sent.location, world.reports().await), (&again.location, 1));
    let receipt = ada.look(&sent.location).await;
    let read = receipt.main();
    assert!(read.contains("Hotel Uniform Mike"), "{read}");
    assert!(read.contains("send it no other way"), "{read}");
    let title = receipt.html.split("</title>").next().unwrap();
    assert!(!title.contains("Sam") && !title.contains("HUM"), "{title}");
    assert!(world.entries("receipt_read_out").await >= 1);
}

#[tokio::test]
async fn noise_is_the_councils_and_can_still_be_taken() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let noise: &[&[(&str, &str)]] = &[
        CALM,
        &[("going_on", "no")],
        &[("about", "noise")],
        &[("council_postcode", "HU1 2AA"), ("callers-words", "Drums all night")],
    ];
    for (ends, reports) in [("closed", 0), ("taken", 1)] {
        let id = ada.takes("antisocial-behaviour").await;
        let path = answers(&ada, id, noise).await;
        let page = ada.look(&path).await;
        assert!(page.main().contains("Still take the report here"), "{path}: {}", page.main());
        assert!(page.main().contains("What was said"));
        if ends == "closed" {
            let who = page.all("form[action$='/closure'] [name=who]", "value");
            let gone = ada.post(&format!("/desk/calls/{id}/closure"), &[("who", &who[0])]).await;
            assert_eq!(gone.location, "/desk/calls");
            assert!(ada.opens(id).await.is_err());
        } else {
            let on = ada.post(&path, &[]).await;
            assert!(on.location.contains("/pages/") && on.location != path, "{}", on.location);
            ada.post(&format!("/desk/calls/{id}/report"), &[]).await;
        }
        assert_eq!(world.reports().await, reports);
    }
    world.counts.write_down(&world.town.station).await.unwrap();
    for (what, times) in [("shown", 2), ("taken", 1), ("stayed", 1)] {
        let sql = format!(
            "select coalesce(sum(times), 0)::bigint from partners.redirected where what = '{what}'"
        );
        assert_eq!(world.town.count(&sql).await, times, "{what}");
    }
}

#[tokio::test]
async fn a_call_with_words_in_it_is_not_closed_without_a_report() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let (told, empty) = (ada.takes("bicycle-theft").await, ada.takes("bicycle-theft").await);
    ada.writes(told, serde_json::json!({}), "He took it").await;
    assert_eq!(ada.post(&format!("/desk/calls/{told}/closure"), &[]).await.status, 404);
    assert!(ada.opens(told).await.is_ok());
    assert_eq!(
        ada.post(&format!("/desk/calls/{empty}/closure"), &[]).await.location,
        "/desk/calls"
    );
}

#[tokio::test]
async fn several_of_a_kind_are_asked_one_by_one() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("road-collision").await;
    // Whatever is asked stays open, until the list of them asks whether there is another one.
    let mut more = 0;
    for _page in 0..80 {
        let path = ada.look(&format!("/desk/calls/{id}")).await.location;
        if path.ends_with("/report") {
            break;
        }
        let page = ada.look(&path).await;
        let lists = page.html.contains("more-of-them");
        let another = if lists && more == 0 { "yes" } else { "no" };
        let sent = if lists {
            more += 1;
            ada.post(&path, &[("more-of-them", another)]).await
        } else {
            ada.post(&path, &[("go-on", "unknown")]).await
        };
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}: {}", sent.main());
    }
    let report = format!("/desk/calls/{id}/report");
    assert!(more > 1, "there was a list");
    assert!(ada.look(&report).await.main().contains("What is missing"));
    assert_eq!(ada.post(&report, &[]).await.location, format!("/desk/calls/{id}/receipt"));
}
