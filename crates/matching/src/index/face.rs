//! One value of each field in a few bytes.

use crate::code::Code;
use crate::email::Email;
use crate::home::HomeForm;
use crate::name::Name;
use crate::seen::Seen;
use crate::{Birth, Sex};

/// From which bit on the sex stands beside the date of birth.
const SEX: u32 = 24;

/// A description as it looks from one side; one with several addresses has several.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Face {
    home: HomeForm,
    phone: Code,
    identifier: Code,
    /// The places of its names in their lists.
    pub(super) given: u32,
    pub(super) surname: u32,
    born: u32,
    email: u32,
    /// Whose it is.
    pub(super) owner: u32,
    /// The next of the same owner, or none.
    pub(super) next: u32,
}

impl Face {
    /// The end of a chain.
    pub(super) const NONE: u32 = u32::MAX;

    pub(super) fn of(seen: &Seen<'_>) -> Self {
        let sex = match seen.sex {
            Some(Sex::Female) => 1,
            Some(Sex::Male) => 2,
            None => 0,
        };
        Self {
            home: seen.home,
            phone: seen.phone,
            identifier: seen.identifier,
            born: seen.born.key() | sex << SEX,
            email: seen.email.whole,
            ..Self::default()
        }
    }

    pub(super) fn born(&self) -> Birth {
        Birth::of_key(self.born & ((1 << SEX) - 1))
    }

    /// With the places of its names.
    pub(super) fn named(self, given: u32, surname: u32) -> Self {
        Self { given, surname, ..self }
    }

    /// With whose it is, and which is the next of theirs.
    pub(super) fn belonging(self, owner: u32, next: u32) -> Self {
        Self { owner, next, ..self }
    }

    /// Ready to be compared. How common its names are is left to whom it is compared with.
    pub(super) fn seen<'a>(&self, given: &'a Name, surname: &'a Name) -> Seen<'a> {
        Seen {
            given,
            surname,
            born: self.born(),
            born_chance: -99.0,
            sex: match self.born >> SEX {
                1 => Some(Sex::Female),
                2 => Some(Sex::Male),
                _ => None,
            },
            home: self.home,
            phone: self.phone,
            email: Email { whole: self.email, local: 0, text: &[] },
            identifier: self.identifier,
            namesakes: -99.0,
            cohort: f32::MAX,
        }
    }
}
