//! A page that is a heading and what stands under it: texts, components, lists of links, forms. For the many
//! pages of the desk that need no layout of their own.

use crate::Frame;
use crate::components::{Button, ErrorSummary, Markup, NotificationBanner, Tag};
use askama::Template;

/// A page.
#[derive(Template)]
#[template(path = "leaf.html")]
pub struct Leaf {
    /// What stands around it.
    pub frame: Frame,
    /// What its forms carry so that no other site can send them.
    pub csrf: String,
    /// Its heading.
    pub heading: String,
    /// What is wrong with the form on it.
    pub summary: Option<ErrorSummary>,
    /// What was just done.
    pub done: Option<NotificationBanner>,
    /// What stands under the heading, in order.
    pub parts: Vec<Part>,
}

/// What stands on a page.
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that must not be missed.
    Strong(String),
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
    /// The same, where what there is to know of each was written by somebody, in whichever language; it is
    /// taken for English.
    Quoted(Vec<Line>),
    /// The same, where what each is called was told by somebody.
    Told(Vec<Line>),
    /// A form.
    Form(FormPart),
}

/// A link in a list.
pub struct Line {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub text: String,
    /// In which state that is.
    pub tag: Option<Tag>,
    /// What there is to know of it.
    pub about: Option<String>,
}

/// A form.
#[derive(Default)]
pub struct FormPart {
    /// Where it is sent.
    pub action: String,
    /// What it carries and nobody fills in.
    pub hidden: Vec<(&'static str, String)>,
    /// What is filled in.
    pub fields: Vec<Markup>,
    /// How it is sent.
    pub buttons: Vec<Button>,
}

impl Leaf {
    /// With a part more.
    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// With more parts.
    #[must_use]
    pub fn parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }

    /// With a paragraph.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.part(Part::Text(text.into()))
    }

    /// With a heading.
    #[must_use]
    pub fn heading(self, text: impl Into<String>) -> Self {
        self.part(Part::Heading(text.into()))
    }

    /// With a component.
    #[must_use]
    pub fn piece(self, piece: impl Into<Markup>) -> Self {
        self.part(Part::Piece(piece.into()))
    }
}

impl FormPart {
    /// A form that is sent to an address.
    #[must_use]
    pub fn to(action: String) -> Self {
        Self { action, ..Self::default() }
    }

    /// With a value that nobody fills in.
    #[must_use]
    pub fn hidden(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    /// With a field.
    #[must_use]
    pub fn field(mut self, field: impl Into<Markup>) -> Self {
        self.fields.push(field.into());
        self
    }

    /// With a button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }
}
