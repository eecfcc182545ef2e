//! What the parts of a condition are.

use crate::question::{Kind, Question};

/// What a part of a condition is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Truth,
    Number,
    Text,
    /// Text that is written in the condition.
    Literal(String),
    Date,
    /// The value of one choice of a question: its name and its options.
    Choice(String, Vec<String>),
    Null,
    List(Box<Sort>),
    /// Not known because it is wrong elsewhere: gives no second complaint.
    Unknown,
}

impl Sort {
    /// What the answer to a question is.
    pub(super) fn of(question: &Question) -> Self {
        let options = || question.choices.iter().map(|choice| choice.value.clone()).collect();
        let choice = || Self::Choice(question.id.clone(), options());
        match question.kind {
            Kind::YesNo | Kind::YesNoUnsure | Kind::Radios => choice(),
            Kind::Checkboxes | Kind::TimeWindows => Self::List(Box::new(choice())),
            Kind::Date(_) => Self::Date,
            Kind::Money => Self::Number,
            _ => Self::Text,
        }
    }

    pub(super) const fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Literal(_) | Self::Choice(..))
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Truth => "true or false",
            Self::Number => "a number",
            Self::Text | Self::Literal(_) => "text",
            Self::Date => "a date",
            Self::Choice(..) => "one option",
            Self::Null => "null",
            Self::List(_) => "a list",
            Self::Unknown => "unknown",
        }
    }
}
