//! What a definition tells, on paper: an address that would be followed is written out.

use super::Form;
use kernel::{Block as Told, Piece};
use papers::{Block, Text};

impl Form<'_> {
    pub(super) fn told(&mut self, told: &[Told]) {
        self.blocks.extend(blocks(told));
    }
}

pub(super) fn blocks(told: &[Told]) -> Vec<Block> {
    told.iter().map(block).collect()
}

fn block(told: &Told) -> Block {
    match told {
        Told::Heading(line) => Block::Strong(text(line)),
        Told::Paragraph(line) => Block::Paragraph(text(line)),
        Told::List(lines) => Block::Bullets(lines.iter().map(|line| text(line)).collect()),
    }
}

fn text(line: &[Piece]) -> Text {
    line.iter().map(piece).collect::<String>().into()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Link { text, href } => {
            let address =
                href.strip_prefix("https://").map(|address| address.trim_end_matches('/'));
            match address.filter(|address| !text.contains(address)) {
                Some(address) => format!("{text} ({address})"),
                None => text.clone(),
            }
        }
        Piece::Text { text } => text.clone(),
    }
}
