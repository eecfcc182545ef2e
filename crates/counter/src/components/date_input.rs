//! A date that somebody knows or can look up, in three fields.

use super::content::Extra;
use super::field::Label;
use super::group::{Fieldset, Group, Legend, group};
use super::input::Input;
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The first field of a date.
    DAY { en: "Day", cy: "Diwrnod" }
    /// The second field of a date.
    MONTH { en: "Month", cy: "Mis" }
    /// The third field of a date.
    YEAR { en: "Year", cy: "Blwyddyn" }
}

/// A question for a date.
#[derive(Clone, Debug, Template)]
#[template(path = "components/date_input.html")]
pub struct DateInput {
    group: Group,
    prefix: Option<String>,
    parts: Vec<DatePart>,
}

impl DateInput {
    /// A question whose fields are `{name}-day`, `{name}-month` and `{name}-year`.
    #[must_use]
    pub fn new(language: Language, name: impl Into<String>, question: impl Into<Legend>) -> Self {
        let name = name.into();
        Self {
            group: Group::new(name.clone(), Some(Fieldset::new(question).role("group"))),
            prefix: Some(name),
            parts: vec![
                DatePart::new("day", DAY.say(language)),
                DatePart::new("month", MONTH.say(language)),
                DatePart::new("year", YEAR.say(language)).width(4),
            ],
        }
    }

    group!(group);

    /// Puts something else, or nothing, before the names of the fields.
    #[must_use]
    pub fn prefix(mut self, prefix: Option<&str>) -> Self {
        self.prefix = prefix.map(str::to_owned);
        self
    }

    /// Takes other fields than day, month and year.
    #[must_use]
    pub fn parts(mut self, parts: impl IntoIterator<Item = DatePart>) -> Self {
        self.parts = parts.into_iter().collect();
        self
    }

    /// What stands in the fields, in their order.
    #[must_use]
    pub fn values<'v>(mut self, values: impl IntoIterator<Item = &'v str>) -> Self {
        for (part, value) in self.parts.iter_mut().zip(values) {
            part.value = Some(value.to_owned());
        }
        self
    }

    /// Says which fields are wrong, in their order: all of them if this is not said.
    #[must_use]
    pub fn wrong(mut self, wrong: impl IntoIterator<Item = bool>) -> Self {
        for (part, wrong) in self.parts.iter_mut().zip(wrong) {
            part.wrong = Some(wrong);
        }
        self
    }

    /// The fields, as they are drawn.
    fn inputs(&self) -> Vec<Input> {
        let some_are_named = self.parts.iter().any(|part| part.wrong == Some(true));
        let all = self.group.error.is_some() && !some_are_named;
        self.parts.iter().map(|part| self.input(part, part.wrong.unwrap_or(all))).collect()
    }

    fn input(&self, part: &DatePart, wrong: bool) -> Input {
        let name = match &self.prefix {
            Some(prefix) => format!("{prefix}-{}", part.name),
            None => part.name.clone(),
        };
        let id = part.id.clone().unwrap_or_else(|| format!("{}-{}", self.group.id, part.name));
        let label = Label::new(part.label.as_str()).class("govuk-date-input__label");
        let mut input = Input::new(name, label).id(id).class("govuk-date-input__input");
        if wrong {
            input = input.class("govuk-input--error");
        }
        if let Some(width) = part.width {
            input = input.width(width);
        }
        input.inputmode = Some(part.inputmode);
        input.autocomplete = part.autocomplete;
        input.pattern = part.pattern;
        input.value.clone_from(&part.value);
        input.with(&part.extra)
    }
}

/// One of the fields of a date.
#[derive(Clone, Debug)]
pub struct DatePart {
    name: String,
    label: String,
    value: Option<String>,
    wrong: Option<bool>,
    width: Option<u8>,
    id: Option<String>,
    inputmode: &'static str,
    autocomplete: Option<&'static str>,
    pattern: Option<&'static str>,
    extra: Extra,
}

impl DatePart {
    /// A field of this name, two characters wide.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            value: None,
            wrong: None,
            width: Some(2),
            id: None,
            inputmode: "numeric",
            autocomplete: None,
            pattern: None,
            extra: Extra::default(),
        }
    }

    /// What stands in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Whether it is wrong. If no field is said to be, an error is about all of them.
    #[must_use]
    pub fn wrong(mut self, wrong: bool) -> Self {
        self.wrong = Some(wrong);
        self
    }

    /// As wide as about so many characters; 0 leaves the width to its classes.
    #[must_use]
    pub fn width(mut self, characters: u8) -> Self {
        self.width = (characters > 0).then_some(characters);
        self
    }

    /// Gives it another id than that of its name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Which keypad a phone shows: `numeric` unless said otherwise.
    #[must_use]
    pub fn inputmode(mut self, inputmode: &'static str) -> Self {
        self.inputmode = inputmode;
        self
    }

    /// What the browser may fill in, such as `bday-day`.
    #[must_use]
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// A regular expression, which some browsers take as a sign for the numeric keypad.
    #[must_use]
    pub fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    extras!(extra);
}

component!(DateInput);
