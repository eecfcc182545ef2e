//! What the parts of a condition are.

use crate::composed::{Composed, PartForm};
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
    /// Several values by name: the parts of an answer, or the questions of an item.
    Record(Vec<(String, Sort)>),
    /// Not known because it is wrong elsewhere: gives no second complaint.
    Unknown,
}

impl Sort {
    /// What the answer to a question is.
    pub(super) fn of(question: &Question) -> Self {
        let options = || question.choices.iter().map(|choice| choice.value.clone()).collect();
        let choice = || Self::Choice(question.id.clone(), options());
        match question.kind {
            Kind::YesNo | Kind::YesNoUnsure | Kind::Radios | Kind::Select => choice(),
            Kind::Declaration => Self::Choice(question.id.clone(), vec!["yes".to_owned()]),
            Kind::Checkboxes | Kind::TimeWindows => Self::List(Box::new(choice())),
            Kind::Date(_) => Self::Date,
            Kind::Money | Kind::Number(_) => Self::Number,
            Kind::Composed(composed) => Self::parts(composed, question),
            Kind::Items => Self::List(Box::new(Self::parts(Composed::Item, question))),
            Kind::Upload => Self::List(Box::new(Self::Text)),
            _ => Self::Text,
        }
    }

    /// The parts of an answer.
    fn parts(composed: Composed, question: &Question) -> Self {
        let sort = |part: &crate::composed::Part| {
            let choice = |options: Vec<String>| {
                Self::Choice(format!("{}.{}", question.id, part.name), options)
            };
            let sort = match part.form {
                PartForm::Leading => {
                    choice(question.choices.iter().map(|choice| choice.value.clone()).collect())
                }
                PartForm::Choice(choices) => {
                    choice(choices.iter().map(|(value, _)| (*value).to_owned()).collect())
                }
                PartForm::Tick => choice(vec!["yes".to_owned()]),
                PartForm::Date(_) | PartForm::Time => Self::Date,
                _ => Self::Text,
            };
            (part.name.to_owned(), sort)
        };
        Self::Record(composed.parts().iter().map(sort).collect())
    }

    /// What the items of a repeat group are, if there is a question of it.
    pub(super) fn item(questions: &[&Question], group: &str) -> Option<Self> {
        let ours = questions.iter().filter(|question| question.group.as_deref() == Some(group));
        let sorts: Vec<_> =
            ours.map(|question| (question.id.clone(), Self::of(question))).collect();
        (!sorts.is_empty()).then_some(Self::Record(sorts))
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
            Self::Record(_) => "an answer of several parts",
            Self::Unknown => "unknown",
        }
    }
}
