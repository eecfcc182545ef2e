//! Telephone numbers, read forgivingly and kept in the international form (E.164).

use serde::{Deserialize, Serialize};

/// A number such as `+447700900123`. A number without a country is taken for one of the United
/// Kingdom.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// The text is not a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPhone;

impl std::fmt::Display for NotAPhone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a telephone number")
    }
}

impl std::error::Error for NotAPhone {}

impl Phone {
    /// Reads a number with any spaces, brackets, hyphens and dots.
    ///
    /// ```
    /// let phone = kernel::Phone::parse("+44 (0)7700 900-123").unwrap();
    /// assert_eq!(phone.as_str(), "+447700900123");
    /// ```
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        let text = text.replace("(0)", "");
        let mut digits = String::new();
        let mut international = false;
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() && !international => international = true,
                ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{200b}' => {}
                _ => return Err(NotAPhone),
            }
        }
        let number = if international {
            digits
        } else if let Some(rest) = digits.strip_prefix("00") {
            rest.to_owned()
        } else if let Some(rest) = digits.strip_prefix('0') {
            format!("44{rest}")
        } else {
            return Err(NotAPhone);
        };
        let british = number.strip_prefix("44");
        let fits = match british {
            Some(national) => (9..=10).contains(&national.len()) && !national.starts_with('0'),
            None => (7..=15).contains(&number.len()) && !number.starts_with('0'),
        };
        if fits { Ok(Self(format!("+{number}"))) } else { Err(NotAPhone) }
    }

    /// In the international form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Phone {
    type Error = NotAPhone;
    fn try_from(text: String) -> Result<Self, NotAPhone> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        for (typed, read) in [
            ("07700 900123", "+447700900123"),
            ("+44 7700 900 123", "+447700900123"),
            ("0044 (0)7700-900123", "+447700900123"),
            ("(020) 7946 0123", "+442079460123"),
            ("+353 1 234 5678", "+35312345678"),
        ] {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), read, "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for typed in ["", "999", "07700 9001234", "call me", "+", "07700900123x"] {
            assert!(Phone::parse(typed).is_err(), "{typed}");
        }
    }
}
