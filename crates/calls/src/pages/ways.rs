//! Where a script goes: pure functions of the service and the answers.

use kernel::{Instant, Language};
use services::{
    Answers, Complete, End, Journey, Outcome, OutcomeKind, PageDef, PageKind, Service, Spot,
};

/// The page that is read next: where the way ends elsewhere, or the first that is not done. Nothing
/// when all is answered.
pub(super) fn next<'a>(journey: &Journey<'a>) -> Option<Spot<'a>> {
    if let End::Outcome(_) = journey.end {
        return journey.steps.last().map(services::Step::spot);
    }
    journey.steps.iter().find(|step| !step.done).map(services::Step::spot)
}

/// The address of what is read next, behind that of the call.
pub(super) fn next_of(service: &Service, answers: &Answers, now: Instant) -> String {
    match next(&services::journey(service, answers, now)) {
        Some(spot) => format!("/pages/{}", spot.slug()),
        None => "/report".to_owned(),
    }
}

/// The outcome that says that somebody is in danger, when the answers so far lead to it, whatever else
/// is still missing on the page.
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

/// Whether a page says that somebody is in danger: it is shown to whoever opens it.
pub(super) fn is_emergency(page: &PageDef) -> bool {
    matches!(&page.kind, PageKind::Outcome(outcome) if outcome.kind == OutcomeKind::Emergency)
}

#[cfg(test)]
mod tests {
    use super::{emergency, next_of};
    use kernel::Instant;
    use services::{Answers, Catalogue, WhyOpen};

    fn now() -> Instant {
        Instant::new("2026-11-20T09:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_script_begins_with_danger_and_goes_past_what_stays_open() {
        let catalogue = Catalogue::embedded().unwrap();
        let service = catalogue.get("bicycle-theft").unwrap();
        let mut answers = Answers::new();
        assert_eq!(next_of(service, &answers, now()), "/pages/emergency");
        answers.leave_open(None, "danger", WhyOpen::Unknown);
        answers.set("happening_now", "no");
        assert_ne!(next_of(service, &answers, now()), "/pages/emergency");
        answers.set("happening_now", "yes");
        assert_eq!(next_of(service, &answers, now()), "/pages/call-999");
        assert!(emergency(service, &answers, now()).is_some());
    }
}
