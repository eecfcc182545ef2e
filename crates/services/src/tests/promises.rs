//! What the definitions that come with the program promise.

use super::sample::{REAL, answers, morning};
use crate::{
    Group, ServiceKind, answers_schema, definition_json, language_schema, next_steps, promise,
    run_tests,
};
use kernel::{Block, Clock, FixedClock, Language};
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn the_definitions_own_tests_pass() {
    let results = run_tests(&REAL, &[]);
    assert!(results.len() >= 25, "{}", results.len());
    let failed: Vec<_> = results.iter().filter(|result| !result.failures.is_empty()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(run_tests(&REAL, &["bicycle-theft"]).iter().all(|r| r.service == "bicycle-theft"));
}

#[test]
fn the_first_services_are_there_in_both_languages() {
    for id in ["bicycle-theft", "antisocial-behaviour", "stalking-or-harassment"] {
        let service = REAL.get(id).unwrap();
        assert_eq!((service.group, service.slug.as_str()), (Group::Report, id));
        assert_eq!((service.kind(), service.languages()), (ServiceKind::Form, &Language::ALL[..]));
        assert_ne!(service.title(Language::English), service.title(Language::Welsh));
        let gate = service.pages.first().unwrap();
        assert_eq!(gate.id, "emergency");
        assert!(gate.questions.iter().any(|question| question.id == "danger"));
        assert!(matches!(service.start.say(Language::Welsh).first(), Some(Block::Paragraph(_))));
    }
}

#[test]
fn no_english_is_left_in_the_welsh_questions() {
    for service in REAL.iter() {
        for question in service.questions() {
            assert_ne!(question.ask.en, question.ask.cy.replace("Model", "-"), "{}", question.id);
        }
    }
}

#[test]
fn the_receipt_promises_a_time() {
    let submitted = FixedClock(morning()).now();
    for (id, hours) in
        [("bicycle-theft", 48), ("antisocial-behaviour", 48), ("stalking-or-harassment", 12)]
    {
        let service = REAL.get(id).unwrap();
        for may in ["yes", "no"] {
            let given =
                answers(json!({ "danger": "no", "happening_now": "no", "may_contact": may }));
            let promised = promise(service, &given, submitted).unwrap();
            assert_eq!(promised.by.unwrap().since(submitted).as_hours(), hours, "{id} {may}");
            assert!(promised.text.en.contains("{by}") && promised.text.cy.contains("{by}"));
            assert!(next_steps(service, &given, submitted).len() > 1);
        }
    }
}

#[test]
fn the_schema_of_answers_names_every_question_and_no_other() {
    for service in REAL.iter() {
        let schema = answers_schema(service);
        let properties = schema["properties"].as_object().unwrap();
        let mut names = BTreeSet::from(["onward"]);
        for question in service.questions() {
            let group = question.group.as_deref();
            names.insert(group.unwrap_or(&question.id));
            let place = group.map_or(&schema, |group| &properties[group]["items"]);
            assert!(!place["properties"][&question.id].is_null(), "{}", question.id);
        }
        let described: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(described, names, "{}", service.id);
        assert_eq!(schema["additionalProperties"], json!(false));
        let required: Vec<&str> = schema["required"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|name| name.as_str())
            .collect();
        assert!(required.contains(&"danger"), "{required:?}");
    }
    let schema = answers_schema(REAL.get("bicycle-theft").unwrap());
    assert_eq!(schema["properties"]["ways"]["items"]["enum"], json!(["email", "call", "text"]));
}

#[test]
fn a_definition_is_described_in_one_language() {
    let service = REAL.get("bicycle-theft").unwrap();
    let described = definition_json(service, Language::Welsh);
    assert_eq!(described["title"], json!("Rhoi gwybod am feic sydd wedi’i ddwyn"));
    assert_eq!(described["group"], json!("report"));
    let pages = described["pages"].as_array().unwrap();
    assert_eq!(pages.len(), service.pages.len());
    assert_eq!(pages[0]["questions"][0]["choices"][0], json!({ "value": "yes", "label": "Ie" }));
}

#[test]
fn the_language_is_described() {
    let schema = language_schema();
    assert_eq!(schema["additionalProperties"], json!(false));
    assert!(schema["properties"].as_object().unwrap().contains_key("confirmation"));
}
