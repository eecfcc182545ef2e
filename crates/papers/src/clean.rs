//! Texts as they can be drawn: without what controls a terminal or turns a line round, and with a small
//! square for every sign that the typeface does not have.

use crate::face::Weight;

/// What stands for a sign that cannot be drawn.
const SQUARE: char = '□';

/// Whether every sign of a text can be drawn.
#[must_use]
pub fn shows(text: &str) -> bool {
    words(text, Weight::Regular).iter().all(|word| word.meant.is_none())
}

/// A word as it is drawn, and as it was meant where that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) drawn: String,
    pub(crate) meant: Option<String>,
}

/// The words of one line of text.
pub(crate) fn words(text: &str, weight: Weight) -> Vec<Word> {
    text.split(is_space).filter_map(|word| drawable(word, weight)).collect()
}

/// Spaces between which a line may break: all but those that do not break.
fn is_space(sign: char) -> bool {
    sign.is_whitespace() && !matches!(sign, '\u{a0}' | '\u{202f}')
}

fn drawable(word: &str, weight: Weight) -> Option<Word> {
    let (mut drawn, mut meant) = (String::new(), String::new());
    let mut missing = Missing::No;
    let mut any = false;
    for sign in word.chars().filter(|sign| !is_dropped(*sign)) {
        meant.push(sign);
        if missing.takes_in(sign) {
            continue;
        }
        if weight.draws(sign) {
            drawn.push(sign);
            missing = Missing::No;
        } else {
            drawn.push(SQUARE);
            missing = Missing::of(sign);
            any = true;
        }
    }
    (!drawn.is_empty()).then_some(Word { drawn, meant: any.then_some(meant) })
}

/// Whether the sign before has none in the typeface, and what then belongs to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    No,
    /// Marks and colours of it may follow.
    One,
    /// Whatever follows is joined to it.
    Joined,
    /// The first letter of a flag.
    Flag,
}

impl Missing {
    fn of(sign: char) -> Self {
        if is_flag(sign) { Self::Flag } else { Self::One }
    }

    /// Whether a sign is part of the one before, which a square stands for already.
    fn takes_in(&mut self, sign: char) -> bool {
        let part = match (*self, sign) {
            (Self::No, _) => false,
            (Self::Joined, _) => true,
            (Self::Flag, sign) if is_flag(sign) => true,
            (_, sign) => is_part(sign),
        };
        if part {
            *self = if sign == '\u{200d}' { Self::Joined } else { Self::One };
        }
        part
    }
}

/// What joins signs, and what marks or colours the one before.
const fn is_part(sign: char) -> bool {
    matches!(sign, '\u{200d}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(sign, '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

const fn is_flag(sign: char) -> bool {
    matches!(sign, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Signs that draw nothing and can only do harm: controls, and what turns the direction of a line.
fn is_dropped(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(sign, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{fff9}'..='\u{fffb}')
        || (u32::from(sign) & 0xfffe) == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::{Word, shows, words};
    use crate::face::Weight;

    fn drawn(text: &str) -> String {
        let words = words(text, Weight::Regular);
        words.iter().map(|word| &*word.drawn).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_can_be_drawn_is_and_the_rest_is_a_square() {
        for (text, wanted) in [
            ("Hwyl fawr, ŵyr ŷd Ŵ Ŷ ẅ ẃ", "Hwyl fawr, ŵyr ŷd Ŵ Ŷ ẅ ẃ"),
            ("#set $x \\ {{ <b> %", "#set $x \\ {{ <b> %"),
            ("a\u{0}b\u{1b}[31mc\u{202e}d\u{feff}", "ab[31mcd"),
            ("tab\tand   spaces", "tab and spaces"),
            ("مرحبا", "مرحبا"),
            ("中文", "□□"),
            ("a👩‍👩‍👧b", "a□b"),
            ("👍🏽!", "□!"),
            ("\u{1f1ec}\u{1f1e7}\u{1f1ec}\u{1f1e7}", "□□"),
            ("\u{e000}", "□"),
            ("", ""),
        ] {
            assert_eq!(drawn(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn what_was_meant_is_kept_beside_the_square() {
        let word =
            Word { drawn: "a□b".to_owned(), meant: Some("a👩‍👩‍👧b".to_owned()) };
        assert_eq!(words("a👩‍👩‍👧b", Weight::Regular), [word]);
        assert!(!shows("👍") && shows("naïve ☐"));
    }
}
