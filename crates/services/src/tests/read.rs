//! Pages as browsers send them, read by hand.

use super::by_hand::{end, kites};
use super::sample::{KITES, REAL, answers, catalogue, morning};
use crate::{Form, Reading, Service, journey, prune, read};
use kernel::Language;
use serde_json::{Value, json};
use std::sync::Arc;

fn fill(service: &Service, page: &str, before: Value, fields: &[(&str, &str)]) -> Reading {
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let form = Form { fields: &fields, language: Language::English, now: morning() };
    read(service, service.spot(page).unwrap(), &answers(before), form)
}

#[test]
fn a_page_is_read_forgivingly() {
    let service = kites();
    let red = || json!({ "danger": "no", "abroad": "no", "colour": "red" });
    let tail = || json!({ "danger": "no", "abroad": "no", "colour": "red", "parts": ["tail"] });
    for (page, before, fields, taken) in [
        ("colour", json!({}), vec![("colour", " red ")], json!({ "colour": "red" })),
        (
            "parts",
            red(),
            vec![("parts", "string"), ("parts", "tail"), ("parts", "")],
            json!({ "parts": ["tail", "string"] }),
        ),
        ("lost-on", red(), vec![("lost_on-day", "3 June")], json!({ "lost_on": "2026-06-03" })),
        (
            "lost-on",
            red(),
            vec![("lost_on-day", ""), ("lost_on-month", " ")],
            json!({ "lost_on": null }),
        ),
        (
            "story",
            red(),
            vec![("story", " It\u{0} flew\r\n\r\n\r\naway\u{200b} ")],
            json!({ "story": "It flew\n\naway" }),
        ),
        (
            "story",
            tail(),
            vec![("story", ""), ("tail_length", "2 m")],
            json!({ "story": null, "tail_length": "2 m" }),
        ),
        // A field that is not of the page, and one that is not asked, are left aside.
        (
            "story",
            red(),
            vec![("story", "x"), ("colour", "no"), ("tail_length", "2 m")],
            json!({ "story": "x" }),
        ),
    ] {
        let reading = fill(&service, page, before, &fields);
        assert_eq!(reading.problems, [], "{fields:?}");
        assert_eq!(serde_json::to_value(&reading.answers).unwrap(), taken, "{fields:?}");
    }
}

#[test]
fn what_is_not_taken_says_what_to_do_and_stays_typed() {
    let service = kites();
    let red = json!({ "danger": "no", "abroad": "no", "colour": "red" });
    for (page, fields, field, message) in [
        ("colour", vec![], "colour", "Select an option"),
        ("colour", vec![("colour", "blue")], "colour", "Select one of the options"),
        ("parts", vec![], "parts", "Select at least one option"),
        (
            "parts",
            vec![("parts", "tail"), ("parts", "none")],
            "parts",
            "Select the options that apply, or select “None of these”",
        ),
        (
            "lost-on",
            vec![("lost_on-day", "3"), ("lost_on-month", "6")],
            "lost_on-year",
            "The date must include a year",
        ),
        (
            "lost-on",
            vec![("lost_on-day", "31"), ("lost_on-month", "2"), ("lost_on-year", "2026")],
            "lost_on-day",
            "Enter a real date, like 27 3 2026",
        ),
        (
            "lost-on",
            vec![("lost_on-day", "5"), ("lost_on-month", "6"), ("lost_on-year", "2026")],
            "lost_on-day",
            "Enter a date that is not in the future",
        ),
        (
            "story",
            vec![("story", "123456789 123456789 123456789 123456789 123456789 1")],
            "story",
            "Use 50 characters or fewer",
        ),
    ] {
        let reading = fill(&service, page, red.clone(), &fields);
        let found: Vec<(&str, &str)> =
            reading.problems.iter().map(|p| (p.field.as_str(), p.message.as_str())).collect();
        assert_eq!(found, [(field, message)]);
        assert_eq!(reading.typed.len(), fields.len());
    }
}

#[test]
fn a_question_called_up_on_the_same_page_is_asked_without_blame() {
    let real = &*REAL;
    let service = real.get("bicycle-theft").unwrap();
    let page = service.page_by_id("bicycle").unwrap();
    assert!(page.questions.len() > 1);
    let together = KITES.replace(
        "  - id: parts\n    section: kite\n    when: colour == 'red'\n    questions:\n",
        "",
    );
    let together = together.replace(
        "  - id: colour\n    section: kite\n",
        "  - id: colour\n    section: kite\n    heading: Colour and parts\n",
    );
    let together = together.replace(
        "ask: What is still there?",
        "ask: What is still there?\n        when: colour == 'red'",
    );
    let service = Arc::clone(catalogue(&together).get("kites").unwrap());
    let before = json!({ "danger": "no", "abroad": "no" });
    let reading = fill(&service, "colour", before.clone(), &[("colour", "red")]);
    assert_eq!(reading.problems, []);
    let after = reading.onto(&answers(before.clone()));
    let next = journey(&service, &after, morning());
    assert_eq!(end(&next), "colour");
    assert_eq!(next.steps.last().unwrap().questions.len(), 2);
    // Once it was shown, leaving it out is a fault.
    let reading =
        fill(&service, "colour", serde_json::to_value(&after).unwrap(), &[("colour", "red")]);
    assert_eq!(reading.problems.len(), 1);
}

#[test]
fn a_page_read_again_replaces_its_answers() {
    let service = kites();
    let before = json!({ "danger": "no", "abroad": "no", "colour": "red", "parts": ["tail"] });
    let reading = fill(&service, "colour", before.clone(), &[("colour", "no")]);
    let after = reading.onto(&answers(before));
    let (kept, dropped) = prune(&service, &after, morning());
    assert_eq!(dropped, ["parts"]);
    assert_eq!(kept, answers(json!({ "danger": "no", "abroad": "no", "colour": "no" })));
}
