//! Answers at random: nothing panics, every way ends, and the web and the API take the same.

use super::sample::{KITES_IN_THE_AIR, LOST, REAL, morning};
use crate::answers::{Item, ONWARD};
use crate::composed::{Composed, PartForm};
use crate::{
    Answers, Complete, End, Form, Kind, PageKind, Question, Service, Task, TaskState, assess,
    check_submission, contact_wishes, journey, next_steps, prune, read, summary, tasks,
};
use kernel::Language;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

pub(super) fn all() -> impl Iterator<Item = &'static Service> {
    REAL.iter().chain(KITES_IN_THE_AIR.iter()).chain(LOST.iter()).map(AsRef::as_ref)
}

pub(super) fn service() -> impl Strategy<Value = &'static Service> {
    let services: Vec<&Service> = all().collect();
    select(services)
}

/// An answer to a question: mostly a fitting one, sometimes none, sometimes nonsense.
fn answer(question: &Question, at: usize) -> Option<Value> {
    let values: Vec<&str> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
    let one = |at: usize| values.get(at % values.len().max(1)).copied().unwrap_or("?");
    match at % 61 {
        0 => return None,
        1 => return Some(Value::Null),
        2 => return Some([json!("nonsense"), json!(7), json!(["x"]), json!({})][at % 4].clone()),
        _ => {}
    }
    Some(match question.kind {
        kind if kind.is_one_of() => json!(one(at)),
        kind if kind.is_several_of() => {
            let alone = question.exclusive.as_deref().filter(|_| !at.is_multiple_of(23));
            match [one(at), one(at / 7)] {
                [a, b] if [a, b].iter().any(|value| Some(*value) == alone) => json!([alone]),
                both => json!(both),
            }
        }
        Kind::Date(_) => json!(if at.is_multiple_of(19) { "2027-01-01" } else { "2026-06-03" }),
        Kind::Phone => json!("07700 900 123"),
        Kind::Email => json!("sam@example.test"),
        Kind::Postcode => json!("hu13aa"),
        Kind::Money => json!("£1,200"),
        Kind::Number(_) => json!(3),
        Kind::Declaration => json!("yes"),
        Kind::Composed(composed) => parts(composed, question, at),
        Kind::Items => json!([parts(Composed::Item, question, at), {"what": "a kite"}]),
        Kind::Upload => json!(["file-number-1"]),
        _ => json!(" some\u{200b} words "),
    })
}

/// An answer of several parts that fit together.
fn parts(composed: Composed, question: &Question, at: usize) -> Value {
    let leading = question.choices.get(at % question.choices.len().max(1));
    let leading = leading.map(|choice| choice.value.as_str());
    let value = |part: &crate::Part| match part.form {
        PartForm::Leading => leading.unwrap_or("?"),
        PartForm::Choice(choices) => choices[at % choices.len()].0,
        PartForm::Date(_) => "2026-06",
        PartForm::Time if part.name == "to" => "2026-06-03T16:00",
        PartForm::Time => "2026-06-02",
        PartForm::Postcode => "hu13aa",
        PartForm::Registration => "ab12 cde",
        PartForm::Money => "£20",
        PartForm::Tick => "yes",
        PartForm::Uprn => "900000000001",
        PartForm::Line(..) if part.name == "point" => "53.7443, -0.3325",
        PartForm::Line(..) | PartForm::Lines => " some words ",
    };
    let asked = composed.parts().iter().filter(|part| part.is_asked(leading));
    Value::Object(asked.map(|part| (part.name.to_owned(), json!(value(part)))).collect())
}

/// What is set in an item of a group, or by itself.
fn set(answers: &mut Answers, question: &Question, at: usize, value: Value) {
    let item = question.group.as_deref().map(|group| Item { group, at });
    answers.set_in(item, &question.id, value);
}

fn open(task: &Task<'_>) -> bool {
    task.state != TaskState::Completed
}

pub(super) fn random(service: &Service, seeds: &[usize]) -> Answers {
    // Neighbouring questions must not get neighbouring numbers.
    let seed = |at: usize| {
        let seed = seeds.get(at % seeds.len()).copied().unwrap_or_default();
        seed.wrapping_add(at).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20
    };
    let mut answers = Answers::new();
    for (at, question) in service.questions().enumerate() {
        for item in 0..if question.group.is_some() { 1 + seed(0) % 2 } else { 1 } {
            if let Some(value) = answer(question, seed(at + 7 * item)) {
                set(&mut answers, question, item, value);
            }
        }
    }
    for (at, page) in service.pages.iter().enumerate() {
        if !matches!(page.kind, PageKind::Questions) && seed(at) % 3 > 0 {
            answers.go_on_from(&page.id);
        }
    }
    answers
}

