//! Numbers, read forgivingly: `1,200`, `12.5`, `-3`.

use crate::accept::Fault;
use crate::question::Limits;
use serde_json::{Number, Value};

/// The tidy number of a value: a number, or a text that says one.
pub(crate) fn take(value: &Value, limits: Limits) -> Result<Value, Fault> {
    let number = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.trim().is_empty() => return Err(Fault::Missing),
        Value::String(text) => plain(text),
        _ => return Err(Fault::WrongType),
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    let decimals = decimals.trim_end_matches('0');
    let fits = is_whole(whole)
        && decimals.len() <= usize::from(limits.decimals)
        && decimals.bytes().all(|b| b.is_ascii_digit());
    if !fits {
        return Err(Fault::NotANumber);
    }
    let near: i64 = whole.parse().map_err(|_| Fault::NotANumber)?;
    let beyond = !decimals.is_empty();
    match limits {
        Limits { least: Some(least), .. } if near < least => Err(Fault::TooLow(least)),
        Limits { most: Some(most), .. } if near > most || near == most && beyond => {
            Err(Fault::TooHigh(most))
        }
        _ if !beyond => Ok(Value::from(near)),
        _ => {
            let number = format!("{whole}.{decimals}").parse::<Number>();
            number.map(Value::Number).map_err(|_| Fault::NotANumber)
        }
    }
}

/// The text without grouping and space around it.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !",'".contains(*c)).collect()
}

/// Digits, perhaps with a sign, and not more than a person means.
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    (1..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::accept::Fault;
    use crate::question::Limits;
    use serde_json::json;

    const UP_TO_TEN: Limits = Limits { least: Some(0), most: Some(10), decimals: 0 };
    const METRES: Limits = Limits { least: None, most: None, decimals: 2 };

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        for (given, limits, read) in [
            (json!("7"), UP_TO_TEN, json!(7)),
            (json!(" 10 "), UP_TO_TEN, json!(10)),
            (json!(3), UP_TO_TEN, json!(3)),
            (json!("7.0"), UP_TO_TEN, json!(7)),
            (json!("1,200"), METRES, json!(1200)),
            (json!("12.50"), METRES, json!(12.5)),
            (json!(-3.25), METRES, json!(-3.25)),
        ] {
            assert_eq!(take(&given, limits), Ok(read), "{given}");
        }
    }

    #[test]
    fn what_is_no_number_or_too_much_is_said_to_be() {
        for (given, fault) in [
            (json!(""), Fault::Missing),
            (json!("ten"), Fault::NotANumber),
            (json!("1.5"), Fault::NotANumber),
            (json!("1e3"), Fault::NotANumber),
            (json!("11"), Fault::TooHigh(10)),
            (json!("-1"), Fault::TooLow(0)),
            (json!(true), Fault::WrongType),
            (json!("9999999999999"), Fault::NotANumber),
        ] {
            assert_eq!(take(&given, UP_TO_TEN), Err(fault), "{given}");
        }
    }
}
