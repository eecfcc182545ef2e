//! What happens: contacts, incidents, crimes, intelligence, people who are missing, collisions. Much of it to
//! few: some homes, some numbers and some places have far more than others.

use super::dealing::Kind;
use super::homes::fact;
use super::{Met, Town};
use crate::field::Field;
use crate::form::Form;
use crate::load::Batch;
use crate::open::New;
use crate::role::Role;
use kernel::{EntityId, Instant};

/// One place where much happens, to so many people.
const PEOPLE_A_HUB: u32 = 2_000;
const HUBS: [&str; 6] = [
    "Central bus station",
    "Market square",
    "General hospital",
    "The Anchor",
    "Retail park",
    "Sixth form",
];
const CRIMES: [&str; 8] = [
    "Violence without injury",
    "Stalking or harassment",
    "Shoplifting",
    "Other theft",
    "Vehicle crime",
    "Criminal damage",
    "Burglary",
    "Public order",
];
const INCIDENTS: [&str; 5] =
    ["Noise", "Concern for somebody", "Suspicious behaviour", "Argument", "Nuisance vehicle"];
const CONTACTS: [&str; 4] = ["Call to 101", "Call to 999", "Online report", "Message"];

/// Something that happens, with whoever is in it.
struct Happening<'a> {
    id: EntityId,
    at: Instant,
    one: &'a Met,
    other: Option<Met>,
}

impl Town {
    /// The places where much happens, as the town grows.
    pub(super) fn open_hubs(&mut self, batch: &mut Batch) {
        let wanted = usize::try_from(self.people / PEOPLE_A_HUB).unwrap_or_default() + 1;
        while self.hubs.len() < wanted {
            let number = u64::try_from(self.hubs.len()).unwrap_or_default();
            let id = self.dealing.id(Kind::Hub, number);
            let name = format!("{} {}", self.dealing.word(&HUBS), number + 1);
            batch.add(id, New::of(Form::Place, vec![fact(Field::Name, name)]));
            self.hubs.push(id);
        }
    }

    /// What happens to a household: nothing to most, and much to few, until there are as many links as there
    /// should be.
    pub(super) fn live(&mut self, batch: &mut Batch, household: &[Met], settled: u64) {
        let mut owed = self.due().saturating_sub(settled);
        // Half of them are left alone, and what did not happen to them happens to the next.
        if owed == 0 || self.dealing.dice.happens(5_000) {
            return;
        }
        while owed > 0 {
            let before = batch.links.len();
            let place = self.dealing.dice.below(u32::try_from(household.len() * 2).unwrap_or(2));
            // The first of a household has half of it all.
            let place = usize::try_from(place).unwrap_or_default();
            let Some(one) = household.get(place).or(household.first()) else { return };
            self.happen(batch, one);
            let new = batch.links.len().saturating_sub(before);
            owed = owed.saturating_sub(u64::try_from(new.max(1)).unwrap_or(1));
        }
    }

    fn happen(&mut self, batch: &mut Batch, one: &Met) {
        self.dealing.events += 1;
        let id = self.dealing.id(Kind::Event, self.dealing.events);
        let at = self.dealing.moment();
        let other = self.stranger();
        let happening = Happening { id, at, one, other };
        match self.dealing.dice.below(100) {
            0..45 => self.contact(batch, &happening),
            45..70 => self.incident(batch, &happening),
            70..90 => self.crime(batch, &happening),
            90..95 => self.intelligence(batch, &happening),
            95..97 => self.missing(batch, &happening),
            _ => self.collision(batch, &happening),
        }
    }

    /// Somebody of those who were met lately; the same few come up more often than others.
    fn stranger(&mut self) -> Option<Met> {
        let count = u32::try_from(self.lately.len()).unwrap_or_default();
        let first = self.dealing.dice.below(count.max(1));
        let place = if self.dealing.dice.happens(4_000) {
            self.dealing.dice.below(first / 16 + 1)
        } else {
            first
        };
        self.lately.get(usize::try_from(place).unwrap_or_default()).copied()
    }

