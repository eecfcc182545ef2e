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
