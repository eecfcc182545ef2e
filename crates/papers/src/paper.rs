//! What stands on a paper.

use kernel::{Language, LocalText};

/// A text, and its language where it is not that of the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// What it says; never mark-up.
    pub text: String,
    /// Its own language.
    pub language: Option<Language>,
}

impl Text {
    /// A text that may be in another language than the paper.
    #[must_use]
    pub fn within(text: impl Into<String>, own: Language, paper: Language) -> Self {
        Self { text: text.into(), language: (own != paper).then_some(own) }
    }

    /// What a force says itself, for a paper in this language.
    #[must_use]
    pub fn local(text: &LocalText, paper: Language) -> Self {
        let (text, own) = text.say(paper);
        Self::within(text, own, paper)
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self { text: text.into(), language: None }
    }
}

/// A colour: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Reads `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }
}

/// One question, as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked.
    pub question: Text,
    /// The answer, line by line.
    pub lines: Vec<Text>,
}

/// A box to tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// What ticking it says.
    pub label: Text,
    /// What to do when it is ticked.
    pub then: Option<Text>,
}

/// Small boxes side by side, one for each character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// What goes into them.
    pub label: Text,
    /// How many.
    pub count: u8,
}

/// A piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a level from 1.
    Heading(u8, Text),
    /// A paragraph.
    Paragraph(Text),
    /// A paragraph that matters more than those around it.
    Strong(Text),
    /// Help below a question, quieter than it.
    Hint(Text),
    /// Points.
    Bullets(Vec<Text>),
    /// Points in an order.
    Steps(Vec<Text>),
    /// Questions with their answers.
    Answers(Vec<Answer>),
    /// Boxes to tick.
    Ticks(Vec<Tick>),
    /// A name, and a line to write on.
    Field(Text),
    /// So many empty lines to write on.
    Rules(u8),
    /// Rows of small boxes.
    Comb(Vec<Cells>),
    /// What stands out from the rest.
    Framed(Vec<Self>),
    /// What stays on one page where it can.
    Together(Vec<Self>),
}

/// A paper: what it is, and what stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What the reader's window calls it. It stands on no page.
    pub title: String,
    /// Its language.
    pub language: Language,
    /// Who it is from, on a band of their colour; nothing where nobody may see that at a glance.
    pub from: Option<(Text, Colour)>,
    /// What stands at the foot of every page, beside its number.
    pub foot: String,
    /// What stands on it, in reading order.
    pub blocks: Vec<Block>,
}
