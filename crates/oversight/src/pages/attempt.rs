//! A form as somebody sent it: what they typed, and what is wrong with it.

use counter::Form;
use counter::components::ErrorSummary;
use kernel::{FieldProblem, Language, Words, words};

words! {
    DECIDED { en: "Somebody decided on it or closed it meanwhile. Look at it again before you go on", cy: "Penderfynodd rhywun arno neu fe'i caewyd yn y cyfamser. Edrychwch arno eto cyn mynd ymlaen" }
}

/// The most characters of a text.
pub(super) const LONGEST: usize = 4000;

/// A form as it was sent, or one that nobody has filled in.
#[derive(Debug, Default)]
pub(super) struct Attempt {
    pub(super) form: Form,
    problems: Vec<(&'static str, Words)>,
}

impl Attempt {
    pub(super) const fn of(form: Form) -> Self {
        Self { form, problems: Vec::new() }
    }

    /// What stands in a field.
    pub(super) fn value(&self, field: &str) -> &str {
        self.form.get(field).unwrap_or_default()
    }

    /// Something is wrong with a field.
    pub(super) fn wrong(&mut self, field: &'static str, words: Words) {
        self.problems.push((field, words));
    }

    /// Somebody was quicker.
    pub(super) fn too_late(mut self, field: &'static str) -> Self {
        self.wrong(field, DECIDED);
        self
    }

    /// A text that must be there and is not too long.
    pub(super) fn text(&mut self, field: &'static str, words: Words) -> String {
        let text = self.value(field).trim().to_owned();
        if text.is_empty() || text.chars().count() > LONGEST {
            self.wrong(field, words);
        }
        text
    }

    pub(super) fn is_right(&self) -> bool {
        self.problems.is_empty()
    }

    /// What is wrong with a field, in words.
    pub(super) fn problem(&self, field: &str, language: Language) -> Option<&'static str> {
        let found = self.problems.iter().find(|(its, _)| *its == field);
        found.map(|(_, words)| words.say(language))
    }

    /// All that is wrong, for the top of the page.
    pub(super) fn summary(&self, language: Language) -> Option<ErrorSummary> {
        if self.is_right() {
            return None;
        }
        let said = |(field, words): &(&str, Words)| FieldProblem {
            field: (*field).to_owned(),
            message: words.say(language).to_owned(),
        };
        let all: Vec<FieldProblem> = self.problems.iter().map(said).collect();
        Some(ErrorSummary::of(language, &all))
    }
}
