//! Consent to cookies that are not needed. An installation that sets none has no banner.

use super::button::Button;
use super::content::{Content, Extra};
use super::links::Link;
use super::panel::Action;
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The name of the region for screen readers.
    COOKIE_BANNER { en: "Cookie banner", cy: "Baner cwcis" }
}

/// What a reader is asked about cookies, above everything else on the page.
#[derive(Clone, Debug, Template)]
#[template(path = "components/cookie_banner.html")]
pub struct CookieBanner {
    label: String,
    messages: Vec<CookieMessage>,
    hidden: bool,
    extra: Extra,
}

impl CookieBanner {
    /// A banner without messages, for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            label: COOKIE_BANNER.say(language).to_owned(),
            messages: Vec::new(),
            hidden: false,
            extra: Extra::default(),
        }
    }

    /// Adds a message: the question, or what was answered.
    #[must_use]
    pub fn message(mut self, message: CookieMessage) -> Self {
        self.messages.push(message);
        self
    }

    /// The name of the region for screen readers.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Hides all of it until a script shows it.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    extras!(extra);
}

/// A message in a [`CookieBanner`].
#[derive(Clone, Debug, Default)]
pub struct CookieMessage {
    heading: Option<Content>,
    content: Option<Content>,
    role: Option<&'static str>,
    hidden: bool,
    actions: Option<Vec<Action>>,
    extra: Extra,
}

impl CookieMessage {
    /// A message that says nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Its heading.
    #[must_use]
    pub fn heading(mut self, heading: impl Into<Content>) -> Self {
        self.heading = Some(heading.into());
        self
    }

    /// What it says. Text becomes a paragraph, HTML stays as it is.
    #[must_use]
    pub fn content(mut self, content: impl Into<Content>) -> Self {
        self.content = Some(content.into());
        self
    }

    /// An ARIA role: `alert` for what was just answered.
    #[must_use]
    pub fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    /// Hides it until a script shows it.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Adds a button.
    #[must_use]
    pub fn button(self, button: Button) -> Self {
        self.action(Action::Button(Box::new(button)))
    }

    /// Adds a link.
    #[must_use]
    pub fn link(self, link: Link) -> Self {
        self.action(Action::Link(link))
    }

    fn action(mut self, action: Action) -> Self {
        self.actions.get_or_insert_default().push(action);
        self
    }

    extras!(extra);
}

component!(CookieBanner);
