//! A compiled page: it asks, it tells, or it is where the way ends.

use crate::Answers;
use crate::answers::{Item, is_blank};
use crate::condition::Condition;
use crate::question::Question;
use kernel::{Language, Said, Told};
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// A section of the check page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Said,
}

/// Pages that are asked anew for each of several things, such as every vehicle of a collision.
#[derive(Debug)]
pub struct Repeat {
    /// Under which the answers keep the items.
    pub id: Arc<str>,
    /// What one of them is called.
    pub one: Said,
    /// The heading of the page that lists them.
    pub heading: Said,
    /// The question whether there is another one.
    pub more: Said,
    /// How many there must be.
    pub min: usize,
    /// How many there may be.
    pub max: usize,
}

impl Repeat {
    /// One more of them, of which nothing is told yet. `list` is the page that lists them: it asks
    /// again whether there is another. Says which one it is.
    pub fn one_more(&self, answers: &mut Answers, list: &str) -> usize {
        let at = answers.items(&self.id).len().max(self.min);
        while answers.items(&self.id).len() <= at {
            answers.add_item(&self.id);
        }
        answers.stay_at(list);
        at
    }

    /// One of them is taken out.
    pub fn one_less(&self, answers: &mut Answers, list: &str, at: usize) {
        answers.remove_item(Item { group: &self.id, at });
        answers.stay_at(list);
    }

    /// There are no more. Those of which nothing was told are none.
    pub fn no_more(&self, answers: &mut Answers, list: &str) {
        while answers.items(&self.id).len() > self.min
            && answers.items(&self.id).last().is_some_and(is_blank)
        {
            let at = answers.items(&self.id).len().saturating_sub(1);
            answers.remove_item(Item { group: &self.id, at });
        }
        answers.go_on_from(list);
    }
}

/// A page, and of which item where it is asked for each.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// The page.
    pub page: &'a PageDef,
    /// The item.
    pub item: Option<Item<'a>>,
}

impl<'a> Spot<'a> {
    /// Its part of the address: the page's, and the number of the item from 1 behind a dot.
    #[must_use]
    pub fn slug(self) -> Cow<'a, str> {
        match self.item {
            None => Cow::Borrowed(&self.page.slug),
            Some(item) => Cow::Owned(format!("{}.{}", self.page.slug, item.at.saturating_add(1))),
        }
    }

    /// Whether it is the same page of the same item.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.page.id == other.page.id && self.item == other.item
    }
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
    /// The group that it is asked for each item of, or whose items it lists.
    pub repeat: Option<Arc<Repeat>>,
    /// Whether its section is a task, to be done in any order.
    pub task: bool,
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

    /// Under which conditions, as they were written, answers of an earlier page lead here.
    #[must_use]
    pub fn led_here(&self) -> Vec<&str> {
        let Shown::After(leads, number) = &self.shown else { return Vec::new() };
        let here = leads.rules.iter().filter(|rule| rule.to == Some(*number));
        here.map(|rule| &*rule.when.source).collect()
    }

    /// Whether it is asked anew for each item of a group.
    #[must_use]
    pub const fn is_of_items(&self) -> bool {
        self.repeat.is_some() && !matches!(self.kind, PageKind::List)
    }

    /// The `h1`: its heading, or its only question.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        let own = match &self.kind {
            PageKind::Questions => self.heading.as_ref().or(self.questions.first().map(|q| &q.ask)),
            PageKind::Interruption(notice) => Some(&notice.title),
            PageKind::Outcome(outcome) => Some(&outcome.title),
            PageKind::List => self.repeat.as_ref().map(|repeat| &repeat.heading),
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
    /// It lists the items of its repeat group, and asks whether there is another.
    List,
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
    /// Of a redirect: to whom, and what is said of it.
    pub redirect: Option<Box<Redirect>>,
}

/// A redirect to another body.
#[derive(Clone, Debug, Default)]
pub struct Redirect {
    /// What the body is wanted for, such as `council.noise`.
    pub role: String,
    /// The question whose answer leads there.
    pub question: String,
    /// The question about a postcode, by which the body of the place is found.
    pub lookup: Option<String>,
    /// Whether answers may be passed on.
    pub pass: bool,
    /// Later questions that are asked before passing on.
    pub ask: Vec<String>,
    /// What the person needs at hand.
    pub needs: Told,
    /// How long it takes.
    pub takes: Told,
    /// That they can still report to us.
    pub still: Told,
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
