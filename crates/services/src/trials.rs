//! The tests that stand beside a definition, run: documentation that cannot go stale.

use crate::assess::{Priority, assess};
use crate::condition::Moment;
use crate::confirmation::promise;
use crate::definition::At;
use crate::edition::Edition;
use crate::findings::File;
use crate::journey::{Gait, prune, walk};
use crate::page::{OutcomeKind, PageKind};
use crate::service::Service;
use crate::submission::{Complete, check_submission};
use crate::wishes::contact_wishes;
use crate::{Answers, Catalogue};
use kernel::{Instant, Language};
use serde::Deserialize;

/// One test of a definition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TestCase {
    name: String,
    #[serde(default)]
    now: Option<String>,
    #[serde(default)]
    answers: Answers,
    expect: Expected,
}

impl TestCase {
    /// The names of its answers.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.answers.iter().map(|(name, _)| name)
    }
}

/// What a test expects; what it does not name may be anything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The shared block that stops the way.
    outcome: Option<String>,
    /// The partner that it leads to.
    redirect: Option<String>,
    /// The service that it leads to.
    service: Option<String>,
    /// Interruptions on the way, by page id.
    #[serde(default)]
    interrupts: Vec<String>,
    /// Whether the answers make a report.
    complete: Option<bool>,
    /// Questions with a fault.
    faults: Option<Vec<String>>,
    #[serde(default)]
    asked: Vec<String>,
    #[serde(default)]
    not_asked: Vec<String>,
    /// Answers that are left out because they are not on the way.
    dropped: Option<Vec<String>>,
    flags: Option<Vec<String>>,
    priority: Option<Priority>,
    may_contact: Option<bool>,
    discreet: Option<bool>,
    /// The promise, as ISO 8601; `none` for no promise of a time.
    reply_within: Option<String>,
}

/// How one test went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestResult {
    /// The service.
    pub service: String,
    /// What the test says.
    pub name: String,
    /// Where it stands: path and line.
    pub at: (String, u64),
    /// What was not as expected; nothing when it passed.
    pub failures: Vec<String>,
}

/// When tests take place that name no time: they must go the same way every day.
const USUAL_TIME: &str = "2026-06-04T09:00:00Z";

/// Runs the tests of some services, or of all when none is named.
#[must_use]
pub fn run_tests(catalogue: &Catalogue, only: &[&str]) -> Vec<TestResult> {
    let chosen = |id: &str| only.is_empty() || only.contains(&id);
    let mut results = Vec::new();
    for service in catalogue.iter().filter(|service| chosen(&service.id)) {
        results
            .extend(catalogue.of_program(&service.id).map(Edition::run_tests).unwrap_or_default());
    }
    results
}

/// Runs the tests of one edition.
pub(crate) fn run_cases(service: &Service, file: &File, cases: &[At<TestCase>]) -> Vec<TestResult> {
    let run = |case: &At<TestCase>| TestResult {
        service: service.id.clone(),
        name: case.name.clone(),
        at: (file.path.clone(), case.place.line),
        failures: run(service, case),
    };
    cases.iter().map(run).collect()
}

fn run(service: &Service, case: &TestCase) -> Vec<String> {
    let Ok(now) = case.now.as_deref().unwrap_or(USUAL_TIME).parse() else {
        return vec![format!("`now` is not a time such as {USUAL_TIME}")];
    };
    let now = Instant::new(now);
    let mut compared = Comparison::default();
    way(service, case, now, &mut compared);
    submission(service, case, now, &mut compared);
    hints(service, case, now, &mut compared);
    compared.failures
}

#[derive(Default)]
struct Comparison {
    failures: Vec<String>,
}

impl Comparison {
    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, wanted: Option<&T>, found: &T) {
        if wanted.is_some_and(|wanted| wanted != found) {
            self.failures.push(format!("{what}: expected {wanted:?}, found {found:?}"));
        }
    }

    fn holds(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.failures.push(otherwise());
        }
    }
}

fn way(service: &Service, case: &TestCase, now: Instant, compared: &mut Comparison) {
    let expect = &case.expect;
    let moment = Moment::of(now);
    let walked = walk(service, &case.answers, &moment, Gait::Whole);
    let asked = |name: &str| walked.view.asked(name);
    for name in &expect.asked {
        compared.holds(asked(name), || format!("`{name}` is not asked"));
    }
    for name in &expect.not_asked {
        let known = service.question(name).is_some();
        compared.holds(known, || format!("there is no question `{name}`"));
        compared.holds(!asked(name), || format!("`{name}` is asked"));
    }
    for page in &expect.interrupts {
        let mut steps = walked.steps.iter();
        let met = steps.any(|step| {
            step.page.id == *page && matches!(step.page.kind, PageKind::Interruption(_))
        });
        compared.holds(met, || format!("`{page}` does not interrupt"));
    }
    let ends_in = |kind| walked.outcome.filter(|o| o.kind == kind);
    let page = ends_in(OutcomeKind::Emergency).map(|outcome| outcome.page.clone());
    let dashed = |name: &String| name.replace('.', "-");
    compared.same("outcome", expect.outcome.as_ref().map(dashed).map(Some).as_ref(), &page);
    let page = ends_in(OutcomeKind::Redirect).map(|outcome| outcome.page.clone());
    compared.same("redirect", expect.redirect.as_ref().map(dashed).map(Some).as_ref(), &page);
    let to = ends_in(OutcomeKind::Service).map(|outcome| outcome.to.clone());
    compared.same("service", expect.service.clone().map(Some).as_ref(), &to);
    let (_, dropped) = prune(service, &case.answers, now);
    compared.same("dropped", expect.dropped.as_ref(), &dropped);
}

fn submission(service: &Service, case: &TestCase, now: Instant, compared: &mut Comparison) {
    let (kept, _) = prune(service, &case.answers, now);
    let checked = check_submission(service, &kept, Language::English, now);
    let complete = matches!(checked, Ok(Complete::Report(_)));
    compared.same("complete", case.expect.complete.as_ref(), &complete);
    if let Some(wanted) = &case.expect.faults {
        let problems = checked.err().unwrap_or_default();
        let name = |field: &str| field.trim_start_matches("/answers/").to_owned();
        let found: Vec<String> = problems.iter().map(|problem| name(&problem.field)).collect();
        compared.same("faults", Some(wanted), &found);
    }
}

fn hints(service: &Service, case: &TestCase, now: Instant, compared: &mut Comparison) {
    let expect = &case.expect;
    let (kept, _) = prune(service, &case.answers, now);
    let hints = assess(service, &kept, now);
    let wanted = expect.flags.clone().map(|mut flags| {
        flags.sort();
        flags
    });
    compared.same("flags", wanted.as_ref(), &hints.flags);
    compared.same("priority", expect.priority.as_ref(), &hints.priority);
    let wishes = contact_wishes(service, &kept);
    compared.same("may_contact", expect.may_contact.as_ref(), &wishes.may_contact);
    compared.same("discreet", expect.discreet.as_ref(), &wishes.discreet);
    if let Some(wanted) = &expect.reply_within {
        let by = promise(service, &kept, now).and_then(|step| step.by);
        let found = by.map_or("none".to_owned(), |by| format!("{}", by.since(now)));
        compared.same("reply_within", Some(wanted), &found);
    }
}
