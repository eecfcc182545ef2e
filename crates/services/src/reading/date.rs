//! Dates, read forgivingly in English and Welsh, and written for people in both.

use crate::accept::Fault;
use crate::question::Precision;
use jiff::{ToSpan, civil::Date};
use kernel::{Instant, Language};

const MONTHS: [(&str, &str); 12] = [
    ("January", "Ionawr"),
    ("February", "Chwefror"),
    ("March", "Mawrth"),
    ("April", "Ebrill"),
    ("May", "Mai"),
    ("June", "Mehefin"),
    ("July", "Gorffennaf"),
    ("August", "Awst"),
    ("September", "Medi"),
    ("October", "Hydref"),
    ("November", "Tachwedd"),
    ("December", "Rhagfyr"),
];

/// Reads the three fields of a date. Whoever types all of it into the first field is understood
/// too: `3 June 2026`, `3/6/26`, `yesterday`, `2026-06-03`; a year left out is the last one in which
/// the day has come.
pub(crate) fn read(
    day: &str,
    month: &str,
    year: &str,
    precision: Precision,
    now: Instant,
) -> Result<String, Fault> {
    let today = now.in_london().date();
    let [day, month, year] = [day, month, year].map(super::tidy::line);
    let alone = month.is_empty() && year.is_empty();
    let parts = if alone { whole(&day, today, precision)? } else { [day, month, year] };
    let [day, month, year] = parts.map(|part| part.trim_end_matches(['.', ',']).to_owned());
    let approximate = precision == Precision::Approximate;
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Err(Fault::Missing);
    }
    if day.is_empty() && !approximate {
        return Err(Fault::NoDay);
    }
    if month.is_empty() && (!approximate || !day.is_empty()) {
        return Err(Fault::NoMonth);
    }
    if year.is_empty() {
        return Err(Fault::NoYear);
    }
    let year = year_of(&year, today).ok_or(Fault::NotADate)?;
    if month.is_empty() {
        return Ok(format!("{year:04}"));
    }
    let month = month_of(&month).ok_or(Fault::NotADate)?;
    if day.is_empty() {
        return Ok(format!("{year:04}-{month:02}"));
    }
    let day = day_of(&day).ok_or(Fault::NotADate)?;
    let date = Date::new(year, month, day).map_err(|_| Fault::NotADate)?;
    Ok(date.to_string())
}

/// Takes apart a date that stands in one field.
fn whole(text: &str, today: Date, precision: Precision) -> Result<[String; 3], Fault> {
    let relative = match text.to_lowercase().as_str() {
        "" => return Ok(Default::default()),
        "today" | "heddiw" => Some(today),
        "yesterday" | "ddoe" | "doe" => today.checked_sub(1.day()).ok(),
        _ => None,
    };
    let apart =
        |date: Date| [date.day().to_string(), date.month().to_string(), date.year().to_string()];
    if let Some(date) = relative.or_else(|| text.parse::<Date>().ok()) {
        return Ok(apart(date));
    }
    let words: Vec<&str> =
        text.split([' ', '/', '.', '-', ',']).filter(|word| !word.is_empty()).collect();
    let own = |part: &str| part.to_owned();
    match words.as_slice() {
        [day, month, year] => Ok([own(day), own(month), own(year)]),
        [year] if precision == Precision::Approximate && year.len() == 4 => {
            Ok([String::new(), String::new(), own(year)])
        }
        [month, year] if precision == Precision::Approximate && year.len() == 4 => {
            Ok([String::new(), own(month), own(year)])
        }
        [day, month] if month_of(month).is_some() && day_of(day).is_some() => {
            Ok(last(day, month, today).map_or([own(day), own(month), String::new()], apart))
        }
        [_] => Err(Fault::NoMonth),
        _ => Err(Fault::NotADate),
    }
}

/// The last time that a day of a month has come.
fn last(day: &str, month: &str, today: Date) -> Option<Date> {
    let (day, month) = (day_of(day)?, month_of(month)?);
    let this = Date::new(today.year(), month, day).ok().filter(|date| *date <= today);
    this.or_else(|| Date::new(today.year().checked_sub(1)?, month, day).ok())
}

/// `3`, `03`, `3rd`, `3ydd`.
fn day_of(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    let number = digits.parse::<i8>().ok()?;
    (digits.len() <= 2 && (1..=31).contains(&number)).then_some(number)
}

