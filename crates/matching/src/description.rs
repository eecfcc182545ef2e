//! What is known of somebody.

use crate::Birth;

/// What is known of one person. Every part may be empty, and may have several values: names that they
/// also use, addresses where they lived. Texts are taken as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// Given names, each as it was written in one place: `Mary Jane`, `Molly`.
    pub given_names: Vec<String>,
    /// Surnames, with those of before a marriage.
    pub surnames: Vec<String>,
    /// Dates of birth, whole or in part.
    pub births: Vec<Birth>,
    /// The sex that was recorded.
    pub sex: Option<Sex>,
    /// Where they live or lived.
    pub homes: Vec<Home>,
    /// Telephone numbers, in any spelling.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Official numbers that belong to one person.
    pub identifiers: Vec<String>,
}

/// A recorded sex, as far as it tells two people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Recorded as female.
    Female,
    /// Recorded as male.
    Male,
}

impl Sex {
    /// Reads `F`, `female`, `M`, `male`, 1 and 2 (ISO/IEC 5218) in any case; anything else is not known.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().as_bytes() {
            [b'f' | b'F' | b'w' | b'W' | b'2', ..] => Some(Self::Female),
            [b'm' | b'M' | b'1', ..] => Some(Self::Male),
            _ => None,
        }
    }
}

/// An address and its postcode; either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// Number, street and town in one text.
    pub address: String,
    /// The postcode.
    pub postcode: String,
}
