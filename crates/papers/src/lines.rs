//! Texts broken into lines, each in its directions.

use crate::clean::{Word, words};
use crate::face::{Shaped, Weight, shape};
use std::collections::HashMap;
use unicode_bidi::{BidiInfo, Level};

/// A line of text, ready to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its parts from left to right.
    pub(crate) runs: Vec<Shaped>,
    /// What was meant, where signs of it could not be drawn.
    pub(crate) meant: Option<String>,
    /// In parts of the size of the type.
    pub(crate) width: f32,
    /// Whether it begins at the right.
    pub(crate) leftward: bool,
}

/// Breaks texts into lines. Remembers how wide words are, for as long as one paper takes.
#[derive(Debug, Default)]
pub(crate) struct Breaker {
    widths: HashMap<(Weight, String), f32>,
}

impl Breaker {
    /// The lines of a text that are no wider than so many times the size of the type. What the text
    /// breaks itself stays broken.
    pub(crate) fn lines(&mut self, text: &str, weight: Weight, width: f32) -> Vec<Line> {
        let leftward = is_leftward(text);
        let mut lines = Vec::new();
        for part in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
            let mut line: Vec<Word> = Vec::new();
            let mut used = 0.0;
            let space = self.width(" ", weight);
            for word in words(part, weight) {
                for word in self.pieces(word, weight, width) {
                    let wide = self.width(&word.drawn, weight);
                    let before = if line.is_empty() { 0.0 } else { space };
                    if !line.is_empty() && used + before + wide > width {
                        lines.push(set(&line, weight, leftward, true));
                        line.clear();
                        used = wide;
                    } else {
                        used += before + wide;
                    }
                    line.push(word);
                }
            }
            if !line.is_empty() {
                lines.push(set(&line, weight, leftward, false));
            }
        }
        lines
    }

    fn width(&mut self, word: &str, weight: Weight) -> f32 {
        if let Some(width) = self.widths.get(&(weight, word.to_owned())) {
            return *width;
        }
        let width = shape(word, weight, is_leftward(word)).width;
        self.widths.insert((weight, word.to_owned()), width);
        width
    }

    /// A word that is wider than a line, in pieces that are not.
    fn pieces(&mut self, word: Word, weight: Weight, width: f32) -> Vec<Word> {
        if self.width(&word.drawn, weight) <= width {
            return vec![word];
        }
        let mut pieces = Vec::new();
        let (mut piece, mut used) = (String::new(), 0.0);
        for sign in word.drawn.chars() {
            let wide = self.width(sign.encode_utf8(&mut [0; 4]), weight);
            if used + wide > width && !piece.is_empty() {
                pieces.push(Word { drawn: std::mem::take(&mut piece), meant: None });
                used = 0.0;
            }
            used += wide;
            piece.push(sign);
        }
        pieces.push(Word { drawn: piece, meant: None });
        pieces
    }
}

/// Puts words into a line. The space at which it breaks is part of it, so that whoever hears it does
/// not hear two words as one.
fn set(words: &[Word], weight: Weight, leftward: bool, goes_on: bool) -> Line {
    let joined = |text: fn(&Word) -> &str| {
        let mut joined = words.iter().map(text).collect::<Vec<_>>().join(" ");
        if goes_on {
            joined.push(' ');
        }
        joined
    };
    let drawn = joined(|word| &word.drawn);
    let any = words.iter().any(|word| word.meant.is_some());
    let meant = any.then(|| joined(|word| word.meant.as_deref().unwrap_or(&word.drawn)));
    let runs = runs(&drawn, weight, leftward);
    let width = runs.iter().map(|run| run.width).sum();
    Line { runs, meant, width, leftward }
}

/// The parts of a line, each of one direction, from left to right.
fn runs(line: &str, weight: Weight, leftward: bool) -> Vec<Shaped> {
    if !leftward && !may_turn(line) {
        return vec![shape(line, weight, false)];
    }
    let base = if leftward { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(line, Some(base));
    let mut shaped = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let leftward = levels.get(run.start).is_some_and(Level::is_rtl);
            shaped.push(shape(line.get(run).unwrap_or_default(), weight, leftward));
        }
    }
    shaped
}

/// Whether anything in a text is written from right to left: such letters begin with Hebrew.
fn may_turn(text: &str) -> bool {
    text.chars().any(|sign| sign >= '\u{590}')
}

/// Whether a text begins at the right.
fn is_leftward(text: &str) -> bool {
    may_turn(text)
        && BidiInfo::new(text, None).paragraphs.first().is_some_and(|first| first.level.is_rtl())
}
