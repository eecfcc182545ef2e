//! Who lives together.

use crate::dice::Dice;
use crate::home::{self, Address};
use crate::naming::{Names, Origin};
use crate::person::{Date, Person, Sex};

/// The last year that is written about.
pub(crate) const NOW: u16 = 2026;
/// The first one.
pub(crate) const FIRST: u16 = 2008;

/// People at one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// From nought, without gaps.
    pub number: u32,
    /// What they are to each other.
    pub kind: Kind,
    /// Who lives there; never empty.
    pub people: Vec<Person>,
}

/// What people at one address are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One person.
    Alone,
    /// Two who are together.
    Couple,
    /// Parents and children.
    Family,
    /// Nothing but housemates.
    Housemates,
}

/// Which household of a town, and from which person on.
pub(crate) struct Place {
    pub(crate) number: u32,
    pub(crate) first: u32,
    pub(crate) of: u32,
}

pub(crate) fn make(place: &Place, dice: &mut Dice, names: &Names) -> Household {
    let origin = names.origin(dice);
    let mut maker = Maker { dice, names, origin };
    let (kind, mut people) = match maker.dice.below(100) {
        0..28 => (Kind::Alone, vec![maker.adult(1932, 2006)]),
        28..52 => (Kind::Couple, maker.couple()),
        52..94 => (Kind::Family, maker.family()),
        _ => (Kind::Housemates, maker.housemates()),
    };
    maker.settle(&mut people, place, kind);
    Household { number: place.number, kind, people }
}

struct Maker<'a> {
    dice: &'a mut Dice,
    names: &'a Names,
    origin: Origin,
}

