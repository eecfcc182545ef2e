//! Back always restores, a change keeps what still is valid and says what was taken out, and the
//! schema, the API and the web agree, over every definition and answers at random.

use super::at_random::{all, browse, random, service};
use super::sample::{REAL, all_files, morning, review_order, with_welsh};
use crate::answers::Item;
use crate::{
    Answers, Complete, End, Form, Kind, OutcomeKind, PageKind, Question, Service, answers_schema,
    check_submission, embedded_files, journey, prune, read,
};
use kernel::Language;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Answers of somebody who got to the check page, if these wishes lead there.
fn finished(service: &Service, seeds: &[usize]) -> Option<Answers> {
    let answers = browse(service, &random(service, seeds));
    let way = journey(service, &answers, morning());
    matches!(way.end, End::Check).then_some(answers)
}

/// Every name under which something is kept, those of items with their place.
fn names(service: &Service, answers: &Answers) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (name, value) in answers.iter().filter(|(name, _)| *name != crate::ONWARD) {
        match value.as_array().filter(|_| service.repeat(name).is_some()) {
            Some(items) => {
                names.extend(items.iter().filter_map(Value::as_object).flat_map(|item| {
                    item.keys().map(|key| format!("{name}/{key}")).collect::<Vec<_>>()
                }));
            }
            None => {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

/// What a browser shows of an answer: a value that no question takes.
fn spoiled(question: &Question) -> Value {
    match question.kind {
        Kind::Text | Kind::Textarea | Kind::FullName | Kind::Place => {
            json!("x".repeat(question.max + 1))
        }
        Kind::Composed(_) | Kind::Items => json!({ "no such part": "x" }),
        Kind::Checkboxes | Kind::TimeWindows => json!(["no such option"]),
        Kind::Upload => json!(["../../etc/passwd"]),
        Kind::Phone | Kind::Email | Kind::Postcode | Kind::Money | Kind::Number(_) => json!("?"),
        _ => json!("no such option"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn back_shows_the_page_before_as_it_was_whatever_was_answered_after(
        service in service(),
        seeds in vec(any::<usize>(), 1..9),
        page in any::<Index>(),
    ) {
        let answers = browse(service, &random(service, &seeds));
        let way = journey(service, &answers, morning());
        let at = page.index(way.steps.len());
        let step = &way.steps[at];
        let Some(before) = way.back_from(Some(step.spot())) else {
            prop_assert_eq!(at, 0);
            return Ok(());
        };
        prop_assert!(before.is(way.steps[at - 1].spot()));
        // Whatever the page now says, the pages before it and their answers stay as they were.
        for field in ["yes", "no", "", "nonsense"] {
            let sent: Vec<(String, String)> = step
                .page
                .questions
                .iter()
                .map(|question| (question.id.clone(), field.to_owned()))
                .collect();
            let form = Form { fields: &sent, language: Language::English, now: morning() };
            let after = read(service, step.spot(), &answers, form).onto(&answers);
            let again = journey(service, &after, morning());
            for (was, is) in way.steps.iter().zip(&again.steps).take(at) {
                prop_assert!(was.spot().is(is.spot()));
                for question in &was.questions {
                    prop_assert_eq!(
                        answers.put_in(was.item, &question.id),
                        after.put_in(was.item, &question.id)
                    );
                }
            }
            if !step.page.task {
                let back = again.back_from(Some(step.spot()));
                prop_assert!(back.is_some_and(|back| back.is(before)));
            }
        }
    }

    #[test]
    fn a_change_keeps_what_is_valid_and_says_exactly_what_was_taken_out(
        service in service(),
        seeds in vec(any::<usize>(), 1..9),
        others in vec(any::<usize>(), 1..9),
        which in any::<Index>(),
    ) {
        let Some(mut answers) = finished(service, &seeds) else { return Ok(()) };
        let wish = random(service, &others);
        let questions: Vec<&Question> = service.questions().filter(|it| it.group.is_none()).collect();
        let question = questions[which.index(questions.len())];
        let Some(value) = wish.get(&question.id) else { return Ok(()) };
        answers.set(question.id.clone(), value.clone());
        let (kept, removed) = prune(service, &answers, morning());
        let (had, has) = (names(service, &answers), names(service, &kept));
        prop_assert!(has.is_subset(&had));
        let gone: BTreeSet<&str> = had.difference(&has).map(|name| last(name)).collect();
        let said: BTreeSet<&str> = removed.iter().map(String::as_str).collect();
        // A whole group that is no longer asked about is named as one; blank answers go unsaid.
        for name in &gone {
            let group = service.question(name).and_then(|it| it.group.as_deref());
            let known = said.contains(name) || group.is_some_and(|group| said.contains(group));
            let blank = answers.get(name).is_none() && group.is_some();
            prop_assert!(known || blank, "{name} went without a word: {removed:?}");
        }
        for name in &said {
            prop_assert!(!kept.has(name) || service.question(name).is_some_and(|it| it.group.is_some()));
        }
        // What is kept is as it was.
        for (name, value) in kept.iter().filter(|(name, _)| service.question(name).is_some()) {
            prop_assert_eq!(answers.0.get(name), Some(value));
        }
    }

    #[test]
    fn one_spoiled_answer_is_always_caught(
        service in service(),
        seeds in vec(any::<usize>(), 1..9),
        which in any::<Index>(),
    ) {
        let Some(answers) = finished(service, &seeds) else { return Ok(()) };
        let Ok(Complete::Report(tidy)) =
            check_submission(service, &answers, Language::English, morning())
        else {
            return Err(TestCaseError::fail("a finished way is refused"));
        };
        let given: Vec<(&Question, Option<Item<'_>>)> = service
            .questions()
            .flat_map(|question| match question.group.as_deref() {
                None => vec![(question, None)],
                Some(group) => (0..tidy.items(group).len())
                    .map(|at| (question, Some(Item { group, at })))
                    .collect(),
            })
            .filter(|(question, item)| tidy.get_in(*item, &question.id).is_some())
            .collect();
        let (question, item) = given[which.index(given.len())];
        let mut wrong = tidy.clone();
        wrong.set_in(item, &question.id, spoiled(question));
        let checked = check_submission(service, &wrong, Language::English, morning());
        let field = match item {
            None => format!("/answers/{}", question.id),
            Some(item) => format!("/answers/{}/{}/{}", item.group, item.at, question.id),
        };
        // A spoiled answer of the gate may leave another one that sends to a call, before all faults.
        if let Ok(Complete::Outcome(outcome)) = &checked
            && outcome.kind == OutcomeKind::Emergency
        {
            return Ok(());
        }
        let problems = checked.err().unwrap_or_default();
        prop_assert!(problems.iter().any(|it| it.field == field), "{field}: {problems:?}");
    }

    #[test]
    fn the_schema_takes_whatever_a_report_holds(service in service(), seeds in vec(any::<usize>(), 1..9)) {
        let Some(answers) = finished(service, &seeds) else { return Ok(()) };
        let checked = check_submission(service, &answers, Language::English, morning());
        let Ok(Complete::Report(tidy)) = checked else {
            return Err(TestCaseError::fail("a finished way is refused"));
        };
        let schema = jsonschema::validator_for(&answers_schema(service)).unwrap();
        // Lists that were looked at are no answers to the API.
        let mut sent = tidy.clone();
        for page in &service.pages {
            if let PageKind::List = page.kind {
                sent.stay_at(&page.id);
            }
        }
        let value = serde_json::to_value(&sent).unwrap();
        let faults: Vec<String> = schema
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        prop_assert!(faults.is_empty(), "{faults:?}");
    }
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

#[test]
fn compiling_twice_finds_the_same_and_makes_the_same() {
    let files = with_welsh(all_files());
    let mut turned = files.clone();
    turned.reverse();
    let described = |files: Vec<(String, String)>| {
        let catalogue = crate::Catalogue::compile(files).unwrap();
        let described = |service: &std::sync::Arc<Service>| {
            Language::ALL.map(|it| crate::definition_json(service, it).to_string()).concat()
        };
        catalogue.iter().map(described).collect::<Vec<_>>()
    };
    assert_eq!(described(files.clone()), described(turned.clone()));
    assert_eq!(review_order(files), review_order(turned));
    assert_eq!(review_order(embedded_files()), review_order(embedded_files()));
    assert_eq!(all().count(), REAL.iter().count() + 2);
}
