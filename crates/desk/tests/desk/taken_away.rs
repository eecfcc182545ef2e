//! What was taken away is gone at the next request and ends an open stream within a moment, in another
//! process than the one in which it was taken.

use crate::world::{Browser, World, bicycle};
use axum::Router;
use axum::body::Body;
use axum::http::header::COOKIE;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use kernel::{Language, Purpose};
use rights::{Role, Staff};
use serde_json::json;
use station::{Station, Tx};
use std::time::Duration;
use tokio::time::timeout;
use tower::ServiceExt;

/// Longer than the second that is promised, for machines that do other things meanwhile.
const A_MOMENT: Duration = Duration::from_secs(5);

/// Longer than the time between two looks at the queue.
const LOOK: Duration = Duration::from_secs(3);

const NOBODY_READS: &str = r#"@id("nobody-reads") @en("Nobody reads here.") @cy("Nid oes neb yn darllen yma.")
    forbid (principal, action == Action::"ReadContacts", resource);"#;
const OFFICERS_READ: &str = r#"@id("officers-read") @en("Officers read.") @cy("Mae swyddogion yn darllen.")
    permit (principal in Role::"officer", action == Action::"ReadContacts", resource);"#;

async fn status(routes: &Router, path: &str, browser: &Browser<'_>) -> StatusCode {
    let request = Request::get(path).header(COOKIE, browser.cookie()).body(Body::empty()).unwrap();
    routes.clone().oneshot(request).await.unwrap().status()
}

/// An open stream, until it ends.
async fn listens(routes: &Router, browser: &Browser<'_>) -> Body {
    let request =
        Request::get("/desk/events").header(COOKIE, browser.cookie()).body(Body::empty()).unwrap();
    let response = routes.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response.into_body()
}

async fn last_words(stream: Body) -> String {
    let said = timeout(A_MOMENT, stream.collect()).await.expect("the stream goes on");
    String::from_utf8(said.unwrap().to_bytes().to_vec()).unwrap()
}

async fn staff(station: &Station, browser: &Browser<'_>) -> Staff {
    rights::staff_of(station, &browser.token()).await.unwrap()
}

async fn begin(world: &World) -> Tx<'_> {
    world.town.station.begin(&world.town.system("humberside")).await.unwrap()
}

