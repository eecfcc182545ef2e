//! Times of day, read forgivingly: `9:30am`, `14.30`, `1430`, `half past` is not tried.

use super::date;
use crate::accept::Fault;
use jiff::civil::Time;
use kernel::{Language, words};

words! {
    DAY_AND_TIME { en: "{day} at {time}", cy: "{day} am {time}" }
}

/// The time as `14:30`; nothing when nothing was typed.
pub(crate) fn read(text: &str) -> Result<Option<String>, Fault> {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    match plain.as_str() {
        "" => return Ok(None),
        "noon" | "midday" | "canoldydd" | "hannerdydd" => return Ok(Some("12:00".to_owned())),
        "midnight" | "canolnos" | "hannernos" => return Ok(Some("00:00".to_owned())),
        _ => {}
    }
    let half = halves(&plain);
    let (digits, afternoon) =
        half.map_or((plain.as_str(), None), |(digits, pm)| (digits, Some(pm)));
    let (hour, minute) = clock(digits).ok_or(Fault::NotATime)?;
    let hour = match (afternoon, hour) {
        // "14:30pm" is understood all the same.
        (None, hour @ 0..=23) | (Some(true), hour @ 13..=23) => hour,
        (Some(false), 12) => 0,
        (Some(true), 12) => 12,
        (Some(pm), hour @ 0..=11) => hour + if pm { 12 } else { 0 },
        _ => return Err(Fault::NotATime),
    };
    Ok(Some(format!("{hour:02}:{minute:02}")))
}

/// A day, or a day and a time, as people write it: `4 June 2026 at 2:30pm`.
pub(crate) fn written(kept: &str, language: Language) -> String {
    let Some((day, time)) = kept.split_once('T') else { return date::written(kept, language) };
    let shown = time.parse::<Time>().map_or_else(|_| time.to_owned(), clock_time);
    DAY_AND_TIME.fill(language, &[("day", &date::written(day, language)), ("time", &shown)])
}

fn clock_time(time: Time) -> String {
    let half = if time.hour() < 12 { "am" } else { "pm" };
    let hour = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    match time.minute() {
        0 => format!("{hour}{half}"),
        minute => format!("{hour}:{minute:02}{half}"),
    }
}

/// What stands before "am" or "pm" (`yb`, `yp` in Welsh), and whether it is the afternoon.
fn halves(text: &str) -> Option<(&str, bool)> {
    let endings = [
        ("a.m.", false),
        ("p.m.", true),
        ("am", false),
        ("pm", true),
        ("yb", false),
        ("yp", true),
        ("yh", true),
    ];
    endings.into_iter().find_map(|(ending, pm)| Some((text.strip_suffix(ending)?, pm)))
}

/// `9`, `9:30`, `9.30`, `930`, `0930` as hours and minutes.
fn clock(digits: &str) -> Option<(u8, u8)> {
    let (hour, minute) = match digits.split_once([':', '.', '-', 'h']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None if digits.len() <= 2 => (digits, "0"),
        None => digits.split_at_checked(digits.len().checked_sub(2)?)?,
    };
    let number =
        |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?;
    let (hour, minute): (u8, u8) = (number(hour)?, number(minute)?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

#[cfg(test)]
mod tests {
    use super::{read, written};
    use kernel::Language;

    #[test]
    fn a_time_is_read_however_it_is_typed() {
        for (typed, time) in [
            ("9", "09:00"),
            ("9:30am", "09:30"),
            ("9.30 pm", "21:30"),
            ("14:30", "14:30"),
            ("1430", "14:30"),
            ("930", "09:30"),
            ("12am", "00:00"),
            ("12:15 p.m.", "12:15"),
            ("14:30pm", "14:30"),
            ("2yp", "14:00"),
            ("noon", "12:00"),
            ("Canol nos", "00:00"),
        ] {
            assert_eq!(read(typed).unwrap().as_deref(), Some(time), "{typed}");
        }
        assert_eq!(read("  ").unwrap(), None);
    }

    #[test]
    fn a_moment_is_written_as_people_say_it() {
        for (kept, said) in [
            ("2026-06-04T14:30", "4 June 2026 at 2:30pm"),
            ("2026-06-04T00:00", "4 June 2026 at 12am"),
            ("2026-06-04", "4 June 2026"),
        ] {
            assert_eq!(written(kept, Language::English), said);
        }
        assert_eq!(written("2026-06-04T09:05", Language::Welsh), "4 Mehefin 2026 am 9:05am");
    }

    #[test]
    fn what_is_no_time_is_not_guessed() {
        for typed in ["25:00", "9:75", "13am", "evening", "9:3", "12345", ":", "１２"] {
            assert!(read(typed).is_err(), "{typed}");
        }
    }
}
