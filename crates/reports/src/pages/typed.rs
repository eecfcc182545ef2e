//! Answers as they stand in the fields of a page, so that a page can be shown again as it was left.

use crate::drafts::Typed;
use kernel::Phone;
use serde_json::{Map, Value};
use services::{Answers, Composed, Kind, PageDef, PartForm, Question, Reading, Step};

/// The most characters that are kept as they were typed of one page.
const MOST: usize = 200_000;

/// What is kept of a page as it was typed, where somebody leaves it `unfinished` or not all of it was
/// taken. Nothing where there is nothing in its fields.
#[must_use]
pub fn left(page: &PageDef, reading: &Reading, unfinished: bool) -> Option<Typed> {
    // A button that asks for one row more is no answer: it would ask again each time.
    let lists = page.questions.iter().filter(|question| question.kind == Kind::Items);
    let buttons: Vec<String> = lists
        .flat_map(|question| ["add", "remove"].map(|what| format!("{}-{what}", question.id)))
        .collect();
    let typed = reading.typed.iter().filter(|(field, _)| !buttons.contains(field));
    let typed: Typed = typed.cloned().collect();
    let written = typed.iter().any(|(_, value)| !value.trim().is_empty());
    let length: usize = typed.iter().map(|(_, value)| value.len()).sum();
    let unfinished = unfinished || reading.again || !reading.problems.is_empty();
    (unfinished && written && length <= MOST).then_some(typed)
}

/// What stands in the fields of these questions: field name and value, as a browser sends them.
#[must_use]
pub fn typed(step: &Step<'_>, answers: &Answers) -> Vec<(String, String)> {
    let answered = step
        .questions
        .iter()
        .filter_map(|question| Some((question, answers.get_in(step.item, &question.id)?)));
    answered.flat_map(|(question, value)| fields(question, value)).collect()
}

fn fields(question: &Question, value: &Value) -> Vec<(String, String)> {
    let id = &question.id;
    let one = |text: &str| vec![(id.clone(), text.to_owned())];
    match (question.kind, value) {
        (Kind::Date(_), Value::String(date)) => date_fields(id, date),
        (Kind::Phone, Value::String(number)) => vec![(id.clone(), as_dialled(number))],
        (Kind::Composed(composed), Value::Object(parts)) => part_fields(composed, id, parts),
        (Kind::Items, Value::Array(things)) => {
            let things = things.iter().filter_map(Value::as_object).zip(1..);
            let row =
                |(parts, number)| part_fields(Composed::Item, &format!("{id}-{number}"), parts);
            things.flat_map(row).collect()
        }
        (_, Value::String(text)) => one(text),
        (_, Value::Number(number)) => one(&number.to_string()),
        (_, Value::Array(items)) => items.iter().filter_map(Value::as_str).flat_map(one).collect(),
        _ => Vec::new(),
    }
}

/// The parts of an answer in their fields.
fn part_fields(composed: Composed, of: &str, parts: &Map<String, Value>) -> Vec<(String, String)> {
    let given =
        composed.parts().iter().filter_map(|part| Some((part, parts.get(part.name)?.as_str()?)));
    given
        .flat_map(|(part, value)| {
            let field = part.field(of);
            match part.form {
                PartForm::Date(_) => date_fields(&field, value),
                PartForm::Time => {
                    let (date, time) = value.split_once('T').unwrap_or((value, ""));
                    let mut fields = date_fields(&field, date);
                    fields.push((format!("{field}-time"), time.to_owned()));
                    fields
                }
                _ => vec![(field, value.to_owned())],
            }
        })
        .collect()
}

/// `2026-06-04` in three fields, without leading zeros; an approximate date in fewer.
fn date_fields(id: &str, date: &str) -> Vec<(String, String)> {
    let parts = date.split('-').zip(["year", "month", "day"]);
    let field = |(value, part): (&str, &str)| {
        (format!("{id}-{part}"), value.trim_start_matches('0').to_owned())
    };
    parts.map(field).collect()
}

/// A number of this country as it is dialled here, if reading it gives the same number again.
fn as_dialled(number: &str) -> String {
    let national = number.strip_prefix("+44").map(|rest| format!("0{rest}"));
    national
        .filter(|text| Phone::parse(text).is_ok_and(|phone| phone.as_str() == number))
        .unwrap_or_else(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{as_dialled, date_fields};

    #[test]
    fn a_date_comes_back_in_its_fields() {
        for (kept, fields) in [
            ("2026-06-04", vec![("d-year", "2026"), ("d-month", "6"), ("d-day", "4")]),
            ("2026-06", vec![("d-year", "2026"), ("d-month", "6")]),
            ("2026", vec![("d-year", "2026")]),
        ] {
            let shown = date_fields("d", kept);
            let shown: Vec<_> = shown.iter().map(|(f, v)| (f.as_str(), v.as_str())).collect();
            assert_eq!(shown, fields);
        }
    }

    #[test]
    fn a_number_comes_back_as_it_is_dialled() {
        assert_eq!(as_dialled("+447700900123"), "07700900123");
        assert_eq!(as_dialled("+35312345678"), "+35312345678");
    }
}
