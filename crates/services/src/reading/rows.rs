//! The rows of a list of things: `goods-1-what`, `goods-2-what` …, as many as were sent; `goods-add`
//! asks for another one, `goods-remove` takes the row of its value out.

use super::Form;
use crate::accept::Fault;
use crate::composed::{self, Composed};
use crate::question::{Kind, Question};
use serde_json::Value;

/// The rows that were sent.
pub(super) fn read(question: &Question, form: &Form<'_>) -> Result<Value, Fault> {
    let mut rows = Vec::new();
    for number in 1..=question.most.saturating_add(1) {
        let of = format!("{}-{number}", question.id);
        let sent = form.fields.iter().any(|(field, _)| field.starts_with(&format!("{of}-")));
        if sent && removed(question, form) != Some(number) {
            let row = composed::read(Composed::Item, &of, form);
            rows.push(row.map_err(|fault| fault.in_row(number))?);
        }
    }
    Ok(Value::Array(rows))
}

/// Whether the person asked for another row, or for one less.
pub(super) fn changed(question: &Question, form: &Form<'_>) -> bool {
    question.kind == Kind::Items
        && (form.first(&format!("{}-add", question.id)).is_some()
            || removed(question, form).is_some())
}

fn removed(question: &Question, form: &Form<'_>) -> Option<usize> {
    form.first(&format!("{}-remove", question.id))?.parse().ok()
}

/// The field as it is called once a row was taken out; nothing when it was that row's.
pub(super) fn kept(question: &Question, field: &str, form: &Form<'_>) -> Option<String> {
    let gone = removed(question, form).filter(|_| question.kind == Kind::Items);
    let (Some(gone), Some((row, part))) = (gone, row_of(question, field)) else {
        return Some(field.to_owned());
    };
    match row {
        row if row == gone => None,
        row if row > gone => Some(format!("{}-{}-{part}", question.id, row.saturating_sub(1))),
        _ => Some(field.to_owned()),
    }
}

fn row_of<'f>(question: &Question, field: &'f str) -> Option<(usize, &'f str)> {
    let rest = field.strip_prefix(question.id.as_str())?.strip_prefix('-')?;
    let (row, part) = rest.split_once('-')?;
    Some((row.parse().ok()?, part))
}
