//! A compiled service: pages in order, ready to be walked.

use crate::answers::Item;
use crate::assess::Rule;
use crate::condition::Names;
use crate::confirmation::Confirmation;
use crate::group::Group;
use crate::page::{Outcome, PageDef, PageKind, Repeat, Shown, Spot};
use crate::question::Question;
use kernel::{Language, Said, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether others on the device must not see that the service was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Nothing special.
    Ordinary,
    /// Neutral titles and addresses, a way to leave quickly, nothing kept unasked.
    High,
}

/// Whether a person can come back to their answers on another device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// It is offered on every page.
    Always,
    /// Only when the person asks, and for a short time.
    OnRequest,
    /// Not at all.
    Never,
}

/// What a force may add to a service.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum LocalSlot {
    /// The start page, after what the service says.
    Start,
    /// What happens next, after what the service says.
    Next,
    /// Help named on the receipt.
    Support,
}

/// Questions about equality: offered after sending, optional, and kept apart from what was sent.
#[derive(Clone, Debug)]
pub struct Equality {
    /// The heading.
    pub title: Said,
    /// What they are for, and what becomes of the answers.
    pub body: Told,
    /// What is asked.
    pub questions: Vec<Question>,
}

/// What a service does with a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ServiceKind {
    /// It asks questions and takes a report.
    Form,
    /// It sends the person on.
    Signpost,
}

/// Which of a service's slugs an address used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slug {
    /// The one that says what the service is: its start page.
    Plain,
    /// The one that says nothing: the pages of a sensitive service.
    Opaque,
}

/// A service, compiled: a value that never changes.
#[derive(Debug)]
pub struct Service {
    /// Its id, such as `bicycle-theft`.
    pub id: String,
    /// Where it stands on a force's site.
    pub group: Group,
    /// The last part of its address.
    pub slug: String,
    /// The slug that takes over after the start page of a sensitive service.
    pub opaque: Option<String>,
    /// Grows with each published change; reports keep the version they were made with.
    pub version: u32,
    /// Whether others on the device must not see that it was used.
    pub sensitivity: Sensitivity,
    /// Whether a person may stay anonymous.
    pub anonymous: bool,
    /// Whether a person can come back to their answers on another device.
    pub keeping: Keeping,
    /// Whether its sections are tasks that can be done in any order.
    pub tasks: bool,
    /// What a force may add to.
    pub local: Vec<LocalSlot>,
    /// Questions about equality, offered after sending and kept apart.
    pub equality: Option<Equality>,
    /// How long a draft is kept that the person asked us to keep.
    pub keep_draft: jiff::SignedDuration,
    /// How long a draft is kept that nobody came back to.
    pub keep_abandoned: jiff::SignedDuration,
    /// What the start page says.
    pub start: Told,
    /// How many minutes it takes most people.
    pub minutes: u16,
    /// Every page in order: questions, interruptions and outcomes.
    pub pages: Vec<PageDef>,
    /// The page that tells how to leave these pages quickly: nobody on the telephone is told.
    pub about_leaving: Option<String>,
    /// Help named on the receipt.
    pub support: Told,
    pub(crate) title: Said,
    pub(crate) neutral_title: Option<Said>,
    pub(crate) summary: Said,
    pub(crate) names: Names,
    pub(crate) rules: Vec<Rule>,
    pub(crate) confirmation: Confirmation,
}

impl Service {
    /// The page that asks what the other body of a redirect needs to know: later questions of this
    /// service, so that they stay answered when the person goes on here.
    #[must_use]
    pub fn passing_page(&self, outcome: &Outcome) -> Option<PageDef> {
        let redirect = outcome.redirect.as_deref().filter(|redirect| redirect.pass)?;
        let own = self.page_by_id(&outcome.page)?;
        let questions = redirect.ask.iter().filter_map(|id| self.question(id).cloned());
        Some(PageDef {
            id: format!("{}.pass", own.id),
            slug: own.slug.clone(),
            section: own.section.clone(),
            heading: None,
            intro: Told::default(),
            questions: questions.collect(),
            kind: PageKind::Questions,
            repeat: None,
            task: own.task,
            shown: Shown::Always,
        })
    }

