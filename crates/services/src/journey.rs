//! The way through a service: a pure function of its definition and the answers.
//!
//! No current page is stored anywhere. The way is walked anew from the answers each time, so going
//! back, changing an answer and coming back later are right by construction. An answer counts only
//! while its question is on the way.

use crate::accept;
use crate::answers::{Item, ONWARD};
use crate::condition::{Moment, View};
use crate::gaps::GAPS;
use crate::page::{Leads, Outcome, PageDef, PageKind, Repeat, Shown, Spot};
use crate::question::Question;
use crate::service::Service;
use crate::{Answers, Problems};
use kernel::Instant;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The way so far and where it leads.
#[derive(Debug)]
pub struct Journey<'a> {
    /// Every page on the way, in order. The last one is where the way ends, unless all is answered; of
    /// tasks, each goes to its own last page.
    pub steps: Vec<Step<'a>>,
    /// Where it leads.
    pub end: End<'a>,
}

/// A page on the way.
#[derive(Debug)]
pub struct Step<'a> {
    /// The page.
    pub page: &'a PageDef,
    /// The item that it is asked of, where it is asked for each.
    pub item: Option<Item<'a>>,
    /// The questions that it asks under these answers.
    pub questions: Vec<&'a Question>,
    /// Whether each of them is answered well, or the person went on from it.
    pub done: bool,
}

impl<'a> Step<'a> {
    /// The page, and the item that it is asked of.
    #[must_use]
    pub const fn spot(&self) -> Spot<'a> {
        Spot { page: self.page, item: self.item }
    }
}

/// Where a way leads.
#[derive(Debug)]
pub enum End<'a> {
    /// To a page that is not done: questions, an interruption or a list.
    Asking(Spot<'a>),
    /// To the list of tasks, of which some are not done.
    Tasks,
    /// To checking the answers: nothing more is asked.
    Check,
    /// Elsewhere. The person can go back, or on: see [`Answers::go_on_from`].
    Outcome(&'a Outcome),
}

impl<'a> Journey<'a> {
    /// The page before another one; the last page on the way before the check page.
    #[must_use]
    pub fn back_from(&self, spot: Option<Spot<'_>>) -> Option<Spot<'a>> {
        let before = match spot {
            Some(spot) => self.position(spot)?.checked_sub(1)?,
            None => self.steps.len().checked_sub(1)?,
        };
        self.steps.get(before).map(Step::spot)
    }

    /// The page after another one that is done. `None` leads to the check page.
    #[must_use]
    pub fn after(&self, spot: Spot<'_>) -> Option<Spot<'a>> {
        let at = self.position(spot)?.checked_add(1)?;
        self.steps.get(at).map(Step::spot)
    }

    /// The first page.
    #[must_use]
    pub fn first(&self) -> Option<&'a PageDef> {
        self.steps.first().map(|step| step.page)
    }

    /// The step of a page, if it is on the way.
    #[must_use]
    pub fn step(&self, spot: Spot<'_>) -> Option<&Step<'a>> {
        self.position(spot).and_then(|at| self.steps.get(at))
    }

    /// The steps that follow a page.
    pub fn following(&self, spot: Spot<'_>) -> impl Iterator<Item = &Step<'a>> {
        let from = self.position(spot).map_or(self.steps.len(), |at| at.saturating_add(1));
        self.steps.iter().skip(from)
    }

    fn position(&self, spot: Spot<'_>) -> Option<usize> {
        self.steps.iter().position(|step| step.spot().is(spot))
    }
}

/// The way through a service under these answers.
#[must_use]
pub fn journey<'a>(service: &'a Service, answers: &Answers, now: Instant) -> Journey<'a> {
    let moment = Moment::of(now);
    let walked = walk(service, answers, &moment, Gait::Strict);
    let end = match (walked.outcome, walked.steps.iter().find(|step| !step.done)) {
        (Some(outcome), _) => End::Outcome(outcome),
        (None, Some(step)) if step.page.task => End::Tasks,
        (None, Some(step)) => End::Asking(step.spot()),
        (None, None) => End::Check,
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
        } else if name == GAPS {
            kept.set(name, value.clone());
        } else if walked.view.met(name) {
            prune_items(&walked.view, name, value, (&mut kept, &mut removed));
        } else if walked.view.asked_in(None, name) {
            kept.set(name, value.clone());
        } else {
            removed.push(name.to_owned());
        }
    }
    removed.sort_unstable();
    removed.dedup();
    (kept, removed)
}

/// The items of a group with what is on the way; an item of which nothing was told is none.
fn prune_items(
    view: &View<'_>,
    group: &str,
    items: &Value,
    (kept, removed): (&mut Answers, &mut Vec<String>),
) {
    let mut left = Vec::new();
    for (at, item) in items.as_array().into_iter().flatten().enumerate() {
        let mut answers = Map::new();
        for (name, value) in item.as_object().into_iter().flatten() {
            if view.asked_in(Some(Item { group, at }), name) {
                answers.insert(name.clone(), value.clone());
            } else if !removed.contains(name) {
                removed.push(name.clone());
            }
        }
        if answers.values().any(|value| !value.is_null()) {
            left.push(Value::Object(answers));
        }
    }
    if !left.is_empty() {
        kept.set(group, left);
    }
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
    let view = View::new(&service.names, answers, moment);
    let mut walker = Walker {
        answers,
        gait,
        walked: Walk { steps: Vec::new(), outcome: None, view },
        halted: Vec::new(),
    };
    let together = |a: &PageDef, b: &PageDef| match (&a.repeat, &b.repeat) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        _ => false,
    };
    for pages in service.pages.chunk_by(together) {
        let went_on = match pages {
            [page] if page.repeat.is_none() => walker.page(page, None),
            pages => walker.group(pages),
        };
        if went_on.is_break() {
            break;
        }
    }
    walker.walked
}

