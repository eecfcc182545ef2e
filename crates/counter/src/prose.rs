//! What a definition tells, drawn: headings, paragraphs, bullets and links.

use crate::Visit;
use askama::Template;
use askama::filters::HtmlSafe;
use kernel::{Block, Piece};

/// Content of a definition as HTML.
#[derive(Clone, Debug, Template)]
#[template(path = "prose.html")]
pub struct Prose<'a> {
    blocks: &'a [Block],
    visit: &'a Visit,
}

impl HtmlSafe for Prose<'_> {}

impl<'a> Prose<'a> {
    /// These blocks for this visit: links to our own pages lead to the reader's language.
    #[must_use]
    pub const fn new(blocks: &'a [Block], visit: &'a Visit) -> Self {
        Self { blocks, visit }
    }

    /// Where a link leads. A path is one of our own pages; the rest goes as it is.
    fn address(&self, href: &str) -> String {
        if href.starts_with('/') { self.visit.href(href) } else { href.to_owned() }
    }
}
