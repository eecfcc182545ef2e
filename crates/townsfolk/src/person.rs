//! One person, with a life.

use crate::home::Address;
use crate::naming::Origin;

/// A recorded sex.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    #[default]
    Female,
    /// Male.
    Male,
}

/// A day in the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u16,
    /// The day of the month, from 1 to 28, 30 or 31 as the month has them; 29 February does not occur.
    pub day: u16,
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// One person who never was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// From nought, without gaps.
    pub id: u32,
    /// The number of the household.
    pub household: u32,
    /// Where the family's names come from.
    pub origin: Origin,
    /// The given name, in small letters.
    pub given: String,
    /// A second given name.
    pub middle: String,
    /// The surname.
    pub surname: String,
    /// The surname before, and the last year of it.
    pub former_surname: Option<(String, u16)>,
    /// The sex.
    pub sex: Sex,
    /// The day of birth.
    pub born: Date,
    /// Homes, each with its first year, the oldest first.
    pub homes: Vec<(u16, Address)>,
    /// Own telephone numbers, each with its first year; none for children.
    pub mobiles: Vec<(u16, String)>,
    /// The household's number.
    pub landline: String,
    /// Own e-mail address.
    pub email: String,
    /// An address that the household shares.
    pub family_email: String,
    /// An official number of this person alone.
    pub identifier: String,
}

impl Person {
    /// Where they lived in a year.
    #[must_use]
    pub fn home(&self, year: u16) -> &Address {
        static NOWHERE: std::sync::LazyLock<Address> = std::sync::LazyLock::new(Address::default);
        let then = self.homes.iter().rfind(|(from, _)| *from <= year).or(self.homes.first());
        then.map_or(&NOWHERE, |(_, home)| home)
    }

    /// Their surname in a year.
    #[must_use]
    pub fn surname(&self, year: u16) -> &str {
        match &self.former_surname {
            Some((former, until)) if year <= *until => former,
            _ => &self.surname,
        }
    }

    /// Their own number in a year, or nothing.
    #[must_use]
    pub fn mobile(&self, year: u16) -> &str {
        let then = self.mobiles.iter().rfind(|(from, _)| *from <= year).or(self.mobiles.first());
        then.map_or("", |(_, number)| number)
    }
}
