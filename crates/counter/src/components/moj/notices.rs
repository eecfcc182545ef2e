//! What must be noticed: alerts and banners.

use crate::components::content::{Content, Extra};
use askama::Template;
use kernel::{Language, Words};

kernel::words! {
    /// What an alert is, read out before its title.
    INFORMATION { en: "information", cy: "gwybodaeth" }
    /// Something was done.
    SUCCESS { en: "success", cy: "llwyddiant" }
    /// Something follows.
    WARNING { en: "warning", cy: "rhybudd" }
    /// Something went wrong.
    ERROR { en: "error", cy: "gwall" }
    /// A banner that is none of these.
    BANNER { en: "banner", cy: "baner" }
    /// The button that puts an alert away.
    DISMISS { en: "Dismiss", cy: "Cuddio" }
}

/// What kind of news it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Information,
    Success,
    Warning,
    Error,
}

impl Tone {
    /// As the classes end that colour it.
    const fn code(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    const fn words(self) -> Words {
        match self {
            Self::Information => INFORMATION,
            Self::Success => SUCCESS,
            Self::Warning => WARNING,
            Self::Error => ERROR,
        }
    }

    /// The outline of its sign, in a square of 30.
    const fn sign(self) -> &'static str {
        match self {
            Self::Information => {
                "M15 2a13 13 0 1 0 0 26 13 13 0 0 0 0-26Zm-1.5 6h3v3h-3Zm0 5h3v9h-3Z"
            }
            Self::Success => "M11 24.5 2 15.5l2.7-2.7L11 19.1 25.3 4.8 28 7.5Z",
            Self::Warning => "M15 3 28.5 26.5h-27Zm-1.5 7v8.5h3V10Zm0 10.5v3h3v-3Z",
            Self::Error => {
                "M10 3h10l7 7v10l-7 7H10l-7-7V10Zm1 6-2 2 4 4-4 4 2 2 4-4 4 4 2-2-4-4 4-4-2-2-4 4Z"
            }
        }
    }
}

/// News about what was just done or is so now. It stands under the page's heading.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/alert.html")]
pub struct Alert {
    language: Language,
    tone: Tone,
    title: String,
    content: Option<Content>,
    heading: Option<u8>,
    role: &'static str,
    dismissible: bool,
    extra: Extra,
}

/// The kinds of alerts.
macro_rules! alerts {
    ($($(#[$doc:meta])* $name:ident = $tone:ident;)+) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name(language: Language, title: impl Into<String>) -> Self {
            Self::new(language, Tone::$tone, title.into())
        }
    )+};
}

impl Alert {
    fn new(language: Language, tone: Tone, title: String) -> Self {
        Self {
            language,
            tone,
            title,
            content: None,
            heading: None,
            role: "region",
            dismissible: false,
            extra: Extra::default(),
        }
    }

    alerts! {
        /// Something to know.
        information = Information;
        /// Something was done.
        success = Success;
        /// Something follows.
        warning = Warning;
        /// Something went wrong.
        error = Error;
    }

    /// Says more than its title, which is then for screen readers unless it is a [`heading`].
    ///
    /// [`heading`]: Self::heading
    #[must_use]
    pub fn content(mut self, content: impl Into<Content>) -> Self {
        self.content = Some(content.into());
        self
    }

    /// Shows the title as a heading of this level, 2 to 4, over what it says.
    #[must_use]
    pub fn heading(mut self, level: u8) -> Self {
        self.heading = Some(level.clamp(2, 4));
        self
    }

    /// An ARIA role other than `region`: `alert` for what must be heard at once.
    #[must_use]
    pub fn role(mut self, role: &'static str) -> Self {
        self.role = role;
        self
    }

    /// Can be put away, where a script shows the button.
    #[must_use]
    pub fn dismissible(mut self) -> Self {
        self.dismissible = true;
        self
    }

    extras!(extra);

    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }

    /// The heading's level, where there is something under it.
    fn shown_heading(&self) -> Option<u8> {
        self.heading.filter(|_| self.content.is_some())
    }
}

/// An older kind of alert, across a page.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/banner.html")]
pub struct Banner {
    tone: Option<Tone>,
    label: String,
    content: Content,
    extra: Extra,
}

impl Banner {
    /// A banner without a sign.
    #[must_use]
    pub fn new(language: Language, content: impl Into<Content>) -> Self {
        let label = BANNER.say(language).to_owned();
        Self { tone: None, label, content: content.into(), extra: Extra::default() }
    }

    fn of(language: Language, tone: Tone, content: Content) -> Self {
        let label = tone.words().say(language).to_owned();
        Self { tone: Some(tone), label, content, extra: Extra::default() }
    }

    /// Something to know.
    #[must_use]
    pub fn information(language: Language, content: impl Into<Content>) -> Self {
        Self::of(language, Tone::Information, content.into())
    }

    /// Something was done.
    #[must_use]
    pub fn success(language: Language, content: impl Into<Content>) -> Self {
        Self::of(language, Tone::Success, content.into())
    }

    /// Something follows.
    #[must_use]
    pub fn warning(language: Language, content: impl Into<Content>) -> Self {
        Self::of(language, Tone::Warning, content.into())
    }

    extras!(extra);
}

component!(Alert, Banner);
