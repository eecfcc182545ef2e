//! A description made ready: each value in the form in which it is compared.

use crate::code::Code;
use crate::email::{Email, numbers};
use crate::field::FIELDS;
use crate::frequencies::Frequencies;
use crate::home::HomeForm;
use crate::model::Weights;
use crate::name::Name;
use crate::narrow::{real, single};
use crate::seen::{Looked, Seen, look};
use crate::{Birth, Description, Sex};

/// Of each field the first so many values are compared with all of the other's.
const VALUES: usize = 8;
/// Where a name is missing.
static NOBODY: std::sync::LazyLock<Name> = std::sync::LazyLock::new(Name::default);

/// The values of a description; empty lists where nothing is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prepared {
    pub(crate) given: Vec<Name>,
    pub(crate) surnames: Vec<Name>,
    pub(crate) births: Vec<Birth>,
    pub(crate) sex: Option<Sex>,
    pub(crate) homes: Vec<HomeForm>,
    pub(crate) phones: Vec<Code>,
    pub(crate) emails: Vec<Written>,
    pub(crate) identifiers: Vec<Code>,
}

/// An e-mail address in small letters, with its numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    text: String,
    pub(crate) whole: u32,
    local: u32,
}

impl Written {
    fn of(text: &str) -> Self {
        let text = text.trim().to_ascii_lowercase();
        let (whole, local) = numbers(text.as_bytes());
        Self { text, whole, local }
    }
}

impl Prepared {
    /// A description with how common its names are.
    pub(crate) fn of(description: &Description, frequencies: &Frequencies) -> Self {
        let given = description.given_names.iter().map(|name| {
            let mut name = Name::given(name);
            name.chances = frequencies.given_chances(&name);
            name
        });
        let surnames = description.surnames.iter().map(|name| {
            let mut name = Name::surname(name);
            name.chances = frequencies.surname_chances(&name);
            name
        });
        let homes = description.homes.iter();
        let homes =
            homes.map(|home| HomeForm::of(home.address.as_bytes(), home.postcode.as_bytes()));
        let codes = |texts: &[String], of: fn(&[u8]) -> Code| {
            texts
                .iter()
                .map(|text| of(text.as_bytes()))
                .filter(|code| !code.is_missing())
                .take(VALUES)
                .collect()
        };
        Self {
            given: given.filter(|name| !name.is_missing()).take(VALUES).collect(),
            surnames: surnames.filter(|name| !name.is_missing()).take(VALUES).collect(),
            births: description
                .births
                .iter()
                .copied()
                .filter(|born| *born != Birth::UNKNOWN)
                .take(VALUES)
                .collect(),
            sex: description.sex,
            homes: homes.filter(|home| !home.is_missing()).take(VALUES).collect(),
            phones: codes(&description.phones, Code::phone),
            emails: description
                .emails
                .iter()
                .map(|text| Written::of(text))
                .filter(|email| email.whole != 0)
                .take(VALUES)
                .collect(),
            identifiers: codes(&description.identifiers, Code::of),
        }
    }

    /// How many values the field has that has the most, one at least.
    pub(crate) fn faces(&self) -> usize {
        [
            self.given.len(),
            self.surnames.len(),
            self.births.len(),
            self.homes.len(),
            self.phones.len(),
            self.emails.len(),
            self.identifiers.len(),
            1,
        ]
        .into_iter()
        .max()
        .unwrap_or(1)
    }

    /// One value of each field; where a field has fewer values they come again.
    pub(crate) fn seen(&self, face: usize, frequencies: &Frequencies) -> Seen<'_> {
        self.picked([face; FIELDS], frequencies)
    }

    fn picked(&self, places: [usize; FIELDS], frequencies: &Frequencies) -> Seen<'_> {
        fn nth<T>(values: &[T], place: usize) -> Option<&T> {
            values.get(place.checked_rem(values.len())?)
        }
        let [given, surname, born, _, home, phone, email, identifier] = places;
        let given = nth(&self.given, given).unwrap_or(&NOBODY);
        let surname = nth(&self.surnames, surname).unwrap_or(&NOBODY);
        let born = nth(&self.births, born).copied().unwrap_or_default();
        let email = nth(&self.emails, email);
        Seen {
            given,
            surname,
            born,
            born_chance: frequencies.born_chance(born),
            sex: self.sex,
            home: nth(&self.homes, home).copied().unwrap_or_default(),
            phone: nth(&self.phones, phone).copied().unwrap_or_default(),
            email: email.map_or_else(Email::default, |email| Email {
                whole: email.whole,
                local: email.local,
                text: email.text.as_bytes(),
            }),
            identifier: nth(&self.identifiers, identifier).copied().unwrap_or_default(),
            namesakes: frequencies.namesakes(given, surname),
            cohort: frequencies.cohort(given, born),
        }
    }

    fn numbers(&self) -> [usize; FIELDS] {
        let of = |length: usize| length.max(1);
        [
            of(self.given.len()),
            of(self.surnames.len()),
            of(self.births.len()),
            1,
            of(self.homes.len()),
            of(self.phones.len()),
            of(self.emails.len()),
            of(self.identifiers.len()),
        ]
    }
}

/// Looks at two descriptions, in each field at the two values that speak most for one person.
pub(crate) fn best(
    one: &Prepared,
    other: &Prepared,
    weights: &Weights,
    frequencies: &Frequencies,
) -> Looked {
    let (numbers, others) = (one.numbers(), other.numbers());
    let (mut places, mut other_places) = ([0; FIELDS], [0; FIELDS]);
    // Names first: they say what a sex and an e-mail address are worth.
    for field in [0, 1, 2, 4, 5, 6, 7] {
        let (Some(mine), Some(theirs)) = (numbers.get(field), others.get(field)) else { continue };
        if mine * theirs < 2 {
            continue;
        }
        let mut found: Option<(f32, u32, usize, usize)> = None;
        for a in 0..*mine {
            for b in 0..*theirs {
                set(&mut places, field, a);
                set(&mut other_places, field, b);
                let looked = look(
                    &one.picked(places, frequencies),
                    &other.picked(other_places, frequencies),
                    weights,
                );
                // Against strangers alone: against those at home a shared address would speak for another.
                let same: f32 = weights.same_of(looked.levels).iter().sum();
                let bits = same - looked.chances.iter().sum::<f32>();
                let pattern = looked.pattern();
                // Where two say the same, the better levels: so that it is the same from both sides.
                if found.is_none_or(|(most, least, ..)| {
                    bits > most || (bits >= most && pattern < least)
                }) {
                    found = Some((bits, pattern, a, b));
                }
            }
        }
        let (_, _, a, b) = found.unwrap_or_default();
        set(&mut places, field, a);
        set(&mut other_places, field, b);
    }
    let mut looked =
        look(&one.picked(places, frequencies), &other.picked(other_places, frequencies), weights);
    // Whoever has more values agrees by chance more easily.
    for ((chance, mine), theirs) in looked.chances.iter_mut().zip(numbers).zip(others) {
        if *chance < 0.0 {
            *chance = (*chance + single(real(mine * theirs).log2())).min(0.0);
        }
    }
    looked
}

fn set(places: &mut [usize; FIELDS], field: usize, value: usize) {
    places.get_mut(field).into_iter().for_each(|place| *place = value);
}
