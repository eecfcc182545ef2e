//! Who lives where, with what: households become records.

use super::dealing::{Kind, capital};
use super::{Met, Town};
use crate::field::Field;
use crate::form::Form;
use crate::link::NewLink;
use crate::load::Batch;
use crate::open::New;
use crate::role::Role;
use crate::statement::{NewStatement, Source};
use kernel::{EntityId, Instant};
use std::hash::{Hash, Hasher};
use townsfolk::{Address, Household, Person};

const MAKES: [&str; 8] =
    ["Vauxhall", "Ford", "Volkswagen", "Toyota", "Nissan", "Kia", "Skoda", "Peugeot"];
const MODELS: [&str; 8] = ["Astra", "Focus", "Golf", "Yaris", "Micra", "Ceed", "Fabia", "208"];
const COLOURS: [&str; 7] = ["Blue", "Black", "White", "Silver", "Red", "Grey", "Green"];

pub(super) fn fact(field: Field, said: impl Into<String>) -> NewStatement {
    NewStatement::fact(field, said, Source::Import)
}

impl Batch {
    /// With a record. The same may come twice.
    pub(super) fn add(&mut self, id: EntityId, new: New) {
        self.records.push((id, new));
    }

    /// With a link.
    pub(super) fn join(
        &mut self,
        ends: (EntityId, Role, EntityId),
        since: Instant,
        until: Option<Instant>,
    ) {
        let link = NewLink::fact(ends, since, Source::Import);
        self.links.push(NewLink { valid_to: until.filter(|it| *it >= since), ..link });
    }
}

impl Town {
    /// A household moves in.
    pub(super) fn settle(&mut self, batch: &mut Batch, household: &Household) -> Vec<Met> {
        let mut met = Vec::new();
        for person in &household.people {
            met.push(self.person(batch, person));
        }
        let pairs = met.windows(2).zip(household.people.windows(2));
        for (pair, people) in pairs {
            let ([one, other], [older, younger]) = (pair, people) else { continue };
            if self.dealing.dice.happens(self.known / 2) {
                let grown = younger.born.year < older.born.year + 16;
                let role = match household.kind {
                    townsfolk::Kind::Housemates | townsfolk::Kind::Alone => Role::AssociateOf,
                    _ if grown => Role::PartnerOf,
                    _ => Role::ParentOf,
                };
                let since = self.dealing.year(younger.born.year);
                batch.join((one.person, role, other.person), since, None);
            }
        }
        met
    }

    fn person(&mut self, batch: &mut Batch, person: &Person) -> Met {
        let number = u64::from(person.id);
        let id = self.dealing.id(Kind::Person, number);
        batch.add(id, New::of(Form::Person, said_of(person)));
        let home = self.homes(batch, (id, person));
        let mut met = Met { person: id, home, phone: None, vehicle: None };
        if person.mobiles.is_empty() {
            return met;
        }
        let since = self.dealing.year(2018);
        let phone = self.dealing.id(Kind::Mobile, number);
        // A country that has no code: such a number reaches nobody, and no two have one.
        batch.add(phone, New::of(Form::Phone, vec![fact(Field::Number, mobile(number))]));
        batch.join((id, Role::Uses, phone), since, None);
        met.phone = Some(phone);
        if self.dealing.dice.happens(self.known * 6 / 10) {
            let email = self.dealing.id(Kind::Email, number);
            let local = person.email.split('@').next().unwrap_or_default();
            let address = format!("{local}.{number}@example.com");
            batch.add(email, New::of(Form::Email, vec![fact(Field::EmailAddress, address)]));
            batch.join((id, Role::Uses, email), since, None);
        }
        if self.dealing.dice.happens(self.known * 3 / 10) {
            let line = self.dealing.id(Kind::Landline, u64::from(person.household));
            let said = format!("+999 1{:08}", person.household);
            batch.add(line, New::of(Form::Phone, vec![fact(Field::Number, said)]));
            batch.join((id, Role::Uses, line), since, None);
        }
        if person.born.year < 2009 && self.dealing.dice.happens(self.known * 45 / 100) {
            met.vehicle = Some(self.vehicle(batch, id, number));
        }
        met
    }

    /// Where somebody lives, and sometimes where they lived before.
    fn homes(&mut self, batch: &mut Batch, (id, person): (EntityId, &Person)) -> EntityId {
        let mut until = None;
        let mut home = id;
        for (place, (year, address)) in person.homes.iter().rev().take(2).enumerate() {
            let at = self.dealing.id(Kind::Home, hashed(address));
            let since = self.dealing.year(*year);
            if place == 0 {
                home = at;
            } else if !self.dealing.dice.happens(self.known * 4 / 10) {
                break;
            }
            batch.add(at, New::of(Form::Address, said_of_home(address)));
            batch.join((id, Role::LivesAt, at), since, until);
            until = Some(since);
        }
        home
    }

    fn vehicle(&mut self, batch: &mut Batch, keeper: EntityId, number: u64) -> EntityId {
        let id = self.dealing.id(Kind::Vehicle, number);
        let plate = super::Dealing::plate(number);
        let said = vec![
            fact(Field::Registration, plate),
            fact(Field::Make, self.dealing.word(&MAKES)),
            fact(Field::Model, self.dealing.word(&MODELS)),
            fact(Field::Colour, self.dealing.word(&COLOURS)),
        ];
        batch.add(id, New::of(Form::Vehicle, said));
        let since = self.dealing.moment();
        let role = if self.dealing.dice.happens(7_000) { Role::Keeps } else { Role::Drives };
        batch.join((keeper, role, id), since, None);
        id
    }
}

fn said_of(person: &Person) -> Vec<NewStatement> {
    let given = format!("{} {}", capital(&person.given), capital(&person.middle));
    let sex = match person.sex {
        townsfolk::Sex::Female => "F",
        townsfolk::Sex::Male => "M",
    };
    let mut said = vec![
        fact(Field::GivenNames, given.trim()),
        fact(Field::Surname, capital(&person.surname)),
        fact(Field::DateOfBirth, person.born.to_string()),
        fact(Field::Sex, sex),
    ];
    let former = person.former_surname.as_ref();
    said.extend(former.map(|(name, _)| fact(Field::FormerSurname, capital(name))));
    said
}

fn said_of_home(address: &Address) -> Vec<NewStatement> {
    let all = [
        (Field::Flat, &address.flat),
        (Field::Building, &address.number),
        (Field::Street, &address.street),
        (Field::Town, &address.town),
        (Field::Postcode, &address.postcode),
    ];
    let known = all.into_iter().filter(|(_, said)| !said.is_empty());
    known.map(|(field, said)| fact(field, said.clone())).collect()
}

fn mobile(number: u64) -> String {
    format!("+999 9{number:08}")
}

/// The same number for the same address, on every machine.
fn hashed(address: &Address) -> u64 {
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    address.hash(&mut hasher);
    hasher.finish()
}

/// Fowler, Noll and Vo's hash: not secret, and the same everywhere.
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
