//! The state of something in one or two words.

use super::content::{Content, Extra};
use askama::Template;

/// A state in one or two words. The colour only repeats what the words say.
#[derive(Clone, Debug, Template)]
#[template(path = "components/tag.html")]
pub struct Tag {
    pub(super) content: Content,
    pub(super) extra: Extra,
}

/// The colours of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Not begun, not yet possible, ended.
    Grey,
    /// Well.
    Green,
    /// New, or just now.
    Teal,
    /// In hand.
    Blue,
    /// Waiting for somebody.
    Purple,
    /// Late.
    Magenta,
    /// Danger, or something is wrong.
    Red,
    /// Soon late.
    Orange,
    /// To be looked at.
    Yellow,
}

impl Tag {
    /// A tag that says this.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), extra: Extra::default() }
    }

    /// Colours it.
    #[must_use]
    pub fn colour(self, colour: Colour) -> Self {
        self.class(match colour {
            Colour::Grey => "govuk-tag--grey",
            Colour::Green => "govuk-tag--green",
            Colour::Teal => "govuk-tag--teal",
            Colour::Blue => "govuk-tag--blue",
            Colour::Purple => "govuk-tag--purple",
            Colour::Magenta => "govuk-tag--magenta",
            Colour::Red => "govuk-tag--red",
            Colour::Orange => "govuk-tag--orange",
            Colour::Yellow => "govuk-tag--yellow",
        })
    }

    extras!(extra);
}

component!(Tag);
