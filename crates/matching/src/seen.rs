//! Two people seen beside each other, field by field.

use crate::birth::BirthsAre;
use crate::code::Code;
use crate::email::Email;
use crate::field::FIELDS;
use crate::home::{HomeForm, HomesAre};
use crate::model::Weights;
use crate::name::Name;
use crate::{Birth, Sex};

/// One value for each field, ready to be compared.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) given: &'a Name,
    pub(crate) surname: &'a Name,
    pub(crate) born: Birth,
    /// How likely somebody else was born that day, in bits.
    pub(crate) born_chance: f32,
    pub(crate) sex: Option<Sex>,
    pub(crate) home: HomeForm,
    pub(crate) phone: Code,
    pub(crate) email: Email<'a>,
    pub(crate) identifier: Code,
    /// How likely somebody else of this given name has this surname, in bits; or less than any.
    pub(crate) namesakes: f32,
    /// How likely somebody else of these years has the given name, in bits; or less than any.
    pub(crate) cohort: f32,
}

/// How each field came out, and how likely that is of two strangers, as a logarithm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Looked {
    pub(crate) levels: [u8; FIELDS],
    pub(crate) chances: [f32; FIELDS],
}

impl Looked {
    /// The levels in one number, four bits each.
    pub(crate) fn pattern(&self) -> u32 {
        self.levels.iter().fold(0, |pattern, level| pattern << 4 | u32::from(*level))
    }
}

/// The levels of a pattern.
pub(crate) fn levels(pattern: u32) -> [u8; FIELDS] {
    let mut levels = [0; FIELDS];
    for (place, level) in levels.iter_mut().rev().enumerate() {
        *level = u8::try_from(pattern >> (4 * place) & 15).unwrap_or_default();
    }
    levels
}

/// Looks at two.
pub(crate) fn look(one: &Seen<'_>, other: &Seen<'_>, weights: &Weights) -> Looked {
    let born = born(one, other);
    let (given, surname) = names(one, other, born.0, weights);
    let is_alike = matches!(given.0, 1..=5);
    let sex = match (one.sex, other.sex) {
        (Some(a), Some(b)) if is_alike => 1 + u8::from(a != b),
        (Some(a), Some(b)) => 3 + u8::from(a != b),
        _ => 0,
    };
    let home = home(one.home.against(other.home));
    let (phone, identifier) =
        (code(one.phone, other.phone), code(one.identifier, other.identifier));
    let email_level = one.email.against(&other.email);
    let levels = [given.0, surname.0, born.0, sex, home, phone, email_level, identifier];
    let own = [given.1, surname.1, born.1, 0.0, 0.0, 0.0, 0.0, 0.0];
    let mut chances = weights.strangers_of(levels);
    chances.iter_mut().zip(own).for_each(|(chance, own)| *chance = (*chance + own).min(0.0));
    // An address that is made of names alone is what namesakes have too.
    if is_alike
        && matches!(surname.0, 1..=5)
        && matches!(email_level, 1..=3)
        && one.email.is_plain()
    {
        let [.., email, _] = &mut chances;
        *email = email.max(weights.emails_of_namesakes(email_level));
    }
    Looked { levels, chances }
}

/// Levels and chances of given name and surname.
fn names(one: &Seen<'_>, other: &Seen<'_>, born: u8, weights: &Weights) -> ((u8, f32), (u8, f32)) {
    let mut given = given(one.given, other.given);
    let mut surname = surname(one.surname, other.surname);
    if matches!(given.0, 1..=5) && matches!(surname.0, 1..=5) {
        surname.1 += weights.together(
            one.given.chances.whole.max(other.given.chances.whole),
            one.surname.chances.whole.max(other.surname.chances.whole),
        );
    }
    if given.0 == 1 && matches!(born, 1..=3 | 5..=7) {
        // Names have their years.
        given.1 = given.1.max(one.cohort.min(other.cohort));
    }
    if given.0 == 1 && surname.0 == 1 {
        surname.1 = surname.1.max(one.namesakes.max(other.namesakes));
    }
    if surname.0 == 9 {
        if given.0 > 5 && is_swapped(one, other) {
            return ((8, 0.0), (7, one.given.chances.whole.max(other.given.chances.whole)));
        }
        if one.sex == Some(Sex::Female) && other.sex == Some(Sex::Female) {
            return (given, (8, 0.0));
        }
    }
    (given, surname)
}

