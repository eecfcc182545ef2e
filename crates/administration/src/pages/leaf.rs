//! A page of these rooms: a heading, and what stands under it.

use askama::Template;
use counter::Frame;
use counter::components::{Button, ErrorSummary, Markup, NotificationBanner, Tag};

/// A page. Made by [`super::at::At::leaf`].
#[derive(Template)]
#[template(path = "administration/leaf.html")]
pub(super) struct Leaf {
    pub(super) frame: Frame,
    pub(super) csrf: String,
    pub(super) heading: String,
    pub(super) summary: Option<ErrorSummary>,
    pub(super) done: Option<NotificationBanner>,
    pub(super) parts: Vec<Part>,
}

/// What stands on a page.
pub(super) enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that somebody wrote, in whichever language; it is taken for English.
    Written(String),
    /// A component.
    Piece(Markup),
    /// One that is wider than small screens.
    Wide(Markup),
    /// Text in a formal language, behind a word that opens it.
    Source(String, String),
    /// A list of links.
    Links(Vec<Line>),
    /// A form.
    Form(FormPart),
}

/// A link in a list.
pub(super) struct Line {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) tag: Option<Tag>,
    pub(super) about: Option<String>,
}

/// A form.
#[derive(Default)]
pub(super) struct FormPart {
    pub(super) action: String,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) fields: Vec<Markup>,
    pub(super) buttons: Vec<Button>,
}

impl Leaf {
    pub(super) fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub(super) fn parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }

    pub(super) fn text(self, text: impl Into<String>) -> Self {
        self.part(Part::Text(text.into()))
    }

    pub(super) fn heading(self, text: impl Into<String>) -> Self {
        self.part(Part::Heading(text.into()))
    }

    pub(super) fn piece(self, piece: impl Into<Markup>) -> Self {
        self.part(Part::Piece(piece.into()))
    }
}

impl FormPart {
    pub(super) fn to(action: String) -> Self {
        Self { action, ..Self::default() }
    }

    pub(super) fn hidden(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    pub(super) fn field(mut self, field: impl Into<Markup>) -> Self {
        self.fields.push(field.into());
        self
    }

    pub(super) fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }
}
