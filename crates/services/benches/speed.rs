//! How quick the engine is: `cargo bench -p bluelamp-services`. Nothing fails by being slow here; the
//! figures and what they must be stand in `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use kernel::{Instant, Language};
use serde_json::Value;
use services::{
    Answers, Catalogue, End, Form, Kind, PageKind, Service, embedded_files, journey, read,
};
use std::time::{Duration, Instant as Started};

fn main() {
    let files = embedded_files();
    let catalogue = Catalogue::compile(files.clone()).unwrap_or_else(|_| std::process::exit(1));
    for service in catalogue.iter() {
        let ours = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or_default();
            let shared = path.matches('/').count() > 1
                || ["flags.", "teams."].iter().any(|it| name.starts_with(it));
            shared || name.split('.').next() == Some(service.id.as_str())
        };
        let own: Vec<_> = files.iter().filter(|(path, _)| ours(path)).cloned().collect();
        let compiled = middle(20, || services::review(own.clone()));
        println!("compile {:28} {:>9.2?} with every shared block", service.id, compiled);
    }
    let largest = catalogue.iter().max_by_key(|service| service.questions().count());
    if let Some(service) = largest {
        walked(service);
    }
}

/// Deciding the next page, and reading a page, of answers that go to the end.
fn walked(service: &Service) {
    let now = Instant::new(jiff::Timestamp::UNIX_EPOCH);
    let answers = answered(service, now);
    let steps = journey(service, &answers, now).steps.len();
    let questions = service.questions().count();
    println!("walk    {} · {questions} questions, {steps} pages on the way", service.id);
    println!("journey {:>9.2?}", middle(2000, || journey(service, &answers, now).steps.len()));
    let way = journey(service, &answers, now);
    if let Some(step) = way.steps.last() {
        let fields: Vec<(String, String)> =
            step.questions.iter().map(|it| (it.id.clone(), "yes".to_owned())).collect();
        let form = Form { fields: &fields, language: Language::English, now };
        let spot = step.spot();
        println!("read    {:>9.2?}", middle(2000, || read(service, spot, &answers, form).again));
    }
}

/// Answers to everything that is asked, the first choice of each.
fn answered(service: &Service, now: Instant) -> Answers {
    let mut answers = Answers::new();
    for _ in 0..500 {
        let way = journey(service, &answers, now);
        let Some(step) = way.steps.iter().find(|step| !step.done) else { break };
        let (spot, kind) = (step.spot(), &step.page.kind);
        if !matches!(kind, PageKind::Questions) || matches!(way.end, End::Check) {
            answers.go_on_from(&spot.page.id);
            continue;
        }
        for question in &step.questions {
            let last = question.choices.last().map(|choice| choice.value.as_str());
            let value = match (question.kind, last) {
                (kind, Some(last)) if kind.is_several_of() => Value::from(vec![last]),
                (kind, Some(last)) if kind.is_one_of() => Value::from(last),
                (Kind::Date(_), _) => Value::from("1970-01-01"),
                (Kind::Phone, _) => Value::from("07700 900 123"),
                (Kind::Email, _) => Value::from("sam@example.test"),
                (Kind::Postcode, _) => Value::from("HU1 3AA"),
                _ if !question.required => Value::Null,
                _ => Value::from("some words"),
            };
            answers.set_in(spot.item, &question.id, value);
        }
    }
    answers
}

/// The time in the middle of several.
fn middle<T>(times: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let began = Started::now();
            std::hint::black_box(work());
            began.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken.get(times / 2).copied().unwrap_or_default()
}
