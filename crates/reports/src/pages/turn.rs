//! Where a person goes after a page: a pure function of the service and the answers.

use super::place::{Place, TASKS};
use kernel::{Instant, Language};
use services::{
    Answers, Complete, End, Journey, Outcome, OutcomeKind, PageKind, Service, Spot, Step,
};
use std::borrow::Cow;

/// What comes after a page that was answered.
#[derive(Debug)]
pub(super) enum Turn<'a> {
    /// The way ends elsewhere, and nothing is to be stored.
    Elsewhere(&'a Outcome),
    /// The same page: something on it is not right.
    Again,
    /// The page of this slug.
    On(Cow<'a, str>),
}

/// Where answers lead after a page. `well` says whether all of the page was taken, `changes` whether
/// the person came from the check page: then they go back there, unless something new is asked.
pub(super) fn turn<'a>(
    service: &'a Service,
    spot: Spot<'a>,
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
    match journey.step(spot) {
        Some(_) if !well => Turn::Again,
        // An answer called up another question on the same page.
        Some(step) if !step.done => Turn::On(spot.slug()),
        Some(_) if !changes => Turn::On(onward(&journey, spot)),
        _ => Turn::On(Place::last_of(&journey.end)),
    }
}

/// The last part of the address that follows a page that is done. What a person was told and went on
/// from is not told again; the end of a task leads to the list of them.
pub(super) fn onward<'a>(journey: &Journey<'a>, spot: Spot<'_>) -> Cow<'a, str> {
    let told = |step: &&Step<'a>| {
        step.done && matches!(step.page.kind, PageKind::Interruption(_) | PageKind::Outcome(_))
    };
    let next = journey.following(spot).find(|step| !told(step));
    let section = |spot: Spot<'_>| spot.page.task.then(|| spot.page.section.id.clone());
    match next {
        Some(step) if section(step.spot()) == section(spot) => step.spot().slug(),
        None if !spot.page.task => Place::last_of(&journey.end),
        _ => Cow::Borrowed(TASKS),
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
