//! The drawer that a ticket opens: one live copy, on every device that has it, and for nobody else.

use crate::site::{FORCE, Site, bicycle_answers};
use jiff::SignedDuration;
use kernel::{ForceId, Language, Problem};
use reports::drafts::{Draft, Drawer, Holder, Opened, Ticket};

const STORY: &str = "He waits outside the bakery";

fn force() -> ForceId {
    ForceId::parse(FORCE).unwrap()
}

fn draft(site: &Site, story: &str) -> Draft {
    let mut draft = Draft::new(&site.service("bicycle-theft"), Language::English).unwrap();
    draft.answers.set("what_happened", story);
    draft
}

/// What a browser finds: its own drawer, and where that leads.
async fn opened(site: &Site, browser: u8) -> Opened {
    let service = site.service("bicycle-theft");
    let own = Drawer::new(&Holder::new([browser; 32]), &force(), &service);
    site.intake.open_any(own, &service, None).await.unwrap()
}

fn story(opened: &Opened) -> Option<&str> {
    opened.found.as_ref().and_then(|found| found.draft.answers.text("what_happened"))
}

/// Somebody writes in a browser, and saves it to come back.
async fn saved(site: &Site, browser: u8) -> Ticket {
    let ticket = Ticket::new(site.town.station.forces().get(FORCE).unwrap().letters).unwrap();
    let before = opened(site, browser).await;
    site.intake.save_any(&before, &draft(site, "begun")).await.unwrap();
    let before = opened(site, browser).await;
    let (service, draft) = (site.service("bicycle-theft"), draft(site, STORY));
    site.intake.put_by(&before, &service, (&draft, &ticket)).await.unwrap();
    ticket
}

/// Somebody comes back in another browser.
async fn come_back(site: &Site, browser: u8, ticket: &Ticket) -> Opened {
    let (holder, _) = site.intake.open_ticket(&force(), ticket).await.unwrap().unwrap();
    let before = opened(site, browser).await;
    site.intake.point_to(&before, &site.service("bicycle-theft"), &holder).await.unwrap();
    opened(site, browser).await
}

#[tokio::test]
async fn a_saved_draft_is_one_live_copy_on_every_device_that_has_the_ticket() {
    let site = Site::new().await;
    let ticket = saved(&site, 1).await;
    let here = opened(&site, 1).await;
    assert!(here.is_kept());
    assert_eq!(story(&here), Some(STORY));
    let there = come_back(&site, 2, &ticket).await;
    assert_eq!(story(&there), Some(STORY));
    let more =
        Draft { answers: draft(&site, "and more").answers, ..there.found.clone().unwrap().draft };
    site.intake.save_any(&there, &more).await.unwrap();
    assert_eq!(story(&opened(&site, 1).await), Some("and more"));
    // One copy, and a pointer in each browser's own drawer.
    assert_eq!(site.drafts().await, 3);
}

#[tokio::test]
async fn only_the_whole_ticket_opens_it_and_only_in_its_force() {
    let site = Site::new().await;
    let ticket = saved(&site, 1).await;
    let other = Ticket::new(ticket.reference.letters()).unwrap();
    let wrong_code = Ticket { reference: ticket.reference, code: other.code.clone() };
    let unknown = Ticket { reference: other.reference, code: ticket.code.clone() };
    for wrong in [&wrong_code, &unknown, &other] {
        assert!(site.intake.open_ticket(&force(), wrong).await.unwrap().is_none());
    }
    let elsewhere = ForceId::parse("dyfed-powys").unwrap();
    assert!(site.intake.open_ticket(&elsewhere, &ticket).await.unwrap().is_none());
    assert!(site.intake.open_ticket(&force(), &ticket).await.unwrap().is_some());
}

