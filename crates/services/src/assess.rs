//! Hints for whoever reads a report first. A person decides; a hint only points, and says why.

use crate::condition::{Condition, Moment, View};
use crate::journey::{Gait, walk};
use crate::{Answers, Service};
use kernel::{Instant, Said};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How soon somebody should read a report, by what its answers say.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// In its turn.
    #[default]
    Standard,
    /// Before what is standard.
    Urgent,
    /// Now: somebody may be in danger.
    Immediate,
}

/// One compiled rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) when: Condition,
    pub(crate) flag: Option<String>,
    pub(crate) priority: Option<Priority>,
    pub(crate) team: Option<String>,
    pub(crate) because: Said,
}

/// What the answers hint at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Flags of `services/flags.yaml`, each once, in alphabetical order.
    pub flags: Vec<String>,
    /// How soon somebody should read it.
    pub priority: Priority,
    /// Who should read it: teams of `services/teams.yaml`, each once, in alphabetical order.
    pub teams: Vec<String>,
    /// Why, in words for staff, the most pressing first.
    pub reasons: Vec<Said>,
}

impl Service {
    /// What one of the service's own rules says, by its English, as assessments keep it; nothing
    /// when the definition does not say so any more.
    #[must_use]
    pub fn because(&self, english: &str) -> Option<&Said> {
        self.rules.iter().map(|rule| &rule.because).find(|because| because.en == english)
    }
}

/// What a report's answers hint at. Answers of branches that were not taken do not count.
#[must_use]
pub fn assess(service: &Service, answers: &Answers, now: Instant) -> Hints {
    let moment = Moment::of(now);
    let walked = walk(service, answers, &moment, Gait::Told);
    let view = &walked.view;
    let mut flags = Vec::new();
    for step in &walked.steps {
        for question in &step.questions {
            let answer = answers.get_in(step.item, &question.id);
            if let (Some(flag), Some(answer)) = (&question.flag, answer) {
                flags.extend(flag.texts(&view.turned_to(step.item).on(question, answer)));
            }
        }
    }
    let mut fired: Vec<&Rule> = service.rules.iter().filter(|rule| rule.when.holds(view)).collect();
    fired.sort_by_key(|rule| std::cmp::Reverse(rule.priority));
    flags.extend(fired.iter().filter_map(|rule| rule.flag.clone()));
    flags.sort();
    flags.dedup();
    let priority = fired.iter().filter_map(|rule| rule.priority).max().unwrap_or_default();
    let mut teams: Vec<String> = fired.iter().filter_map(|rule| rule.team.clone()).collect();
    teams.sort();
    teams.dedup();
    let reasons = fired.iter().map(|rule| rule.because.clone()).collect();
    Hints { flags, priority, teams, reasons }
}

/// The view of a whole set of answers, for rules that look at all of them.
pub(crate) fn holds(when: Option<&Condition>, view: &View<'_>) -> bool {
    when.is_none_or(|when| when.holds(view))
}