/// `6`, `06`, `June`, `jun`, `Mehefin`, `Meh`.
fn month_of(text: &str) -> Option<i8> {
    if let Ok(number) = text.parse::<i8>() {
        return (text.len() <= 2 && (1..=12).contains(&number)).then_some(number);
    }
    let text = text.to_lowercase();
    let begins = |name: &str| text.chars().count() >= 3 && name.to_lowercase().starts_with(&text);
    let at = MONTHS.iter().position(|(en, cy)| begins(en) || begins(cy))?;
    i8::try_from(at).ok()?.checked_add(1)
}

/// `2026`, `26`; two digits mean the century in which the year is not more than one ahead.
fn year_of(text: &str, today: Date) -> Option<i16> {
    let number = text.parse::<i16>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))?;
    match text.len() {
        4 if number >= 1900 => Some(number),
        2 => {
            let century = today.year() - today.year() % 100;
            let year = century + number;
            Some(if year > today.year() + 1 { year - 100 } else { year })
        }
        _ => None,
    }
}

/// A kept date as people write it: `4 June 2026`, `June 2026`, `2026`.
pub(crate) fn written(kept: &str, language: Language) -> String {
    let mut parts = kept.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| month.parse::<usize>().ok());
    let name = month.and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let Some((en, cy)) = name else { return kept.to_owned() };
    let name = if language == Language::Welsh { cy } else { en };
    let year = year.unwrap_or_default();
    match day {
        Some(day) => format!("{} {name} {year}", day.trim_start_matches('0')),
        None => format!("{name} {year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Precision, read, written};
    use kernel::{Instant, Language};

    fn at_noon() -> Instant {
        Instant::new("2026-06-04T11:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_date_is_read_however_it_is_typed() {
        use Precision::{Approximate, Exact, Memorable};
        for (day, month, year, precision, kept) in [
            ("3", "6", "2026", Exact, "2026-06-03"),
            (" 03 ", "June", "26", Exact, "2026-06-03"),
            ("3ydd", "Mehefin", "2026", Exact, "2026-06-03"),
            ("3 June", "", "", Exact, "2026-06-03"),
            ("5 Meh", "", "", Exact, "2025-06-05"),
            ("3/6/26", "", "", Exact, "2026-06-03"),
            ("2026-06-03", "", "", Exact, "2026-06-03"),
            ("Yesterday", "", "", Exact, "2026-06-03"),
            ("heddiw", "", "", Exact, "2026-06-04"),
            ("27", "3", "58", Memorable, "1958-03-27"),
            ("", "", "2024", Approximate, "2024"),
            ("", "mai", "2024", Approximate, "2024-05"),
            ("2024", "", "", Approximate, "2024"),
            ("June 2024", "", "", Approximate, "2024-06"),
            ("1", "May", "2024", Approximate, "2024-05-01"),
        ] {
            let typed = format!("{day}|{month}|{year}");
            assert_eq!(
                read(day, month, year, precision, at_noon()).as_deref(),
                Ok(kept),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_not_a_date_says_what_is_missing() {
        use Precision::{Approximate, Exact};
        for (day, month, year, precision, fault) in [
            ("", "", "", Exact, Fault::Missing),
            ("", "6", "2026", Exact, Fault::NoDay),
            ("3", "", "2026", Exact, Fault::NoMonth),
            ("3", "", "2026", Approximate, Fault::NoMonth),
            ("3", "6", "", Exact, Fault::NoYear),
            ("31", "2", "2026", Exact, Fault::NotADate),
            ("3", "13", "2026", Exact, Fault::NotADate),
            ("3", "6", "226", Exact, Fault::NotADate),
            ("3", "6", "-026", Exact, Fault::NotADate),
            ("3", "", "", Exact, Fault::NoMonth),
            ("last week sometime maybe", "", "", Exact, Fault::NotADate),
        ] {
            let typed = format!("{day}|{month}|{year}");
            assert_eq!(read(day, month, year, precision, at_noon()), Err(fault), "{typed}");
        }
    }

    #[test]
    fn a_date_is_written_in_both_languages() {
        assert_eq!(written("2026-06-04", Language::English), "4 June 2026");
        assert_eq!(written("2026-06-04", Language::Welsh), "4 Mehefin 2026");
        assert_eq!(written("2026-10", Language::Welsh), "Hydref 2026");
        assert_eq!(written("2026", Language::Welsh), "2026");
    }
}
