//! Dates of birth, whole or in part.

/// A date of birth as far as it is known, in four bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Birth(u32);

impl Birth {
    /// Nothing known.
    pub const UNKNOWN: Self = Self(0);

    /// From year, month and day, each nought when it is not known. `None` for what is in no calendar.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let in_calendar = month <= 12 && day <= 31 && (year == 0 || (1850..=2150).contains(&year));
        in_calendar.then(|| Self(u32::from(year) << 9 | u32::from(month) << 5 | u32::from(day)))
    }

    /// Reads `1987-06-05`, `19870605`, `1987-06` and `1987`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().as_bytes();
        let digits: &[&[u8]] = match text {
            [y @ .., b'-', m1, m2, b'-', d1, d2] if y.len() == 4 => &[y, &[*m1, *m2], &[*d1, *d2]],
            _ if text.len() == 8 => &[text.get(..4)?, text.get(4..6)?, text.get(6..)?],
            [y @ .., b'-', m1, m2] if y.len() == 4 => &[y, &[*m1, *m2]],
            _ if text.len() == 4 => &[text],
            _ => return None,
        };
        let part = |place: usize| digits.get(place).map_or(Some(0), |part| number(part));
        let (month, day) = (u8::try_from(part(1)?).ok()?, u8::try_from(part(2)?).ok()?);
        Self::new(part(0)?, month, day)
    }

    /// As [`Birth::parse`], and what is one slip from a date is kept as far as it can be, or as unknown. `None` for
    /// what is written in another way: a column of those is no column of slips.
    pub(crate) fn parse_forgiving(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        if let Some(born) = Self::parse(text) {
            return Some(born);
        }
        let parts: Vec<&str> = text.split('-').collect();
        let day_first =
            matches!(parts.as_slice(), [day, _, year] if day.len() < 3 && year.len() == 4);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let others = text.chars().filter(|sign| !sign.is_ascii_digit() && *sign != '-').count();
        if digits.len() < 4 || others > 1 || text.contains(['/', '.']) || day_first {
            return None;
        }
        let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        let (year, month, day) = match (numbers.as_slice(), digits.len()) {
            ([year, month, day], _) => (*year, *month, *day),
            (_, 8) => {
                let number: u32 = digits.parse().ok()?;
                (number / 10_000, number / 100 % 100, number % 100)
            }
            _ => (0, 0, 0),
        };
        let is_year = (1850..=2150).contains(&year);
        Some(if is_year { Self(year << 9 | month.min(15) << 5 | day.min(31)) } else { Self(0) })
    }

    /// The year, or nought.
    #[must_use]
    pub fn year(self) -> u16 {
        u16::try_from(self.0 >> 9).unwrap_or_default()
    }

    /// The month, or nought.
    #[must_use]
    pub fn month(self) -> u8 {
        u8::try_from(self.0 >> 5 & 15).unwrap_or_default()
    }

    /// The day of the month, or nought.
    #[must_use]
    pub fn day(self) -> u8 {
        u8::try_from(self.0 & 31).unwrap_or_default()
    }

    /// Whether year, month and day are known.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 >> 9 != 0 && self.0 >> 5 & 15 != 0 && self.0 & 31 != 0
    }
}

/// Up to four decimal digits.
fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0, |sum: u16, digit| {
        digit.is_ascii_digit().then(|| sum * 10 + u16::from(digit - b'0'))
    })
}

/// How two dates compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BirthsAre {
    Unknown,
    Same,
    DayMonthSwapped,
    OneSlip,
    YearNear,
    TwoPartsAgree,
    PartAgrees,
    YearAgrees,
    Different,
}

impl Birth {
    /// The date in four bytes, for finding; nought when nothing is known.
    pub(crate) fn key(self) -> u32 {
        self.0
    }

    /// The date of a key.
    pub(crate) const fn of_key(key: u32) -> Self {
        Self(key)
    }

    /// The same date with the smaller of day and month first, for finding those that changed places.
    pub(crate) fn sorted_key(self) -> u32 {
        let (day, month) = (self.0 & 31, self.0 >> 5 & 15);
        (self.0 >> 9) << 9 | day.min(month) << 5 | day.max(month)
    }

    pub(crate) fn against(self, other: Self) -> BirthsAre {
        if self.0 == 0 || other.0 == 0 {
            return BirthsAre::Unknown;
        }
        if self.is_whole() && other.is_whole() {
            if self == other { BirthsAre::Same } else { self.differs_from(other) }
        } else {
            self.known_parts_of(other)
        }
    }