#[tokio::test]
async fn the_database_holds_neither_words_nor_reference_nor_code() {
    let site = Site::new().await;
    let ticket = saved(&site, 1).await;
    let (reference, code) = (ticket.reference.to_string(), ticket.code.to_string());
    let secrets =
        [STORY, "bakery", &reference, ticket.reference.code(), &code, ticket.code.as_str()];
    for secret in secrets {
        assert!(!site.holds("reports.drafts", secret).await, "{secret}");
    }
}

#[tokio::test]
async fn of_two_devices_that_read_the_same_state_the_second_is_told_to_read_again() {
    let site = Site::new().await;
    let ticket = saved(&site, 1).await;
    let (one, two) = (opened(&site, 1).await, come_back(&site, 2, &ticket).await);
    let kept = one.found.clone().unwrap().draft;
    let write = |words| Draft { answers: draft(&site, words).answers, ..kept.clone() };
    site.intake.save_any(&one, &write("one")).await.unwrap();
    let refused = site.intake.save_any(&two, &write("two")).await;
    assert!(matches!(refused, Err(Problem::Conflict(_))), "{refused:?}");
    let two = opened(&site, 2).await;
    assert_eq!(story(&two), Some("one"));
    site.intake.save_any(&two, &write("two")).await.unwrap();
    assert_eq!(story(&opened(&site, 1).await), Some("two"));
}

#[tokio::test]
async fn what_is_kept_ends_after_the_services_time_and_starts_anew_with_each_use() {
    let site = Site::new().await;
    let ticket = saved(&site, 1).await;
    for _ in 0..3 {
        site.town.station.advance_clock(SignedDuration::from_hours(6 * 24)).await.unwrap();
        let here = opened(&site, 1).await;
        assert_eq!(story(&here), Some(STORY));
        let same = here.found.clone().unwrap().draft;
        site.intake.save_any(&here, &same).await.unwrap();
    }
    site.town.station.advance_clock(SignedDuration::from_hours(7 * 24 + 1)).await.unwrap();
    assert!(site.intake.open_ticket(&force(), &ticket).await.unwrap().is_none());
    let here = opened(&site, 1).await;
    assert!(here.found.is_none() && !here.is_kept());
    // Whoever writes on in this browser writes in its own drawer.
    site.intake.save_any(&here, &draft(&site, "again")).await.unwrap();
    assert_eq!(story(&opened(&site, 1).await), Some("again"));
    assert!(site.intake.open_ticket(&force(), &ticket).await.unwrap().is_none());
}

#[tokio::test]
async fn what_was_sent_on_one_device_is_sent_on_all_and_what_comes_after_it_is_ones_own() {
    let site = Site::new().await;
    let ticket = saved(&site, 1).await;
    let there = come_back(&site, 2, &ticket).await;
    let draft_there = there.found.clone().unwrap().draft;
    let (drawer, before) = there.to_send();
    let service = site.service("bicycle-theft");
    let sent = (&draft_there, before);
    let receipt = site.intake.send(drawer, &service, sent, &bicycle_answers()).await.unwrap();
    let here = opened(&site, 1).await;
    let shown = here.found.clone().unwrap().draft.sent.unwrap();
    assert_eq!(shown, receipt.reference.to_string());
    // A new report in that browser is nobody else's.
    site.intake.save_any(&here, &draft(&site, "a new one")).await.unwrap();
    let (_, found) = site.intake.open_ticket(&force(), &ticket).await.unwrap().unwrap();
    assert_eq!(found.draft.sent, Some(shown));
    assert_eq!(story(&opened(&site, 2).await), None);
    assert_eq!(site.reports().await, 1);
}

#[tokio::test]
async fn what_is_deleted_is_gone_on_every_device() {
    let site = Site::new().await;
    let ticket = saved(&site, 1).await;
    let there = come_back(&site, 2, &ticket).await;
    site.intake.forget_any(&there).await.unwrap();
    assert!(opened(&site, 1).await.found.is_none());
    assert!(opened(&site, 2).await.found.is_none());
    assert!(site.intake.open_ticket(&force(), &ticket).await.unwrap().is_none());
}