/// Opens a session and a stream in one process, takes something away in another, and looks.
async fn check(
    role: Role,
    before: Option<&str>,
    take_away: impl AsyncFnOnce(&World, &Staff, &Browser<'_>),
    then: StatusCode,
) {
    let world = World::new().await;
    if let Some(policy) = before {
        let mut tx = begin(&world).await;
        rights::policies::add(&mut tx, ("ours", policy, "A test of it")).await.unwrap();
        tx.commit().await.unwrap();
    }
    let browser = world.hires("humberside", role).await;
    let (routes, station) = world.elsewhere().await;
    assert_eq!(status(&routes, "/desk/queue", &browser).await, StatusCode::OK);
    let stream = listens(&routes, &browser).await;
    let theirs = staff(&station, &browser).await;
    take_away(&world, &theirs, &browser).await;
    assert_eq!(status(&routes, "/desk/queue", &browser).await, then);
    assert!(last_words(stream).await.contains("ended"));
}

#[tokio::test]
async fn an_account_that_is_ended() {
    check(
        Role::ContactOperator,
        None,
        async |world, theirs, _| {
            let mut tx = begin(world).await;
            rights::end_account(&mut tx, theirs.account()).await.unwrap();
            tx.commit().await.unwrap();
        },
        StatusCode::SEE_OTHER,
    )
    .await;
}

#[tokio::test]
async fn a_role_that_is_taken_away() {
    check(
        Role::ContactOperator,
        None,
        async |world, theirs, _| {
            let mut tx = begin(world).await;
            let account = rights::account_of(&mut tx, theirs.account()).await.unwrap();
            let change = rights::Change { roles: vec![Role::Partner], ..account.standing };
            rights::change_account(&mut tx, theirs.account(), &change).await.unwrap();
            tx.commit().await.unwrap();
        },
        StatusCode::FORBIDDEN,
    )
    .await;
}

#[tokio::test]
async fn a_session_that_an_administrator_ends() {
    check(
        Role::ContactOperator,
        None,
        async |world, theirs, _| {
            let mut tx = begin(world).await;
            let ended = rights::sessions::end_one(
                &mut tx,
                theirs.account(),
                theirs.session(),
                "session_ended",
            );
            assert!(ended.await.unwrap());
            tx.commit().await.unwrap();
        },
        StatusCode::SEE_OTHER,
    )
    .await;
}

#[tokio::test]
async fn every_session_of_somebody_who_lost_a_laptop() {
    check(
        Role::Supervisor,
        None,
        async |world, theirs, _| {
            let scope = theirs.scope(Purpose::SigningIn);
            let mut tx = world.town.station.begin(&scope).await.unwrap();
            let ended =
                rights::sessions::end_all(&mut tx, theirs.account(), "sessions_ended").await;
            assert_eq!(ended.unwrap(), 1);
            tx.commit().await.unwrap();
        },
        StatusCode::SEE_OTHER,
    )
    .await;
}

#[tokio::test]
async fn a_session_that_is_signed_out_at_another_window() {
    check(
        Role::ContactOperator,
        None,
        async |world, _, browser| {
            rights::sign_out(&world.town.station, &browser.token()).await.unwrap();
        },
        StatusCode::SEE_OTHER,
    )
    .await;
}

#[tokio::test]
async fn what_a_new_policy_of_the_force_forbids() {
    check(
        Role::Detective,
        None,
        async |world, _, _| {
            let mut tx = begin(world).await;
            let policy = ("ours", NOBODY_READS, "A test of it");
            rights::policies::add(&mut tx, policy).await.unwrap();
            tx.commit().await.unwrap();
        },
        StatusCode::FORBIDDEN,
    )
    .await;
}

#[tokio::test]
async fn what_a_policy_of_the_force_gave_that_is_ended() {
    check(
        Role::Officer,
        Some(OFFICERS_READ),
        async |world, _, _| {
            let mut tx = begin(world).await;
            let ours = rights::policies::added(&mut tx).await.unwrap();
            rights::policies::end(&mut tx, ours[0].id).await.unwrap();
            tx.commit().await.unwrap();
        },
        StatusCode::FORBIDDEN,
    )
    .await;
}

#[tokio::test]
async fn a_session_that_has_had_its_time() {
    check(
        Role::ContactOperator,
        None,
        async |world, _, _| {
            // Time itself takes it away; whoever changes anything in the force makes streams ask.
            world.breaks("update rights.sessions set ends_at = now() - interval '1 second'").await;
            let mut tx = begin(world).await;
            rights::changed(&mut tx).await.unwrap();
            tx.commit_upkeep(station::Upkeep::Session).await.unwrap();
        },
        StatusCode::SEE_OTHER,
    )
    .await;
}

#[tokio::test]
async fn whoever_reads_no_contacts_hears_no_news_of_them() {
    let world = World::new().await;
    let browser = world.hires("humberside", Role::Partner).await;
    assert_eq!(browser.look("/desk/events").await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.nobody().look("/desk/events").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_new_report_is_told_to_whoever_has_the_queue_open_without_a_word_of_it() {
    let world = World::new().await;
    let browser = world.hires("humberside", Role::ContactOperator).await;
    let (routes, _) = world.elsewhere().await;
    let mut stream = listens(&routes, &browser).await;
    // The first look only learns how things stand: one of the reports that come after it is news.
    for _report in 0..10 {
        world.sends("bicycle-theft", bicycle(json!({})), Language::English).await;
        if let Ok(frame) = timeout(LOOK, stream.frame()).await {
            let said = frame.unwrap().unwrap().into_data().unwrap();
            if said == ":\n\n" {
                continue;
            }
            assert_eq!(said, "event: news\ndata: news\n\n");
            return;
        }
    }
    panic!("no news");
}
