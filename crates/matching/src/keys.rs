//! Keys: whoever shares one is compared.

use crate::narrow::high;
use crate::seen::Seen;

/// How many keys each record has.
pub(crate) const KEYS: usize = 16;

/// The keys of a record; nought where something is missing for one.
pub(crate) fn keys(of: &Seen<'_>) -> [u32; KEYS] {
    std::array::from_fn(|place| key_at(of, place))
}

/// The key at a place.
pub(crate) fn key_at(of: &Seen<'_>, place: usize) -> u32 {
    let born = if of.born.is_whole() { of.born.key() } else { 0 };
    let (given, surname) = (of.given.key(), of.surname.sound);
    let district = || of.home.postcode.without_last(3);
    match place {
        0 => key(&[of.identifier.0, 1]),
        1 => key(&[of.phone.0, 1]),
        2 => key(&[of.email.whole.into(), 1]),
        3 => key(&[born.into(), of.surname.last_sound.into()]),
        4 => key(&[born.into(), given.into()]),
        5 => key(&[surname.into(), given.into(), district()]),
        6 => in_either_order((of.given.sound, surname), u32::from(of.born.year())),
        7 => key(&[surname.into(), given.into(), day(born).into()]),
        8 => key(&[of.home.postcode.0, given.into()]),
        9 => key(&[of.home.key().into(), 1]),
        10 => {
            let sorted = if born == 0 { 0 } else { of.born.sorted_key() };
            in_either_order((of.given.initial, of.surname.initial), sorted)
        }
        11 => key(&[of.given.whole.into(), of.surname.whole.into()]),
        12 => key(&[surname.into(), given.into(), of.born.year().into()]),
        13 => key(&[born.into(), district()]),
        14 => key(&[of.home.street.into(), of.home.number.into(), given.into()]),
        15 => key(&[of.identifier.in_any_order(), of.home.street.into()]),
        _ => 0,
    }
}

/// Given name and surname change places now and then.
fn in_either_order((one, other): (u32, u32), with: u32) -> u32 {
    key(&[one.min(other).into(), one.max(other).into(), with.into()])
}

/// The day of the year, nought where the date is not known.
fn day(born: u32) -> u32 {
    if born == 0 { 0 } else { 1 + (born & 511) }
}

/// One number of several, nought if one of them is.
fn key(parts: &[u64]) -> u32 {
    if parts.contains(&0) {
        return 0;
    }
    let mixed = parts.iter().fold(0_u64, |mixed, part| {
        (mixed.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    high(mixed ^ mixed << 29).max(1)
}
