//! Vehicle registrations, read as people see them: spaces anywhere, letters taken for digits, and
//! what they did not see as `?`.

use serde::{Deserialize, Serialize};

/// A registration in its usual spelling, `AB12 CDE`; `AB12 ???` when only part of it was seen. Well
/// formed; not proven to exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Registration(String);

/// The text is not a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARegistration;

impl std::fmt::Display for NotARegistration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a registration")
    }
}

impl std::error::Error for NotARegistration {}

/// How many characters of a registration a foreign plate may have.
const LONGEST: usize = 10;
/// The series of seven characters, `L` for a letter and `D` for a digit: the present one of Great
/// Britain first, then those before 2001, then Northern Ireland's.
const SERIES: [&str; 4] = ["LLDD LLL", "LDDD LLL", "LLL DDDL", "LLL DDDD"];
/// Digits and the letters that they are taken for.
const ALIKE: [(char, char); 5] = [('0', 'O'), ('1', 'I'), ('5', 'S'), ('8', 'B'), ('2', 'Z')];

impl Registration {
    /// Reads a registration in any case and spacing. A plate of the present series is put right where
    /// a letter was taken for a digit or the other way round; `?`, `*`, `_` and `.` stand for what was not
    /// seen.
    ///
    /// ```
    /// let plate = kernel::Registration::parse("abi2cde").unwrap();
    /// assert_eq!(plate.as_str(), "AB12 CDE");
    /// ```
    pub fn parse(text: &str) -> Result<Self, NotARegistration> {
        let mut plain = Vec::new();
        for c in text.chars() {
            match c {
                c if c.is_ascii_alphanumeric() => plain.push(c.to_ascii_uppercase()),
                '?' | '*' | '_' | '.' | '…' => plain.push('?'),
                c if c.is_whitespace() || "-–'".contains(c) => {}
                _ => return Err(NotARegistration),
            }
        }
        let seen = plain.iter().filter(|c| **c != '?').count();
        if seen == 0 || !(2..=LONGEST).contains(&plain.len()) {
            return Err(NotARegistration);
        }
        Ok(Self(spelt(&plain)))
    }

    /// As it is written, with a space where a plate has one.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether all of it was seen.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.0.contains('?')
    }
}

/// The usual spelling: spaced as a plate of its series; what fits none is put right to the present one
/// if it can be.
fn spelt(plain: &[char]) -> String {
    let as_seen = SERIES.into_iter().find_map(|series| fitted(plain, series, |_, _| None));
    let put_right = || SERIES.first().and_then(|present| fitted(plain, present, alike));
    as_seen.or_else(put_right).unwrap_or_else(|| plain.iter().collect())
}

/// The characters in the places of a series; `mend` may give another one for a character that cannot
/// stand where it does.
fn fitted(plain: &[char], series: &str, mend: fn(char, char) -> Option<char>) -> Option<String> {
    let mut seen = plain.iter().copied();
    let mut text = String::with_capacity(series.len());
    for place in series.chars() {
        if place == ' ' {
            text.push(' ');
            continue;
        }
        let c = seen.next()?;
        text.push(if c == '?' || stands(c, place) { c } else { mend(c, place)? });
    }
    seen.next().is_none().then_some(text)
}

const fn stands(c: char, place: char) -> bool {
    match place {
        'L' => c.is_ascii_alphabetic(),
        _ => c.is_ascii_digit(),
    }
}

/// The character that was taken for another one.
fn alike(c: char, place: char) -> Option<char> {
    ALIKE.into_iter().find_map(|(digit, letter)| match place {
        'L' => (c == digit).then_some(letter),
        _ => (c == letter).then_some(digit),
    })
}

impl TryFrom<String> for Registration {
    type Error = NotARegistration;
    fn try_from(text: String) -> Result<Self, NotARegistration> {
        Self::parse(&text)
    }
}

impl From<Registration> for String {
    fn from(registration: Registration) -> Self {
        registration.0
    }
}

#[cfg(test)]
mod tests {
    use super::Registration;

    #[test]
    fn a_plate_is_read_however_it_was_seen() {
        for (typed, read) in [
            ("AB12 CDE", "AB12 CDE"),
            ("ab-12-cde", "AB12 CDE"),
            ("A812CDE", "A812 CDE"),
            ("ABI2CDE", "AB12 CDE"),
            ("AB1ZCDE", "AB12 CDE"),
            ("ab12 0de", "AB12 ODE"),
            ("ab12 ???", "AB12 ???"),
            ("AB1", "AB1"),
            ("A123 BCD", "A123 BCD"),
            ("abc123d", "ABC 123D"),
            ("axi 1234", "AXI 1234"),
            ("Q 7", "Q7"),
            ("1-ABC-234", "1ABC234"),
        ] {
            let plate = Registration::parse(typed).map(|plate| plate.as_str().to_owned());
            assert_eq!(plate.as_deref(), Ok(read), "{typed}");
        }
    }

    #[test]
    fn what_is_no_plate_is_refused() {
        for typed in ["", "?", "???????", "A", "red car!", "ABCDEFGHIJK", "AB12€"] {
            assert!(Registration::parse(typed).is_err(), "{typed}");
        }
        assert!(!Registration::parse("AB12 ???").unwrap().is_whole());
    }

    #[test]
    fn reading_twice_changes_nothing() {
        for typed in ["abi2cde", "ab1", "A123BCD", "ab12???"] {
            let once = Registration::parse(typed).unwrap();
            assert_eq!(Registration::parse(once.as_str()).unwrap(), once);
        }
    }
}