    /// What people do here.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        self.title.say(language)
    }

    /// A title that says nothing, of a sensitive service; its title otherwise.
    #[must_use]
    pub fn neutral_title(&self, language: Language) -> &str {
        self.neutral_title.as_ref().unwrap_or(&self.title).say(language)
    }

    /// One sentence for lists.
    #[must_use]
    pub fn summary(&self, language: Language) -> &str {
        self.summary.say(language)
    }

    /// Whether it takes a report or sends the person on.
    #[must_use]
    pub fn kind(&self) -> ServiceKind {
        if self.questions().next().is_some() { ServiceKind::Form } else { ServiceKind::Signpost }
    }

    /// The languages that it is written in: all of them, or it does not compile. One that was published
    /// without its Welsh says so in its [`crate::Edition`].
    #[must_use]
    pub const fn languages(&self) -> &'static [Language] {
        &Language::ALL
    }

    /// Whether others on the device must not see that it was used.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.sensitivity == Sensitivity::High
    }

    /// The slug of the pages after the start page.
    #[must_use]
    pub fn inner_slug(&self) -> &str {
        self.opaque.as_deref().unwrap_or(&self.slug)
    }

    /// The page of an address.
    #[must_use]
    pub fn page(&self, slug: &str) -> Option<&PageDef> {
        self.pages.iter().find(|page| page.slug == slug)
    }

    /// The page of an address, and the item that it is of: `vehicle.2` is the page `vehicle` of the
    /// second one.
    #[must_use]
    pub fn spot(&self, slug: &str) -> Option<Spot<'_>> {
        let numbered = slug.rsplit_once('.').and_then(|(page, number)| {
            let page = self.page(page).filter(|page| page.is_of_items())?;
            let at = number.parse::<usize>().ok()?.checked_sub(1)?;
            let repeat = page.repeat.as_ref().filter(|repeat| at < repeat.max)?;
            Some(Spot { page, item: Some(Item { group: &repeat.id, at }) })
        });
        let plain = || self.page(slug).filter(|page| !page.is_of_items());
        numbered.or_else(|| plain().map(|page| Spot { page, item: None }))
    }

    /// Where the answer of a name stands: a question, or one of an item (`vehicles/0/colour`).
    #[must_use]
    pub fn spot_of(&self, name: &str) -> Option<Spot<'_>> {
        let (question, item) = match name.split('/').collect::<Vec<_>>().as_slice() {
            [question] => (*question, None),
            [group, at, question] => (*question, Some((*group, at.parse::<usize>().ok()?))),
            _ => return None,
        };
        let asks = |page: &&PageDef| page.questions.iter().any(|it| it.id == question);
        let page = self.pages.iter().find(asks)?;
        let item = match (item, &page.repeat) {
            (Some((group, at)), Some(repeat)) if *repeat.id == *group => {
                Some(Item { group: &repeat.id, at })
            }
            (None, None) => None,
            _ => return None,
        };
        Some(Spot { page, item })
    }

    /// The repeat group of an id.
    #[must_use]
    pub fn repeat(&self, id: &str) -> Option<&Repeat> {
        let mut repeats = self.pages.iter().filter_map(|page| page.repeat.as_deref());
        repeats.find(|repeat| &*repeat.id == id)
    }

    /// What the answers call something, as people read it: a question or a repeat group.
    #[must_use]
    pub fn label(&self, name: &str, language: Language) -> Option<&str> {
        let question = self.question(name).map(|question| question.label(language));
        question.or_else(|| self.repeat(name).map(|repeat| repeat.heading.say(language)))
    }

    /// The page of an id.
    #[must_use]
    pub fn page_by_id(&self, id: &str) -> Option<&PageDef> {
        self.pages.iter().find(|page| page.id == id)
    }

    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.pages.iter().flat_map(|page| &page.questions)
    }

    /// The question of an id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }
}
