//! The panel of a page that is about one thing: done, or stop and think.

use super::button::Button;
use super::content::{Content, Extra};
use super::links::Link;
use askama::Template;
use askama::filters::HtmlSafe;
use std::fmt;

/// A panel that confirms, or interrupts.
#[derive(Clone, Debug, Template)]
#[template(path = "components/panel.html")]
pub struct Panel {
    title: Content,
    body: Option<Content>,
    level: u8,
    interrupts: bool,
    actions: Option<Vec<Action>>,
    around_actions: Extra,
    extra: Extra,
}

/// What may be done about something: about an interruption, or a question about cookies.
#[derive(Clone, Debug)]
pub(super) enum Action {
    Button(Box<Button>),
    Link(Link),
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Button(button) => button.fmt(f),
            Self::Link(link) => link.fmt(f),
        }
    }
}

impl HtmlSafe for Action {}

impl Panel {
    /// A panel that says that something is done. Its title is the page's heading.
    #[must_use]
    pub fn new(title: impl Into<Content>) -> Self {
        Self {
            title: title.into(),
            body: None,
            level: 1,
            interrupts: false,
            actions: None,
            around_actions: Extra::default(),
            extra: Extra::default(),
        }
    }

    /// A panel that asks to stop and think.
    #[must_use]
    pub fn interruption(title: impl Into<Content>) -> Self {
        Self { interrupts: true, ..Self::new(title) }.class("govuk-panel--interruption")
    }

    /// Says more, such as the reference.
    #[must_use]
    pub fn body(mut self, body: impl Into<Content>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The level of its heading, 1 to 6.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level.clamp(1, 6);
        self
    }

    /// Adds a button to an interruption.
    #[must_use]
    pub fn button(self, button: Button) -> Self {
        self.action(Action::Button(Box::new(button.inverse())))
    }

    /// Adds a link to an interruption.
    #[must_use]
    pub fn link(self, link: Link) -> Self {
        self.action(Action::Link(link.class("govuk-link--inverse")))
    }

    fn action(mut self, action: Action) -> Self {
        self.actions.get_or_insert_default().push(action);
        self
    }

    /// Adds a class to the element around the actions.
    #[must_use]
    pub fn actions_class(mut self, class: &str) -> Self {
        self.actions.get_or_insert_default();
        self.around_actions.classes.add(class);
        self
    }

    /// Adds an attribute to the element around the actions.
    #[must_use]
    pub fn actions_attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.actions.get_or_insert_default();
        self.around_actions.attributes.add(name, value);
        self
    }

    extras!(extra);
}

component!(Panel);
