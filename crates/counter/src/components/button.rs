//! Buttons, and links that look like one.

use super::content::{Content, Extra};
use askama::Template;

/// A button that sends its form, or a link that looks like a button.
#[derive(Clone, Debug, Template)]
#[template(path = "components/button.html")]
pub struct Button {
    content: Content,
    href: Option<String>,
    kind: &'static str,
    name: Option<String>,
    value: Option<String>,
    id: Option<String>,
    disabled: bool,
    once: Option<bool>,
    start: bool,
    extra: Extra,
}

impl Button {
    /// A button that sends its form.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            href: None,
            kind: "submit",
            name: None,
            value: None,
            id: None,
            disabled: false,
            once: None,
            start: false,
            extra: Extra::default(),
        }
    }

    /// A link that looks like a button.
    #[must_use]
    pub fn link(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { href: Some(href.into()), ..Self::new(content) }
    }

    /// The link at the beginning of a service.
    #[must_use]
    pub fn start(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self::link(href, content).starting()
    }

    /// Shows the arrow of a start button.
    #[must_use]
    pub fn starting(mut self) -> Self {
        self.start = true;
        self
    }

    /// Less than the page's main action.
    #[must_use]
    pub fn secondary(self) -> Self {
        self.class("govuk-button--secondary")
    }

    /// Does what cannot easily be undone.
    #[must_use]
    pub fn warning(self) -> Self {
        self.class("govuk-button--warning")
    }

    /// On a dark background.
    #[must_use]
    pub fn inverse(self) -> Self {
        self.class("govuk-button--inverse")
    }

    /// The `type` of the button: `submit` unless said otherwise.
    #[must_use]
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// What the form gets of it when it is pressed.
    #[must_use]
    pub fn sends(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.name(name).value(value)
    }

    /// Its name in the form.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Its value in the form.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Its id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Takes it out of use. Rarely right: nobody is told why.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Whether a second press within a second is ignored. Forms ignore it anyway.
    #[must_use]
    pub fn prevent_double_click(mut self, prevent: bool) -> Self {
        self.once = Some(prevent);
        self
    }

    extras!(extra);

    /// Whether the text needs an element of its own beside the arrow.
    fn wraps(&self) -> bool {
        self.start && matches!(self.content, Content::Html(_))
    }
}

component!(Button);
