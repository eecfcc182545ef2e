use crate::site::{FORCE, Site};
use jiff::SignedDuration;
use kernel::{ForceId, Language, Problem};
use reports::Intake;
use reports::drafts::{self, Draft, Drawer, Found, Holder};
use station::Upkeep;

const STORY: &str = "He waits outside the bakery";

fn drawer_in(site: &Site, force: &str, service: &str, holder: u8) -> Drawer {
    let force = ForceId::parse(force).unwrap();
    Drawer::new(&Holder::new([holder; 32]), &force, &site.service(service))
}

fn drawer(site: &Site, holder: u8) -> Drawer {
    drawer_in(site, FORCE, "bicycle-theft", holder)
}

fn draft(site: &Site, story: &str) -> Draft {
    let mut draft = Draft::new(&site.service("bicycle-theft"), Language::English).unwrap();
    draft.answers.set("what_happened", story);
    draft
}

async fn keep(site: &Site, holder: u8, story: &str) {
    let draft = draft(site, story);
    site.intake.save(&drawer(site, holder), None, &draft).await.unwrap();
}

async fn open(site: &Site, drawer: &Drawer) -> Option<String> {
    site.intake.open(drawer, None).await.unwrap().map(|found| story(&found))
}

fn story(found: &Found) -> String {
    found.draft.answers.text("what_happened").unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_database_holds_none_of_the_typed_words() {
    let site = Site::new().await;
    keep(&site, 1, STORY).await;
    assert_eq!(open(&site, &drawer(&site, 1)).await.as_deref(), Some(STORY));
    for words in ["bakery", "outside", "what_happened", "bicycle"] {
        assert!(!site.holds("reports.drafts", words).await, "{words}");
    }
}

#[tokio::test]
async fn only_the_same_browser_opens_a_draft_in_its_force_and_service() {
    let site = Site::new().await;
    keep(&site, 1, STORY).await;
    for (force, service, key) in [
        (FORCE, "bicycle-theft", 2),
        ("dyfed-powys", "bicycle-theft", 1),
        (FORCE, "antisocial-behaviour", 1),
    ] {
        let drawer = drawer_in(&site, force, service, key);
        assert_eq!(open(&site, &drawer).await, None, "{force} {service}");
    }
}

#[tokio::test]
async fn a_draft_that_was_moved_or_damaged_does_not_open() {
    let site = Site::new().await;
    keep(&site, 1, STORY).await;
    keep(&site, 2, "another story").await;
    let mut connection = site.town.past_the_rights().await;
    sqlx::query("update reports.drafts set sealed = (select sealed from reports.drafts limit 1)")
        .execute(&mut connection)
        .await
        .unwrap();
    let first = open(&site, &drawer(&site, 1)).await;
    let second = open(&site, &drawer(&site, 2)).await;
    assert_eq!([first, second].iter().filter(|story| story.is_some()).count(), 1);
}

#[tokio::test]
async fn a_draft_is_forgotten_when_its_time_is_over() {
    let site = Site::new().await;
    keep(&site, 1, STORY).await;
    site.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    assert_eq!(open(&site, &drawer(&site, 1)).await, None);
    let mut tx = site.town.station.begin(&site.town.system(FORCE)).await.unwrap();
    assert_eq!(drafts::forget_ended(&mut tx).await.unwrap(), 1);
    tx.commit_upkeep(Upkeep::Draft).await.unwrap();
    assert_eq!(site.drafts().await, 0);
}

#[tokio::test]
async fn of_two_tabs_that_read_the_same_draft_the_second_is_told_to_read_again() {
    let site = Site::new().await;
    let drawer = drawer(&site, 1);
    let first = site.intake.save(&drawer, None, &draft(&site, "one")).await.unwrap();
    let second = site.intake.save(&drawer, Some(first), &draft(&site, "two")).await.unwrap();
    for stale in [None, Some(first)] {
        let refused = site.intake.save(&drawer, stale, &draft(&site, "three")).await;
        assert!(matches!(refused, Err(Problem::Conflict(_))), "{refused:?}");
    }
    let refused = site.intake.forget(&drawer, first).await;
    assert!(matches!(refused, Err(Problem::Conflict(_))), "{refused:?}");
    assert_eq!(open(&site, &drawer).await.as_deref(), Some("two"));
    site.intake.forget(&drawer, second).await.unwrap();
    assert_eq!(open(&site, &drawer).await, None);
}

#[tokio::test]
async fn of_tabs_that_write_at_once_one_is_kept_and_the_others_know() {
    let site = Site::new().await;
    let drawer = drawer(&site, 1);
    let drafts = ["a", "b", "c", "d"].map(|story| draft(&site, story));
    let saves = drafts.iter().map(|draft| site.intake.save(&drawer, None, draft));
    let outcomes = futures_util::future::join_all(saves).await;
    assert_eq!(outcomes.iter().filter(|it| it.is_ok()).count(), 1, "{outcomes:?}");
    let kept = outcomes.iter().position(Result::is_ok).unwrap();
    assert_eq!(open(&site, &drawer).await.as_deref(), Some(["a", "b", "c", "d"][kept]));
}

#[tokio::test]
async fn many_people_who_write_at_once_each_find_their_own_words() {
    let site = Site::new().await;
    let drawers: Vec<Drawer> = (0..50).map(|holder| drawer(&site, holder)).collect();
    let drafts: Vec<Draft> =
        (0..50).map(|number| draft(&site, &format!("story {number}"))).collect();
    let saves = drawers.iter().zip(&drafts).map(|(at, draft)| site.intake.save(at, None, draft));
    futures_util::future::try_join_all(saves).await.unwrap();
    for (number, drawer) in drawers.iter().enumerate() {
        assert_eq!(open(&site, drawer).await, Some(format!("story {number}")));
    }
}

#[tokio::test]
async fn another_server_shows_what_this_one_saved_and_never_less_than_the_browser_saw() {
    let site = Site::new().await;
    let here = &site.intake;
    let there = Intake::new(&site.town.station);
    let drawer = drawer(&site, 1);
    let first = here.save(&drawer, None, &draft(&site, "one")).await.unwrap();
    let found = there.open(&drawer, Some(first)).await.unwrap().unwrap();
    assert_eq!(story(&found), "one");
    let second = there.save(&drawer, Some(found.stamp), &draft(&site, "two")).await.unwrap();
    let found = here.open(&drawer, Some(second)).await.unwrap().unwrap();
    assert_eq!(story(&found), "two");
    // What is written rests on the database, whatever is at hand: the first state is gone.
    let refused = here.save(&drawer, Some(first), &draft(&site, "three")).await;
    assert!(matches!(refused, Err(Problem::Conflict(_))), "{refused:?}");
}

#[tokio::test]
async fn a_draft_at_hand_is_shown_without_asking_and_goes_when_its_time_is_over() {
    let site = Site::new().await;
    let drawer = drawer(&site, 1);
    let seen = site.intake.save(&drawer, None, &draft(&site, STORY)).await.unwrap();
    let mut connection = site.town.past_the_rights().await;
    sqlx::query("delete from reports.drafts").execute(&mut connection).await.unwrap();
    let at_hand = site.intake.open(&drawer, Some(seen)).await.unwrap();
    assert_eq!(at_hand.as_ref().map(story).as_deref(), Some(STORY));
    site.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    assert!(site.intake.open(&drawer, Some(seen)).await.unwrap().is_none());
}
