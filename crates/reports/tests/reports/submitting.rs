use crate::site::{FORCE, Site, bicycle_answers};
use jiff::SignedDuration;
use kernel::{AccessCode, Problem, Thing};
use reports::{IdempotencyKey, look_up};

#[tokio::test]
async fn eight_senders_with_the_same_key_make_one_report() {
    let site = std::sync::Arc::new(Site::new().await);
    let senders: Vec<_> = (0..8)
        .map(|_| {
            let site = site.clone();
            tokio::spawn(async move { site.send(FORCE, "the-key", &bicycle_answers()).await })
        })
        .collect();
    let mut receipts = Vec::new();
    for sender in senders {
        receipts.push(sender.await.unwrap().unwrap());
    }
    let first = &receipts[0];
    for receipt in &receipts {
        assert_eq!(receipt.reference, first.reference);
        assert_eq!(receipt.access_code, first.access_code);
        assert_eq!(receipt.submitted_at, first.submitted_at);
        assert_eq!(receipt.reply_by, first.reply_by);
    }
    assert_eq!(receipts.iter().filter(|receipt| !receipt.again).count(), 1);
    assert_eq!(site.reports().await, 1);
    assert_eq!(site.journalled("report_submitted", first.report).await, 1);
    assert_eq!(site.journalled("receipt_given_again", first.report).await, 7);
}

#[tokio::test]
async fn the_same_key_with_other_answers_is_a_conflict_and_stores_nothing() {
    let site = Site::new().await;
    site.send(FORCE, "the-key", &bicycle_answers()).await.unwrap();
    let mut other = bicycle_answers();
    other.set("colour", "Blue");
    let refused = site.send(FORCE, "the-key", &other).await;
    assert!(matches!(refused, Err(Problem::Conflict(_))), "{refused:?}");
    assert_eq!(site.reports().await, 1);
}

#[tokio::test]
async fn a_key_counts_in_one_force_only() {
    let site = Site::new().await;
    let here = site.send(FORCE, "the-key", &bicycle_answers()).await.unwrap();
    let there = site.send("dyfed-powys", "the-key", &bicycle_answers()).await.unwrap();
    assert_ne!(here.report, there.report);
    assert_ne!(here.access_code, there.access_code);
    assert!(!there.again);
    assert_eq!(there.reference.letters().as_str(), "DYP");
}

#[tokio::test]
async fn a_key_is_free_again_after_a_day() {
    let site = Site::new().await;
    let first = site.send(FORCE, "the-key", &bicycle_answers()).await.unwrap();
    site.town.station.advance_clock(SignedDuration::from_hours(23)).await.unwrap();
    assert!(site.send(FORCE, "the-key", &bicycle_answers()).await.unwrap().again);
    site.town.station.advance_clock(SignedDuration::from_hours(2)).await.unwrap();
    let later = site.send(FORCE, "the-key", &bicycle_answers()).await.unwrap();
    assert!(!later.again);
    assert_ne!(later.report, first.report);
}

#[tokio::test]
async fn a_report_is_found_with_its_reference_and_code_and_by_nothing_else() {
    let site = Site::new().await;
    let receipt = site.send(FORCE, "the-key", &bicycle_answers()).await.unwrap();
    let another = site.send(FORCE, "another-key", &bicycle_answers()).await.unwrap();
    let forged = AccessCode::parse("2222-2222-2222").unwrap();
    for (force, reference, code, found) in [
        (FORCE, receipt.reference, &receipt.access_code, true),
        (FORCE, receipt.reference, &another.access_code, false),
        (FORCE, receipt.reference, &forged, false),
        (FORCE, another.reference, &receipt.access_code, false),
        ("dyfed-powys", receipt.reference, &receipt.access_code, false),
    ] {
        let mut tx = site.town.station.begin(&site.town.public(force)).await.unwrap();
        match look_up(&mut tx, &reference, code).await {
            Ok(id) => assert!(found && id == receipt.report),
            Err(Problem::NotFound(Thing::Report)) => assert!(!found),
            Err(other) => panic!("{other}"),
        }
        tx.leave().await.unwrap();
    }
}

#[tokio::test]
async fn the_access_code_is_stored_nowhere() {
    let site = Site::new().await;
    let receipt = site.send(FORCE, "the-key", &bicycle_answers()).await.unwrap();
    for table in [
        "reports.reports",
        "reports.submissions",
        "station.journal",
        "station.outbox",
        "station.jobs",
    ] {
        for words in [receipt.access_code.as_str(), &receipt.access_code.to_string(), "the-key"] {
            assert!(!site.holds(table, words).await, "{table} holds {words}");
        }
    }
}

#[test]
fn an_idempotency_key_is_of_visible_characters() {
    for (text, fits) in [
        ("a", true),
        ("8e03978e-40d5-43e8-bc93-6894a57f9324", true),
        ("", false),
        ("a b", false),
        ("caf\u{e9}", false),
        ("a\n", false),
    ] {
        assert_eq!(IdempotencyKey::parse(text).is_some(), fits, "{text:?}");
    }
    assert!(IdempotencyKey::parse(&"x".repeat(255)).is_some());
    assert!(IdempotencyKey::parse(&"x".repeat(256)).is_none());
}
