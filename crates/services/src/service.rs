//! A compiled service: pages in order, ready to be walked.

use crate::assess::Rule;
use crate::condition::Names;
use crate::confirmation::Confirmation;
use crate::group::Group;
use crate::page::PageDef;
use crate::question::Question;
use crate::said::{Said, Told};
use kernel::Language;
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
