//! Times of the week when it is safe to contact a person, with a meaning for machines.

use crate::{Instant, Language, words};
use serde::{Deserialize, Serialize};

/// A part of the days of a week, on the clock of London.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeWindow {
    /// Monday to Friday, 8am to midday.
    WeekdaysMorning,
    /// Monday to Friday, midday to 5pm.
    WeekdaysAfternoon,
    /// Monday to Friday, 5pm to 9pm.
    WeekdaysEvening,
    /// Saturday and Sunday, 8am to midday.
    WeekendsMorning,
    /// Saturday and Sunday, midday to 5pm.
    WeekendsAfternoon,
    /// Saturday and Sunday, 5pm to 9pm.
    WeekendsEvening,
}

words! {
    WEEKDAYS_MORNING {
        en: "Monday to Friday, 8am to midday",
        cy: "Dydd Llun i ddydd Gwener, 8am i ganol dydd"
    }
    WEEKDAYS_AFTERNOON {
        en: "Monday to Friday, midday to 5pm",
        cy: "Dydd Llun i ddydd Gwener, canol dydd i 5pm"
    }
    WEEKDAYS_EVENING {
        en: "Monday to Friday, 5pm to 9pm",
        cy: "Dydd Llun i ddydd Gwener, 5pm i 9pm"
    }
    WEEKENDS_MORNING {
        en: "Saturday and Sunday, 8am to midday",
        cy: "Dydd Sadwrn a dydd Sul, 8am i ganol dydd"
    }
    WEEKENDS_AFTERNOON {
        en: "Saturday and Sunday, midday to 5pm",
        cy: "Dydd Sadwrn a dydd Sul, canol dydd i 5pm"
    }
    WEEKENDS_EVENING {
        en: "Saturday and Sunday, 5pm to 9pm",
        cy: "Dydd Sadwrn a dydd Sul, 5pm i 9pm"
    }
}

impl TimeWindow {
    /// Every window, in the order that people are asked.
    pub const ALL: [Self; 6] = [
        Self::WeekdaysMorning,
        Self::WeekdaysAfternoon,
        Self::WeekdaysEvening,
        Self::WeekendsMorning,
        Self::WeekendsAfternoon,
        Self::WeekendsEvening,
    ];

    /// Its name in answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::WeekdaysMorning => "weekdays_morning",
            Self::WeekdaysAfternoon => "weekdays_afternoon",
            Self::WeekdaysEvening => "weekdays_evening",
            Self::WeekendsMorning => "weekends_morning",
            Self::WeekendsAfternoon => "weekends_afternoon",
            Self::WeekendsEvening => "weekends_evening",
        }
    }

    /// The window of a name.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|window| window.id() == id)
    }

    /// What it is called, in words.
    #[must_use]
    pub const fn words(self) -> crate::Words {
        match self {
            Self::WeekdaysMorning => WEEKDAYS_MORNING,
            Self::WeekdaysAfternoon => WEEKDAYS_AFTERNOON,
            Self::WeekdaysEvening => WEEKDAYS_EVENING,
            Self::WeekendsMorning => WEEKENDS_MORNING,
            Self::WeekendsAfternoon => WEEKENDS_AFTERNOON,
            Self::WeekendsEvening => WEEKENDS_EVENING,
        }
    }

    /// What people read.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        self.words().say(language)
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        let at = at.in_london();
        let weekend = at.weekday().to_monday_zero_offset() >= 5;
        let (on_weekends, from, to) = match self {
            Self::WeekdaysMorning => (false, 8, 12),
            Self::WeekdaysAfternoon => (false, 12, 17),
            Self::WeekdaysEvening => (false, 17, 21),
            Self::WeekendsMorning => (true, 8, 12),
            Self::WeekendsAfternoon => (true, 12, 17),
            Self::WeekendsEvening => (true, 17, 21),
        };
        weekend == on_weekends && (from..to).contains(&at.hour())
    }
}

/// The first moment from `now` on that lies in one of the windows: `now` itself when it does, or
/// when no window was chosen.
#[must_use]
pub fn next_safe_time(windows: &[TimeWindow], now: Instant) -> Instant {
    let safe = |at: Instant| windows.iter().any(|window| window.contains(at));
    if windows.is_empty() || safe(now) {
        return now;
    }
    // Windows begin on the hour, and clocks change by whole hours: so try each hour of the week.
    let past = now.in_london();
    let minutes = i64::from(past.minute()) * 60 + i64::from(past.second());
    let hour = now.plus(jiff::SignedDuration::new(-minutes, -past.subsec_nanosecond()));
    (1..=24 * 8)
        .map(|hours| hour.plus(jiff::SignedDuration::from_hours(hours)))
        .find(|at| safe(*at))
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::{TimeWindow, next_safe_time};
    use crate::Instant;

    fn at(text: &str) -> Instant {
        Instant::new(text.parse().unwrap())
    }

    #[test]
    fn the_next_safe_time_is_found_on_the_clock_of_london() {
        use TimeWindow::{WeekdaysEvening, WeekdaysMorning, WeekendsAfternoon};
        // 4 June 2026 is a Thursday; London is an hour ahead of UTC.
        for (windows, now, safe) in [
            (vec![], "2026-06-04T02:00:00Z", "2026-06-04T02:00:00Z"),
            (vec![WeekdaysMorning], "2026-06-04T07:30:00Z", "2026-06-04T07:30:00Z"),
            (vec![WeekdaysMorning], "2026-06-04T06:59:10Z", "2026-06-04T07:00:00Z"),
            (vec![WeekdaysMorning], "2026-06-05T11:00:00Z", "2026-06-08T07:00:00Z"),
            (vec![WeekendsAfternoon], "2026-06-04T12:00:00Z", "2026-06-06T11:00:00Z"),
            (
                vec![WeekdaysEvening, WeekdaysMorning],
                "2026-06-04T12:20:00Z",
                "2026-06-04T16:00:00Z",
            ),
            (vec![WeekdaysEvening], "2026-12-04T16:30:00Z", "2026-12-04T17:00:00Z"),
        ] {
            assert_eq!(next_safe_time(&windows, at(now)), at(safe), "{windows:?} {now}");
        }
    }

    #[test]
    fn names_are_read_back() {
        for window in TimeWindow::ALL {
            assert_eq!(TimeWindow::of_id(window.id()), Some(window));
            assert_eq!(serde_json::to_value(window).unwrap(), window.id());
        }
    }
}
