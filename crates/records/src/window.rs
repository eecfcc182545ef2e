//! Windows in time, by the calendar: seven days ago at the same hour, twenty-four months ago on the same day.

use kernel::{Instant, Words, words};

words! {
    DAY { en: "1 day", cy: "1 diwrnod" }
    DAYS { en: "{n} days", cy: "{n} diwrnod" }
    WEEK { en: "1 week", cy: "1 wythnos" }
    WEEKS { en: "{n} weeks", cy: "{n} wythnos" }
    MONTH { en: "1 month", cy: "1 mis" }
    MONTHS { en: "{n} months", cy: "{n} mis" }
    YEAR { en: "1 year", cy: "1 flwyddyn" }
    YEARS { en: "{n} years", cy: "{n} blynedd" }
}

/// A length of time as the calendar counts it: `P7D`, `P4W`, `P24M`, `P2Y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    number: u16,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// From when to when; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Not before.
    pub from: Instant,
    /// Not after.
    pub to: Instant,
}

impl Span {
    /// So many days.
    #[must_use]
    pub const fn days(number: u16) -> Self {
        Self { number, unit: Unit::Days }
    }

    /// So many months.
    #[must_use]
    pub const fn months(number: u16) -> Self {
        Self { number, unit: Unit::Months }
    }

    /// Reads `P28D` and the like: one number with one unit, at most 9999. Nothing else is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('P')?;
        let (digits, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
        let unit = match unit {
            "D" => Unit::Days,
            "W" => Unit::Weeks,
            "M" => Unit::Months,
            "Y" => Unit::Years,
            _ => return None,
        };
        let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|it| whole && (1..=9999).contains(it))?;
        Some(Self { number, unit })
    }

    /// As it is written down.
    #[must_use]
    pub fn code(self) -> String {
        let unit = match self.unit {
            Unit::Days => 'D',
            Unit::Weeks => 'W',
            Unit::Months => 'M',
            Unit::Years => 'Y',
        };
        format!("P{}{unit}", self.number)
    }

    /// What it is called, with a place for its number.
    #[must_use]
    pub const fn name(self) -> (Words, u16) {
        let words = match (self.unit, self.number) {
            (Unit::Days, 1) => DAY,
            (Unit::Days, _) => DAYS,
            (Unit::Weeks, 1) => WEEK,
            (Unit::Weeks, _) => WEEKS,
            (Unit::Months, 1) => MONTH,
            (Unit::Months, _) => MONTHS,
            (Unit::Years, 1) => YEAR,
            (Unit::Years, _) => YEARS,
        };
        (words, self.number)
    }

    /// About how many days it has, to tell which of two is longer.
    #[must_use]
    pub fn about_days(self) -> u32 {
        u32::from(self.number)
            * match self.unit {
                Unit::Days => 1,
                Unit::Weeks => 7,
                Unit::Months => 30,
                Unit::Years => 365,
            }
    }

    /// The window of this length that ends now, on the clock and the calendar of the United Kingdom.
    #[must_use]
    pub fn until(self, now: Instant) -> Window {
        let number = i64::from(self.number);
        let span = match self.unit {
            Unit::Days => jiff::Span::new().days(number),
            Unit::Weeks => jiff::Span::new().weeks(number),
            Unit::Months => jiff::Span::new().months(number),
            Unit::Years => jiff::Span::new().years(number),
        };
        let from = now.in_london().checked_sub(span).map_or(now, |it| Instant::new(it.timestamp()));
        Window { from, to: now }
    }
}

impl Window {
    /// Everything up to now, as far as anybody remembers.
    #[must_use]
    pub fn all(now: Instant) -> Self {
        Self { from: Instant::new(jiff::Timestamp::UNIX_EPOCH), to: now }
    }

    /// Whether a moment is in it.
    #[must_use]
    pub fn holds(&self, at: Instant) -> bool {
        self.from <= at && at <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::Span;
    use kernel::Instant;

    fn check(span: &str, now: &str, from: &str) {
        let now = Instant::new(now.parse().unwrap());
        let window = Span::parse(span).unwrap().until(now);
        assert_eq!(window.from, Instant::new(from.parse().unwrap()), "{span} before {now}");
    }

    #[test]
    fn months_are_months_and_days_are_days_on_the_clock() {
        check("P7D", "2026-11-27T22:10:00Z", "2026-11-20T22:10:00Z");
        check("P24M", "2026-11-27T22:10:00Z", "2024-11-27T22:10:00Z");
        check("P1M", "2026-03-31T09:00:00Z", "2026-02-28T10:00:00Z");
        check("P12M", "2028-02-29T12:00:00Z", "2027-02-28T12:00:00Z");
        // The clocks went back in between: the same hour of the day.
        check("P28D", "2026-11-05T12:00:00Z", "2026-10-08T11:00:00Z");
        check("P2W", "2026-11-27T12:00:00Z", "2026-11-13T12:00:00Z");
        check("P1Y", "2026-11-27T12:00:00Z", "2025-11-27T12:00:00Z");
    }

    #[test]
    fn only_a_number_with_a_unit_is_a_span() {
        for not in ["", "P", "PD", "7D", "P0D", "P-1D", "P+7D", "PT7H", "P1Y2M", "P10000D", "P7d"] {
            assert_eq!(Span::parse(not), None, "{not}");
        }
        assert_eq!(Span::parse("P28D").unwrap().code(), "P28D");
    }
}