fn is_swapped(one: &Seen<'_>, other: &Seen<'_>) -> bool {
    let crossed = |a: &Name, b: &Name| (a.whole == b.whole, a.sound == b.sound && a.sound != 0);
    let (first, second) = (crossed(one.given, other.surname), crossed(one.surname, other.given));
    (first.0 && (second.0 || second.1)) || (second.0 && first.1)
}

fn given(one: &Name, other: &Name) -> (u8, f32) {
    let (a, b) = (&one.chances, &other.chances);
    if one.is_missing() || other.is_missing() {
        (0, 0.0)
    } else if one.whole == other.whole {
        // An initial alone is no name.
        if one.is_initial() { (7, 0.0) } else { (1, a.whole.max(b.whole)) }
    } else if one.is_initial() || other.is_initial() {
        (if one.initial == other.initial { 7 } else { 10 }, 0.0)
    } else if one.first == other.first {
        (2, a.first.max(b.first))
    } else if one.is_variant(other) {
        (3, a.group.max(b.group))
    } else if one.sounds_alike(other) {
        (4, a.sound.max(b.sound))
    } else if one.is_one_slip_from(other) {
        (5, a.first.max(b.first))
    } else if one.shares_part(other) {
        (9, 0.0)
    } else if one.resembles(other) {
        (6, a.first.max(b.first))
    } else {
        (10, 0.0)
    }
}

fn surname(one: &Name, other: &Name) -> (u8, f32) {
    let (a, b) = (&one.chances, &other.chances);
    if one.is_missing() || other.is_missing() {
        (0, 0.0)
    } else if one.whole == other.whole {
        if one.is_initial() { (6, 0.0) } else { (1, a.whole.max(b.whole)) }
    } else if one.is_initial() || other.is_initial() {
        (if one.initial == other.initial { 6 } else { 9 }, 0.0)
    } else if one.shares_part(other) {
        (2, a.whole.max(b.whole))
    } else if one.sounds_alike(other) {
        (3, a.sound.max(b.sound))
    } else if one.is_one_slip_from(other) {
        (4, a.whole.max(b.whole))
    } else if one.resembles(other) {
        (5, a.whole.max(b.whole))
    } else {
        (9, 0.0)
    }
}

fn born(one: &Seen<'_>, other: &Seen<'_>) -> (u8, f32) {
    match one.born.against(other.born) {
        BirthsAre::Unknown => (0, 0.0),
        BirthsAre::Same => (1, one.born_chance),
        BirthsAre::DayMonthSwapped => (2, 0.0),
        BirthsAre::OneSlip => (3, 0.0),
        BirthsAre::YearNear => (4, 0.0),
        BirthsAre::TwoPartsAgree => (5, 0.0),
        BirthsAre::PartAgrees => (6, 0.0),
        BirthsAre::YearAgrees => (7, 0.0),
        BirthsAre::Different => (8, 0.0),
    }
}

fn home(are: HomesAre) -> u8 {
    match are {
        HomesAre::Unknown => 0,
        HomesAre::Same => 1,
        HomesAre::Close => 2,
        HomesAre::SamePostcode => 3,
        HomesAre::Neighbours => 4,
        HomesAre::PostcodeSlip => 5,
        HomesAre::District => 6,
        HomesAre::Different => 7,
    }
}

fn code(one: Code, other: Code) -> u8 {
    if one.is_missing() || other.is_missing() {
        0
    } else if one == other {
        1
    } else if one.is_one_slip_from(other) {
        2
    } else {
        3
    }
}
