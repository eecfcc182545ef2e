//! A month of a year, as the directory dates the end of a postcode.

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// Reads `YYYYMM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        let (year, month) = text.split_at_checked(4).filter(|_| digits)?;
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        ((1900..3000).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> i8 {
        self.month
    }
}

impl std::fmt::Display for Month {
    /// `YYYYMM`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn a_month_is_six_digits_that_are_one() {
        for (text, read) in [
            ("199606", Some((1996, 6))),
            ("202612", Some((2026, 12))),
            ("202613", None),
            ("202600", None),
            ("1996-06", None),
            ("+19960", None),
            ("18991", None),
            ("189912", None),
            ("", None),
        ] {
            let month = Month::parse(text);
            assert_eq!(month.map(|month| (month.year(), month.month())), read, "{text}");
            assert!(month.is_none_or(|month| month.to_string() == text), "{text}");
        }
    }
}
