//! The way through a service: a pure function of its definition and the answers.
//!
//! No current page is stored anywhere. The way is walked anew from the answers each time, so going
//! back, changing an answer and coming back later are right by construction. An answer counts only
//! while its question is on the way.

use crate::accept;
use crate::answers::ONWARD;
use crate::condition::{Moment, View};
use crate::page::{Leads, Outcome, PageDef, PageKind, Shown};
use crate::question::Question;
use crate::service::Service;
use crate::{Answers, Problems};
use kernel::Instant;
use serde_json::Value;
use std::collections::BTreeSet;

/// The way so far and where it leads.
#[derive(Debug)]
pub struct Journey<'a> {
    /// Every page on the way, in order. The last one is where the way ends, unless all is answered.
    pub steps: Vec<Step<'a>>,
    /// Where it leads.
    pub end: End<'a>,
}

/// A page on the way.
#[derive(Debug)]
pub struct Step<'a> {
    /// The page.
    pub page: &'a PageDef,
    /// The questions that it asks under these answers.
    pub questions: Vec<&'a Question>,
    /// Whether each of them is answered well, or the person went on from it.
    pub done: bool,
}

/// Where a way leads.
#[derive(Debug)]
pub enum End<'a> {
    /// To a page that is not done: a question or an interruption.
    Asking(&'a PageDef),
    /// To checking the answers: nothing more is asked.
    Check,
    /// Elsewhere. The person can go back, or on: see [`Answers::go_on_from`].
    Outcome(&'a Outcome),
}

impl<'a> Journey<'a> {
    /// The page before another one; the last page on the way before the check page.
    #[must_use]
    pub fn back_from(&self, page: Option<&str>) -> Option<&'a PageDef> {
        let before = match page {
            Some(id) => self.position(id)?.checked_sub(1)?,
            None => self.steps.len().checked_sub(1)?,
        };
        self.steps.get(before).map(|step| step.page)
    }

    /// The page after another one that is done. `None` leads to the check page.
    #[must_use]
    pub fn after(&self, page: &str) -> Option<&'a PageDef> {
        let at = self.position(page)?.checked_add(1)?;
        self.steps.get(at).map(|step| step.page)
    }

    /// The first page.
    #[must_use]
    pub fn first(&self) -> Option<&'a PageDef> {
        self.steps.first().map(|step| step.page)
    }

    /// The step of a page, if it is on the way.
    #[must_use]
    pub fn step(&self, page: &str) -> Option<&Step<'a>> {
        self.position(page).and_then(|at| self.steps.get(at))
    }

    fn position(&self, page: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.page.id == page)
    }
}

/// The way through a service under these answers.
#[must_use]
pub fn journey<'a>(service: &'a Service, answers: &Answers, now: Instant) -> Journey<'a> {
    let moment = Moment::of(now);
    let walked = walk(service, answers, &moment, Gait::Strict);
    let end = match (walked.outcome, walked.steps.last()) {
        (Some(outcome), _) => End::Outcome(outcome),
        (None, Some(step)) if !step.done => End::Asking(step.page),
        _ => End::Check,
    };
    Journey { steps: walked.steps, end }
}

/// Takes away the answers that are not on the way, and says which they were. To be done before the
/// check page: while a person still goes back and forth, an answer may come into its own again.
#[must_use]
pub fn prune(service: &Service, answers: &Answers, now: Instant) -> (Answers, Vec<String>) {
    let moment = Moment::of(now);
    let walked = walk(service, answers, &moment, Gait::Whole);
    let pages: BTreeSet<&str> = walked.steps.iter().map(|step| step.page.id.as_str()).collect();
    let mut kept = Answers::new();
    let mut removed = Vec::new();
    for (name, value) in answers.iter() {
        if name == ONWARD {
            let passed = answers.list(ONWARD).into_iter().filter(|page| pages.contains(page));
            passed.for_each(|page| kept.go_on_from(page));
        } else if walked.view.asked(name) {
            kept.set(name, value.clone());
        } else {
            removed.push(name.to_owned());
        }
    }
    (kept, removed)
}

