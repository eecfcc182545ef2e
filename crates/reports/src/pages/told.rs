//! What a definition tells people, as HTML.

use askama::Template;
use askama::filters::HtmlSafe;
use counter::Visit;
use services::{Block, Piece, Told};

/// Content of a definition in the language of a visit.
#[derive(Template)]
#[template(path = "reports/told.html")]
pub(super) struct ToldHtml {
    blocks: Vec<Block>,
}

impl HtmlSafe for ToldHtml {}

impl ToldHtml {
    /// The content; links to pages of ours lead to the language and host of the visit.
    pub(super) fn new(told: &Told, visit: &Visit) -> Self {
        let mut blocks = told.say(visit.language).to_vec();
        for piece in blocks.iter_mut().flat_map(pieces) {
            if let Piece::Link { href, .. } = piece
                && href.starts_with('/')
            {
                *href = visit.href(href);
            }
        }
        Self { blocks }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Whether it links to an address.
    pub(super) fn links_to(&self, wanted: &str) -> bool {
        let mut blocks = self.blocks.clone();
        blocks
            .iter_mut()
            .flat_map(pieces)
            .any(|piece| matches!(piece, Piece::Link { href, .. } if href == wanted))
    }
}

fn pieces(block: &mut Block) -> Vec<&mut Piece> {
    match block {
        Block::Heading(line) | Block::Paragraph(line) => line.iter_mut().collect(),
        Block::List(lines) => lines.iter_mut().flatten().collect(),
    }
}

/// Content as plain text, for programs: a blank line between paragraphs, `- ` before each item.
pub(super) fn plain(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Heading(line) | Block::Paragraph(line) => text(line),
            Block::List(lines) => {
                let lines: Vec<String> =
                    lines.iter().map(|line| format!("- {}", text(line))).collect();
                lines.join("\n")
            }
        })
        .collect();
    blocks.join("\n\n")
}

fn text(line: &[Piece]) -> String {
    let said = |piece: &Piece| match piece {
        Piece::Text { text } | Piece::Link { text, .. } => text.clone(),
    };
    line.iter().map(said).collect()
}
