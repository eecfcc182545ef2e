//! What the receipt promises.

use crate::assess::holds;
use crate::condition::{Condition, Moment};
use crate::journey::{Gait, walk};
use crate::{Answers, Service};
use kernel::{Instant, Said};

/// What happens after a report, compiled.
#[derive(Debug, Default)]
pub(crate) struct Confirmation {
    pub(crate) next: Vec<Next>,
}

#[derive(Debug)]
pub(crate) struct Next {
    pub(crate) text: Said,
    pub(crate) within: Option<jiff::SignedDuration>,
    pub(crate) when: Option<Condition>,
}

/// One thing that happens after a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What happens; `{by}` stands where the page puts the promised time.
    pub text: Said,
    /// By when, if we promise a time.
    pub by: Option<Instant>,
}

/// What happens after a report that came in at a moment, in order. At least one thing does.
#[must_use]
pub fn next_steps(service: &Service, answers: &Answers, submitted: Instant) -> Vec<NextStep> {
    let moment = Moment::of(submitted);
    let walked = walk(service, answers, &moment, Gait::Told);
    let applies = service.confirmation.next.iter().filter(|n| holds(n.when.as_ref(), &walked.view));
    let step = |next: &Next| NextStep {
        text: next.text.clone(),
        by: next.within.map(|within| submitted.plus(within)),
    };
    applies.map(step).collect()
}

/// The one promise that the receipt leads with: the first step that has a time, or the first step.
#[must_use]
pub fn promise(service: &Service, answers: &Answers, submitted: Instant) -> Option<NextStep> {
    let steps = next_steps(service, answers, submitted);
    let timed = steps.iter().position(|step| step.by.is_some()).unwrap_or_default();
    steps.into_iter().nth(timed)
}
