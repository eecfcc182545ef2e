//! One record in a few bytes.

use crate::birth::BirthsAre;
use crate::code::Code;
use crate::home::HomeForm;
use crate::{Birth, Sex};

/// A record; names are numbers of their list, texts are places in theirs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    pub(super) home: HomeForm,
    pub(super) phone: Code,
    pub(super) identifier: Code,
    pub(super) given: u32,
    pub(super) surname: u32,
    pub(super) born: Birth,
    pub(super) namesakes: f32,
    pub(super) born_chance: f32,
    /// How likely somebody else of these years has the given name.
    pub(super) cohort: f32,
    pub(super) line: u32,
    pub(super) email_whole: u32,
    pub(super) email_local: u32,
    pub(super) email: (u32, u32),
    pub(super) id: (u32, u32),
    pub(super) sex: u8,
    pub(super) file: u8,
    /// Of the given name's first letter, nought where there is none.
    pub(super) initial: u8,
}

impl Row {
    /// Forgets the value behind a key that a crowd shares: an official number, a telephone number or an e-mail address
    /// of so many is nobody's. `UNKNOWN` and a row of noughts are written where something had to be.
    pub(super) fn forget_shared(&mut self, place: usize) {
        match place {
            0 => self.identifier = Code::default(),
            1 => self.phone = Code::default(),
            2 => (self.email_whole, self.email_local) = (0, 0),
            _ => {}
        }
    }

    /// Whether two are so clearly different that nobody has to look at their names: another initial, another year
    /// and day of birth, and nothing that belongs to one person alone. Most people who live together are.
    pub(super) fn is_clearly_not(&self, other: &Self) -> bool {
        self.initial != other.initial
            && self.initial != 0
            && other.initial != 0
            && self.born.against(other.born) == BirthsAre::Different
            && (self.identifier != other.identifier || self.identifier.is_missing())
            && (self.email_whole != other.email_whole || self.email_whole == 0)
    }

    pub(super) fn sex(&self) -> Option<Sex> {
        match self.sex {
            1 => Some(Sex::Female),
            2 => Some(Sex::Male),
            _ => None,
        }
    }
}
