//! How common names and days of birth are among those we know.

use crate::name::{Chances, Name};
use crate::narrow::{count, single, slot};
use crate::{Birth, Description};
use rustc_hash::FxHashMap;

/// Days that are counted, with unknown parts as days of their own.
const DAYS: usize = 301 * 512;
/// How many people whom nobody counted stand behind every frequency, so that the first name in an empty list
/// is not everybody's.
const BEHIND: f64 = 50.0;

/// How often each name is there: a rare one that agrees says more than a common one.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    people: u32,
    given: FxHashMap<u32, u32>,
    first: FxHashMap<u32, u32>,
    given_sounds: FxHashMap<u32, u32>,
    groups: FxHashMap<u32, u32>,
    surnames: FxHashMap<u32, u32>,
    surname_sounds: FxHashMap<u32, u32>,
    full: FxHashMap<u32, u32>,
    /// Given names of the years in which people were born, and those years.
    cohorts: FxHashMap<u32, u32>,
    births: Vec<u32>,
}

impl Frequencies {
    /// Counts a description in.
    pub fn note(&mut self, description: &Description) {
        self.people += 1;
        self.turn(description, Step::In(1));
    }

    /// Counts a description out again.
    pub fn forget(&mut self, description: &Description) {
        self.people = self.people.saturating_sub(1);
        self.turn(description, Step::Out);
    }

    /// How many descriptions are counted.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.people
    }

    fn turn(&mut self, description: &Description, step: Step) {
        let given: Vec<Name> =
            description.given_names.iter().map(|name| Name::given(name)).collect();
        let surnames: Vec<Name> =
            description.surnames.iter().map(|name| Name::surname(name)).collect();
        let born = description.births.first().copied().unwrap_or_default();
        self.names(
            &given.iter().collect::<Vec<_>>(),
            &surnames.iter().collect::<Vec<_>>(),
            (born, step),
        );
    }

    /// Counts somebody's names and day of birth; of the names the first are those that go together.
    pub(crate) fn names(
        &mut self,
        given: &[&Name],
        surnames: &[&Name],
        (born, step): (Birth, Step),
    ) {
        for name in given {
            self.given(name, step);
        }
        for name in surnames {
            self.surname(name, step);
        }
        if let (Some(given), Some(surname)) = (given.first(), surnames.first()) {
            self.full_name(given, surname, step);
        }
        if born != Birth::UNKNOWN {
            self.born(born, step);
            given.iter().take(1).for_each(|name| self.cohort_of(name, born, step));
        }
    }

    pub(crate) fn set_people(&mut self, people: usize) {
        self.people = count(people);
    }

    pub(crate) fn one_person(&mut self, step: Step) {
        step.on(&mut self.people);
    }

    pub(crate) fn given(&mut self, name: &Name, step: Step) {
        if name.is_missing() {
            return;
        }
        step.in_table(&mut self.given, name.whole);
        step.in_table(&mut self.first, name.first);
        step.in_table(&mut self.given_sounds, name.sound);
        for group in name.groups.into_iter().filter(|group| *group != 0) {
            step.in_table(&mut self.groups, group.into());
        }
    }

    pub(crate) fn surname(&mut self, name: &Name, step: Step) {
        if !name.is_missing() {
            step.in_table(&mut self.surnames, name.whole);
            step.in_table(&mut self.surname_sounds, name.sound);
        }
    }

    pub(crate) fn full_name(&mut self, given: &Name, surname: &Name, step: Step) {
        if !given.is_missing() && !surname.is_missing() {
            step.in_table(&mut self.full, full(given, surname));
        }
    }

    pub(crate) fn born(&mut self, born: Birth, step: Step) {
        if self.births.is_empty() {
            self.births.resize(DAYS, 0);
        }
        self.births.get_mut(day(born)).into_iter().for_each(|number| step.on(number));
    }

    fn cohort_of(&mut self, given: &Name, born: Birth, step: Step) {
        if born.year() != 0 && !given.is_missing() {
            step.in_table(&mut self.cohorts, decade(born));
            step.in_table(&mut self.cohorts, decade(born) ^ given.whole.rotate_left(9));
        }
    }

    /// How likely somebody else who was born in the same years has a given name, in bits.
    pub(crate) fn cohort(&self, given: &Name, born: Birth) -> f32 {
        let bearers = looked_up(&self.cohorts, decade(born) ^ given.whole.rotate_left(9));
        log2_share(bearers.saturating_sub(3), looked_up(&self.cohorts, decade(born)))
    }

    pub(crate) fn given_chances(&self, name: &Name) -> Chances {
        let groups = name.groups.into_iter().filter(|group| *group != 0);
        let group = groups.map(|group| looked_up(&self.groups, group.into())).max().unwrap_or(0);
        Chances {
            whole: self.chance(looked_up(&self.given, name.whole), 0.002),
            first: self.chance(looked_up(&self.first, name.first), 0.002),
            sound: self.chance(looked_up(&self.given_sounds, name.sound), 0.004),
            group: self.chance(group, 0.006),
        }
    }

    pub(crate) fn surname_chances(&self, name: &Name) -> Chances {
        let whole = self.chance(looked_up(&self.surnames, name.whole), 0.000_5);
        let sound = self.chance(looked_up(&self.surname_sounds, name.sound), 0.002);
        Chances { whole, first: whole, sound, group: sound }
    }

    /// How likely somebody else of a given name has a surname, in bits. Names of one origin go together: the
    /// two frequencies multiplied would take `Mohammed Khan` for rare.
    pub(crate) fn namesakes(&self, given: &Name, surname: &Name) -> f32 {
        let bearers = looked_up(&self.given, given.whole);
        // Three of them may be one person.
        let both = looked_up(&self.full, full(given, surname)).saturating_sub(3);
        log2_share(both, bearers)
    }

    pub(crate) fn born_chance(&self, born: Birth) -> f32 {
        self.chance(self.births.get(day(born)).copied().unwrap_or_default(), 0.000_04)
    }

    /// How likely somebody else has a value that so many have, in bits; `usual` is what it is of most values.
    fn chance(&self, number: u32, usual: f64) -> f32 {
        let others = (f64::from(number) - 1.0).max(0.25) + BEHIND * usual;
        single((others / (f64::from(self.people) + BEHIND)).log2()).min(0.0)
    }
}

/// A share in bits, less than any for nothing.
pub(crate) fn log2_share(some: u32, all: u32) -> f32 {
    if some == 0 || all == 0 {
        -99.0
    } else {
        single((f64::from(some) / f64::from(all)).log2()).min(0.0)
    }
}

/// In, so many at once, or out.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    In(u32),
    Out,
}

impl Step {
    fn on(self, number: &mut u32) {
        *number = match self {
            Self::In(more) => *number + more,
            Self::Out => number.saturating_sub(1),
        };
    }

    fn in_table(self, table: &mut FxHashMap<u32, u32>, key: u32) {
        let number = table.entry(key).or_default();
        self.on(number);
        if *number == 0 {
            table.remove(&key);
        }
    }
}

fn looked_up(table: &FxHashMap<u32, u32>, key: u32) -> u32 {
    table.get(&key).copied().unwrap_or_default()
}

fn full(given: &Name, surname: &Name) -> u32 {
    (given.whole.rotate_left(7) ^ surname.whole).wrapping_mul(0x9e37_79b9)
}

fn decade(born: Birth) -> u32 {
    u32::from(born.year() / 10)
}

/// Which day, as a place in a table.
fn day(born: Birth) -> usize {
    slot(born.key().saturating_sub(1850 << 9))
}
