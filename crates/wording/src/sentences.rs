//! Sentences: how long they are, and what is not one.

use crate::text::words_of;
use crate::{Remark, Subject, Text};

/// A sentence, a bullet or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentence<'a> {
    pub(crate) at: usize,
    pub(crate) text: &'a str,
}

impl Sentence<'_> {
    pub(crate) fn words(&self) -> usize {
        words_of(self.text, 0).len()
    }
}

/// The sentences of a text; a blank line and a bullet end one too.
pub(crate) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut take = |from: usize, to: usize| {
        let Some(part) = text.get(from..to) else { return };
        let trimmed = part.trim_start_matches(|c: char| c.is_whitespace() || "-#".contains(c));
        let at = from + (part.len() - trimmed.len());
        if trimmed.chars().any(char::is_alphabetic) {
            found.push(Sentence { at, text: trimmed.trim_end() });
        }
    };
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let ends = match c {
            '.' | '?' | '!' => rest.starts_with(char::is_whitespace) && !is_short(text, at),
            ':' => rest.starts_with('\n'),
            '\n' => ["\n", "- ", "## "].iter().any(|next| rest.starts_with(next)),
            _ => false,
        };
        if ends {
            take(from, at + c.len_utf8());
            from = at + c.len_utf8();
        }
    }
    take(from, text.len());
    found
}

/// Whether a full stop belongs to something shortened, such as `e.g.`.
fn is_short(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains('.') || word.chars().count() == 1 && word != "I"
}

/// Sentences of more words than are read at one go.
pub(crate) fn too_long(text: &Text<'_>, most: usize, look_again: bool) -> Vec<Remark> {
    let long = sentences(text.as_str()).into_iter().filter_map(|sentence| {
        let words = sentence.words();
        let problem = format!("a sentence of {words} words; {most} are read at one go");
        let remark = Remark::new(Subject::Length, sentence.at, problem, "make two of it");
        (words > most).then_some(remark.doubtful(look_again))
    });
    long.collect()
}

/// A hint is one sentence, without a full stop and without a link.
pub(crate) fn hint(text: &Text<'_>) -> Vec<Remark> {
    let written = text.as_str();
    let mut remarks = Vec::new();
    if written.trim_end().ends_with('.') {
        let at = written.trim_end().len().saturating_sub(1);
        let problem = "the hint ends in a full stop".to_owned();
        remarks.push(Remark::new(Subject::Hint, at, problem, "take it off"));
    }
    if let Some(at) = written.find('[') {
        let problem = "a link in a hint is not read out".to_owned();
        let remedy = "put it into the page's `intro`";
        remarks.push(Remark::new(Subject::Hint, at, problem, remedy));
    }
    if let [_, second, ..] = sentences(written).as_slice() {
        let problem = "a hint of several sentences is read out as one".to_owned();
        let remedy = "leave one, and put the rest into the page's `intro`";
        let remark = Remark::new(Subject::Hint, second.at, problem, remedy);
        remarks.push(remark.doubtful(true));
    }
    remarks
}

/// A choice says what it is.
pub(crate) fn choice(text: &Text<'_>) -> Option<Remark> {
    let bare = text.as_str().trim().trim_end_matches('.').to_lowercase();
    let problem = || format!("“{}” says that somebody does not fit", text.as_str().trim());
    (bare == "other" || bare == "others").then(|| {
        let remedy = "say what else there is: “Something else”, “Someone else”, “Another place”";
        Remark::new(Subject::Choice, 0, problem(), remedy)
    })
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_sentence_ends_where_a_reader_takes_breath() {
        let text =
            "One two. Is it so? For example, e.g. this:\n- a bullet\n- another\n\n## Head\n\nLast";
        let found: Vec<&str> = sentences(text).iter().map(|sentence| sentence.text).collect();
        assert_eq!(
            found,
            [
                "One two.",
                "Is it so?",
                "For example, e.g. this:",
                "a bullet",
                "another",
                "Head",
                "Last"
            ]
        );
        for sentence in sentences(text) {
            assert_eq!(&text[sentence.at..sentence.at + sentence.text.len()], sentence.text);
        }
    }
}
