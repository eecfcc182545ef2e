//! Pages, questions, choices and outcomes that nobody can ever meet, and conditions that change nothing.

use super::Desk;
use super::worlds::Worlds;
use crate::Answers;
use crate::condition::{Condition, Moment, View};
use crate::definition::{At, Definition, RawQuestion};
use crate::page::{PageKind, Shown};
use crate::question::Question;
use crate::rule::Rule;
use crate::service::Service;
use serde_json::Value;

/// Finds what nobody can ever meet.
pub(super) fn check(desk: &mut Desk<'_>, raw: &Definition, worlds: &Worlds<'_>, service: &Service) {
    for page in &raw.pages {
        let of_page = page.when.as_ref().and_then(|when| compiled(service, when));
        when(desk, worlds, (page.when.as_ref(), of_page), (&[], &page.id));
        for question in &page.questions {
            let own = question.when.as_ref().and_then(|when| compiled(service, when));
            let page: Vec<&Condition> = of_page.into_iter().collect();
            when(desk, worlds, (question.when.as_ref(), own), (&page, &question.id));
        }
    }
    for question in &raw.triage {
        let own = question.when.as_ref().and_then(|when| compiled(service, when));
        when(desk, worlds, (question.when.as_ref(), own), (&[], &question.id));
    }
    for question in raw.triage.iter().chain(raw.pages.iter().flat_map(|page| &page.questions)) {
        outcomes(desk, worlds, service, question);
        choices(desk, service, question);
    }
    rules(desk, raw, worlds, service);
}

/// A condition that is never true, or always, for those who get to it.
fn when(
    desk: &mut Desk<'_>,
    worlds: &Worlds<'_>,
    (source, condition): (Option<&At<String>>, Option<&Condition>),
    (around, id): (&[&Condition], &str),
) {
    let (Some(source), Some(condition)) = (source, condition) else { return };
    let hold: Vec<&Condition> = around.iter().copied().chain([condition]).collect();
    let remedy = "look at the conditions of the questions that it names";
    if !worlds.allow(&hold, &[], &[]) {
        let problem = format!("nobody can ever meet `{id}`: its condition is never true");
        desk.tell(Rule::UNREACHABLE, source.place, problem, remedy);
    } else if !worlds.allow(around, &[condition], &[]) {
        let problem = format!("the condition of `{id}` is always true");
        desk.look_again(Rule::ALWAYS, source.place, problem, "leave it out, or say what it is for");
    }
}

/// Outcomes that are never true, or that an earlier one always comes before.
fn outcomes(desk: &mut Desk<'_>, worlds: &Worlds<'_>, service: &Service, question: &RawQuestion) {
    let needs = worlds.needs(&question.id);
    let mut before: Vec<&Condition> = Vec::new();
    for outcome in &question.outcome {
        let Some(condition) = compiled(service, &outcome.when) else { continue };
        let hold: Vec<&Condition> = needs.iter().copied().chain([condition]).collect();
        if !worlds.allow(&hold, &[], &[]) {
            let problem = format!(
                "nobody can ever meet `{}`: its condition is never true",
                question.id.value
            );
            let remedy = "look at the conditions of the questions that it names";
            desk.tell(Rule::UNREACHABLE, outcome.when.place, problem, remedy);
        } else if !worlds.allow(&hold, &before, &[&question.id]) {
            let problem = "this outcome never comes to count: one before it is always true first";
            let remedy = "put it before the others, or make their conditions narrower";
            desk.tell(Rule::SHADOWED, outcome.when.place, problem, remedy);
        }
        before.push(condition);
    }
}

/// Hints for staff whose condition is never true.
fn rules(desk: &mut Desk<'_>, raw: &Definition, worlds: &Worlds<'_>, service: &Service) {
    let confirmed = raw.confirmation.next.iter().filter_map(|next| next.when.as_ref());
    for source in raw.assess.iter().map(|rule| &rule.when).chain(confirmed) {
        let mut all = service.rules.iter().map(|rule| &rule.when);
        let said = &service.confirmation.next;
        let mut said = said.iter().filter_map(|next| next.when.as_ref());
        let is_it = |condition: &&Condition| *condition.source == **source;
        let Some(condition) = all.find(is_it).or_else(|| said.find(is_it)) else { continue };
        if !worlds.allow(&[condition], &[], &[]) {
            let remedy = "look at the conditions of the questions that it names";
            desk.tell(Rule::UNREACHABLE, source.place, "this condition is never true", remedy);
        }
    }
}

/// Choices that the question's own rules refuse whatever else was answered.
fn choices(desk: &mut Desk<'_>, service: &Service, raw: &RawQuestion) {
    let Some(question) = service.question(&raw.id) else { return };
    if !question.kind.is_one_of() {
        return;
    }
    for (value, _) in raw.options.iter().flat_map(|options| &options.0) {
        if is_refused(service, question, value) {
            let problem = format!("nobody can choose `{}`: a rule refuses it", value.value);
            let remedy = "take the option out, or change the rule";
            desk.tell(Rule::UNREACHABLE, value.place, problem, remedy);
        }
    }
}

fn is_refused(service: &Service, question: &Question, value: &str) -> bool {
    let alone = |rule: &Condition| rule.uses().iter().all(|name| name == "answer");
    let answers = Answers::new();
    let moment = Moment::of(kernel::Instant::new(jiff::Timestamp::UNIX_EPOCH));
    let view = View::new(&service.names, &answers, &moment);
    let value = Value::from(value);
    let mut rules = question.validate.iter().filter(|it| alone(&it.rule));
    rules.any(|it| !it.rule.permits(&view.on(question, &value)))
}

/// The compiled condition of a source text. A condition that did not compile has its own finding.
fn compiled<'a>(service: &'a Service, source: &str) -> Option<&'a Condition> {
    conditions(service).find(|condition| &*condition.source == source)
}

fn conditions(service: &Service) -> impl Iterator<Item = &Condition> {
    service.pages.iter().flat_map(|page| {
        let (when, leads) = match &page.shown {
            Shown::When(condition) => (Some(condition), None),
            Shown::After(leads, _) => (None, Some(leads)),
            Shown::Always => (None, None),
        };
        let leads = leads.into_iter().flat_map(|leads| &leads.rules).map(|lead| &lead.when);
        let questions = page.questions.iter().filter_map(|question| question.when.as_ref());
        let questions = questions.filter(|_| matches!(page.kind, PageKind::Questions));
        when.into_iter().chain(leads).chain(questions)
    })
}
