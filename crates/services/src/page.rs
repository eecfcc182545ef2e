//! A compiled page: it asks, it tells, or it is where the way ends.

use crate::Answers;
use crate::condition::Condition;
use crate::question::Question;
use crate::said::{Said, Told};
use kernel::Language;
use serde::Serialize;
use std::sync::Arc;

/// A section of the check page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Said,
}

/// A page of a service.
#[derive(Debug)]
pub struct PageDef {
    /// Its id, unique in the service.
    pub id: String,
    /// Its part of the address: the id, or its number in a sensitive service.
    pub slug: String,
    /// The section that its answers stand in.
    pub section: Arc<Section>,
    /// Its heading. Without one the page has one question, and the question is the heading.
    pub heading: Option<Said>,
    /// What stands above the questions.
    pub intro: Told,
    /// What it asks, in order.
    pub questions: Vec<Question>,
    /// What it is.
    pub kind: PageKind,
    pub(crate) shown: Shown,
}

impl PageDef {
    /// The condition under which it is shown, as it was written; nothing when it always is, or when
    /// answers before it lead here.
    #[must_use]
    pub fn condition(&self) -> Option<&str> {
        match &self.shown {
            Shown::When(condition) => Some(&condition.source),
            Shown::Always | Shown::After(..) => None,
        }
    }

    /// The `h1`: its heading, or its only question.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        let own = match &self.kind {
            PageKind::Questions => self.heading.as_ref().or(self.questions.first().map(|q| &q.ask)),
            PageKind::Interruption(notice) => Some(&notice.title),
            PageKind::Outcome(outcome) => Some(&outcome.title),
        };
        own.map_or("", |said| said.say(language))
    }
}

/// What a page is.
#[derive(Debug)]
pub enum PageKind {
    /// It asks.
    Questions,
    /// It tells something before the person goes on.
    Interruption(Notice),
    /// The way ends here unless the person goes on regardless.
    Outcome(Outcome),
}

/// What an interruption tells.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The heading.
    pub title: Said,
    /// What it says.
    pub body: Told,
    /// What the button says.
    pub onward: Said,
}

/// Where a triage leads that ends elsewhere. Nothing is stored.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The id of its page, which [`crate::Answers::go_on_from`] takes when the person goes on.
    pub page: String,
    /// The address of its page.
    pub slug: String,
    /// What kind of end it is.
    pub kind: OutcomeKind,
    /// The heading.
    pub title: Said,
    /// What it says.
    pub body: Told,
    /// Where to: a telephone number, a partner's address or a service's id.
    pub to: String,
    /// What the button says that goes on regardless. Nobody is turned away: there always is one.
    pub onward: Said,
    /// Answers that go with the person to another service.
    pub carry: Vec<String>,
}

impl Outcome {
    /// The answers that go with the person to the other service, so that nothing is asked twice.
    #[must_use]
    pub fn carried(&self, answers: &Answers) -> Answers {
        let names = self.carry.iter().filter_map(|name| Some((name, answers.get(name)?)));
        names.map(|(name, value)| (name.as_str(), value.clone())).collect()
    }
}

/// What kind of end an outcome is; its name in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeKind {
    /// Call 999.
    Emergency,
    /// Another body does this.
    Redirect,
    /// Another of our services does this.
    Service,
}

/// When a page is shown.
#[derive(Debug)]
pub(crate) enum Shown {
    Always,
    When(Condition),
    /// When the first rule of an earlier page that is true leads here.
    After(Arc<Leads>, usize),
}

/// Where the answers of one page lead: the first rule that is true counts.
#[derive(Debug)]
pub(crate) struct Leads {
    pub(crate) rules: Vec<Lead>,
}

/// One rule: the question it belongs to, its condition, and which of the page's outcomes it means.
/// `None` is to go on.
#[derive(Debug)]
pub(crate) struct Lead {
    pub(crate) question: String,
    pub(crate) when: Condition,
    pub(crate) to: Option<usize>,
}
