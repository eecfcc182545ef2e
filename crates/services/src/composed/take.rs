//! Whether a value answers a question of several parts, and its one tidy form.

use super::{Composed, Part, PartForm};
use crate::accept::{self, Fault};
use crate::question::Question;
use crate::reading::{money, tidy};
use kernel::{Postcode, Registration};
use serde_json::{Map, Value};

/// The tidy form of an answer: the parts that are asked and given, and nothing else. A fault names
/// its part.
pub(crate) fn take(composed: Composed, question: &Question, value: &Value) -> Result<Value, Fault> {
    let Value::Object(given) = value else { return Err(Fault::WrongType) };
    if given.keys().any(|name| composed.part(name).is_none()) {
        return Err(Fault::WrongType);
    }
    let leading = leading(composed, question, given)?;
    let mut tidy = Map::new();
    for part in composed.parts() {
        if !part.is_asked(leading.as_deref()) {
            continue;
        }
        let value = match part.form {
            PartForm::Leading => leading.clone(),
            _ => part_of(part, given).map_err(|fault| fault.of(part))?,
        };
        if let Some(value) = value {
            tidy.insert(part.name.to_owned(), Value::from(value));
        }
    }
    whole(composed, &tidy)?;
    Ok(Value::Object(tidy))
}

/// The value of the leading part; the only one there is, when there is no choice.
fn leading(
    composed: Composed,
    question: &Question,
    given: &Map<String, Value>,
) -> Result<Option<String>, Fault> {
    let Some(part) = composed.leading() else { return Ok(None) };
    if let [only] = question.choices.as_slice() {
        return Ok(Some(only.value.clone()));
    }
    let Some(value) = text_of(part, given).map_err(|fault| fault.of(part))? else {
        let nothing = given.values().all(|value| value.as_str().is_none_or(str::is_empty));
        return Err(if nothing { Fault::Missing } else { Fault::Missing.of(part) });
    };
    match question.choice(&value) {
        Some(_) => Ok(Some(value)),
        None => Err(Fault::NotAChoice.of(part)),
    }
}

/// What stands in a part; nothing when it was left blank.
fn text_of(part: &Part, given: &Map<String, Value>) -> Result<Option<String>, Fault> {
    let text = match given.get(part.name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) if part.form == PartForm::Lines => tidy::lines(text),
        Some(Value::String(text)) => tidy::line(text),
        Some(_) => return Err(Fault::WrongType),
    };
    match text.chars().count() {
        0 => Ok(None),
        length if length > part.longest() => Err(Fault::TooLong(part.longest())),
        _ => Ok(Some(text)),
    }
}

fn part_of(part: &Part, given: &Map<String, Value>) -> Result<Option<String>, Fault> {
    let Some(text) = text_of(part, given)? else { return Ok(None) };
    let tidy = match part.form {
        PartForm::Leading | PartForm::Line(..) | PartForm::Lines => {
            if part.name == "point" {
                point(&text).ok_or(Fault::Missing)?
            } else {
                text
            }
        }
        PartForm::Choice(_) => {
            part.choice(&text).ok_or(Fault::NotAChoice)?;
            text
        }
        PartForm::Tick => (text == "yes").then_some(text).ok_or(Fault::NotAChoice)?,
        PartForm::Postcode => Postcode::parse(&text).map_err(|_| Fault::NotAPostcode)?.into(),
        PartForm::Registration => {
            Registration::parse(&text).map_err(|_| Fault::NotARegistration)?.into()
        }
        PartForm::Uprn => {
            let fits = text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
            fits.then_some(text).ok_or(Fault::WrongType)?
        }
        PartForm::Money => money::read(&text).ok_or(Fault::NotMoney)?,
        PartForm::Date(precision) => {
            accept::is_iso(&text, precision).then_some(text).ok_or(Fault::NotADate)?
        }
        PartForm::Time => is_moment(&text).then_some(text).ok_or(Fault::NotADate)?,
    };
    Ok(Some(tidy))
}

/// `53.7443, -0.3325`: a point of the British Isles as maps give it.
fn point(text: &str) -> Option<String> {
    let mut numbers = text.split([',', ' ']).filter(|part| !part.is_empty());
    let (lat, lon) = (numbers.next()?, numbers.next()?);
    let within = |text: &str, from: f64, to: f64| {
        text.parse::<f64>().is_ok_and(|degrees| (from..=to).contains(&degrees))
    };
    let fits = within(lat, 49.0, 61.0) && within(lon, -9.0, 2.5) && numbers.next().is_none();
    fits.then(|| format!("{lat},{lon}"))
}

/// `2026-06-04` or `2026-06-04T14:30`.
fn is_moment(text: &str) -> bool {
    match text.split_once('T') {
        None => accept::is_iso(text, crate::question::Precision::Exact),
        Some((date, time)) => {
            accept::is_iso(date, crate::question::Precision::Exact)
                && time.len() == 5
                && time.parse::<jiff::civil::Time>().is_ok()
        }
    }
}

/// Whether the parts together are an answer.
fn whole(composed: Composed, tidy: &Map<String, Value>) -> Result<(), Fault> {
    let unseen = |name: &str| composed.part(name).is_some_and(|part| part.form == PartForm::Uprn);
    if tidy.keys().all(|name| unseen(name)) {
        return Err(Fault::Missing);
    }
    let text = |name: &str| tidy.get(name).and_then(Value::as_str);
    let leading = composed.leading().and_then(|part| text(part.name));
    let missing = composed.parts().iter().find(|part| {
        part.missing.is_some() && part.is_asked(leading) && !tidy.contains_key(part.name)
    });
    if let Some(part) = missing {
        return Err(Fault::Missing.of(part));
    }
    if let (Composed::Moment, Some(from), Some(to)) = (composed, text("from"), text("to"))
        && !in_order(from, to)
        && let Some(part) = composed.part("to")
    {
        return Err(Fault::EndsBefore.of(part));
    }
    Ok(())
}

/// Whether one time is not after another. A day without a time is all of that day.
fn in_order(from: &str, to: &str) -> bool {
    match (from.len(), to.len()) {
        (16, 16) => from <= to,
        _ => from.get(..10) <= to.get(..10),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_order, is_moment, point};

    #[test]
    fn a_point_is_read_as_maps_give_it_and_lies_on_these_islands() {
        assert_eq!(point("53.7443, -0.3325").as_deref(), Some("53.7443,-0.3325"));
        assert_eq!(point("53.7443 -0.3325").as_deref(), Some("53.7443,-0.3325"));
        for other in ["", "53.7", "53.7,-0.3,5", "north,west", "-0.3325, 53.7443", "0,0"] {
            assert_eq!(point(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_without_a_time_is_all_of_that_day() {
        assert!(in_order("2026-06-04T14:30", "2026-06-04"));
        assert!(in_order("2026-06-04", "2026-06-04T08:00"));
        assert!(!in_order("2026-06-04T14:30", "2026-06-04T14:29"));
        assert!(!in_order("2026-06-05", "2026-06-04T23:59"));
    }

    #[test]
    fn a_moment_is_a_day_or_a_day_and_a_time() {
        for (text, fits) in [
            ("2026-06-04", true),
            ("2026-06-04T14:30", true),
            ("2026-06-04T24:30", false),
            ("2026-06-04T9:30", false),
            ("2026-06", false),
        ] {
            assert_eq!(is_moment(text), fits, "{text}");
        }
    }
}