    fn differs_from(self, other: Self) -> BirthsAre {
        let (year, month, day) = self.parts_that_agree(other);
        let is_first = |birth: Self| birth.day() == 1 && birth.month() == 1;
        if year && self.day() == other.month() && self.month() == other.day() {
            BirthsAre::DayMonthSwapped
        } else if year && (is_first(self) || is_first(other)) {
            // The first of January stands for a day that nobody knew.
            BirthsAre::PartAgrees
        } else if one_digit_apart(self.digits(), other.digits()) {
            BirthsAre::OneSlip
        } else if month && day {
            BirthsAre::YearNear
        } else if year && (month || day) {
            BirthsAre::TwoPartsAgree
        } else if year {
            BirthsAre::YearAgrees
        } else {
            BirthsAre::Different
        }
    }

    fn known_parts_of(self, other: Self) -> BirthsAre {
        let fits = |one: u32, other: u32| one == 0 || other == 0 || one == other;
        let year_known = self.year() != 0 && other.year() != 0;
        let year = fits(self.year().into(), other.year().into());
        let month = fits(self.month().into(), other.month().into());
        match (year && month && fits(self.day().into(), other.day().into()), year && year_known) {
            (true, true) => BirthsAre::PartAgrees,
            (true, false) => BirthsAre::Unknown,
            (false, true) => BirthsAre::YearAgrees,
            _ => BirthsAre::Different,
        }
    }

    fn parts_that_agree(self, other: Self) -> (bool, bool, bool) {
        (self.0 >> 9 == other.0 >> 9, self.month() == other.month(), self.day() == other.day())
    }

    /// As `YYYYMMDD`.
    fn digits(self) -> [u8; 8] {
        let (year, month, day) = (self.year(), u16::from(self.month()), u16::from(self.day()));
        let digit = |number: u16| u8::try_from(number % 10).unwrap_or_default();
        [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            digit(month / 10),
            digit(month),
            digit(day / 10),
            digit(day),
        ]
    }
}

/// One digit other, or two beside each other that changed places.
fn one_digit_apart(one: [u8; 8], other: [u8; 8]) -> bool {
    let apart = one.iter().zip(&other).filter(|(a, b)| a != b).count();
    let beside = |(a, b): (&[u8], &[u8])| matches!((a, b), ([a1, a2], [b1, b2]) if a1 == b2 && a2 == b1 && a1 != a2);
    apart == 1 || (apart == 2 && one.windows(2).zip(other.windows(2)).any(beside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_whole_and_in_part() {
        for (text, wanted) in [
            ("1987-06-05", Birth::new(1987, 6, 5)),
            ("19870605", Birth::new(1987, 6, 5)),
            (" 1987-06 ", Birth::new(1987, 6, 0)),
            ("1987", Birth::new(1987, 0, 0)),
            ("1987-13-05", None),
            ("05/06/1987", None),
            ("", None),
            ("19é87", None),
        ] {
            assert_eq!(Birth::parse(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_slip_in_a_date_is_forgiven_and_another_way_to_write_dates_is_not() {
        for (text, wanted) in [
            ("1987-16-05", Some(Birth(1987 << 9 | 15 << 5 | 5))),
            ("1987-6-05", Birth::new(1987, 6, 5)),
            ("19871-2-05", Some(Birth::UNKNOWN)),
            ("1987-0605", Birth::new(1987, 6, 5)),
            ("0000-00-00", Some(Birth::UNKNOWN)),
            ("198o-06-05", Some(Birth::UNKNOWN)),
            ("05-06-1987", None),
            ("1987/06/05", None),
            ("5 June 1987", None),
        ] {
            assert_eq!(Birth::parse_forgiving(text.as_bytes()), wanted, "{text}");
        }
    }

    #[test]
    fn dates_compare_the_same_from_both_sides() {
        for (one, other, are) in [
            ("1987-06-05", "1987-06-05", BirthsAre::Same),
            ("1987-06-05", "1987-05-06", BirthsAre::DayMonthSwapped),
            ("1987-06-05", "1978-06-05", BirthsAre::OneSlip),
            ("1987-06-05", "1987-06-15", BirthsAre::OneSlip),
            ("1987-06-05", "1954-06-05", BirthsAre::YearNear),
            ("1987-06-05", "1987-06-29", BirthsAre::TwoPartsAgree),
            ("1987-06-05", "1987-01-01", BirthsAre::PartAgrees),
            ("1987-06-05", "1987-06", BirthsAre::PartAgrees),
            ("1987-06-05", "1987", BirthsAre::PartAgrees),
            ("1987-06-05", "1987-11-29", BirthsAre::YearAgrees),
            ("1987-06-05", "1951-11-29", BirthsAre::Different),
        ] {
            let (one, other) = (Birth::parse(one).unwrap(), Birth::parse(other).unwrap());
            assert_eq!(one.against(other), are, "{one:?} {other:?}");
            assert_eq!(other.against(one), are, "{one:?} {other:?}");
        }
        assert_eq!(Birth::UNKNOWN.against(Birth::UNKNOWN), BirthsAre::Unknown);
    }
}
