//! A name made ready to be compared.

use crate::likeness::{one_slip, resemblance, two_slips};
use crate::names::{Groups, groups, hash, normalise, sound};

/// Words that are part of a surname and no name of their own.
const PARTICLES: [&str; 14] =
    ["de", "da", "di", "van", "von", "der", "la", "le", "al", "el", "bin", "ben", "ibn", "st"];

/// How many letters of a name are compared one by one.
const LETTERS: usize = 20;

/// Numbers that stand for a name: equal for equal names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Name {
    /// The first word of a given name, all of a surname, as far as it is compared letter by letter.
    text: [u8; LETTERS],
    length: u8,
    /// Of the whole without spaces; nought when there is no name.
    pub(crate) whole: u32,
    /// Of the first word of a given name.
    pub(crate) first: u32,
    /// Of how the first word sounds, of a surname how all of it sounds.
    pub(crate) sound: u32,
    /// Of the other words, or of the parts of a double surname.
    parts: [u32; 3],
    /// How the last part of a double surname sounds.
    pub(crate) last_sound: u32,
    /// Of the initial.
    pub(crate) initial: u32,
    /// Which forms of a name it is.
    pub(crate) groups: Groups,
    /// A bit for each letter.
    letters: u32,
    /// How likely somebody else has it, in bits below nought: the whole, the first word, the sound, the group.
    pub(crate) chances: Chances,
}

/// How likely somebody picked at random bears such a name, as logarithms to the base two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Chances {
    pub(crate) whole: f32,
    pub(crate) first: f32,
    pub(crate) sound: f32,
    pub(crate) group: f32,
}

impl Default for Chances {
    /// Less than any: of two names the likelier counts.
    fn default() -> Self {
        Self { whole: -99.0, first: -99.0, sound: -99.0, group: -99.0 }
    }
}

impl Name {
    /// A given name, or several.
    pub(crate) fn given(text: &str) -> Self {
        let text = normalise(text);
        let mut words = text.split(' ');
        let first = words.next().unwrap_or_default();
        let mut parts = [0; 3];
        parts.iter_mut().zip(words).for_each(|(part, word)| *part = hash(word.as_bytes()));
        let name = Self {
            first: filled(first),
            sound: if first.is_empty() { 0 } else { sound(first) },
            parts,
            groups: groups(first),
            letters: letters(first),
            ..Self::of(&text)
        };
        name.spelt(first)
    }

    /// A surname.
    pub(crate) fn surname(text: &str) -> Self {
        let text = normalise(text);
        let mut parts = [0; 3];
        let long = |word: &&str| word.len() > 2 && !PARTICLES.contains(word);
        let words: Vec<&str> = text.split(' ').filter(long).take(3).collect();
        let last_sound = words.last().map_or(0, |word| sound(word));
        if words.len() > 1 {
            parts.iter_mut().zip(&words).for_each(|(part, word)| *part = hash(word.as_bytes()));
        }
        let whole = text.replace(' ', "");
        let sound = if whole.is_empty() { 0 } else { sound(&whole) };
        let name = Self { first: filled(&whole), sound, last_sound, parts, ..Self::of(&text) };
        Self { letters: letters(&whole), ..name }.spelt(&whole)
    }

    /// With its letters, as many as are kept.
    fn spelt(mut self, word: &str) -> Self {
        for (place, letter) in self.text.iter_mut().zip(word.bytes()) {
            *place = letter;
            self.length += 1;
        }
        self
    }

    fn of(text: &str) -> Self {
        let initial = text.get(..1).map_or(0, |initial| hash(initial.as_bytes()));
        let whole = if text.contains(' ') { filled(&text.replace(' ', "")) } else { filled(text) };
        Self { whole, initial, ..Self::default() }
    }

    /// The first word of a given name, the whole of a surname.
    pub(crate) fn text(&self) -> &[u8] {
        self.text.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// Whether they are one name: everything else follows from these.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.whole == other.whole && self.first == other.first && self.parts == other.parts
    }

    pub(crate) fn is_missing(&self) -> bool {
        self.whole == 0
    }

    pub(crate) fn is_initial(&self) -> bool {
        self.length == 1
    }

    /// Whether two are forms of one name.
    pub(crate) fn is_variant(&self, other: &Self) -> bool {
        self.groups.iter().any(|group| *group != 0 && other.groups.contains(group))
    }

    /// Whether a further word of one is in the other.
    pub(crate) fn shares_part(&self, other: &Self) -> bool {
        let has = |one: &Self, other: &Self| {
            one.parts
                .iter()
                .any(|part| *part != 0 && (*part == other.first || other.parts.contains(part)))
        };
        has(self, other) || has(other, self)
    }

    /// Whether the last part of a double surname is the other surname, one slip aside.
    pub(crate) fn sounds_alike(&self, other: &Self) -> bool {
        self.sound == other.sound && resemblance(self.text(), other.text()) >= 700
    }

    pub(crate) fn is_one_slip_from(&self, other: &Self) -> bool {
        let (one, other) = (self.text(), other.text());
        one.len().max(other.len()) > 3 && one_slip(one, other)
    }

    pub(crate) fn resembles(&self, other: &Self) -> bool {
        let (n, m) = (u32::from(self.length), u32::from(other.length));
        let (mine, theirs) = (self.letters & !other.letters, other.letters & !self.letters);
        let (mine, theirs) = (mine.count_ones(), theirs.count_ones());
        // Most names have too few letters in common for any of it.
        if 10 * (mine * m + theirs * n) > 6 * n * m && mine + theirs > 4 {
            return false;
        }
        let (one, other) = (self.text(), other.text());
        let begins = n.min(m) > 2 && (one.starts_with(other) || other.starts_with(one));
        begins || (n.min(m) > 4 && two_slips(one, other)) || resemblance(one, other) >= 880
    }

    /// One number for all forms of a given name, for finding.
    pub(crate) fn key(&self) -> u32 {
        match self.groups {
            [0, ..] => self.sound,
            [group, ..] => u32::from(group),
        }
    }
}

fn filled(text: &str) -> u32 {
    if text.is_empty() { 0 } else { hash(text.as_bytes()) }
}

fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |letters, letter| letters | 1 << (letter & 31))
}
