//! What somebody sent, and what is wrong with it.

use super::At;
use crate::second::{LONGEST_REASON, says_something};
use counter::Form;
use counter::components::{Button, Textarea};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{FieldProblem, Instant, Words, words};

words! {
    REASON { en: "Why?", cy: "Pam?" }
    REASON_HINT { en: "At least 20 characters, for the journal and for whoever looks at it later", cy: "O leiaf 20 nod, ar gyfer y dyddlyfr ac ar gyfer pwy bynnag sy'n edrych arno wedyn" }
    NO_REASON { en: "Write why, in 20 to 1,000 characters", cy: "Ysgrifennwch pam, mewn 20 i 1,000 nod" }
}

/// A form as it was sent, with what is wrong; nothing of either when a page is first looked at.
#[derive(Default)]
pub struct Attempt {
    /// What was sent.
    pub form: Form,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
    /// Whether it was sent at all.
    pub sent: bool,
}

impl Attempt {
    /// A form as it was sent.
    #[must_use]
    pub const fn of(form: Form) -> Self {
        Self { form, problems: Vec::new(), sent: true }
    }

    /// What stands in a field.
    #[must_use]
    pub fn typed(&self, field: &str) -> &str {
        self.form.get(field).unwrap_or_default().trim()
    }

    /// Every box that was ticked.
    #[must_use]
    pub fn ticked(&self, field: &str) -> Vec<String> {
        self.form.all(field).map(str::to_owned).collect()
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<&str> {
        let found = self.problems.iter().find(|problem| problem.field == field);
        found.map(|problem| problem.message.as_str())
    }

    /// Says what is wrong with a field, unless it is right.
    pub fn require(&mut self, at: &At<'_>, right: bool, (field, words): (&str, Words)) {
        if !right {
            let message = at.say(words).to_owned();
            self.problems.push(FieldProblem { field: field.to_owned(), message });
        }
    }

    /// The same of the reason.
    pub fn require_reason(&mut self, at: &At<'_>) {
        let right = says_something(self.typed("reason"));
        self.require(at, right, ("reason", NO_REASON));
    }

    /// The moment at which a day that stands in a field is over, in London.
    #[must_use]
    pub fn end_of_day(&self, field: &str) -> Option<Instant> {
        let day: Date = self.typed(field).parse().ok()?;
        let next = day.tomorrow().ok()?.to_zoned(TimeZone::get("Europe/London").ok()?).ok()?;
        Some(Instant::new(next.timestamp()))
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_right(&self) -> bool {
        self.problems.is_empty()
    }
}

/// The field for the reason.
#[must_use]
pub fn reason(at: &At<'_>, attempt: &Attempt) -> Textarea {
    const { assert!(LONGEST_REASON == 1000, "the words say it") };
    Textarea::new("reason", at.say(REASON))
        .hint(at.say(REASON_HINT))
        .rows(3)
        .value(attempt.typed("reason"))
        .problem(at.language(), attempt.problem("reason"))
}

/// A button that does something.
#[must_use]
pub fn button(at: &At<'_>, words: Words) -> Button {
    Button::new(at.say(words)).prevent_double_click(true)
}
