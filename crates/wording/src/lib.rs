//! How we write to people, as far as a program can tell: words that hurt or hide, sentences that are
//! too long, hints that run on, numbers and dates that nobody reads as they are written.
//!
//! [`english`] and [`welsh`] look at one text and say what to change and where. The words stand in
//! one table (`table.rs`), with what to say instead.
//!
//! *Invariants:*
//! - A remark always says what to write in place of what it is about.
//! - What can be right in its place is only looked at again; it never stops anybody.
//!
//! It knows no service, no page and no force, and does no input or output.

mod grade;
mod numbers;
mod sentences;
mod table;
mod text;

use text::{Text, Word};

/// What a text is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A question, a heading or a title.
    Heading,
    /// The help below a question.
    Hint,
    /// One of the choices.
    Choice,
    /// What to do about an answer that is not taken.
    Error,
    /// Anything longer.
    Body,
    /// What only staff read.
    Staff,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A word that we do not use.
    Word,
    /// A number or a date that is not written as people read it.
    Number,
    /// A sentence that is too long, or a text that is too hard.
    Length,
    /// A hint that is more than a hint.
    Hint,
    /// A choice that says nothing.
    Choice,
}

/// Something to change in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub subject: Subject,
    /// The byte of the text at which it stands.
    pub at: usize,
    /// What is wrong.
    pub problem: String,
    /// What to write.
    pub remedy: String,
    /// Whether it may be right where it stands, and a person decides.
    pub look_again: bool,
}

impl Remark {
    fn new(subject: Subject, at: usize, problem: String, remedy: impl Into<String>) -> Self {
        Self { subject, at, problem, remedy: remedy.into(), look_again: false }
    }

    fn doubtful(self, look_again: bool) -> Self {
        Self { look_again, ..self }
    }
}

/// What to change in an English text.
#[must_use]
pub fn english(text: &str, role: Role) -> Vec<Remark> {
    let text = Text::of(text);
    let mut remarks = table::remarks(&text, &table::ENGLISH);
    remarks.extend(numbers::remarks(&text, role));
    match role {
        Role::Hint => remarks.extend(sentences::hint(&text)),
        Role::Choice => remarks.extend(sentences::choice(&text)),
        Role::Heading | Role::Error | Role::Body | Role::Staff => {}
    }
    if role != Role::Staff {
        remarks.extend(sentences::too_long(&text, 25, false));
        remarks.extend(grade::remark(&text));
    }
    remarks
}

/// What to change in a Welsh text.
#[must_use]
pub fn welsh(text: &str, role: Role) -> Vec<Remark> {
    let text = Text::of(text);
    let mut remarks = table::remarks(&text, &table::WELSH);
    remarks.extend(numbers::dates(&text, role));
    if role != Role::Staff {
        remarks.extend(sentences::too_long(&text, 32, true));
    }
    remarks
}

/// How hard a text is, as the year of school in which it is read with ease (Flesch and Kincaid).
/// Nothing for a text of fewer than twenty words, of which that cannot be said.
#[must_use]
pub fn school_year(text: &str) -> Option<u32> {
    grade::of(&Text::of(text))
}