impl Maker<'_> {
    fn born(&mut self, first: u16, last: u16) -> Date {
        let (year, month) = (self.dice.between(first, last), self.dice.between(1, 12));
        let days = match month {
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        Date { year, month, day: self.dice.between(1, days) }
    }

    fn adult(&mut self, first: u16, last: u16) -> Person {
        let sex = if self.dice.happens(5_000) { Sex::Female } else { Sex::Male };
        let born = self.born(first, last);
        self.person(sex, born)
    }

    fn person(&mut self, sex: Sex, born: Date) -> Person {
        let given = self.names.given(self.origin, sex, born.year, self.dice);
        let middle = if self.dice.happens(6_000) {
            self.names.given(self.origin, sex, born.year, self.dice)
        } else {
            String::new()
        };
        let surname = self.names.surname(self.origin, self.dice);
        Person { origin: self.origin, given, middle, surname, sex, born, ..Person::default() }
    }

    fn couple(&mut self) -> Vec<Person> {
        let his = self.born(1932, 2002);
        let man = self.person(Sex::Male, his);
        let hers = self.born((his.year.saturating_sub(6)).max(1930), (his.year + 6).min(2004));
        let mut woman = self.person(Sex::Female, hers);
        if self.dice.happens(7_000) {
            let wed = self.dice.between((hers.year + 19).min(NOW - 1), (hers.year + 45).min(NOW));
            let married = if self.dice.happens(600) {
                format!("{}-{}", woman.surname, man.surname)
            } else {
                man.surname.clone()
            };
            woman.former_surname = Some((std::mem::replace(&mut woman.surname, married), wed));
        }
        vec![man, woman]
    }

    fn family(&mut self) -> Vec<Person> {
        let mut people = self.couple();
        let father = people.first().cloned().unwrap_or_default();
        let earliest = people.iter().map(|parent| parent.born.year).max().unwrap_or(1980) + 17;
        let number = self.dice.between(1, 3);
        let mut last = earliest;
        for _ in 0..number {
            last = (last + self.dice.between(1, 5)).min(2014);
            let born = self.born(last, last);
            let twins = if self.dice.happens(300) { 2 } else { 1 };
            for _ in 0..twins {
                let mut child = self.child(born, &father);
                // No two children of a family have one name.
                while people.iter().skip(1).any(|other| other.given == child.given) {
                    child = self.child(born, &father);
                }
                people.push(child);
            }
        }
        if self.dice.happens(2_200) {
            // Brought up by one of them.
            people.remove(0);
        }
        people
    }

    fn child(&mut self, born: Date, father: &Person) -> Person {
        let sex = if self.dice.happens(4_900) { Sex::Female } else { Sex::Male };
        let mut child = self.person(sex, born);
        child.surname.clone_from(&father.surname);
        if sex == Sex::Male && self.dice.happens(700) {
            child.given.clone_from(&father.given);
        }
        child
    }

    fn housemates(&mut self) -> Vec<Person> {
        let number = self.dice.between(2, 6);
        let first = self.dice.between(1985, 2005);
        let mates = (0..number).map(|_| {
            self.origin = self.names.origin(self.dice);
            self.adult(first, first + 3)
        });
        mates.collect()
    }

    /// Gives everybody their numbers, homes and addresses.
    fn settle(&mut self, people: &mut [Person], place: &Place, kind: Kind) {
        let homes = self.homes(place.of, NOW);
        let landline = self.number("01632 960");
        let name = people.first().map(|person| person.surname.clone()).unwrap_or_default();
        let family_email = format!("{name}.family{}@{}", self.dice.below(100_000), self.provider());
        for (place_in, person) in (0..).zip(people) {
            person.id = place.first + place_in;
            person.household = place.number;
            person.identifier = identifier(person.id);
            person.homes.clone_from(&homes);
            let grown = person.born.year + 18;
            let has_own = kind == Kind::Housemates || self.dice.happens(3_000);
            if grown < NOW && has_own {
                self.had_own_homes(person, place.of);
            }
            person.landline.clone_from(&landline);
            if person.born.year + 11 < NOW {
                let since = self.dice.between(FIRST, NOW);
                person.mobiles = vec![(0, self.number("07700 900"))];
                if self.dice.happens(3_500) {
                    person.mobiles.push((since, self.number("07700 900")));
                }
                person.email = self.email(person);
            }
            if kind != Kind::Housemates {
                person.family_email.clone_from(&family_email);
            }
        }
    }

    /// Where a household lived, one to three homes.
    fn homes(&mut self, people: u32, until: u16) -> Vec<(u16, Address)> {
        let mut homes = vec![(0, self.home(people))];
        for chance in [4_500, 3_500] {
            let (last, _) = homes.last().cloned().unwrap_or_default();
            if last + 1 < until && self.dice.happens(chance) {
                homes.push((self.dice.between(last.max(FIRST) + 1, until), self.home(people)));
            }
        }
        homes
    }

    /// Homes of their own before they joined the others.
    fn had_own_homes(&mut self, person: &mut Person, people: u32) {
        let joined = self.dice.between(FIRST, NOW);
        let mut own = self.homes(people, joined);
        own.retain(|(from, _)| *from < joined);
        let with_others = person.home(joined).clone();
        person.homes.retain(|(from, _)| *from > joined);
        own.push((joined, with_others));
        person.homes.splice(0..0, own);
    }

    fn home(&mut self, people: u32) -> Address {
        home::numbered(self.dice.below((people / 2).max(40)))
    }

    /// A number of a reserved range with three digits too many, which reaches nobody.
    fn number(&mut self, range: &str) -> String {
        format!("{range}{:06}", self.dice.below(1_000_000))
    }

    fn provider(&mut self) -> &'static str {
        self.dice.pick(&["example.com", "example.org", "example.net"])
    }

    fn email(&mut self, person: &Person) -> String {
        let (given, surname) = (&person.given, person.surname.replace('-', ""));
        let initial = given.get(..1).unwrap_or_default();
        let year = person.born.year % 100;
        let local = match self.dice.below(5) {
            0 => format!("{given}.{surname}{}", self.dice.below(10_000)),
            1 => format!("{given}{surname}{year:02}{}", self.dice.below(100)),
            2 => format!("{initial}.{surname}{}", self.dice.below(100_000)),
            3 => format!("{given}{}", self.dice.below(1_000_000)),
            _ => format!("{surname}_{given}{}", self.dice.below(10_000)),
        };
        format!("{local}@{}", self.provider())
    }
}

/// A number that begins as none ever will, another one for each person up to four millions.
fn identifier(person: u32) -> String {
    let mixed = u64::from(person) * 2_654_435_761 % 4_000_000;
    let letter = ['A', 'B', 'C', 'D']
        .get(usize::try_from(mixed / 1_000_000).unwrap_or_default())
        .copied()
        .unwrap_or('A');
    format!("QQ{:06}{letter}", mixed % 1_000_000)
}
