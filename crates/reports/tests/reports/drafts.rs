use crate::site::{FORCE, Site};
use jiff::SignedDuration;
use kernel::Language;
use reports::drafts::{self, Draft, Holder};
use station::Upkeep;

const STORY: &str = "He waits outside the bakery";

fn holder(byte: u8) -> Holder {
    Holder::new([byte; 32])
}

async fn keep(site: &Site, holder: &Holder, story: &str) {
    let service = site.service("bicycle-theft");
    let mut tx = site.town.station.begin(&site.town.public(FORCE)).await.unwrap();
    let mut draft = Draft::new(&service, Language::English).unwrap();
    draft.answers.set("what_happened", story);
    drafts::save(&mut tx, holder, &service, &draft).await.unwrap();
    tx.commit_upkeep(Upkeep::Draft).await.unwrap();
}

async fn open(site: &Site, force: &str, service: &str, holder: &Holder) -> Option<String> {
    let service = site.service(service);
    let mut tx = site.town.station.begin(&site.town.public(force)).await.unwrap();
    let draft = drafts::open(&mut tx, holder, &service).await.unwrap();
    tx.leave().await.unwrap();
    draft.map(|draft| draft.answers.text("what_happened").unwrap_or_default().to_owned())
}

#[tokio::test]
async fn the_database_holds_none_of_the_typed_words() {
    let site = Site::new().await;
    keep(&site, &holder(1), STORY).await;
    assert_eq!(open(&site, FORCE, "bicycle-theft", &holder(1)).await.as_deref(), Some(STORY));
    for words in ["bakery", "outside", "what_happened", "bicycle"] {
        assert!(!site.holds("reports.drafts", words).await, "{words}");
    }
}

#[tokio::test]
async fn only_the_same_browser_opens_a_draft_in_its_force_and_service() {
    let site = Site::new().await;
    keep(&site, &holder(1), STORY).await;
    for (force, service, key) in [
        (FORCE, "bicycle-theft", 2),
        ("dyfed-powys", "bicycle-theft", 1),
        (FORCE, "antisocial-behaviour", 1),
    ] {
        assert_eq!(open(&site, force, service, &holder(key)).await, None, "{force} {service}");
    }
}

#[tokio::test]
async fn a_draft_that_was_moved_or_damaged_does_not_open() {
    let site = Site::new().await;
    keep(&site, &holder(1), STORY).await;
    keep(&site, &holder(2), "another story").await;
    let mut connection = site.town.past_the_rights().await;
    sqlx::query("update reports.drafts set sealed = (select sealed from reports.drafts limit 1)")
        .execute(&mut connection)
        .await
        .unwrap();
    let first = open(&site, FORCE, "bicycle-theft", &holder(1)).await;
    let second = open(&site, FORCE, "bicycle-theft", &holder(2)).await;
    assert_eq!([first, second].iter().filter(|story| story.is_some()).count(), 1);
}

#[tokio::test]
async fn a_draft_is_forgotten_when_its_time_is_over() {
    let site = Site::new().await;
    keep(&site, &holder(1), STORY).await;
    site.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    assert_eq!(open(&site, FORCE, "bicycle-theft", &holder(1)).await, None);
    let mut tx = site.town.station.begin(&site.town.system(FORCE)).await.unwrap();
    assert_eq!(drafts::forget_ended(&mut tx).await.unwrap(), 1);
    tx.commit_upkeep(Upkeep::Draft).await.unwrap();
    assert_eq!(site.drafts().await, 0);
}

#[tokio::test]
async fn two_tabs_that_begin_together_keep_both_answers() {
    let site = Site::new().await;
    let service = site.service("bicycle-theft");
    let write = async |question: &str| {
        let mut tx = site.town.station.begin(&site.town.public(FORCE)).await.unwrap();
        let held = drafts::hold(&mut tx, &holder(1), &service).await.unwrap();
        // The other tab has every chance to come in between.
        tokio::task::yield_now().await;
        let mut draft = held.unwrap_or_else(|| Draft::new(&service, Language::English).unwrap());
        draft.answers.set(question, "x");
        drafts::save(&mut tx, &holder(1), &service, &draft).await.unwrap();
        tx.commit_upkeep(Upkeep::Draft).await.unwrap();
    };
    tokio::join!(write("make"), write("colour"), write("model"));
    let mut tx = site.town.station.begin(&site.town.public(FORCE)).await.unwrap();
    let draft = drafts::open(&mut tx, &holder(1), &service).await.unwrap().unwrap();
    for question in ["make", "colour", "model"] {
        assert!(draft.answers.has(question), "{question}");
    }
}

#[tokio::test]
async fn a_place_that_was_only_held_is_no_draft() {
    let site = Site::new().await;
    let service = site.service("bicycle-theft");
    let mut tx = site.town.station.begin(&site.town.public(FORCE)).await.unwrap();
    assert!(drafts::hold(&mut tx, &holder(1), &service).await.unwrap().is_none());
    tx.commit_upkeep(Upkeep::Draft).await.unwrap();
    assert_eq!(open(&site, FORCE, "bicycle-theft", &holder(1)).await, None);
}
