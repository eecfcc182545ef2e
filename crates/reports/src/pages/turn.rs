//! Where a person goes after a page: a pure function of the service and the answers.

use super::place::{CHECK, Place};
use kernel::{Instant, Language};
use services::{Answers, Complete, End, Outcome, OutcomeKind, PageDef, Service};

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
        Some(_) if !changes => Turn::On(journey.after(&page.id).map_or(CHECK, |next| &next.slug)),
        _ => Turn::On(Place::last_of(&journey.end)),
    }
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
