//! Whether a value answers a question, and its one tidy form. The web form, the API and the way
//! itself all ask here, so they can never disagree.

use crate::composed::{self, Composed, Part};
use crate::condition::View;
use crate::later::LATER;
use crate::question::{Kind, Precision, Question};
use crate::reading::{money, number, tidy};
use kernel::{Email, Phone, Postcode, Said};
use serde_json::Value;
use std::fmt::Write;

/// Why a value does not answer a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing was given.
    Missing,
    /// The API gave another type than the question has.
    WrongType,
    /// More characters than allowed.
    TooLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// "None of these" together with one of these.
    NotTogether(Said),
    /// Not a telephone number.
    NotAPhone,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a postcode.
    NotAPostcode,
    /// Not an amount of money.
    NotMoney,
    /// Not a number, or not a whole one where one is needed.
    NotANumber,
    /// A number under the least.
    TooLow(i64),
    /// A number over the most.
    TooHigh(i64),
    /// Not a vehicle's registration.
    NotARegistration,
    /// Not a time of day.
    NotATime,
    /// A time that ends before it begins.
    EndsBefore,
    /// More things or files than allowed.
    TooMany(usize),
    /// Not a date, or not one as exact as needed.
    NotADate,
    /// A part of a date is missing.
    NoDay,
    /// A part of a date is missing.
    NoMonth,
    /// A part of a date is missing.
    NoYear,
    /// One of the definition's own rules.
    Rule(Said),
    /// Of one part of an answer.
    Of(&'static Part, Box<Fault>),
    /// Of one thing of a list, counted from 1.
    In(usize, Box<Fault>),
}

impl Fault {
    /// The fault, of a part.
    pub(crate) fn of(self, part: &'static Part) -> Self {
        Self::Of(part, Box::new(self))
    }

    /// The fault, of a thing of a list.
    pub(crate) fn in_row(self, row: usize) -> Self {
        Self::In(row, Box::new(self))
    }
}

/// The tidy form of an answer, or why it is none.
pub(crate) fn accept(question: &Question, value: &Value) -> Result<Value, Fault> {
    match question.kind {
        Kind::Composed(composed) => return composed::take(composed, question, value),
        Kind::Items => return items(question, value),
        Kind::Upload => return files(question, value),
        Kind::Number(limits) => return number::take(value, limits),
        kind if kind.is_several_of() => {
            let Value::Array(items) = value else { return Err(Fault::WrongType) };
            return several(question, items);
        }
        _ => {}
    }
    let Value::String(text) = value else { return Err(Fault::WrongType) };
    let text = if question.kind.has_lines() { tidy::lines(text) } else { tidy::line(text) };
    if text.is_empty() {
        return Err(Fault::Missing);
    }
    if text.chars().count() > question.max {
        return Err(Fault::TooLong(question.max));
    }
    tidy_text(question, text).map(Value::from)
}

fn tidy_text(question: &Question, text: String) -> Result<String, Fault> {
    match question.kind {
        Kind::Text | Kind::Textarea | Kind::FullName | Kind::Place => Ok(text),
        Kind::Phone => {
            Phone::parse(&text).map(|p| p.as_str().to_owned()).map_err(|_| Fault::NotAPhone)
        }
        Kind::Email => {
            Email::parse(&text).map(|e| e.as_str().to_owned()).map_err(|_| Fault::NotAnEmail)
        }
        Kind::Postcode => {
            Postcode::parse(&text).map(|p| p.as_str().to_owned()).map_err(|_| Fault::NotAPostcode)
        }
        Kind::Money => money::read(&text).ok_or(Fault::NotMoney),
        Kind::Date(precision) => is_iso(&text, precision).then_some(text).ok_or(Fault::NotADate),
        Kind::YesNo | Kind::YesNoUnsure | Kind::Radios | Kind::Select => {
            if question.choice(&text).is_some() { Ok(text) } else { Err(Fault::NotAChoice) }
        }
        Kind::Declaration => (text == "yes").then_some(text).ok_or(Fault::Missing),
        Kind::Checkboxes
        | Kind::TimeWindows
        | Kind::Number(_)
        | Kind::Composed(_)
        | Kind::Items
        | Kind::Upload => Err(Fault::WrongType),
    }
}

/// The things of a list. Rows that were left blank do not count.
fn items(question: &Question, value: &Value) -> Result<Value, Fault> {
    let Value::Array(rows) = value else { return Err(Fault::WrongType) };
    let mut tidy = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match composed::take(Composed::Item, question, row) {
            Ok(item) => tidy.push(item),
            Err(Fault::Missing) => {}
            Err(fault) => return Err(fault.in_row(at + 1)),
        }
    }
    match tidy.len() {
        0 => Err(Fault::Missing),
        many if many > question.most => Err(Fault::TooMany(question.most)),
        _ => Ok(Value::Array(tidy)),
    }
}

