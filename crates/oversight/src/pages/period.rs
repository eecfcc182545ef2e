//! A period that somebody asks for: two days, in three fields each.

use super::attempt::Attempt;
use counter::components::DateInput;
use jiff::Span;
use jiff::civil::Date;
use kernel::{Language, Words, words};

words! {
    FROM { en: "First day", cy: "Diwrnod cyntaf" }
    TO { en: "Last day", cy: "Diwrnod olaf" }
    HINT { en: "For example, 27 3 2026", cy: "Er enghraifft, 27 3 2026" }
    NO_DAY { en: "Enter a day of the calendar, like 27 3 2026", cy: "Rhowch ddiwrnod o'r calendr, fel 27 3 2026" }
    WRONG_ORDER { en: "Enter a last day that is not before the first", cy: "Rhowch ddiwrnod olaf nad yw cyn y cyntaf" }
}

/// The two days, if both are some and in their order. Where nothing was filled in it is the week that ends
/// with `today`.
pub(super) fn read(attempt: &mut Attempt, today: Date) -> Option<(Date, Date)> {
    let week_ago = today.saturating_sub(Span::new().days(6));
    let from = day(attempt, "from", week_ago);
    let to = day(attempt, "to", today);
    match (from, to) {
        (Some(from), Some(to)) if from <= to => Some((from, to)),
        (Some(_), Some(_)) => {
            attempt.wrong("to", WRONG_ORDER);
            None
        }
        _ => None,
    }
}

/// The fields, with what was typed or with these days.
pub(super) fn fields(
    attempt: &Attempt,
    days: Option<(Date, Date)>,
    language: Language,
) -> [DateInput; 2] {
    let field = |name: &'static str, words: Words, day: Option<Date>| {
        let typed = typed(attempt, name);
        let shown = match day {
            Some(day) if typed.iter().all(String::is_empty) => {
                [day.day().to_string(), day.month().to_string(), day.year().to_string()]
            }
            _ => typed,
        };
        DateInput::new(language, name, words.say(language))
            .hint(HINT.say(language))
            .values(shown.iter().map(String::as_str))
            .problem(language, attempt.problem(name, language))
    };
    [field("from", FROM, days.map(|it| it.0)), field("to", TO, days.map(|it| it.1))]
}

fn typed(attempt: &Attempt, name: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| attempt.value(&format!("{name}-{part}")).trim().to_owned())
}

/// A day that must be one, unless nothing was typed.
fn day(attempt: &mut Attempt, name: &'static str, usual: Date) -> Option<Date> {
    let typed = typed(attempt, name);
    if typed.iter().all(String::is_empty) {
        return Some(usual);
    }
    let found = one(attempt, name);
    if found.is_none() {
        attempt.wrong(name, NO_DAY);
    }
    found
}

/// The day that was typed, if it is one.
pub(super) fn one(attempt: &Attempt, name: &str) -> Option<Date> {
    let [day, month, year] = typed(attempt, name);
    let (day, month, year) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    Date::new(year, month, day).ok().filter(|date| (2000..=2200).contains(&date.year()))
}
