//! Postcodes as people type them, and who polices there.

use super::Body;
use crate::forces::codes::{ENGLAND_AND_WALES, area_of, is_area, is_outward};
use kernel::{Force, Forces, Postcode};
use std::sync::Arc;

/// As much of a postcode as was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// The outward code: `TS9` of `TS9 5AA`.
    Outward(String),
    /// Only the area's letters.
    Area(String),
}

/// The postcode in what was typed: a whole one anywhere in it, or its beginning alone.
pub(super) fn read(typed: &str) -> Option<Code> {
    let upper: String = typed.to_ascii_uppercase().replace([',', '.'], " ");
    if let Ok(postcode) = Postcode::parse(typed) {
        return Some(Code::Outward(postcode.outward().to_owned()));
    }
    let words: Vec<&str> = upper.split_whitespace().collect();
    let outward = |postcode: Postcode| Code::Outward(postcode.outward().to_owned());
    beginning(&words).or_else(|| within(&words).map(outward))
}

/// The whole postcode in what was typed, if it is what [`read`] goes by.
pub(super) fn whole(typed: &str) -> Option<Postcode> {
    let upper: String = typed.to_ascii_uppercase().replace([',', '.'], " ");
    let words: Vec<&str> = upper.split_whitespace().collect();
    Postcode::parse(typed)
        .ok()
        .or_else(|| beginning(&words).is_none().then(|| within(&words)).flatten())
}

/// The beginning of a postcode and nothing else: `TS`, `TS9`, `TS9 5`, or a whole one with a letter
/// where its digit should be (`TS9 OAA`).
fn beginning(words: &[&str]) -> Option<Code> {
    match *words {
        [area] if is_area(area) => {
            let known = ENGLAND_AND_WALES.contains(&area) || Body::of_postcode_area(area).is_some();
            known.then(|| Code::Area(area.to_owned()))
        }
        [outward] if is_outward(outward) => Some(Code::Outward(outward.to_owned())),
        [outward, inward] if is_outward(outward) && is_beginning_of_inward(inward) => {
            Some(Code::Outward(outward.to_owned()))
        }
        _ => None,
    }
}

fn is_beginning_of_inward(text: &str) -> bool {
    match text.as_bytes() {
        [digit] => digit.is_ascii_digit(),
        [digit, letter] => digit.is_ascii_digit() && letter.is_ascii_uppercase(),
        [b'O' | b'I', letters @ ..] => {
            letters.len() == 2 && letters.iter().all(u8::is_ascii_uppercase)
        }
        _ => false,
    }
}

/// Whether what was typed is a motorway's number as much as an outward code: `M62`.
pub(super) fn may_be_a_motorway(typed: &str) -> bool {
    let number = typed.trim().strip_prefix(['M', 'm']);
    number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
        && typed.trim().len() > 1
}

/// A whole postcode among other words, the last one if there are more.
fn within(words: &[&str]) -> Option<Postcode> {
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    pairs
        .chain(words.iter().map(|word| (*word).to_owned()))
        .filter_map(|text| Postcode::parse(&text).ok())
        .next_back()
}

impl Code {
    /// The letters of the area.
    fn area(&self) -> &str {
        match self {
            Self::Area(area) => area,
            Self::Outward(outward) => area_of(outward),
        }
    }

    /// Whether a code in a force's file is about this place.
    fn is_claimed_by(&self, claim: &str) -> bool {
        match self {
            Self::Area(area) => area_of(claim) == area,
            Self::Outward(outward) => claim == outward || claim == area_of(outward),
        }
    }
}

/// Who polices there: forces, and the body beyond them. The narrower claim wins: an outward code of
/// a force's own is that force's alone; a shared one adds to those who have the area.
pub(super) fn police(forces: &Forces, code: &Code) -> (Vec<Arc<Force>>, Option<Body>) {
    if let Code::Outward(outward) = code {
        let owns = |force: &&Arc<Force>| force.postcode_areas.contains(outward);
        if let Some(owner) = forces.iter().find(owns) {
            return (vec![Arc::clone(owner)], None);
        }
    }
    let claims = |force: &&Arc<Force>| {
        let mut all = force.postcode_areas.iter().chain(&force.shared_postcode_areas);
        all.any(|claim| code.is_claimed_by(claim))
    };
    (forces.iter().filter(claims).cloned().collect(), Body::of_postcode_area(code.area()))
}

#[cfg(test)]
mod tests {
    use super::{Code, read};

    #[test]
    fn postcodes_are_read_whole_or_by_their_beginning() {
        let outward = |text: &str| Some(Code::Outward(text.to_owned()));
        for (typed, read_as) in [
            ("HU1 3AA", outward("HU1")),
            ("hu13aa", outward("HU1")),
            (" ts9 ", outward("TS9")),
            ("TS9 5", outward("TS9")),
            ("TS9 5A", outward("TS9")),
            ("TS9 OAA", outward("TS9")),
            ("ec1a", outward("EC1A")),
            ("12 High Street, Hull HU1 3AA", outward("HU1")),
            ("HU1 3AA Hull", outward("HU1")),
            ("SW1A1AA, London", outward("SW1A")),
            ("hu", Some(Code::Area("HU".to_owned()))),
            ("bt", Some(Code::Area("BT".to_owned()))),
            ("xx", None),
            ("Hull", None),
            ("999", None),
            ("", None),
            ("ſ1 1aa", None),
        ] {
            assert_eq!(read(typed), read_as, "{typed}");
        }
    }
}
