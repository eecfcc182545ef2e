//! One record in a few bytes.

use crate::code::Code;
use crate::home::HomeForm;
use crate::names::hash;
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
    pub(super) line: u32,
    pub(super) email_whole: u32,
    pub(super) email_local: u32,
    pub(super) email: (u32, u32),
    pub(super) id: (u32, u32),
    pub(super) sex: u8,
    pub(super) file: u8,
}

impl Row {
    pub(super) fn sex(&self) -> Option<Sex> {
        match self.sex {
            1 => Some(Sex::Female),
            2 => Some(Sex::Male),
            _ => None,
        }
    }
}

/// The numbers of an e-mail address in small letters: of all of it and of what stands before the @.
pub(super) fn email(text: &[u8]) -> (u32, u32) {
    let Some(at) = memchr::memchr(b'@', text).filter(|at| *at > 0) else { return (0, 0) };
    let local = text.get(..at).unwrap_or_default();
    (hash(text), if local.len() > 3 { hash(local) } else { 0 })
}
