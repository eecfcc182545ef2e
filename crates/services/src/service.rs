//! A compiled service: pages in order, ready to be walked.

use crate::assess::Rule;
use crate::condition::{Condition, Names};
use crate::confirmation::Confirmation;
use crate::question::Question;
use crate::said::{Said, Told};
use kernel::{Language, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a service stands on a force's site.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Something that happened.
    Report,
    /// Something the police should know.
    TellUsAbout,
    /// Licences, registers and jobs.
    Apply,
    /// Information and decisions.
    Request,
    /// Thanks and complaints.
    Feedback,
    /// Penalties and fees.
    Pay,
    /// Advice.
    Advice,
    /// The local team.
    YourArea,
}

words! {
    REPORT { en: "Report", cy: "Rhoi gwybod" }
    TELL_US_ABOUT { en: "Tell us about", cy: "Dweud wrthym ni" }
    APPLY { en: "Apply or register", cy: "Gwneud cais neu gofrestru" }
    REQUEST { en: "Request", cy: "Gofyn am wybodaeth" }
    FEEDBACK { en: "Thanks and complaints", cy: "Diolch a chwyno" }
    PAY { en: "Pay", cy: "Talu" }
    ADVICE { en: "Advice", cy: "Cyngor" }
    YOUR_AREA { en: "Your area", cy: "Eich ardal" }
}

impl Group {
    /// Every group, in the order of a force's home page.
    pub const ALL: [Self; 8] = [
        Self::Report,
        Self::TellUsAbout,
        Self::Apply,
        Self::Request,
        Self::Feedback,
        Self::Pay,
        Self::Advice,
        Self::YourArea,
    ];

    /// Its part of the address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::TellUsAbout => "tell-us-about",
            Self::Apply => "apply",
            Self::Request => "request",
            Self::Feedback => "feedback",
            Self::Pay => "pay",
            Self::Advice => "advice",
            Self::YourArea => "your-area",
        }
    }

    /// The group of an address.
    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.slug() == slug)
    }

    /// Its heading.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        let words = match self {
            Self::Report => REPORT,
            Self::TellUsAbout => TELL_US_ABOUT,
            Self::Apply => APPLY,
            Self::Request => REQUEST,
            Self::Feedback => FEEDBACK,
            Self::Pay => PAY,
            Self::Advice => ADVICE,
            Self::YourArea => YOUR_AREA,
        };
        words.say(language)
    }
}

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

    /// The languages it is offered in: all of them, or it does not compile.
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
