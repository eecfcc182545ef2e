//! How to say what one thinks of a page or a service, at its end.

use super::content::{Content, Extra};
use askama::Template;

/// A band at the end of a page that says how to tell us what is good or bad about it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/feedback.html")]
pub struct Feedback {
    title: Content,
    body: Option<Content>,
    level: u8,
    extra: Extra,
}

impl Feedback {
    /// A band with this heading.
    #[must_use]
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: title.into(), body: None, level: 2, extra: Extra::default() }
    }

    /// Says how. Text becomes a paragraph, HTML stays as it is.
    #[must_use]
    pub fn body(mut self, body: impl Into<Content>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The level of its heading, 1 to 6: 2 unless said otherwise.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level.clamp(1, 6);
        self
    }

    extras!(extra);
}

component!(Feedback);
