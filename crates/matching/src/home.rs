//! An address and its postcode made ready to be compared.

use crate::code::Code;
use crate::names::hash;

/// Words that say what kind of way or dwelling it is, with what they are shortened to: left out.
fn is_kind(word: &[u8]) -> bool {
    match word.len() {
        2 => matches!(
            word,
            b"rd"
                | b"st"
                | b"av"
                | b"ln"
                | b"cl"
                | b"dr"
                | b"pl"
                | b"ct"
                | b"sq"
                | b"gr"
                | b"pk"
                | b"no"
                | b"wy"
        ),
        3 => matches!(word, b"ave" | b"way" | b"ter" | b"row" | b"flt" | b"apt" | b"the" | b"cct"),
        4 => matches!(
            word,
            b"road"
                | b"lane"
                | b"cres"
                | b"gdns"
                | b"terr"
                | b"park"
                | b"hill"
                | b"rise"
                | b"view"
                | b"walk"
                | b"mews"
                | b"yard"
                | b"flat"
                | b"unit"
                | b"heol"
        ),
        5 => matches!(
            word,
            b"close" | b"drive" | b"place" | b"court" | b"grove" | b"house" | b"stryd"
        ),
        6 => matches!(word, b"street" | b"avenue" | b"square" | b"number" | b"ffordd"),
        7 => matches!(word, b"gardens" | b"terrace" | b"circuit"),
        _ => matches!(word, b"crescent" | b"apartment"),
    }
}

/// An address in numbers that are equal where its parts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct HomeForm {
    pub(crate) postcode: Code,
    /// Of all its words and numbers; nought when there is no address.
    pub(crate) whole: u32,
    /// Of its numbers.
    pub(crate) number: u32,
    /// Of its first word that is no kind of way: of `21 Chestnut Street`, `chestnut`.
    pub(crate) street: u32,
    /// A bit for each word.
    words: u32,
}

/// How two homes compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HomesAre {
    Unknown,
    Same,
    Close,
    SamePostcode,
    Neighbours,
    PostcodeSlip,
    District,
    Different,
}

impl HomeForm {
    pub(crate) fn of(address: &[u8], postcode: &[u8]) -> Self {
        let mut form = Self { postcode: Code::of(postcode), ..Self::default() };
        let mut whole = 0_u32;
        for word in address.split(|sign| !sign.is_ascii_alphanumeric() && *sign < 0x80) {
            let (mut small, mut length) = ([0_u8; 24], 0);
            for (place, sign) in small.iter_mut().zip(word) {
                *place = sign.to_ascii_lowercase();
                length += 1;
            }
            let word = small.get(..length).unwrap_or_default();
            if word.is_empty() || is_kind(word) {
                continue;
            }
            let word_hash = hash(word);
            whole = (whole.rotate_left(5) ^ word_hash).wrapping_mul(0x9e37_79b9);
            if word.iter().any(u8::is_ascii_digit) {
                form.number =
                    (form.number.rotate_left(5) ^ word_hash).wrapping_mul(0x85eb_ca6b).max(1);
            } else {
                form.words |= 1 << (word_hash >> 27);
                if form.street == 0 {
                    form.street = word_hash;
                }
            }
            form.whole = whole.max(1);
        }
        form
    }

    pub(crate) fn is_missing(self) -> bool {
        self.whole == 0 && self.postcode.is_missing()
    }

    /// One number for the home, of its postcode where it has one and of its words otherwise.
    pub(crate) fn key(self) -> u32 {
        let place =
            if self.postcode.is_missing() { u64::from(self.street) } else { self.postcode.0 };
        if self.number == 0 || place == 0 {
            return 0;
        }
        crate::narrow::high(
            (place ^ u64::from(self.number) << 20).wrapping_mul(0x9e37_79b9_7f4a_7c15),
        )
        .max(1)
    }

    pub(crate) fn against(self, other: Self) -> HomesAre {
        let both_codes = !self.postcode.is_missing() && !other.postcode.is_missing();
        let both_texts = self.whole != 0 && other.whole != 0;
        if !both_codes && !both_texts {
            return HomesAre::Unknown;
        }
        let same_code = both_codes && self.postcode == other.postcode;
        let code_slip = both_codes && self.postcode.is_one_slip_from(other.postcode);
        if !both_texts {
            return match (same_code, code_slip) {
                (true, _) => HomesAre::SamePostcode,
                (_, true) => HomesAre::PostcodeSlip,
                _ => self.farther(other),
            };
        }
        let same_number = self.number == other.number && self.number != 0;
        let same_street = self.street == other.street && self.street != 0;
        let may_be_same = same_code || code_slip || !both_codes;
        if may_be_same && (self.whole == other.whole || (same_number && same_street)) {
            return if same_code || self.whole == other.whole {
                HomesAre::Same
            } else {
                HomesAre::Close
            };
        }
        if same_number && (same_code || (self.shares_words(other) && may_be_same)) {
            return HomesAre::Close;
        }
        if same_number && same_street && self.shares_words(other) {
            return HomesAre::Close;
        }
        match (same_code, code_slip) {
            (true, _) => HomesAre::Neighbours,
            (_, true) => HomesAre::PostcodeSlip,
            _ => self.farther(other),
        }
    }

    fn farther(self, other: Self) -> HomesAre {
        let district = self.postcode.without_last(3);
        if district != 0 && district == other.postcode.without_last(3) {
            HomesAre::District
        } else {
            HomesAre::Different
        }
    }

    /// Whether at least half of the words are in both.
    fn shares_words(self, other: Self) -> bool {
        let both = (self.words & other.words).count_ones();
        both > 0 && 2 * both >= self.words.count_ones().max(other.words.count_ones())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_are_compared_by_their_parts() {
        let home =
            |address: &str, postcode: &str| HomeForm::of(address.as_bytes(), postcode.as_bytes());
        let first = home("Flat 3, 21 Chestnut Street, Quenmere", "AC31 1SS");
        for (address, postcode, are) in [
            ("FLAT 3, 21 CHESTNUT STREET", "AC311SS", HomesAre::Same),
            ("Flat 3, 21 Chestnut St, Quenmere", "", HomesAre::Same),
            ("Flat 3, 21 Chesnut Street, Quenmere", "AC31 1SS", HomesAre::Close),
            ("", "AC31 1SS", HomesAre::SamePostcode),
            ("Flat 3, 25 Chestnut Street, Quenmere", "AC31 1SS", HomesAre::Neighbours),
            ("1 Elm Way, Marford", "AC31 1SX", HomesAre::PostcodeSlip),
            ("1 Elm Way, Marford", "AC31 9XX", HomesAre::District),
            ("1 Elm Way, Marford", "AE2 9XX", HomesAre::Different),
            ("", "", HomesAre::Unknown),
        ] {
            let second = home(address, postcode);
            assert_eq!(first.against(second), are, "{address} {postcode}");
            assert_eq!(second.against(first), are, "{address} {postcode}");
        }
    }
}
