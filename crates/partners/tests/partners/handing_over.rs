//! What a person passes on, what the partner makes of it, and what the person sees of that.

use crate::world::{CANARIES, World, passed};
use kernel::{AccessCode, Problem};
use partners::{Given, Receipt, Standing, Token, Why};

#[tokio::test]
async fn whoever_has_the_link_reads_what_was_passed_and_each_look_is_in_the_journal() {
    let world = World::new().await;
    let receipt = world.passes("form 1").await;
    let link = world.links().await.remove(0);
    assert_eq!(world.entries("handover_shown_to_partner").await, 0);
    for looks in 1..=2 {
        let opened = world.looks("humberside", &link).await.unwrap();
        assert_eq!(opened.passed, passed());
        assert_eq!(opened.reference, receipt.reference);
        assert_eq!(world.entries("handover_shown_to_partner").await, looks);
    }
    let story = world.follows("humberside", &receipt).await.unwrap();
    assert_eq!(story.standing, Standing::Waiting { until: receipt.until });
    assert!(story.opened_at.is_some());
    assert_eq!(world.entries("handover_shown_to_its_person").await, 1);
}

#[tokio::test]
async fn what_was_passed_stands_nowhere_in_the_clear() {
    let world = World::new().await;
    world.passes("form 1").await;
    let link = world.links().await.remove(0);
    world
        .returns(&link, Given { why: Why::NotOurs, words: Some("marzipan-canary".into()) })
        .await
        .unwrap();
    let dump = world.dump(&["partners.handovers", "station.journal", "station.jobs"]).await;
    for told in CANARIES {
        let hex = station::secrets::hex(told.as_bytes());
        assert!(!dump.contains(told) && !dump.contains(&hex), "{told}");
    }
    // The database with the letter in it opens nothing where the server's key is another.
    assert!(dump.contains("northmoor"));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_passes_on_once() {
    let world = World::new().await;
    let first = world.passes("form 1").await;
    let again = world.passes("form 1").await;
    assert_eq!((again.again, first.again), (true, false));
    assert_eq!(Receipt { again: false, ..again }, first);
    assert_eq!(world.links().await.len(), 1);
    let other = world.passes("form 2").await;
    assert_ne!(other.reference, first.reference);
    assert_eq!(world.links().await.len(), 2);
}

#[tokio::test]
async fn a_wrong_used_or_old_link_finds_nothing_and_nobody_learns_which() {
    let world = World::new().await;
    for form in ["form 1", "form 2", "form 3"] {
        world.passes(form).await;
    }
    let [used, returned, old] = <[Token; 3]>::try_from(world.links().await).unwrap();
    world.accepts(&used, "N 17").await.unwrap();
    world.returns(&returned, Given { why: Why::ForPolice, words: None }).await.unwrap();
    let wrong = Token::parse(&"A".repeat(43)).unwrap();
    assert!(world.looks("dyfed-powys", &old).await.is_err(), "another force's");
    world.waits(7 * 24).await;
    let looks = world.entries("handover_shown_to_partner").await;
    for link in [wrong, used, returned, old] {
        assert!(matches!(world.looks("humberside", &link).await, Err(Problem::NotFound(_))));
        assert!(matches!(world.accepts(&link, "N 18").await, Err(Problem::NotFound(_))));
    }
    assert_eq!(world.entries("handover_shown_to_partner").await, looks);
    let keys = "select count(*) from partners.handovers where for_partner is not null";
    assert_eq!(world.town.count(keys).await, 0, "the link's key is gone with it");
}

#[tokio::test]
async fn the_person_sees_that_it_was_accepted_and_under_which_reference() {
    let world = World::new().await;
    let receipt = world.passes("form 1").await;
    let link = world.links().await.remove(0);
    world.accepts(&link, "N 17").await.unwrap();
    let story = world.follows("humberside", &receipt).await.unwrap();
    let Standing::Accepted { reference, .. } = story.standing else { panic!("not accepted") };
    assert_eq!(reference, "N 17");
    // They gave an address, so they are told that there is news, and not what.
    let sql = "select body from station.dispatches where recipient = 'quill@example.test'";
    let mut connection = world.town.past_the_rights().await;
    let body: String = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
    assert!(body.contains(&receipt.reference.to_string()), "{body}");
    assert!(!body.contains("Northmoor") && !body.contains("N 17"), "{body}");
}

#[tokio::test]
async fn what_is_given_back_is_whole_and_says_why() {
    let world = World::new().await;
    let receipt = world.passes("form 1").await;
    let link = world.links().await.remove(0);
    let given = Given { why: Why::ForPolice, words: Some("He threatens them".to_owned()) };
    world.returns(&link, given.clone()).await.unwrap();
    let story = world.follows("humberside", &receipt).await.unwrap();
    let Standing::Returned { given: told, .. } = story.standing else { panic!("not returned") };
    assert_eq!(told, given);
    assert_eq!(story.passed.answers, passed().answers);
}

#[tokio::test]
async fn what_nobody_answers_is_back_after_a_week_and_forgotten_after_five() {
    let world = World::new().await;
    let receipt = world.passes("form 1").await;
    world.waits(6 * 24).await;
    assert!(!world.follows("humberside", &receipt).await.unwrap().standing.is_back());
    world.waits(24).await;
    let story = world.follows("humberside", &receipt).await.unwrap();
    assert_eq!(story.standing, Standing::Unanswered { since: receipt.until });
    assert_eq!(world.entries("handover_unanswered").await, 1);
    world.waits(28 * 24).await;
    assert!(matches!(world.follows("humberside", &receipt).await, Err(Problem::NotFound(_))));
    assert_eq!(world.town.count("select count(*) from partners.handovers").await, 0);
    assert_eq!(world.entries("handover_forgotten").await, 1);
}

#[tokio::test]
async fn a_wrong_code_an_unknown_reference_and_another_force_are_one_answer() {
    let world = World::new().await;
    let (receipt, other) = (world.passes("form 1").await, world.passes("form 2").await);
    let wrong = Receipt { access_code: other.access_code.clone(), ..receipt.clone() };
    let code = AccessCode::parse("CCCC-CCCC-CCCC").unwrap();
    let unknown = Receipt { access_code: code, ..receipt.clone() };
    for (force, receipt) in
        [("humberside", &wrong), ("humberside", &unknown), ("dyfed-powys", &receipt)]
    {
        assert!(matches!(world.follows(force, receipt).await, Err(Problem::NotFound(_))));
    }
    assert_eq!(world.entries("handover_shown_to_its_person").await, 0);
}

#[tokio::test]
async fn everything_that_was_passed_or_answered_has_its_entry_and_nothing_becomes_a_report() {
    let world = World::new().await;
    world.passes("form 1").await;
    world.passes("form 2").await;
    let [one, other] = <[Token; 2]>::try_from(world.links().await).unwrap();
    world.accepts(&one, "N 17").await.unwrap();
    world.returns(&other, Given { why: Why::Other, words: None }).await.unwrap();
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    assert_eq!(partners::invariants::broken(&mut tx).await.unwrap(), Vec::<String>::new());
    tx.leave().await.unwrap();
    assert_eq!(world.town.count("select count(*) from reports.reports").await, 0);
    assert_eq!(world.town.count("select count(*) from contact.contacts").await, 0);
}