/// How a way is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gait {
    /// As a person: up to the first page that is not done.
    Strict,
    /// To the end, past questions that are not answered and past interruptions.
    Whole,
    /// As whoever reads a report: past outcomes too, for there is a report because the person went
    /// on from them.
    Told,
}

/// A way that was walked.
#[derive(Debug)]
pub(crate) struct Walk<'a, 'b> {
    pub(crate) steps: Vec<Step<'a>>,
    pub(crate) outcome: Option<&'a Outcome>,
    /// What conditions see at the end of it.
    pub(crate) view: View<'b>,
}

/// Walks a service.
pub(crate) fn walk<'a: 'b, 'b>(
    service: &'a Service,
    answers: &'b Answers,
    moment: &'b Moment,
    gait: Gait,
) -> Walk<'a, 'b> {
    let mut walked =
        Walk { steps: Vec::new(), outcome: None, view: View::new(&service.names, answers, moment) };
    for page in &service.pages {
        if !is_shown(page, &walked.view) {
            continue;
        }
        let passed = answers.went_on_from(&page.id);
        let step = match &page.kind {
            PageKind::Questions => {
                let questions = asked_on(page, &mut walked.view);
                if questions.is_empty() {
                    continue;
                }
                let done = gait != Gait::Strict
                    || questions.iter().all(|question| is_done(question, answers, &walked.view));
                Step { page, questions, done }
            }
            PageKind::Interruption(_) => {
                Step { page, questions: Vec::new(), done: passed || gait != Gait::Strict }
            }
            PageKind::Outcome(outcome) => {
                let passed = passed || gait == Gait::Told;
                walked.outcome = (!passed).then_some(outcome);
                Step { page, questions: Vec::new(), done: passed }
            }
        };
        let ends_here = !step.done;
        walked.steps.push(step);
        if ends_here {
            break;
        }
    }
    walked
}

/// The questions that a page asks, each under the answers to those before it.
pub(crate) fn asked_on<'a>(page: &'a PageDef, view: &mut View<'_>) -> Vec<&'a Question> {
    let mut questions = Vec::new();
    for question in &page.questions {
        if question.when.as_ref().is_none_or(|when| when.holds(view)) {
            view.ask(&question.id);
            questions.push(question);
        }
    }
    questions
}

fn is_shown(page: &PageDef, view: &View<'_>) -> bool {
    match &page.shown {
        Shown::Always => true,
        Shown::When(condition) => condition.holds(view),
        Shown::After(leads, outcome) => leads_to(leads, view) == Some(*outcome),
    }
}

fn leads_to(leads: &Leads, view: &View<'_>) -> Option<usize> {
    let first =
        leads.rules.iter().find(|lead| view.asked(&lead.question) && lead.when.holds(view))?;
    first.to
}

fn is_done(question: &Question, answers: &Answers, view: &View<'_>) -> bool {
    match answers.0.get(&question.id) {
        None => false,
        Some(Value::Null) => !question.required,
        Some(value) => accept::accept(question, value)
            .is_ok_and(|value| accept::meets_rules(question, &value, view).is_ok()),
    }
}

/// What is wrong with the answers on the way, question by question.
pub(crate) fn faults<'a>(walked: &Walk<'a, '_>, answers: &Answers) -> Problems<'a> {
    let mut problems = Vec::new();
    for question in walked.steps.iter().flat_map(|step| &step.questions) {
        let value = answers.get(&question.id);
        match value.map(|value| accept::accept(question, value)) {
            None if question.required => problems.push((*question, accept::Fault::Missing)),
            None => {}
            Some(Err(fault)) => problems.push((*question, fault)),
            Some(Ok(value)) => {
                if let Err(fault) = accept::meets_rules(question, &value, &walked.view) {
                    problems.push((*question, fault));
                }
            }
        }
    }
    problems
}
