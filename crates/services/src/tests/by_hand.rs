//! The way, checking and showing, followed by hand.

use super::sample::{KITES, REAL, answers, catalogue, morning};
use crate::{
    Answers, Complete, End, Journey, OutcomeKind, Service, Slug, Way, check_submission,
    contact_wishes, journey, summary,
};
use kernel::Language;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn kites() -> Arc<Service> {
    Arc::clone(catalogue(KITES).get("kites").unwrap())
}

pub(super) fn end(journey: &Journey<'_>) -> String {
    match &journey.end {
        End::Asking(spot) => spot.page.id.clone(),
        End::Tasks => "tasks".to_owned(),
        End::Check => "check".to_owned(),
        End::Outcome(outcome) => format!("outcome {}", outcome.page),
    }
}

#[test]
fn the_way_leads_to_the_first_thing_that_is_not_done() {
    let service = kites();
    for (given, leads_to) in [
        (json!({}), "emergency"),
        (json!({ "danger": "maybe" }), "emergency"),
        (json!({ "danger": "yes" }), "outcome call-999"),
        (json!({ "danger": "yes", "onward": ["call-999"] }), "abroad"),
        (json!({ "danger": "no" }), "abroad"),
        (json!({ "danger": "no", "abroad": "yes" }), "outcome kitemakers"),
        (json!({ "danger": "no", "abroad": "yes", "onward": ["kitemakers"] }), "colour"),
        (json!({ "danger": "no", "abroad": "no", "colour": "red" }), "parts"),
        (json!({ "danger": "no", "abroad": "no", "colour": "no" }), "lost-on"),
        (
            json!({ "danger": "no", "abroad": "no", "colour": "no", "lost_on": "2026-06-05" }),
            "lost-on",
        ),
        (json!({ "danger": "no", "abroad": "no", "colour": "no", "lost_on": null }), "story"),
        (
            json!({ "danger": "no", "abroad": "no", "colour": "no", "lost_on": null, "story": null }),
            "check",
        ),
        // An answer from a branch that is no longer taken opens no page.
        (
            json!({ "danger": "no", "abroad": "no", "colour": "no", "parts": ["tail"], "lost_on": null, "story": null }),
            "check",
        ),
        (
            json!({ "danger": "no", "abroad": "no", "colour": "red", "parts": ["tail"], "lost_on": null, "story": null }),
            "story",
        ),
    ] {
        assert_eq!(
            end(&journey(&service, &answers(given.clone()), morning())),
            leads_to,
            "{given}"
        );
    }
}

#[test]
fn back_and_on_follow_the_way() {
    let service = kites();
    let given = answers(json!({ "danger": "yes", "onward": ["call-999"], "abroad": "no" }));
    let journey = journey(&service, &given, morning());
    assert_eq!(journey.first().unwrap().id, "emergency");
    let spot = |slug| service.spot(slug).unwrap();
    assert_eq!(journey.after(spot("emergency")).unwrap().page.id, "call-999");
    assert_eq!(journey.back_from(Some(spot("abroad"))).unwrap().page.id, "call-999");
    assert!(journey.back_from(Some(spot("emergency"))).is_none());
    assert_eq!(journey.back_from(None).unwrap().page.id, "colour");
    assert!(journey.after(spot("colour")).is_none());
}

#[test]
fn a_submission_is_taken_whole_or_told_what_to_change() {
    let service = kites();
    let check = |given: Value| match check_submission(
        &service,
        &answers(given),
        Language::English,
        morning(),
    ) {
        Ok(Complete::Report(answers)) => serde_json::to_value(&answers).unwrap(),
        Ok(Complete::Outcome(outcome)) => json!(outcome.page),
        Err(problems) => problems.iter().map(|problem| problem.field.clone()).collect(),
    };
    for (given, found) in [
        (
            json!({ "danger": "no", "abroad": "no", "colour": "no" }),
            json!({ "danger": "no", "abroad": "no", "colour": "no" }),
        ),
        (
            json!({ "danger": "no", "abroad": "no", "colour": "red", "parts": ["string", "string"], "story": null }),
            json!({ "danger": "no", "abroad": "no", "colour": "red", "parts": ["string"] }),
        ),
        (json!({ "danger": "yes", "rubbish": 1 }), json!("call-999")),
        (json!({ "danger": "no", "abroad": "yes", "colour": "red" }), json!("kitemakers")),
        (json!({ "danger": "no", "abroad": "yes", "rubbish": 1 }), json!(["/answers/rubbish"])),
        (
            json!({ "danger": "no", "abroad": "yes", "onward": ["kitemakers"], "colour": "no" }),
            json!({ "danger": "no", "abroad": "yes", "onward": ["kitemakers"], "colour": "no" }),
        ),
        (json!({}), json!(["/answers/danger", "/answers/abroad", "/answers/colour"])),
        (
            json!({ "danger": "no", "abroad": "no", "colour": "no", "parts": ["tail"] }),
            json!(["/answers/parts"]),
        ),
        (json!({ "danger": "no", "abroad": "no", "colour": ["no"] }), json!(["/answers/colour"])),
        (
            json!({ "danger": "no", "abroad": "no", "colour": "no", "a/b~": 1 }),
            json!(["/answers/a~1b~0"]),
        ),
        (
            json!({ "danger": "no", "abroad": "no", "colour": "no", "onward": ["colour"] }),
            json!(["/answers/onward"]),
        ),
        (
            json!({ "danger": "no", "abroad": "no", "colour": "no", "lost_on": "2026-06-05" }),
            json!(["/answers/lost_on"]),
        ),
    ] {
        assert_eq!(check(given.clone()), found, "{given}");
    }
}

