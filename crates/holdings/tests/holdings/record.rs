//! A record on its page: opened, added to, linked, put right, and closed to some.

use crate::world::{Browser, WHY, World};
use axum::http::StatusCode;
use rights::Role;

const SAM: [(&str, &str); 4] = [
    ("given_names", "Sam"),
    ("surname", "Okoro"),
    ("date_of_birth", "3/12/1994"),
    ("source", "witness"),
];

async fn opens(browser: &Browser<'_>) -> (String, crate::world::Page) {
    let sent = browser.post("/new?of=person", &SAM).await;
    let to = sent.location.strip_prefix("/desk/records").unwrap().to_owned();
    let page = browser.look(&to).await;
    let id = to.trim_start_matches('/').split('?').next().unwrap().to_owned();
    (format!("/{id}"), page)
}

#[tokio::test]
async fn a_new_person_shows_what_is_known_who_says_so_and_what_is_missing() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let form = ada.look("/new?of=person").await;
    assert!(form.text().contains("Everything may stay empty"), "{}", form.text());
    let (_, page) = opens(&ada).await;
    let text = page.text();
    assert!(text.contains("Sam Okoro"), "{text}");
    assert!(text.contains("born 3 December 1994") && text.contains("from a witness"), "{text}");
    assert!(text.contains("to deal with a contact"), "{text}");
    assert_eq!(page.texts("title").join(""), "Record - Humberside Police");
    let nothing = ada.post("/new?of=person", &[("surname", " ")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_added_says_how_sure_it_is_and_what_is_wrong_is_taken_back() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let (sam, _) = opens(&ada).await;
    let add = format!("{sam}/statements");
    let thought = [
        ("field", "occupation"),
        ("said", "Sells from the flat"),
        ("certainty", "estimated"),
        ("opinion", "yes"),
        ("source", "reporter"),
    ];
    let page = ada.follows(&add, &thought).await;
    assert!(page.text().contains("Sells from the flat Estimated Opinion"), "{}", page.text());
    let unfit = ada.post(&add, &[("field", "registration"), ("said", "AB12 CDE")]).await;
    assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = page.link("This is wrong: Occupation").unwrap();
    let again = ada.post(&wrong, &[("reason", "no")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = ada.follows(&wrong, &[("reason", WHY)]).await;
    let line = format!("Occupation Sells from the flat: {WHY}");
    assert!(page.texts("details").join(" ").contains(&line), "{}", page.text());
}

#[tokio::test]
async fn a_telephone_is_linked_by_typing_its_number_and_reads_from_both_ends() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let (sam, _) = opens(&ada).await;
    let links = format!("{sam}/links");
    let half = [("what", "phone"), ("which", "0770"), ("role", "uses")];
    assert_eq!(ada.post(&links, &half).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong_way = [("what", "phone"), ("which", "07700 900123"), ("role", "lives_at")];
    assert_eq!(ada.post(&links, &wrong_way).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let whole = [("what", "phone"), ("which", "07700 900123"), ("role", "uses")];
    let page = ada.follows(&links, &whole).await;
    let phone = page.link("07700 900123").unwrap();
    let phone = ada.look(&phone).await;
    assert!(phone.text().contains("Used by Sam Okoro, born 3 December 1994"), "{}", phone.text());
}

#[tokio::test]
async fn a_restricted_record_is_a_door_with_somebody_to_ask_and_a_glass() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let dee = world.hires("humberside", Role::Detective).await;
    let (sam, _) = opens(&ada).await;
    let only =
        [("who", "some"), ("ask", "The duty inspector"), ("why", WHY), ("marking", "official")];
    let protect = format!("{sam}/protection");
    assert_eq!(dee.follows(&protect, &only).await.status, StatusCode::OK);
    let door = ada.look(&sam).await;
    assert_eq!(door.status, StatusCode::FORBIDDEN);
    assert!(door.text().contains("The duty inspector"), "{}", door.text());
    assert!(!door.html.contains("Okoro"), "a door gives no name away");
    let glass = format!("{sam}/glass");
    let opened = ada.follows(&glass, &[("reason", "She is in danger in her house now")]).await;
    assert!(opened.text().contains("Sam Okoro"), "{}", opened.text());
    assert_eq!(world.entries("glass_broken").await, 1);
}

#[tokio::test]
async fn whoever_reads_no_records_hears_who_may() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let cps = world.hires("humberside", Role::Partner).await;
    let (sam, _) = opens(&ada).await;
    for path in ["", "/new", "/new?of=person", &sam, &format!("{sam}/links")] {
        let page = cps.look(path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.text().contains("contact operator"), "{path}: {}", page.text());
    }
}
