//! What is around a record, on its pages: timeline, questions, ways, network.

use crate::world::{Browser, World};
use axum::http::StatusCode;
use rights::Role;

const SAM: [(&str, &str); 3] =
    [("given_names", "Sam"), ("surname", "Okoro"), ("source", "witness")];
const PHONE: [(&str, &str); 3] = [("what", "phone"), ("which", "07700 900123"), ("role", "uses")];

async fn opens(browser: &Browser<'_>) -> String {
    let sent = browser.post("/new?of=person", &SAM).await;
    let to = sent.location.strip_prefix("/desk/records/").unwrap().to_owned();
    let id = to.split('?').next().unwrap().to_owned();
    assert_eq!(browser.post(&format!("/{id}/links"), &PHONE).await.status, StatusCode::SEE_OTHER);
    id
}

#[tokio::test]
async fn a_timeline_shows_its_window_and_what_can_be_asked() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let sam = opens(&ada).await;
    let page = ada.look(&format!("/{sam}/timeline")).await;
    let text = page.text();
    assert!(text.contains("Timeline of Sam Okoro") && text.contains("Shown: 28 days"), "{text}");
    assert!(text.contains("07700 900123"), "{text}");
    assert_eq!(page.texts("title").join(""), "Timeline - Humberside Police");
    let asked = page.link("Vehicles that they own").unwrap();
    assert!(ada.look(&asked).await.text().contains("Nothing that you may see."));
    let wrong = ada.post(&format!("/{sam}/timeline"), &[("from", "x"), ("to", "")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let days = [("from", "1/2/2020"), ("to", "3/2/2020")];
    let page = ada.follows(&format!("/{sam}/timeline"), &days).await;
    assert!(page.text().contains("1 February 2020 to 3 February 2020"), "{}", page.text());
    assert_eq!(world.entries("timeline_seen").await, 3);
}

#[tokio::test]
async fn a_network_is_a_picture_with_the_same_as_lists() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let sam = opens(&ada).await;
    let page = ada.look(&format!("/{sam}/network")).await;
    assert_eq!(page.texts("svg.bl-network text").len(), 5, "{}", page.html);
    assert!(page.text().contains("Sam Okoro – uses – 07700 900123"), "{}", page.text());
    let welsh = ada.look(&format!("/{sam}/network?steps=3&within=P7D&role=uses")).await;
    assert_eq!(welsh.status, StatusCode::OK);
    let met = world.hires("metropolitan", Role::ContactOperator).await;
    assert_eq!(met.look(&format!("/{sam}/network")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_way_between_two_records_is_shown_step_by_step() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let (sam, other) = (opens(&ada).await, opens(&ada).await);
    let page = ada.follows(&format!("/{sam}/path"), &[("to", &other)]).await;
    let text = page.text();
    assert!(text.contains("Way 1") && text.contains("uses → 07700 900123"), "{text}");
    let none = ada.post(&format!("/{sam}/path"), &[("to", "somebody")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whoever_keeps_the_records_writes_questions_and_hears_what_is_wrong_with_them() {
    let world = World::new().await;
    let keeper = world.hires("humberside", Role::RecordsManager).await;
    let text = "name = { en = \"Housemates\", cy = \"Cyd-letywyr\" }\nstart = [\"person\"]\n\
         [[steps]]\nout = [\"lives_at\"]\n[[steps]]\nback = [\"lives_at\"]";
    let wrong = text.replace("lives_at", "dies_at");
    let wrong = keeper.post("/queries", &[("name", "housemates"), ("definition", &wrong)]).await;
    assert!(wrong.text().contains("There is no role called dies_at"), "{}", wrong.text());
    let saved = [("name", "housemates"), ("definition", text)];
    let page = keeper.follows("/queries", &saved).await;
    assert!(page.text().contains("Saved.") && page.text().contains("Housemates"));
    let ada = world.hires("humberside", Role::ContactOperator).await;
    assert!(!ada.look("/queries").await.text().contains("Check and save it"));
    assert_eq!(ada.post("/queries", &saved).await.status, StatusCode::FORBIDDEN);
    let page = keeper.follows("/queries", &[("take", "housemates")]).await;
    assert!(page.text().contains("Taken away."));
}
