//! A compiled question: what is asked, how it is answered, and what the answer is to us.

use crate::condition::Condition;
use crate::said::Said;
use crate::wishes::Maps;
use kernel::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How exact a date must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Day, month and year of something that happened or will.
    Exact,
    /// Day, month and year that a person knows by heart, such as a birthday.
    Memorable,
    /// A year, a month of a year, or a day.
    Approximate,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Text,
    /// Several lines.
    Textarea,
    /// Yes or no.
    YesNo,
    /// Yes, no or not sure.
    YesNoUnsure,
    /// One of the choices.
    Radios,
    /// Any number of the choices, at least one when required.
    Checkboxes,
    /// A name in one field.
    FullName,
    /// A date: three fields, `id-day`, `id-month`, `id-year`.
    Date(Precision),
    /// Times of the week, as checkboxes.
    TimeWindows,
    /// A telephone number, kept in the international form.
    Phone,
    /// An e-mail address.
    Email,
    /// A place in the person's own words, several lines.
    Place,
    /// A postcode, kept in its usual spelling.
    Postcode,
    /// An amount in pounds, kept as `450` or `450.50`.
    Money,
}

impl Kind {
    /// Its name in definitions.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Textarea => "textarea",
            Self::YesNo => "yes_no",
            Self::YesNoUnsure => "yes_no_unsure",
            Self::Radios => "radios",
            Self::Checkboxes => "checkboxes",
            Self::FullName => "full_name",
            Self::Date(_) => "date",
            Self::TimeWindows => "time_windows",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Place => "place",
            Self::Postcode => "postcode",
            Self::Money => "money",
        }
    }

    /// Whether one of the choices is the answer.
    #[must_use]
    pub const fn is_one_of(self) -> bool {
        matches!(self, Self::YesNo | Self::YesNoUnsure | Self::Radios)
    }

    /// Whether several of the choices may be the answer.
    #[must_use]
    pub const fn is_several_of(self) -> bool {
        matches!(self, Self::Checkboxes | Self::TimeWindows)
    }

    /// Whether the answer is in the person's own words.
    pub(crate) const fn is_own_words(self) -> bool {
        matches!(self, Self::Text | Self::Textarea | Self::Place)
    }

    /// Whether the answer may have several lines.
    #[must_use]
    pub const fn has_lines(self) -> bool {
        matches!(self, Self::Textarea | Self::Place)
    }
}

/// One of the choices of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the answer holds.
    pub value: String,
    /// What people read.
    pub label: Said,
}

/// A rule that an answer must meet.
#[derive(Clone, Debug)]
pub(crate) struct Validation {
    pub(crate) rule: Condition,
    pub(crate) error: Said,
}

/// A question of a service.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name in answers, forms and the API: unique in the service.
    pub id: String,
    /// How it is answered.
    pub kind: Kind,
    /// The question.
    pub ask: Said,
    /// One short sentence of help.
    pub hint: Option<Said>,
    /// The choices, where there are any; those of yes-no questions and time windows too.
    pub choices: Vec<Choice>,
    /// The choice that excludes all others.
    pub exclusive: Option<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// The most characters of the answer.
    pub max: usize,
    /// What the answer is to us.
    pub maps: Option<Maps>,
    pub(crate) short: Option<Said>,
    pub(crate) missing: Option<Said>,
    pub(crate) when: Option<Condition>,
    pub(crate) flag: Option<Condition>,
    pub(crate) validate: Vec<Validation>,
}

impl Question {
    /// What the check page and the desk call it: shorter than the question where it can be.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        self.short.as_ref().unwrap_or(&self.ask).say(language)
    }

    /// The choice of a value.
    #[must_use]
    pub fn choice(&self, value: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.value == value)
    }
}
