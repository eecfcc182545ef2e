//! One comparison of an answer, in CEL.

use super::candidates;
use super::form::{Atom, Question, Test};
use super::report::Report;
use services::Kind;

/// What stands for the question's id until it has one.
pub(super) const QUESTION: &str = "?";

/// A comparison of an answer with a value, as the source says it.
pub(super) fn compare(
    report: &mut Report,
    what: &str,
    (at, question): (usize, &Question),
    operator: &str,
    value: &str,
) -> Test {
    let operator = operator.trim().to_lowercase();
    let (operator, not) = match operator.as_str() {
        "is not" | "!=" => ("is", true),
        "does not contain" | "not contains" | "not in" => ("contains", true),
        "==" | "=" | "in" => ("is", false),
        other => (other, false),
    };
    let said = match operator {
        "is" | "contains" => same(report, what, question, operator, value),
        _ => ordered(question, operator, value),
    };
    match said {
        Ok(cel) => {
            let asks = Test::Asks(Atom { question: at, cel });
            if not { Test::Not(Box::new(asks)) } else { asks }
        }
        Err(why) => {
            if !why.is_empty() {
                report.refused(what, why);
            }
            Test::Unknown(what.to_owned())
        }
    }
}

/// That one option was chosen.
pub(super) fn is(option: &str) -> String {
    format!("? == '{option}'")
}

/// `is` and `contains`. The empty fault has been reported already.
fn same(
    report: &mut Report,
    what: &str,
    question: &Question,
    operator: &str,
    value: &str,
) -> Result<String, String> {
    let one = question.kind.is_one_of();
    if one || question.kind.is_several_of() {
        let known = question.options.iter().enumerate().flat_map(|(number, option)| {
            option.known_as.iter().chain([&option.value]).map(move |name| (number, name.as_str()))
        });
        let of = format!("option of `{}`", question.name);
        let found = candidates::find(report, what, (&of, value), known);
        let Some(option) = found.and_then(|number| question.options.get(number)) else {
            return Err(String::new());
        };
        return Ok(if one { is(&option.value) } else { format!("'{}' in ?", option.value) });
    }
    match question.kind {
        Kind::Date(_) if operator == "is" => Ok(format!("? == '{}'", date(value)?)),
        Kind::Money if operator == "is" => Ok(format!("? == {}", number(value)?)),
        Kind::Date(_) | Kind::Money => Err(format!(
            "`{operator}` cannot be asked of a {}; write the condition by hand",
            question.kind.name()
        )),
        _ if operator == "contains" => Ok(format!("(? != null && ?.contains({}))", quoted(value)?)),
        _ => Ok(format!("? == {}", quoted(value)?)),
    }
}

fn ordered(question: &Question, operator: &str, value: &str) -> Result<String, String> {
    let length = match operator {
        "is longer than" => Some(">"),
        "is shorter than" => Some("<"),
        "has length" => Some("=="),
        _ => None,
    };
    if let Some(sign) = length {
        let size: u32 = value.trim().parse().map_err(|_| format!("`{value}` is no length"))?;
        return if question.kind.is_own_words() {
            Ok(format!("(? != null && size(?) {sign} {size})"))
        } else {
            Err(format!(
                "the length of a {} cannot be asked; write the condition by hand",
                question.kind.name()
            ))
        };
    }
    let sign = match operator {
        "is more than" | "is after" | ">" => ">",
        "is less than" | "is before" | "<" => "<",
        "is at least" | ">=" => ">=",
        "is at most" | "<=" => "<=",
        _ => {
            return Err(format!(
                "we do not know the comparison `{operator}`; write the condition by hand"
            ));
        }
    };
    match question.kind {
        Kind::Date(_) => Ok(format!("(? != null && ? {sign} '{}')", date(value)?)),
        Kind::Money => Ok(format!("(? != null && ? {sign} {})", number(value)?)),
        Kind::Checkboxes => {
            let size: u32 = value.trim().parse().map_err(|_| format!("`{value}` is no number"))?;
            Ok(format!("size(?) {sign} {size}"))
        }
        kind => Err(format!(
            "`{operator}` cannot be asked of a {}: numbers are texts here; write the condition by hand",
            kind.name()
        )),
    }
}

fn date(value: &str) -> Result<String, String> {
    let date = value.trim().parse::<jiff::civil::Date>();
    date.map(|date| date.to_string()).map_err(|_| {
        format!("`{value}` is no date of the calendar; write the condition by hand, with `today`")
    })
}

/// Amounts are compared as whole pounds or with pence.
fn number(value: &str) -> Result<String, String> {
    let value = value.trim().replace([',', '£'], "");
    let digits = value.strip_prefix('-').unwrap_or(&value);
    let fits = !digits.is_empty()
        && digits.len() <= 12
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.parse::<f64>().is_ok()
        && !digits.starts_with('.')
        && !digits.ends_with('.');
    if !fits {
        return Err(format!("`{value}` is no amount; write the condition by hand"));
    }
    Ok(if value.contains('.') { value } else { format!("{value}.0") })
}

/// A text in quotes; one that would need an escape is refused.
fn quoted(value: &str) -> Result<String, String> {
    let plain = !value.contains(['\'', '\\', '\n', '?']) && !value.chars().any(char::is_control);
    if plain && value.chars().count() <= 100 {
        Ok(format!("'{value}'"))
    } else {
        Err(format!("the text `{value}` cannot stand in a condition; write it by hand"))
    }
}
