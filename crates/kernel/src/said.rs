//! What a definition says to people: text and simple content, in every language or not at all.

use crate::{Language, Words};
use serde::Serialize;

/// One thing that is said to people, in English and in Welsh.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// In English.
    pub en: String,
    /// In Welsh.
    pub cy: String,
}

impl Said {
    /// The text in a language.
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Welsh => &self.cy,
        }
    }
}

impl From<Words> for Said {
    fn from(words: Words) -> Self {
        Self { en: words.en.to_owned(), cy: words.cy.to_owned() }
    }
}

/// Content of a page in both languages, as blocks that a template draws.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    en: Vec<Block>,
    cy: Vec<Block>,
}

impl Told {
    /// Reads the plain mark-up of both texts.
    #[must_use]
    pub fn read(said: &Said) -> Self {
        Self { en: read(&said.en), cy: read(&said.cy) }
    }

    /// The blocks in a language, in order.
    #[must_use]
    pub fn say(&self, language: Language) -> &[Block] {
        match language {
            Language::English => &self.en,
            Language::Welsh => &self.cy,
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.en.is_empty()
    }
}

/// A block of content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", content = "content", rename_all = "snake_case")]
pub enum Block {
    /// A second-level heading (`## …`).
    Heading(Vec<Piece>),
    /// A paragraph; blank lines separate them.
    Paragraph(Vec<Piece>),
    /// Bullets: lines that begin with `- `.
    List(Vec<Vec<Piece>>),
}

impl Block {
    /// Every piece of its lines.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let lines = match self {
            Self::Heading(line) | Self::Paragraph(line) => std::slice::from_ref(line),
            Self::List(lines) => lines,
        };
        lines.iter().flatten()
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum Piece {
    /// Plain text.
    Text {
        /// What it says; never mark-up.
        text: String,
    },
    /// A link (`[text](address)`) to a web page, a telephone number, a text number or one of our
    /// own pages.
    Link {
        /// What it says.
        text: String,
        /// `https:`, `tel:`, `sms:`, or a path that begins with `/`.
        href: String,
    },
}

fn read(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for chunk in text.replace("\r\n", "\n").split("\n\n").map(str::trim) {
        if chunk.is_empty() {
            continue;
        }
        if let Some(heading) = chunk.strip_prefix("## ") {
            blocks.push(Block::Heading(pieces(heading)));
        } else if chunk.starts_with("- ") {
            let items = format!("\n{chunk}");
            let items = items.split("\n- ").map(join).filter(|item| !item.is_empty());
            blocks.push(Block::List(items.map(|item| pieces(&item)).collect()));
        } else {
            blocks.push(Block::Paragraph(pieces(&join(chunk))));
        }
    }
    blocks
}

/// A line break in a paragraph or bullet is a space.
fn join(chunk: &str) -> String {
    chunk.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn pieces(mut line: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let text = |text: &str| Piece::Text { text: text.to_owned() };
    while let Some((before, link, after)) = first_link(line) {
        if !before.is_empty() {
            found.push(text(before));
        }
        found.push(link);
        line = after;
    }
    if !line.is_empty() {
        found.push(text(line));
    }
    found
}

/// The first `[text](address)` whose address is of a kind that we follow.
fn first_link(line: &str) -> Option<(&str, Piece, &str)> {
    let (before, rest) = line.split_once('[')?;
    let (text, rest) = rest.split_once("](")?;
    let (href, after) = rest.split_once(')')?;
    let followed = ["https://", "tel:", "sms:", "/"].iter().any(|kind| href.starts_with(kind))
        && !href.starts_with("//");
    followed.then(|| (before, Piece::Link { text: text.to_owned(), href: href.to_owned() }, after))
}

#[cfg(test)]
mod tests {
    use super::{Block, Piece, read};

    fn text(text: &str) -> Piece {
        Piece::Text { text: text.to_owned() }
    }

    #[test]
    fn plain_mark_up_becomes_blocks() {
        let blocks =
            read("## What to do\n\nCall [999](tel:999) now.\nOr text.\n\n- one\n- two\n  more\n");
        let link = Piece::Link { text: "999".into(), href: "tel:999".into() };
        assert_eq!(
            blocks,
            [
                Block::Heading(vec![text("What to do")]),
                Block::Paragraph(vec![text("Call "), link, text(" now. Or text.")]),
                Block::List(vec![vec![text("one")], vec![text("two more")]]),
            ]
        );
    }

    #[test]
    fn a_link_of_another_kind_stays_text() {
        for line in ["[x](javascript:alert(1))", "[x](//evil.example)", "[x](http://a.test)", "[x"]
        {
            assert_eq!(read(line), [Block::Paragraph(vec![text(line)])], "{line}");
        }
    }
}