#[test]
fn the_summary_shows_what_is_on_the_way_in_both_languages() {
    let service = REAL.get("bicycle-theft").unwrap();
    let given = answers(json!({
        "danger": "no", "happening_now": "no", "left_at": "street", "when_known": "day",
        "stolen_on": "2026-06-03", "stolen_time": null, "value": "1450.50",
        "may_contact": "yes", "ways": ["call", "email"], "phone": "+447700900123",
        "what_happened": "One\nTwo", "last_seen_on": "2026-06-01"
    }));
    let rows = |language| -> Vec<(String, Vec<String>)> {
        let sections = summary(service, &given, language, morning());
        sections.into_iter().flat_map(|s| s.rows).map(|row| (row.label, row.lines)).collect()
    };
    let (english, welsh) = (rows(Language::English), rows(Language::Welsh));
    let has = |rows: &[(String, Vec<String>)], label: &str, lines: &[&str]| {
        assert!(
            rows.contains(&(label.into(), lines.iter().map(|l| (*l).to_owned()).collect())),
            "{label}: {rows:#?}"
        );
    };
    has(&english, "Date it was stolen", &["3 June 2026"]);
    has(&english, "Time it was stolen", &["Not provided"]);
    has(&english, "Value", &["£1,450.50"]);
    has(&english, "Phone number", &["07700 900 123"]);
    has(&english, "What happened?", &["One", "Two"]);
    has(&english, "Ways to contact you", &["Phone call", "Email"]);
    has(&welsh, "Dyddiad y cafodd ei ddwyn", &["3 Mehefin 2026"]);
    has(&welsh, "Gwerth", &["£1,450.50"]);
    assert!(!english.iter().any(|(label, _)| label == "Last seen"));
}

#[test]
fn a_report_is_shown_whole_although_its_reader_does_not_know_what_the_person_went_on_from() {
    let service = kites();
    let given = answers(json!({ "danger": "yes", "abroad": "yes", "colour": "red" }));
    let sections = summary(&service, &given, Language::English, morning());
    assert!(sections.iter().flat_map(|section| &section.rows).any(|row| row.question == "colour"));
    assert_eq!(crate::assess(&service, &given, morning()).flags, ["red"]);
}

#[test]
fn whoever_is_handed_over_is_not_asked_the_same_again() {
    let service = REAL.get("antisocial-behaviour").unwrap();
    let given = answers(json!({
        "danger": "no", "happening_now": "no", "going_on": "no", "about": "person"
    }));
    let way = journey(service, &given, morning());
    let End::Outcome(outcome) = &way.end else { panic!("{way:?}") };
    assert_eq!(
        (outcome.kind, outcome.to.as_str()),
        (OutcomeKind::Service, "stalking-or-harassment")
    );
    let carried = outcome.carried(&given);
    assert_eq!(carried, answers(json!({ "danger": "no", "happening_now": "no" })));
    let other = REAL.get(&outcome.to).unwrap();
    assert_eq!(end(&journey(other, &carried, morning())), "exit-this-page");
}

#[test]
fn only_what_was_called_safe_is_safe() {
    let service = REAL.get("stalking-or-harassment").unwrap();
    let wishes = |given: Value| contact_wishes(service, &answers(given));
    let safe = wishes(json!({
        "may_contact": "yes", "ways": ["text"], "phone": "+447700900123",
        "email": "a@example.test", "voicemail": "yes", "codeword": "bluebell"
    }));
    assert_eq!(safe.ways, [Way::Text, Way::Track]);
    assert_eq!((safe.safe_email(), safe.safe_phone(Way::Text)), (None, Some("+447700900123")));
    assert_eq!((safe.safe_phone(Way::Call), safe.discreet), (None, false));
    assert_eq!(safe.codeword.as_deref(), Some("bluebell"));
    let silent = wishes(json!({ "may_contact": "no", "phone": "+447700900123", "ways": ["text"] }));
    assert!(!silent.may_contact && silent.discreet && silent.phone.is_none());
    assert!(wishes(json!({})).discreet);
}

#[test]
fn addresses_of_a_sensitive_service_say_nothing() {
    let (service, slug) = REAL.find("report", "k7m2").unwrap();
    assert_eq!((service.id.as_str(), slug), ("stalking-or-harassment", Slug::Opaque));
    assert_eq!(REAL.find("report", "stalking-or-harassment").unwrap().1, Slug::Plain);
    assert!(REAL.find("apply", "k7m2").is_none());
    for (number, page) in service.pages.iter().enumerate() {
        assert_eq!(page.slug, (number + 1).to_string());
        assert_eq!(service.page(&page.slug).unwrap().id, page.id);
    }
    assert_eq!(service.neutral_title(Language::Welsh), "Ffurflen ar-lein");
    let ordinary = REAL.get("bicycle-theft").unwrap();
    assert!(ordinary.pages.iter().all(|page| page.slug == page.id));
}

#[test]
fn every_outcome_of_every_service_leaves_a_way_on() {
    for service in REAL.iter() {
        for page in &service.pages {
            if let crate::PageKind::Outcome(outcome) = &page.kind {
                assert!(!outcome.onward.en.is_empty() && !outcome.to.is_empty(), "{}", page.id);
                assert_eq!((&outcome.page, &outcome.slug), (&page.id, &page.slug));
                if outcome.kind == OutcomeKind::Emergency {
                    assert_eq!(outcome.to, "tel:999");
                }
            }
        }
    }
    let mut gone_on = Answers::new();
    gone_on.go_on_from("call-999");
    assert!(gone_on.went_on_from("call-999"));
}
