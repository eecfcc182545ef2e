//! Where a person goes after a page: a pure function of the service and the answers.

use super::place::Place;
use kernel::{Instant, Language};
use services::{Answers, Complete, End, Journey, Outcome, OutcomeKind, PageDef, PageKind, Service};

/// What comes after a page that was answered.
#[derive(Debug)]
pub(super) enum Turn<'a> {
    /// The way ends elsewhere, and nothing is to be stored.
    Elsewhere(&'a Outcome),
    /// The same page: something on it is not right.
    Again,
    /// The page of this slug.
    On(&'a str),
}

/// Where answers lead after a page. `well` says whether all of the page was taken, `changes` whether
/// the person came from the check page: then they go back there, unless something new is asked.
pub(super) fn turn<'a>(
    service: &'a Service,
    page: &'a PageDef,
    answers: &Answers,
    (well, changes): (bool, bool),
    now: Instant,
) -> Turn<'a> {
    let journey = services::journey(service, answers, now);
    if let End::Outcome(outcome) = journey.end {
        return Turn::Elsewhere(outcome);
    }
    // Danger comes before everything that may be wrong with the page.
    if let Some(outcome) = emergency(service, answers, now) {
        return Turn::Elsewhere(outcome);
    }
    match journey.step(&page.id) {
        Some(_) if !well => Turn::Again,
        // An answer called up another question on the same page.
        Some(step) if !step.done => Turn::On(&page.slug),
        Some(_) if !changes => Turn::On(onward(&journey, page)),
        _ => Turn::On(Place::last_of(&journey.end)),
    }
}

/// The last part of the address that follows a page that is done. What a person was told and went on
/// from is not told again.
pub(super) fn onward<'a>(journey: &Journey<'a>, page: &PageDef) -> &'a str {
    let after = journey.steps.iter().skip_while(|step| step.page.id != page.id).skip(1);
    let mut asks = after.filter(|step| !step.done || matches!(step.page.kind, PageKind::Questions));
    asks.next().map_or_else(|| Place::last_of(&journey.end), |step| &step.page.slug)
}

/// The page that says to call 999, when the answers so far lead to it.
pub(super) fn emergency<'a>(
    service: &'a Service,
    answers: &Answers,
    now: Instant,
) -> Option<&'a Outcome> {
    match services::check_submission(service, answers, Language::English, now) {
        Ok(Complete::Outcome(outcome)) if outcome.kind == OutcomeKind::Emergency => Some(outcome),
        _ => None,
    }
}