    /// Where it happened: mostly at home, often where much happens, else at a stranger's.
    fn place(&mut self, it: &Happening<'_>) -> EntityId {
        let count = u32::try_from(self.hubs.len()).unwrap_or(1);
        match self.dealing.dice.below(100) {
            0..60 => it.one.home,
            60..80 => {
                let first = self.dealing.dice.below(count);
                let place = self.dealing.dice.below(first + 1);
                let place = usize::try_from(place).unwrap_or_default();
                self.hubs.get(place).copied().unwrap_or(it.one.home)
            }
            _ => it.other.map_or(it.one.home, |other| other.home),
        }
    }

    fn event(&mut self, batch: &mut Batch, it: &Happening<'_>, (form, what): (Form, &str)) {
        let reference = format!("{}-{}", form.code().to_uppercase(), self.dealing.events);
        let said = vec![fact(Field::Category, what), fact(Field::Reference, reference)];
        batch.add(it.id, New::of(form, said).at(it.at));
    }

    fn contact(&mut self, batch: &mut Batch, it: &Happening<'_>) {
        let what = self.dealing.word(&CONTACTS);
        self.event(batch, it, (Form::Contact, what));
        batch.join((it.one.person, Role::Reported, it.id), it.at, None);
        if let Some(phone) = it.one.phone {
            batch.join((phone, Role::Called, it.id), it.at, None);
        }
        if self.dealing.dice.happens(5_000) {
            let at = self.place(it);
            batch.join((it.id, Role::HappenedAt, at), it.at, None);
        }
    }

    fn incident(&mut self, batch: &mut Batch, it: &Happening<'_>) {
        let what = self.dealing.word(&INCIDENTS);
        self.event(batch, it, (Form::Incident, what));
        let at = self.place(it);
        batch.join((it.id, Role::HappenedAt, at), it.at, None);
        let role = if self.dealing.dice.happens(5_000) { Role::Victim } else { Role::Reported };
        batch.join((it.one.person, role, it.id), it.at, None);
        if let Some(other) = it.other {
            batch.join((other.person, Role::Involved, it.id), it.at, None);
        }
    }

    fn crime(&mut self, batch: &mut Batch, it: &Happening<'_>) {
        let what = self.dealing.word(&CRIMES);
        self.event(batch, it, (Form::Crime, what));
        let at = self.place(it);
        batch.join((it.id, Role::HappenedAt, at), it.at, None);
        batch.join((it.one.person, Role::Victim, it.id), it.at, None);
        let Some(other) = it.other else { return };
        if self.dealing.dice.happens(5_000) {
            batch.join((other.person, Role::Suspect, it.id), it.at, None);
        }
        if let Some(vehicle) = other.vehicle.filter(|_| self.dealing.dice.happens(3_000)) {
            batch.join((vehicle, Role::Involved, it.id), it.at, None);
        }
    }

    fn intelligence(&mut self, batch: &mut Batch, it: &Happening<'_>) {
        self.event(batch, it, (Form::Intelligence, "Intelligence report"));
        batch.join((it.one.person, Role::Subject, it.id), it.at, None);
        if let Some(vehicle) = it.one.vehicle {
            batch.join((vehicle, Role::Subject, it.id), it.at, None);
        }
        let at = self.place(it);
        batch.join((at, Role::Subject, it.id), it.at, None);
    }

    fn missing(&mut self, batch: &mut Batch, it: &Happening<'_>) {
        self.event(batch, it, (Form::Missing, "Missing person"));
        batch.join((it.one.person, Role::MissingIn, it.id), it.at, None);
        batch.join((it.id, Role::HappenedAt, it.one.home), it.at, None);
        if let Some(other) = it.other {
            batch.join((other.person, Role::Reported, it.id), it.at, None);
        }
    }

    fn collision(&mut self, batch: &mut Batch, it: &Happening<'_>) {
        self.event(batch, it, (Form::Collision, "Collision"));
        let at = self.place(it);
        batch.join((it.id, Role::HappenedAt, at), it.at, None);
        let vehicles = [it.one.vehicle, it.other.and_then(|other| other.vehicle)];
        for vehicle in vehicles.into_iter().flatten() {
            batch.join((vehicle, Role::Involved, it.id), it.at, None);
        }
        batch.join((it.one.person, Role::Involved, it.id), it.at, None);
    }
}