struct Walker<'a, 'b> {
    answers: &'b Answers,
    gait: Gait,
    walked: Walk<'a, 'b>,
    /// The tasks that are not done: the way through each ends where it is not.
    halted: Vec<&'a str>,
}

impl<'a: 'b, 'b> Walker<'a, 'b> {
    /// One page, if it is shown.
    fn page(&mut self, page: &'a PageDef, item: Option<Item<'a>>) -> ControlFlow<()> {
        let halted = page.task && self.halted.contains(&page.section.id.as_str());
        if halted || !is_shown(page, &self.walked.view) {
            return ControlFlow::Continue(());
        }
        let strict = self.gait == Gait::Strict;
        let passed = self.answers.went_on_from(&page.id);
        let mut step = Step { page, item, questions: Vec::new(), done: passed || !strict };
        match &page.kind {
            PageKind::Questions => {
                step.questions = asked_on(page, &mut self.walked.view);
                if step.questions.is_empty() {
                    return ControlFlow::Continue(());
                }
                step.done = !strict || self.is_done(&step);
            }
            PageKind::Interruption(_) | PageKind::List => {}
            PageKind::Outcome(outcome) => {
                step.done = passed || self.gait == Gait::Told;
                self.walked.outcome = (!step.done).then_some(outcome);
            }
        }
        let done = step.done;
        self.walked.steps.push(step);
        if !done && page.task && self.walked.outcome.is_none() {
            self.halted.push(&page.section.id);
            return ControlFlow::Continue(());
        }
        if done { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// The pages of a repeat group for each of its items, and then the list of them.
    fn group(&mut self, pages: &'a [PageDef]) -> ControlFlow<()> {
        let (first, repeat) = match pages.first() {
            Some(first) => (first, first.repeat.as_deref()),
            None => return ControlFlow::Continue(()),
        };
        let Some(repeat) = repeat.filter(|_| is_shown(first, &self.walked.view)) else {
            return ControlFlow::Continue(());
        };
        for at in 0..items_of(repeat, self.answers) {
            let item = Item { group: &repeat.id, at };
            self.walked.view.turn_to(Some(item));
            for page in pages.iter().filter(|page| page.is_of_items()) {
                self.page(page, Some(item))?;
            }
        }
        self.walked.view.turn_to(None);
        pages.iter().filter(|page| !page.is_of_items()).try_for_each(|page| self.page(page, None))
    }

    fn is_done(&self, step: &Step<'_>) -> bool {
        let mut questions = step.questions.iter();
        questions.all(|question| is_done(question, step.item, self.answers, &self.walked.view))
    }
}

/// How many items of a group are asked about: those that there are, and those that there must be.
fn items_of(repeat: &Repeat, answers: &Answers) -> usize {
    answers.items(&repeat.id).len().max(repeat.min).min(repeat.max)
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

fn is_done(
    question: &Question,
    item: Option<Item<'_>>,
    answers: &Answers,
    view: &View<'_>,
) -> bool {
    match answers.put_in(item, &question.id) {
        None => answers.left_open(item, &question.id).is_some(),
        Some(Value::Null) => !question.required,
        Some(value) => accept::accept(question, value)
            .is_ok_and(|value| accept::meets_rules(question, &value, view).is_ok()),
    }
}

/// What is wrong with the answers on the way, question by question.
pub(crate) fn faults<'a>(walked: &Walk<'a, '_>, answers: &Answers) -> Problems<'a> {
    let mut problems = Vec::new();
    for step in &walked.steps {
        let view = walked.view.turned_to(step.item);
        for question in &step.questions {
            let value = answers.get_in(step.item, &question.id);
            let fault = match value.map(|value| accept::accept(question, value)) {
                None if question.required => Some(accept::Fault::Missing),
                None => None,
                Some(Err(fault)) => Some(fault),
                Some(Ok(value)) => accept::meets_rules(question, &value, &view).err(),
            };
            problems.extend(fault.map(|fault| (*question, step.item, fault)));
        }
    }
    problems
}
