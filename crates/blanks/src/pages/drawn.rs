//! Blocks of a paper as HTML, to be looked at and printed.

use askama::Template;
use askama::filters::HtmlSafe;
use papers::{Block, Text};

/// Some blocks.
#[derive(Clone, Copy, Debug, Template)]
#[template(path = "blanks/blocks.html")]
pub(super) struct Drawn<'a> {
    blocks: &'a [Block],
}

impl HtmlSafe for Drawn<'_> {}

impl<'a> Drawn<'a> {
    pub(super) const fn new(blocks: &'a [Block]) -> Self {
        Self { blocks }
    }

    const fn told(text: &Text) -> Told<'_> {
        Told { text }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template passes references")]
    const fn heading(level: &u8) -> &'static str {
        match *level {
            0 | 1 => "govuk-heading-l",
            2 => "govuk-heading-m",
            _ => "govuk-heading-s",
        }
    }
}

/// A text with its own language where it has one.
#[derive(Clone, Copy, Debug, Template)]
#[template(
    source = "{% if let Some(own) = text.language %}<span lang=\"{{ own.code() }}\">{{ text.text }}</span>\
              {% else %}{% for word in self.words() %}{% if Self::is_address(word) %}\
              <span lang=\"en\">{{ word }}</span>{% else %}{{ word }}{% endif %}{% endfor %}{% endif %}",
    ext = "html"
)]
struct Told<'a> {
    text: &'a Text,
}

impl HtmlSafe for Told<'_> {}

impl<'a> Told<'a> {
    /// The words, each with the space behind it.
    fn words(self) -> impl Iterator<Item = &'a str> {
        self.text.text.split_inclusive(' ')
    }

    /// Whether a word is an address of the web, which is not read as Welsh.
    fn is_address(word: &str) -> bool {
        word.contains("www.") || (word.contains('/') && word.contains('.'))
    }
}
