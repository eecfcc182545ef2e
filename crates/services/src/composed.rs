//! Questions that are answered in several parts: an address, a vehicle, a time that is not quite
//! known. The answer is an object; each part is an entry of it and a field of the form.
//!
//! A kind is its table of parts: reading, checking, showing and describing it go by that alone.

mod read;
mod tables;
mod take;

pub(crate) use read::{date_of, read};
pub(crate) use take::take;

use crate::question::{Precision, Question};
use kernel::{Language, Words};
use serde_json::{Map, Value};

/// A kind of question that is answered in several parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Composed {
    /// A postal address of the United Kingdom.
    Address,
    /// Where something happened, in the way in which the person knows it. The choices of the question
    /// are the ways.
    Location,
    /// A vehicle, as far as it was seen.
    Vehicle,
    /// What somebody looked like.
    Description,
    /// When something happened: exactly, between, about, or not sure. The choices of the question are
    /// these.
    Moment,
    /// A statement that is agreed to and signed with a name.
    Signature,
    /// One thing of a list: something stolen, lost or damaged.
    Item,
}

/// A part of such an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in the answer; its field is the question's id, `-` and this.
    pub name: &'static str,
    /// What it is called.
    pub label: Words,
    /// One short sentence of help.
    pub hint: Option<Words>,
    /// How it is given.
    pub form: PartForm,
    /// What to say when it is missing. A part without this may be left blank.
    pub(crate) missing: Option<Words>,
    /// Under which answers to the leading part it is asked; always when there are none.
    pub(crate) only: &'static [&'static str],
}

/// How a part is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartForm {
    /// One of the choices of the question. It leads: it decides which other parts are asked.
    Leading,
    /// One line, of about so many characters, with what a browser may fill in.
    Line(u8, Option<&'static str>),
    /// Several lines.
    Lines,
    /// One of these.
    Choice(&'static [(&'static str, Words)]),
    /// A date.
    Date(Precision),
    /// A date, and a time of day where it is known.
    Time,
    /// A postcode.
    Postcode,
    /// A vehicle's registration.
    Registration,
    /// An amount in pounds.
    Money,
    /// A box that is ticked: `yes`.
    Tick,
    /// The unique property reference number of an address that was found, which nobody reads or types.
    Uprn,
}

impl Part {
    /// Its field in the form of a question, or of a row of a list (`goods-2`).
    #[must_use]
    pub fn field(&self, of: &str) -> String {
        format!("{of}-{}", self.name)
    }

    /// The most characters of its text.
    pub(crate) const fn longest(&self) -> usize {
        match self.form {
            PartForm::Lines => 1000,
            _ => 200,
        }
    }

    /// Whether it is asked when the leading part has this value.
    #[must_use]
    pub fn is_asked(&self, leading: Option<&str>) -> bool {
        self.only.is_empty() || leading.is_some_and(|value| self.only.contains(&value))
    }

    /// The choice of a value, where it has some of its own.
    fn choice(&self, value: &str) -> Option<Words> {
        let PartForm::Choice(choices) = self.form else { return None };
        choices.iter().find(|(known, _)| *known == value).map(|(_, words)| *words)
    }

    /// Its value as people read it.
    fn written(&self, question: &Question, value: &str, language: Language) -> String {
        match self.form {
            PartForm::Leading => {
                question.choice(value).map_or(value, |it| it.label.say(language)).to_owned()
            }
            PartForm::Choice(_) => {
                self.choice(value).map_or(value, |words| words.say(language)).to_owned()
            }
            PartForm::Date(_) => crate::reading::date::written(value, language),
            PartForm::Time => crate::reading::time::written(value, language),
            PartForm::Money => crate::reading::money::written(value),
            _ => value.to_owned(),
        }
    }

    /// Whether its value is in the person's own words.
    pub(crate) const fn is_own_words(&self) -> bool {
        matches!(self.form, PartForm::Line(..) | PartForm::Lines)
    }
}

impl Composed {
    /// Its parts, in the order in which they are asked.
    #[must_use]
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::Address => &tables::ADDRESS,
            Self::Location => &tables::LOCATION,
            Self::Vehicle => &tables::VEHICLE,
            Self::Description => &tables::DESCRIPTION,
            Self::Moment => &tables::MOMENT,
            Self::Signature => &tables::SIGNATURE,
            Self::Item => &tables::ITEM,
        }
    }

    /// The part of a name.
    #[must_use]
    pub fn part(self, name: &str) -> Option<&'static Part> {
        self.parts().iter().find(|part| part.name == name)
    }

    /// The part that decides which others are asked.
    #[must_use]
    pub fn leading(self) -> Option<&'static Part> {
        self.parts().iter().find(|part| part.form == PartForm::Leading)
    }

    /// The choices of its leading part, when the definition names none.
    pub(crate) const fn choices(self) -> &'static [(&'static str, Words)] {
        match self {
            Self::Location => &tables::PLACES,
            Self::Moment => &tables::TIMES,
            _ => &[],
        }
    }

    /// Its name in definitions.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Location => "location",
            Self::Vehicle => "vehicle",
            Self::Description => "person_description",
            Self::Moment => "moment",
            Self::Signature => "declaration",
            Self::Item => "items",
        }
    }
}

/// The parts of an answer that are given, with their values, in the order of the table.
pub(crate) fn given(
    composed: Composed,
    value: &Map<String, Value>,
) -> impl Iterator<Item = (&'static Part, &str)> {
    composed.parts().iter().filter_map(|part| Some((part, value.get(part.name)?.as_str()?)))
}

/// An answer as people read it, line by line. A part that does not speak for itself has its name
/// before it.
pub(crate) fn lines(
    composed: Composed,
    question: &Question,
    value: &Map<String, Value>,
    language: Language,
) -> Vec<String> {
    let named = !matches!(composed, Composed::Address | Composed::Signature);
    let line = |(part, value): (&Part, &str)| {
        let written = part.written(question, value, language);
        match part.form {
            PartForm::Leading if question.choices.len() < 2 => None,
            PartForm::Tick | PartForm::Uprn => None,
            PartForm::Leading => Some(written),
            _ if named => Some(format!("{}: {written}", part.label.say(language))),
            _ => Some(written),
        }
    };
    given(composed, value).filter_map(line).collect()
}

/// A thing of a list in one line: `Bicycle, blue, frame number 123`.
pub(crate) fn in_one_line(
    question: &Question,
    value: &Map<String, Value>,
    language: Language,
) -> String {
    let written =
        given(Composed::Item, value).map(|(part, value)| part.written(question, value, language));
    written.collect::<Vec<_>>().join(", ")
}
