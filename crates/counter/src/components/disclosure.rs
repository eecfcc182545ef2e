//! Text that stands apart: inset, or behind a line that opens it.

use super::content::{Content, Extra};
use askama::Template;

/// More for those who want it, behind a line that opens it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/details.html")]
pub struct Details {
    summary: Content,
    content: Content,
    id: Option<String>,
    open: bool,
    extra: Extra,
}

impl Details {
    /// A line, and what it opens.
    #[must_use]
    pub fn new(summary: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self {
            summary: summary.into(),
            content: content.into(),
            id: None,
            open: false,
            extra: Extra::default(),
        }
    }

    /// Opens it from the beginning.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// Its id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    extras!(extra);
}

/// Text that differs from what is around it: a quotation, an example, more about something.
#[derive(Clone, Debug, Template)]
#[template(path = "components/inset_text.html")]
pub struct InsetText {
    content: Content,
    id: Option<String>,
    extra: Extra,
}

impl InsetText {
    /// Text that stands apart.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), id: None, extra: Extra::default() }
    }

    /// Its id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    extras!(extra);
}

component!(Details, InsetText);
