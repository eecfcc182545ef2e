//! Answers as they stand in the fields of a page, so that a page can be shown again as it was left.

use crate::drafts::Typed;
use kernel::Phone;
use services::{Answers, Kind, Question, Reading};

/// The most characters that are kept as they were typed of one page.
const MOST: usize = 200_000;

/// What is kept of a page as it was typed, where somebody leaves it `unfinished` or not all of it was
/// taken. Nothing where there is nothing in its fields.
pub(super) fn left(reading: &Reading, unfinished: bool) -> Option<Typed> {
    let written = reading.typed.iter().any(|(_, value)| !value.trim().is_empty());
    let length: usize = reading.typed.iter().map(|(_, value)| value.len()).sum();
    let keep = (unfinished || !reading.problems.is_empty()) && written && length <= MOST;
    keep.then(|| reading.typed.clone())
}

/// What stands in the fields of these questions: field name and value, as a browser sends them.
pub(super) fn typed(questions: &[&Question], answers: &Answers) -> Vec<(String, String)> {
    questions.iter().flat_map(|question| fields(question, answers)).collect()
}

fn fields(question: &Question, answers: &Answers) -> Vec<(String, String)> {
    let id = &question.id;
    let values = answers.list(id).into_iter();
    match question.kind {
        Kind::Date(_) => values.flat_map(|date| date_fields(id, date)).collect(),
        Kind::Phone => values.map(|number| (id.clone(), as_dialled(number))).collect(),
        _ => values.map(|value| (id.clone(), value.to_owned())).collect(),
    }
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