/// Ids of files: letters, digits, hyphens and underscores. Whether they are somebody's to give is
/// asked where files are kept.
fn files(question: &Question, value: &Value) -> Result<Value, Fault> {
    if value == LATER {
        let later = question.files.as_ref().and_then(|files| files.later);
        return later.map(|_| value.clone()).ok_or(Fault::WrongType);
    }
    let Value::Array(ids) = value else { return Err(Fault::WrongType) };
    let is_id = |id: &str| {
        (8..=80).contains(&id.len())
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let mut tidy: Vec<&str> = Vec::new();
    for id in ids {
        let id = id.as_str().filter(|id| is_id(id)).ok_or(Fault::WrongType)?;
        if !tidy.contains(&id) {
            tidy.push(id);
        }
    }
    match tidy.len() {
        0 => Err(Fault::Missing),
        many if many > question.most => Err(Fault::TooMany(question.most)),
        _ => Ok(Value::from(tidy)),
    }
}

fn several(question: &Question, items: &[Value]) -> Result<Value, Fault> {
    let chosen: Vec<&str> =
        items.iter().map(|item| item.as_str().ok_or(Fault::WrongType)).collect::<Result<_, _>>()?;
    if chosen.iter().any(|value| question.choice(value).is_none()) {
        return Err(Fault::NotAChoice);
    }
    // In the order of the question, each once.
    let values = question.choices.iter().map(|choice| choice.value.as_str());
    let tidy: Vec<&str> = values.filter(|value| chosen.contains(value)).collect();
    let exclusive = question.exclusive.as_deref().filter(|exclusive| tidy.contains(exclusive));
    match exclusive.and_then(|exclusive| question.choice(exclusive)) {
        Some(choice) if tidy.len() > 1 => Err(Fault::NotTogether(choice.label.clone())),
        _ if tidy.is_empty() => Err(Fault::Missing),
        _ => Ok(Value::from(tidy)),
    }
}

/// `2026-06-04`; with approximate precision also `2026-06` and `2026`.
pub(crate) fn is_iso(text: &str, precision: Precision) -> bool {
    let whole = match text.len() {
        10 => text.to_owned(),
        7 if precision == Precision::Approximate => format!("{text}-01"),
        4 if precision == Precision::Approximate => format!("{text}-01-01"),
        _ => return false,
    };
    let digits = whole.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    digits && whole.parse::<jiff::civil::Date>().is_ok_and(|date| date.year() >= 1900)
}

/// Whether a tidy answer meets the definition's own rules.
pub(crate) fn meets_rules(
    question: &Question,
    value: &Value,
    view: &View<'_>,
) -> Result<(), Fault> {
    if question.validate.is_empty() {
        return Ok(());
    }
    let view = view.on(question, value);
    match question.validate.iter().find(|validation| !validation.rule.permits(&view)) {
        Some(validation) => Err(Fault::Rule(validation.error.clone())),
        None => Ok(()),
    }
}

/// A telephone number as people in the United Kingdom write it.
pub(crate) fn national_phone(international: &str) -> String {
    let Some(national) = international.strip_prefix("+44") else {
        return international.to_owned();
    };
    let digits: Vec<char> = national.chars().collect();
    let groups: &[usize] = match digits.first() {
        Some('2') => &[2, 4, 4],
        _ => &[4, 3, 3],
    };
    let mut written = String::from("0");
    let mut rest = digits.as_slice();
    for size in groups {
        let (group, after) = rest.split_at_checked(*size).unwrap_or((rest, &[]));
        let gap = if written.len() > 1 && !group.is_empty() { " " } else { "" };
        let group: String = group.iter().collect();
        // Writing to a string cannot fail.
        let _ = write!(written, "{gap}{group}");
        rest = after;
    }
    written.extend(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::{is_iso, national_phone};
    use crate::question::Precision::{Approximate, Exact};

    #[test]
    fn a_number_is_shown_as_people_write_it() {
        for (kept, shown) in [
            ("+447700900123", "07700 900 123"),
            ("+442079460123", "020 7946 0123"),
            ("+441632960123", "01632 960 123"),
            ("+35312345678", "+35312345678"),
        ] {
            assert_eq!(national_phone(kept), shown);
        }
    }

    #[test]
    fn a_date_is_as_exact_as_asked() {
        for (text, precision, fits) in [
            ("2026-06-04", Exact, true),
            ("2026-06", Exact, false),
            ("2026-06", Approximate, true),
            ("2026", Approximate, true),
            ("2026-02-30", Exact, false),
            ("2026-6-4", Exact, false),
            ("1800-01-01", Exact, false),
            ("2026-06-0é", Exact, false),
            ("-026-06-04", Exact, false),
        ] {
            assert_eq!(is_iso(text, precision), fits, "{text}");
        }
    }
}
