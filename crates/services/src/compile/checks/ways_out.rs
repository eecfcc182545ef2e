//! Whoever is in danger gets to a person. It is proven, not assumed: the emergency questions come
//! first, each yes is walked and ends at 999 in every language, and every page that leads elsewhere or
//! interrupts has a way to a person on it or one step away.

use super::super::{Block, Common, Desk};
use super::sensitive::identifies;
use crate::Answers;
use crate::condition::Moment;
use crate::definition::{Definition, Place};
use crate::journey::{Gait, walk};
use crate::page::{OutcomeKind, PageDef, PageKind};
use crate::rule::Rule;
use crate::service::Service;
use kernel::{Language, Piece, Told};

/// Checks the gate, and every page that leads elsewhere or interrupts.
pub(in super::super) fn check(
    desk: &mut Desk<'_>,
    raw: &Definition,
    common: &Common,
    service: &Service,
) {
    if let Some(gate) = &raw.gate
        && let Some(block) = common.blocks.get(&gate.value)
    {
        self::gate(desk, (gate.place, &gate.value), block, service);
    }
    for (at, page) in service.pages.iter().enumerate() {
        if !matches!(page.kind, PageKind::Questions | PageKind::List) {
            leads_on(desk, raw, service, (at, page));
        }
    }
}

/// Each yes to an emergency question is walked, and must end at 999.
fn gate(desk: &mut Desk<'_>, (at, name): (Place, &str), block: &Block, service: &Service) {
    let questions = &block.asked.questions;
    if questions.is_empty() {
        let problem = format!("`{name}` asks nothing, so nobody can say that they are in danger");
        let remedy = "name a block that asks whether anyone is in danger, such as `emergency`";
        desk.tell(Rule::NO_WAY_OUT, at, problem, remedy);
    }
    let moment = Moment::of(kernel::Instant::new(jiff::Timestamp::UNIX_EPOCH));
    for question in questions {
        let answer = |id: &str| if id == question.id { "yes" } else { "no" };
        let answers: Answers =
            questions.iter().map(|it| (it.id.as_str(), answer(&it.id))).collect();
        let outcome = walk(service, &answers, &moment, Gait::Whole).outcome;
        let ends = outcome.filter(|outcome| outcome.kind == OutcomeKind::Emergency);
        if !ends.is_some_and(|outcome| links_to(&outcome.body, "tel:999")) {
            let problem = format!("a person who says yes to `{}` is not led to 999", question.id);
            let remedy =
                "give it an `outcome` that stops at a page with [999](tel:999) in every language";
            desk.tell(Rule::NO_WAY_OUT, at, problem, remedy);
        }
        if identifies(question) {
            let problem = format!("`{}` asks who somebody is before they are safe", question.id);
            desk.tell(Rule::NO_WAY_OUT, at, problem, "ask it later");
        }
    }
}

/// A page that leads elsewhere, or interrupts: a person is on it, or one step back or on.
fn leads_on(
    desk: &mut Desk<'_>,
    raw: &Definition,
    service: &Service,
    (at, page): (usize, &PageDef),
) {
    let place = place_of(raw, page);
    let beside = [at.checked_sub(1), at.checked_add(1)];
    let beside = beside.into_iter().flatten().filter_map(|at| service.pages.get(at));
    let (ends, calls) = match &page.kind {
        PageKind::Outcome(outcome) => {
            let stops = outcome.kind == OutcomeKind::Emergency;
            let calls = has_person(&outcome.body) || calls(&outcome.to);
            (stops, if stops { links_to(&outcome.body, "tel:999") } else { calls })
        }
        PageKind::Interruption(notice) => (false, has_person(&notice.body)),
        PageKind::Questions | PageKind::List => return,
    };
    // Every other page goes on to our own form, which a person reads, and back to the one before.
    let near = calls || raw.gate.is_some() || beside.into_iter().any(is_gate);
    if ends && !calls {
        let problem = format!("`{}` stops a person and names no number to call", page.id);
        let remedy = "put a link such as [999](tel:999) in its body, in every language";
        desk.tell(Rule::NO_WAY_OUT, place, problem, remedy);
    } else if !near {
        let problem = format!("from `{}` there is no way to a person", page.id);
        desk.tell(Rule::NO_WAY_OUT, place, problem, "put a number to call in its body");
    }
}

fn is_gate(page: &PageDef) -> bool {
    matches!(&page.kind, PageKind::Outcome(outcome) if outcome.kind == OutcomeKind::Emergency)
}

/// Where a definition names the page.
fn place_of(raw: &Definition, page: &PageDef) -> Place {
    let questions = raw.triage.iter().chain(raw.pages.iter().flat_map(|page| &page.questions));
    let mut outcomes = questions.flat_map(|question| &question.outcome);
    let named = outcomes.find_map(|outcome| {
        let redirect = outcome.redirect.as_ref().map(|redirect| &redirect.to);
        let names = [outcome.stop.as_ref(), outcome.interrupt.as_ref(), redirect];
        let mut names = names.into_iter().flatten();
        names.find(|name| name.replace(['.', '_'], "-") == page.id).map(|name| name.place)
    });
    let interrupts = raw.pages.iter().find(|it| it.id.value == page.id);
    named.or_else(|| interrupts.map(|it| it.id.place)).unwrap_or(raw.id.place)
}

/// Whether a text has a number to call or to text in every language.
fn has_person(told: &Told) -> bool {
    Language::ALL.into_iter().all(|language| links(told, language).any(calls))
}

/// Whether a text leads to one number in every language.
fn links_to(told: &Told, wanted: &str) -> bool {
    Language::ALL.into_iter().all(|language| links(told, language).any(|href| href == wanted))
}

fn calls(href: &str) -> bool {
    href.starts_with("tel:") || href.starts_with("sms:")
}

fn links(told: &Told, language: Language) -> impl Iterator<Item = &str> {
    let pieces = told.say(language).iter().flat_map(kernel::Block::pieces);
    pieces.filter_map(|piece| match piece {
        Piece::Link { href, .. } => Some(href.as_str()),
        Piece::Text { .. } => None,
    })
}