/// What a browser sends for an answer.
fn fields(question: &Question, value: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("nonsense").to_owned();
    let id = || question.id.clone();
    match (question.kind, value) {
        (_, Value::Null) => Vec::new(),
        (Kind::Date(_), value) => {
            let text = text(value);
            let mut parts = text.split('-');
            ["year", "month", "day"]
                .map(|part| {
                    (format!("{}-{part}", question.id), parts.next().unwrap_or("").to_owned())
                })
                .to_vec()
        }
        (Kind::Composed(composed), Value::Object(_)) => part_fields(composed, &question.id, value),
        (Kind::Items, Value::Array(things)) => {
            let things = things.iter().zip(1..);
            let row = |(thing, number)| {
                part_fields(Composed::Item, &format!("{}-{number}", question.id), thing)
            };
            things.flat_map(row).collect()
        }
        (_, Value::Number(number)) => vec![(id(), number.to_string())],
        (_, Value::Array(items)) => items.iter().map(|item| (id(), text(item))).collect(),
        (_, value) => vec![(id(), text(value))],
    }
}

/// What a browser sends for the parts of an answer.
fn part_fields(composed: Composed, of: &str, value: &Value) -> Vec<(String, String)> {
    let given = composed.parts().iter().filter_map(|part| Some((part, value[part.name].as_str()?)));
    given
        .flat_map(|(part, text)| {
            let field = part.field(of);
            let named = |name: &str, text: &str| (format!("{field}{name}"), text.to_owned());
            let (date, time) = text.split_once('T').unwrap_or((text, ""));
            let date: Vec<&str> = date.split('-').collect();
            match (part.form, date.as_slice()) {
                (PartForm::Date(_) | PartForm::Time, [year, rest @ ..]) => vec![
                    named("-year", year),
                    named("-month", rest.first().unwrap_or(&"")),
                    named("-day", rest.get(1).unwrap_or(&"")),
                    named("-time", time),
                ],
                _ => vec![(field, text.to_owned())],
            }
        })
        .collect()
}

/// Walks a service as a person with a browser does, with wishes for answers.
pub(super) fn browse(service: &Service, wishes: &Answers) -> Answers {
    let mut answers = Answers::new();
    for _ in 0..200 {
        let way = journey(service, &answers, morning());
        let spot = match way.end {
            End::Check => return answers,
            End::Outcome(outcome) => {
                answers.go_on_from(&outcome.page);
                continue;
            }
            End::Asking(spot) => spot,
            End::Tasks => match tasks(service, &answers, morning()).into_iter().find(open) {
                Some(task) => task.spot,
                None => panic!("no task of {} is open", service.id),
            },
        };
        let page = spot.page;
        if !matches!(page.kind, PageKind::Questions) {
            answers.go_on_from(&page.id);
            continue;
        }
        let mut sent = Vec::new();
        for question in &page.questions {
            let wish = wishes.put_in(spot.item, &question.id).unwrap_or(&Value::Null);
            sent.extend(fields(question, wish));
        }
        let form = Form { fields: &sent, language: Language::Welsh, now: morning() };
        let reading = read(service, spot, &answers, form);
        answers = reading.onto(&answers);
        if !reading.problems.is_empty() {
            return answers;
        }
    }
    panic!("{} never ends", service.id);
}

