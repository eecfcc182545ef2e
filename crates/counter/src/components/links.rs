//! Links: back, past the header, and to an action on something.

use super::content::{Content, Extra};
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The link to the page before.
    BACK { en: "Back", cy: "Yn ôl" }
    /// The first link of a page, past its header.
    SKIP { en: "Skip to main content", cy: "Neidio i’r prif gynnwys" }
}

/// The link to the page before, at the top of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "components/back_link.html")]
pub struct BackLink {
    href: String,
    content: Content,
    extra: Extra,
}

impl BackLink {
    /// A link to the page before.
    #[must_use]
    pub fn new(language: Language, href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            content: Content::from(BACK.say(language)),
            extra: Extra::default(),
        }
    }

    /// Says something else than "Back".
    #[must_use]
    pub fn saying(mut self, content: impl Into<Content>) -> Self {
        self.content = content.into();
        self
    }

    extras!(extra);
}

/// The first link of a page, past its header, seen when it has the focus.
#[derive(Clone, Debug, Template)]
#[template(path = "components/skip_link.html")]
pub struct SkipLink {
    href: String,
    content: Content,
    extra: Extra,
}

impl SkipLink {
    /// A link to an element of the same page, such as `#main-content`.
    #[must_use]
    pub fn new(language: Language, href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            content: Content::from(SKIP.say(language)),
            extra: Extra::default(),
        }
    }

    /// Says something else than "Skip to main content".
    #[must_use]
    pub fn saying(mut self, content: impl Into<Content>) -> Self {
        self.content = content.into();
        self
    }

    extras!(extra);
}

/// A link to an action, such as "Change", with what it is about for those who cannot see where it
/// stands.
#[derive(Clone, Debug, Template)]
#[template(path = "components/link.html")]
pub struct Link {
    pub(super) href: String,
    pub(super) content: Content,
    pub(super) hidden: Option<String>,
    pub(super) extra: Extra,
}

impl Link {
    /// A link that says this.
    #[must_use]
    pub fn new(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { href: href.into(), content: content.into(), hidden: None, extra: Extra::default() }
    }

    /// Adds words for screen readers: "Change" becomes "Change your name".
    #[must_use]
    pub fn about(mut self, hidden: impl Into<String>) -> Self {
        self.hidden = Some(hidden.into());
        self
    }

    extras!(extra);
}

component!(BackLink, SkipLink, Link);
