//! What a definition tells people, looked into and as plain text.

use kernel::{Block, Piece};

/// Whether content links to an address.
pub(super) fn links_to(blocks: &[Block], wanted: &str) -> bool {
    let leads = |piece: &Piece| matches!(piece, Piece::Link { href, .. } if href == wanted);
    blocks.iter().any(|block| match block {
        Block::Heading(line) | Block::Paragraph(line) => line.iter().any(leads),
        Block::List(lines) => lines.iter().flatten().any(leads),
    })
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