#[test]
fn many_random_people_get_to_the_end() {
    for service in all() {
        let gets_there = |seed: usize| {
            let answers = browse(service, &random(service, &[seed, seed / 3, seed * 7]));
            matches!(journey(service, &answers, morning()).end, End::Check)
        };
        let arrived = (100..200).filter(|seed| gets_there(*seed)).count();
        assert!(arrived > 15, "{}: {arrived} of 100", service.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_answers_never_panic_and_the_way_ends(service in service(), seeds in vec(any::<usize>(), 1..9)) {
        let answers = random(service, &seeds);
        let way = journey(service, &answers, morning());
        prop_assert!(!way.steps.is_empty());
        for (at, step) in way.steps.iter().enumerate() {
            let back = way.back_from(Some(step.spot())).map(crate::Spot::slug);
            let before = at.checked_sub(1).map(|at| way.steps[at].spot().slug());
            prop_assert_eq!(back, before);
            prop_assert!(step.done || step.page.task || at + 1 == way.steps.len());
        }
        prop_assert!(way.back_from(None).is_some());
        for language in Language::ALL {
            let _ = summary(service, &answers, language, morning());
            let _ = check_submission(service, &answers, language, morning());
        }
        let _ = assess(service, &answers, morning());
        let _ = contact_wishes(service, &answers);
        prop_assert!(!next_steps(service, &answers, morning()).is_empty());
    }

    #[test]
    fn what_the_api_takes_the_web_takes_and_what_the_web_takes_the_api_takes(
        service in service(),
        seeds in vec(any::<usize>(), 1..9),
    ) {
        let (mut answers, _) = prune(service, &random(service, &seeds), morning());
        let taken = check_submission(service, &answers, Language::English, morning());
        let taken = matches!(taken, Ok(Complete::Report(_)));
        // On the web a blank question was seen and an interruption was passed.
        for question in service.questions() {
            let items = question.group.as_deref().map_or(1, |group| {
                let least = service.repeat(group).map_or(0, |repeat| repeat.min);
                answers.items(group).len().max(least)
            });
            for at in 0..items {
                let item = question.group.as_deref().map(|group| Item { group, at });
                if answers.put_in(item, &question.id).is_none() {
                    set(&mut answers, question, at, Value::Null);
                }
            }
        }
        for page in &service.pages {
            if let PageKind::Interruption(_) | PageKind::List = page.kind {
                answers.go_on_from(&page.id);
            }
        }
        let way = journey(service, &answers, morning());
        prop_assert_eq!(matches!(way.end, End::Check), taken, "{:?}", answers);
    }

    #[test]
    fn what_a_browser_sends_ends_as_a_report(service in service(), seeds in vec(any::<usize>(), 1..9)) {
        let wishes = random(service, &seeds);
        let answers = browse(service, &wishes);
        if let End::Check = journey(service, &answers, morning()).end {
            let checked = check_submission(service, &answers, Language::English, morning());
            let Ok(Complete::Report(tidy)) = checked else {
                return Err(TestCaseError::fail(format!("{checked:?}")));
            };
            // Tidy answers stay as they are, and all of them are on the way.
            let again = check_submission(service, &tidy, Language::English, morning());
            let Ok(Complete::Report(again)) = again else {
                return Err(TestCaseError::fail(format!("{again:?}")));
            };
            prop_assert_eq!(&again, &tidy);
            let (kept, removed) = prune(service, &tidy, morning());
            prop_assert_eq!(kept, tidy);
            prop_assert!(removed.is_empty());
        }
    }

    #[test]
    fn pruning_twice_is_pruning_once(service in service(), seeds in vec(any::<usize>(), 1..9)) {
        let (once, _) = prune(service, &random(service, &seeds), morning());
        let (twice, removed) = prune(service, &once, morning());
        prop_assert_eq!(once, twice);
        prop_assert!(removed.is_empty());
    }

    #[test]
    fn any_fields_at_all_are_read_without_panic(
        service in service(),
        page in any::<Index>(),
        fields in vec((any::<Index>(), "\\PC{0,40}|[0-9/. -]{0,12}|yes|no"), 0..6),
    ) {
        let page = page.get(&service.pages);
        let slug = if page.is_of_items() { format!("{}.1", page.slug) } else { page.slug.clone() };
        let spot = service.spot(&slug).unwrap();
        let names: Vec<String> = page.questions.iter().flat_map(|question| {
            ["", "-day", "-month", "-year", "-kind", "-how", "-at-day", "-1-what", "-add"].map(|part| format!("{}{part}", question.id))
        }).chain([ONWARD.to_owned()]).collect();
        let fields: Vec<(String, String)> =
            fields.into_iter().map(|(name, value)| (name.get(&names).clone(), value)).collect();
        let form = Form { fields: &fields, language: Language::English, now: morning() };
        let reading = read(service, spot, &Answers::new(), form);
        prop_assert!(!reading.answers.has(ONWARD));
    }

    #[test]
    fn any_text_at_all_is_compiled_or_found_wanting(text in "\\PC{0,80}", from in any::<Index>()) {
        let lines: Vec<&str> = super::sample::KITES.lines().collect();
        let at = from.index(lines.len());
        let mut changed: Vec<&str> = lines.clone();
        changed[at] = &text;
        let _ = crate::Catalogue::compile(super::sample::files(&changed.join("\n")));
    }
}
