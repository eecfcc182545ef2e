//! Postcodes of the United Kingdom, read forgivingly.

use serde::{Deserialize, Serialize};

/// A full postcode in its usual spelling, `HU1 3AA`. Well formed; not proven to exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode(String);

/// The text is not a postcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPostcode;

impl std::fmt::Display for NotAPostcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a postcode")
    }
}

impl std::error::Error for NotAPostcode {}

impl Postcode {
    /// Reads a postcode in any case and spacing.
    ///
    /// ```
    /// let postcode = kernel::Postcode::parse(" hu13aa").unwrap();
    /// assert_eq!(postcode.as_str(), "HU1 3AA");
    /// assert_eq!((postcode.area(), postcode.outward()), ("HU", "HU1"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, NotAPostcode> {
        let plain: String =
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
        let noise = text
            .chars()
            .any(|c| !c.is_ascii_alphanumeric() && !c.is_whitespace() && !"-.,".contains(c));
        let cut = plain.len().checked_sub(3).ok_or(NotAPostcode)?;
        let (outward, inward) = plain.split_at_checked(cut).ok_or(NotAPostcode)?;
        if noise || !is_outward(outward) || !is_inward(inward) {
            return Err(NotAPostcode);
        }
        Ok(Self(format!("{outward} {inward}")))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first part: `HU1`.
    #[must_use]
    pub fn outward(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }

    /// The letters that begin it: `HU`.
    #[must_use]
    pub fn area(&self) -> &str {
        let end = self.0.find(|c: char| c.is_ascii_digit()).unwrap_or(self.0.len());
        self.0.get(..end).unwrap_or_default()
    }
}

fn is_outward(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = text.as_bytes().get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && match rest {
            [one] => one.is_ascii_digit(),
            [one, two] => one.is_ascii_digit() && two.is_ascii_alphanumeric(),
            _ => false,
        }
}

fn is_inward(text: &str) -> bool {
    matches!(text.as_bytes(), [digit, one, two]
        if digit.is_ascii_digit() && one.is_ascii_uppercase() && two.is_ascii_uppercase())
}

impl TryFrom<String> for Postcode {
    type Error = NotAPostcode;
    fn try_from(text: String) -> Result<Self, NotAPostcode> {
        Self::parse(&text)
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.0
    }
}

#[cfg(test)]
mod tests {
    use super::Postcode;

    #[test]
    fn a_postcode_is_read_however_it_is_typed() {
        for (typed, read) in [
            ("HU1 3AA", "HU1 3AA"),
            ("hu13aa", "HU1 3AA"),
            (" SA 31-1 AA ", "SA31 1AA"),
            ("ec1a1bb", "EC1A 1BB"),
            ("m1 1ae.", "M1 1AE"),
        ] {
            assert_eq!(Postcode::parse(typed).unwrap().as_str(), read, "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_postcode_is_refused() {
        for typed in ["", "HU", "HU1", "123 456", "HU1 3A", "HUU1 3AA", "HU1 3AA\u{0}", "Hull"] {
            assert!(Postcode::parse(typed).is_err(), "{typed}");
        }
    }
}
