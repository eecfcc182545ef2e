//! A compiled question: what is asked, how it is answered, and what the answer is to us.

use crate::composed::Composed;
use crate::condition::Condition;
use crate::wishes::Maps;
use kernel::{Language, Said, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Limits {
    /// The least.
    pub least: Option<i64>,
    /// The most.
    pub most: Option<i64>,
    /// How many digits may follow the point.
    pub decimals: u8,
}

/// What sort of file may be sent.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum FileSort {
    /// A photo or a screenshot.
    Image,
    /// A video.
    Video,
    /// A recording.
    Audio,
    /// A document, a letter or an e-mail.
    Document,
}

/// What files a question takes. None is ever needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachments {
    /// Which sorts.
    pub accept: Vec<FileSort>,
    /// How many.
    pub most: usize,
    /// For how long after sending more can be added.
    pub later: Option<jiff::SignedDuration>,
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
    /// One of many choices, from a list that opens.
    Select,
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
    /// A number.
    Number(Limits),
    /// Several parts: an object.
    Composed(Composed),
    /// A list of things, each of several parts: an array of objects.
    Items,
    /// A statement that is agreed to: `yes`.
    Declaration,
    /// Files that were sent: an array of their ids.
    Upload,
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
            Self::Select => "select",
            Self::Checkboxes => "checkboxes",
            Self::FullName => "full_name",
            Self::Date(_) => "date",
            Self::TimeWindows => "time_windows",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Place => "place",
            Self::Postcode => "postcode",
            Self::Money => "money",
            Self::Number(_) => "number",
            Self::Composed(composed) => composed.name(),
            Self::Items => Composed::Item.name(),
            Self::Declaration => "declaration",
            Self::Upload => "upload",
        }
    }

    /// Whether one of the choices is the answer.
    #[must_use]
    pub const fn is_one_of(self) -> bool {
        matches!(self, Self::YesNo | Self::YesNoUnsure | Self::Radios | Self::Select)
    }

    /// Whether several of the choices may be the answer.
    #[must_use]
    pub const fn is_several_of(self) -> bool {
        matches!(self, Self::Checkboxes | Self::TimeWindows)
    }

    /// Whether the answer is in the person's own words.
    #[must_use]
    pub const fn is_own_words(self) -> bool {
        matches!(self, Self::Text | Self::Textarea | Self::Place)
    }

    /// Whether the answer may have several lines.
    #[must_use]
    pub const fn has_lines(self) -> bool {
        matches!(self, Self::Textarea | Self::Place)
    }

    /// The parts that it is answered in, of itself or of each thing of a list.
    #[must_use]
    pub const fn composed(self) -> Option<Composed> {
        match self {
            Self::Composed(composed) => Some(composed),
            Self::Items => Some(Composed::Item),
            _ => None,
        }
    }
}

/// One of the choices of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the answer holds.
    pub value: String,
    /// What people read.
    pub label: Said,
    /// Other words under which people look for it in a long list.
    pub also: Option<Said>,
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
    /// The most things or files.
    pub most: usize,
    /// The words after a number.
    pub unit: Option<Said>,
    /// What is declared.
    pub statement: Told,
    /// What files it takes, if it takes any.
    pub files: Option<Attachments>,
    /// The repeat group that it is asked in, for each of its items anew.
    pub group: Option<Arc<str>>,
    /// What the answer is to us.
    pub maps: Option<Maps>,
    pub(crate) say: Option<Said>,
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

    /// The condition under which it is asked, as it was written.
    #[must_use]
    pub fn condition(&self) -> Option<&str> {
        self.when.as_ref().map(|when| &*when.source)
    }

    /// What is read aloud when it is asked on a call: its own words for that, or the question.
    #[must_use]
    pub fn aloud(&self, language: Language) -> &str {
        self.say.as_ref().unwrap_or(&self.ask).say(language)
    }

    /// Whether a field of a form belongs to it: its id, or its id with a part behind it.
    #[must_use]
    pub fn owns(&self, field: &str) -> bool {
        let rest = field.strip_prefix(self.id.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }

    /// The choice of a value.
    #[must_use]
    pub fn choice(&self, value: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.value == value)
    }
}
