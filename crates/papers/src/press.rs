//! Where papers are printed: beside the threads that serve people, a few at a time.

use crate::draw::draw;
use crate::paper::{Block, Paper};
use kernel::Problem;
use std::fmt;
use tokio::sync::Semaphore;

/// The most pages of a paper: several times what the longest report has.
pub const MOST_PAGES: usize = 150;
/// The most characters: about what fills these pages.
const MOST_SIGNS: usize = 300_000;
/// How many are printed at a time. The rest wait: nobody's page is slow because others print.
const AT_A_TIME: usize = 2;
/// How many may wait. Who comes then is asked to come again.
const MOST_WAITING: usize = 40;

static WAITING: Semaphore = Semaphore::const_new(MOST_WAITING);
static PRINTING: Semaphore = Semaphore::const_new(AT_A_TIME);

/// Why there is no file. Says nothing of what stands on the paper.
#[derive(Debug)]
pub(crate) enum Failed {
    TooLong,
    Broken(&'static str),
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "the paper is longer than {MOST_PAGES} pages"),
            Self::Broken(why) => write!(f, "the paper cannot be printed: {why}"),
        }
    }
}

impl std::error::Error for Failed {}

/// Prints a paper: the bytes of a PDF. Busy when too many are waiting; broken when it is longer than
/// [`MOST_PAGES`] or does not meet the standard.
pub async fn print(paper: Paper) -> Result<Vec<u8>, Problem> {
    let _place = WAITING.try_acquire().map_err(|_| Problem::Busy)?;
    let _turn = PRINTING.acquire().await.map_err(Problem::broken)?;
    let printing = tokio::task::spawn_blocking(move || print_now(&paper));
    printing.await.map_err(Problem::broken)?.map_err(Problem::broken)
}

/// The same, on this thread.
pub(crate) fn print_now(paper: &Paper) -> Result<Vec<u8>, Failed> {
    let signs: usize = paper.blocks.iter().map(length).sum();
    if signs > MOST_SIGNS {
        return Err(Failed::TooLong);
    }
    draw(paper)
}

/// How many bytes of text a block has, and what it takes of the page beside.
fn length(block: &Block) -> usize {
    match block {
        Block::Heading(_, text)
        | Block::Paragraph(text)
        | Block::Strong(text)
        | Block::Hint(text)
        | Block::Field(text) => text.text.len() + 10,
        Block::Bullets(points) | Block::Steps(points) => {
            points.iter().map(|point| point.text.len() + 10).sum()
        }
        Block::Answers(answers) => answers
            .iter()
            .flat_map(|answer| answer.lines.iter().chain([&answer.question]))
            .map(|text| text.text.len() + 10)
            .sum(),
        Block::Ticks(ticks) => ticks.iter().map(|tick| tick.label.text.len() + 10).sum(),
        Block::Rules(count) => usize::from(*count),
        Block::Comb(rows) => rows.len() * 10,
        Block::Framed(blocks) | Block::Together(blocks) => blocks.iter().map(length).sum(),
    }
}
