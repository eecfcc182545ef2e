//! People who never were: a synthetic population, the same for the same seed.
//!
//! A [`Town`] is an iterator over [`Household`]s: couples, families with twins and sons who bear their
//! father's name, housemates, people alone. Each [`Person`] has a life: homes one after another, a
//! surname before and after a marriage, numbers and addresses at which they are reached. [`Town::records`]
//! is how several hurried people wrote a person down over the years: with slips, pet names,
//! old addresses and gaps, each [`Record`] with the truth beside it.
//!
//! *Invariants:* the same seed makes the same people, on every machine. Nobody can be real: postcodes are of
//! areas that are not in use, telephone numbers are a reserved range with three digits too many (a reserved
//! range of its own length has only a thousand numbers), e-mail addresses end in example.com, .org or .net,
//! and official numbers begin with QQ, which is never given out.
//!
//! It keeps nothing, and does not know what is tried on it.

mod dice;
mod home;
mod household;
mod naming;
mod person;
mod pet_names;
mod record;
mod slips;

pub use dice::Dice;
pub use home::Address;
pub use household::{Household, Kind};
pub use naming::Origin;
pub use person::{Date, Person, Sex};
pub use record::Record;

use naming::Names;
use pet_names::PetNames;

/// A town of people: an iterator over its households.
pub struct Town {
    seed: u64,
    people: u32,
    made: u32,
    households: u32,
    names: Names,
    pet_names: PetNames,
}

impl Town {
    /// A town of about so many people: the last household is whole.
    #[must_use]
    pub fn new(seed: u64, people: u32) -> Self {
        let (names, pet_names) = (Names::default(), PetNames::default());
        Self { seed, people, made: 0, households: 0, names, pet_names }
    }

    /// How a person was written down, once to six times, oldest first.
    #[must_use]
    pub fn records(&self, person: &Person) -> Vec<Record> {
        let mut dice = Dice::of(self.seed ^ 0x5eed, u64::from(person.id));
        record::of(person, &mut dice, &self.pet_names)
    }

    /// The records of all who are still to come, a household at a time.
    pub fn into_records(mut self) -> impl Iterator<Item = Record> {
        let mut waiting = Vec::new().into_iter();
        std::iter::from_fn(move || {
            loop {
                if let Some(record) = waiting.next() {
                    return Some(record);
                }
                let household = self.next()?;
                let records = household.people.iter().flat_map(|person| self.records(person));
                waiting = records.collect::<Vec<_>>().into_iter();
            }
        })
    }
}

impl Iterator for Town {
    type Item = Household;

    fn next(&mut self) -> Option<Household> {
        if self.made >= self.people {
            return None;
        }
        let mut dice = Dice::of(self.seed, u64::from(self.households));
        let place = household::Place { number: self.households, first: self.made, of: self.people };
        let household = household::make(&place, &mut dice, &self.names);
        self.households += 1;
        self.made += u32::try_from(household.people.len()).unwrap_or(1);
        Some(household)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_people() {
        let town = || Town::new(7, 500).into_records().collect::<Vec<_>>();
        assert_eq!(town(), town());
        assert_ne!(town(), Town::new(8, 500).into_records().collect::<Vec<_>>());
    }

    #[test]
    fn nobody_can_be_real() {
        for record in Town::new(3, 2_000).into_records() {
            let digits = record.phone.bytes().filter(u8::is_ascii_digit).count();
            assert!(record.phone.is_empty() || digits > 12, "{record:?}");
        }
        for person in Town::new(3, 2_000).flat_map(|household| household.people) {
            assert!(person.identifier.starts_with("QQ"));
            assert!(person.homes.iter().all(|(_, home)| home.postcode.starts_with('A')));
            assert!(!home::IN_USE.iter().any(|area| {
                person.homes.iter().any(|(_, home)| home.postcode.starts_with(area))
            }));
        }
    }

    #[test]
    fn there_are_twins_and_sons_named_after_their_fathers() {
        let (mut twins, mut namesakes) = (0, 0);
        for household in Town::new(5, 20_000) {
            for (place, one) in household.people.iter().enumerate() {
                for other in household.people.iter().skip(place + 1) {
                    let same_day = one.born == other.born;
                    twins += u32::from(same_day && one.surname == other.surname);
                    let same_name = one.given == other.given && one.surname == other.surname;
                    namesakes += u32::from(same_name && !same_day);
                }
            }
        }
        assert!(twins > 50 && namesakes > 50, "{twins} twins, {namesakes} namesakes");
    }

    #[test]
    fn identifiers_belong_to_one_person_each() {
        let mut all: Vec<String> =
            Town::new(1, 30_000).flat_map(|h| h.people).map(|person| person.identifier).collect();
        let before = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), before);
    }
}
