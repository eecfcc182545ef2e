//! Dates and times for people: London time, words instead of numbers for months.

use jiff::Zoned;
use jiff::civil::{Date, Time};
use kernel::{Instant, Language, Words};

kernel::words! {
    MIDNIGHT { en: "midnight", cy: "hanner nos" }
    MIDDAY { en: "midday", cy: "hanner dydd" }
    DATE_AND_TIME { en: "{date} at {time}", cy: "{date} am {time}" }
    YESTERDAY { en: "{time} yesterday", cy: "{time} ddoe" }
    TODAY { en: "{time} today", cy: "{time} heddiw" }
    TOMORROW { en: "{time} tomorrow", cy: "{time} yfory" }
}

const MONTHS: [Words; 12] = [
    Words { en: "January", cy: "Ionawr" },
    Words { en: "February", cy: "Chwefror" },
    Words { en: "March", cy: "Mawrth" },
    Words { en: "April", cy: "Ebrill" },
    Words { en: "May", cy: "Mai" },
    Words { en: "June", cy: "Mehefin" },
    Words { en: "July", cy: "Gorffennaf" },
    Words { en: "August", cy: "Awst" },
    Words { en: "September", cy: "Medi" },
    Words { en: "October", cy: "Hydref" },
    Words { en: "November", cy: "Tachwedd" },
    Words { en: "December", cy: "Rhagfyr" },
];

/// The name of a month, January being 1; nothing for other numbers.
#[must_use]
pub fn month(number: i8, language: Language) -> &'static str {
    let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    place.and_then(|place| MONTHS.get(place)).map_or("", |month| month.say(language))
}

/// A day of the calendar: `4 June 2026`, `4 Mehefin 2026`.
#[must_use]
pub fn day(date: Date, language: Language) -> String {
    format!("{} {} {}", date.day(), month(date.month(), language), date.year())
}

/// The day of a moment: `4 June 2026`.
#[must_use]
pub fn date(at: Instant, language: Language) -> String {
    day(at.in_london().date(), language)
}

/// The time of a moment: `9:14am`, `2pm`, `midday`.
#[must_use]
pub fn time(at: Instant, language: Language) -> String {
    clock_time(at.in_london().time(), language)
}

/// Both: `4 June 2026 at 9:14am`, `4 Mehefin 2026 am 9:14am`.
#[must_use]
pub fn date_and_time(at: Instant, language: Language) -> String {
    let values = [("date", &*date(at, language)), ("time", &*time(at, language))];
    DATE_AND_TIME.fill(language, &values)
}

/// As near as people think: `9:14am tomorrow`, `2pm today`, or date and time further away.
#[must_use]
pub fn relative(at: Instant, now: Instant, language: Language) -> String {
    let (then, today) = (at.in_london(), now.in_london());
    let near = match day_apart(&then, &today) {
        Some(-1) => YESTERDAY,
        Some(0) => TODAY,
        Some(1) => TOMORROW,
        _ => return date_and_time(at, language),
    };
    near.fill(language, &[("time", &time(at, language))])
}

/// How many days of the calendar lie between.
fn day_apart(then: &Zoned, today: &Zoned) -> Option<i32> {
    Some(today.date().until(then.date()).ok()?.get_days())
}

fn clock_time(time: Time, language: Language) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (hour, minute) {
        (0, 0) => return MIDNIGHT.say(language).to_owned(),
        (12, 0) => return MIDDAY.say(language).to_owned(),
        _ => {}
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
}

#[cfg(test)]
mod tests {
    use super::{date, date_and_time, relative, time};
    use kernel::{Instant, Language};

    fn at(text: &str) -> Instant {
        Instant::new(text.parse().unwrap())
    }

    #[test]
    fn times_are_said_as_people_say_them_in_london() {
        for (moment, english, welsh) in [
            // Summer time: an hour later than UTC.
            ("2026-06-04T08:14:00Z", "4 June 2026 at 9:14am", "4 Mehefin 2026 am 9:14am"),
            ("2026-06-04T13:00:00Z", "4 June 2026 at 2pm", "4 Mehefin 2026 am 2pm"),
            ("2026-06-30T23:00:00Z", "1 July 2026 at midnight", "1 Gorffennaf 2026 am hanner nos"),
            ("2026-01-31T12:00:00Z", "31 January 2026 at midday", "31 Ionawr 2026 am hanner dydd"),
            ("2026-12-01T00:05:00Z", "1 December 2026 at 12:05am", "1 Rhagfyr 2026 am 12:05am"),
            ("2026-12-01T12:05:00Z", "1 December 2026 at 12:05pm", "1 Rhagfyr 2026 am 12:05pm"),
        ] {
            assert_eq!(date_and_time(at(moment), Language::English), english);
            assert_eq!(date_and_time(at(moment), Language::Welsh), welsh);
        }
        assert_eq!(date(at("2026-02-28T10:00:00Z"), Language::Welsh), "28 Chwefror 2026");
        assert_eq!(time(at("2026-02-28T10:00:00Z"), Language::Welsh), "10am");
    }

    #[test]
    fn what_is_near_is_said_by_day() {
        let now = at("2026-03-28T21:00:00Z");
        for (moment, english, welsh) in [
            ("2026-03-28T22:30:00Z", "10:30pm today", "10:30pm heddiw"),
            // The clocks go forward in this night.
            ("2026-03-29T08:14:00Z", "9:14am tomorrow", "9:14am yfory"),
            ("2026-03-27T08:00:00Z", "8am yesterday", "8am ddoe"),
            ("2026-03-30T08:00:00Z", "30 March 2026 at 9am", "30 Mawrth 2026 am 9am"),
            ("2027-03-28T08:00:00Z", "28 March 2027 at 9am", "28 Mawrth 2027 am 9am"),
        ] {
            assert_eq!(relative(at(moment), now, Language::English), english);
            assert_eq!(relative(at(moment), now, Language::Welsh), welsh);
        }
    }
}
