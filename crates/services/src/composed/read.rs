//! From the fields of a form to the parts of an answer.

use super::{Composed, Part, PartForm};
use crate::accept::Fault;
use crate::question::Precision;
use crate::reading::{Form, date, time};
use serde_json::{Map, Value};

/// Reads the parts of a question, or of a row of a list: `of` is what their fields begin with. Parts
/// that are not asked under the leading one are left aside, whatever stands in them.
pub(crate) fn read(composed: Composed, of: &str, form: &Form<'_>) -> Result<Value, Fault> {
    let leading = composed.leading().and_then(|part| form.first(&part.field(of)));
    let mut parts = Map::new();
    for part in composed.parts() {
        // With one choice the form does not ask for it; then all that was sent counts.
        if leading.is_some() && !part.is_asked(leading) {
            continue;
        }
        if let Some(text) = part_of(part, &part.field(of), form).map_err(|fault| fault.of(part))? {
            parts.insert(part.name.to_owned(), Value::from(text));
        }
    }
    Ok(Value::Object(parts))
}

fn part_of(part: &Part, field: &str, form: &Form<'_>) -> Result<Option<String>, Fault> {
    match part.form {
        PartForm::Date(precision) => blank(date_of(field, form, precision)),
        PartForm::Time => {
            let time = form.first(&format!("{field}-time")).unwrap_or_default();
            let time = time::read(time)?;
            let date = blank(date_of(field, form, Precision::Exact))?;
            match (date, time) {
                (Some(date), Some(time)) => Ok(Some(format!("{date}T{time}"))),
                (None, Some(_)) => Err(Fault::NoDay),
                (date, None) => Ok(date),
            }
        }
        _ => {
            let text = form.first(field).unwrap_or_default();
            Ok((!text.trim().is_empty()).then(|| text.to_owned()))
        }
    }
}

/// The date of three fields.
pub(crate) fn date_of(field: &str, form: &Form<'_>, precision: Precision) -> Result<String, Fault> {
    let part = |part| form.first(&format!("{field}-{part}")).unwrap_or_default();
    let whole = form.first(field).unwrap_or_default();
    let (day, month, year) = (part("day"), part("month"), part("year"));
    let day = if day.trim().is_empty() { whole } else { day };
    date::read(day, month, year, precision, form.now)
}

/// A part that was left blank is no fault here: whether it is needed is decided with the others.
fn blank(read: Result<String, Fault>) -> Result<Option<String>, Fault> {
    match read {
        Err(Fault::Missing) => Ok(None),
        read => read.map(Some),
    }
}
