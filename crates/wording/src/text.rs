//! A text as words and their places, without the addresses of links.

use std::borrow::Cow;

/// A word, and the byte at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    pub(crate) at: usize,
    pub(crate) text: &'a str,
}

impl Word<'_> {
    /// As it is compared: in lower case, with a plain apostrophe.
    pub(crate) fn plain(&self) -> String {
        self.text.to_lowercase().replace('’', "'")
    }

    /// Whether it is written as a name is.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub(crate) fn end(&self) -> usize {
        self.at.saturating_add(self.text.len())
    }
}

/// A text whose links have their words left, and blanks in place of their addresses, so that every
/// place in it is a place in what was written.
#[derive(Clone, Debug)]
pub(crate) struct Text<'a>(Cow<'a, str>);

impl<'a> Text<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut veiled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, link)) = rest.split_once("](") {
            veiled.push_str(before);
            let end = link.find(')').map_or(link.len(), |at| at.saturating_add(1));
            let (address, after) = link.split_at_checked(end).unwrap_or((link, ""));
            veiled.push_str("  ");
            veiled.extend(std::iter::repeat_n(' ', address.len()));
            rest = after;
        }
        if veiled.is_empty() {
            return Self(Cow::Borrowed(text));
        }
        veiled.push_str(rest);
        Self(Cow::Owned(veiled))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Every word: letters and digits, with what stands inside a word.
    pub(crate) fn words(&self) -> Vec<Word<'_>> {
        words_of(self.as_str(), 0)
    }
}

/// The words of a part of a text that begins at a byte of it.
pub(crate) fn words_of(text: &str, from: usize) -> Vec<Word<'_>> {
    let inside = |c: char| c.is_alphanumeric() || "’'-.:@/".contains(c);
    let ends = |c: char| "’'-.:@/".contains(c);
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split(|c: char| !inside(c)) {
        let trimmed = piece.trim_start_matches(ends);
        let begin = at + (piece.len() - trimmed.len());
        // A full stop belongs to a word only inside it, as in `e.g.` and `gov.uk`.
        let word = trimmed.trim_end_matches(ends);
        if !word.is_empty() {
            words.push(Word { at: from + begin, text: word });
        }
        let separator = text.get(at + piece.len()..).and_then(|rest| rest.chars().next());
        at += piece.len() + separator.map_or(0, char::len_utf8);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Text, Word};

    #[test]
    fn a_word_has_its_place_and_a_link_only_its_words() {
        let text = Text::of("Don’t go to [our site](https://just.example) e.g. now");
        let words = text.words();
        assert_eq!(words.first(), Some(&Word { at: 0, text: "Don’t" }));
        assert!(words.iter().all(|word| !word.text.contains("just")));
        let last = words.last().unwrap();
        assert_eq!(&text.as_str()[last.at..], "now");
        assert!(words.iter().any(|word| word.text == "e.g"));
    }
}
