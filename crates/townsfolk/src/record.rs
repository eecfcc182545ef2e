//! How people are written down.

use crate::dice::Dice;
use crate::household::{FIRST, NOW};
use crate::naming::Origin;
use crate::person::{Date, Person, Sex};
use crate::pet_names::PetNames;
use crate::slips;

/// One line about a person, as somebody in a hurry wrote it; what they left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The truth: which person.
    pub person: u32,
    /// The truth: where the family's names come from.
    pub origin: Origin,
    /// The year in which it was written.
    pub year: u16,
    /// Given names.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// Date of birth, `YYYY-MM-DD`.
    pub date_of_birth: String,
    /// `F` or `M`.
    pub sex: String,
    /// Address in one line.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Telephone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Official number.
    pub identifier: String,
}

pub(crate) fn of(person: &Person, dice: &mut Dice, pet_names: &PetNames) -> Vec<Record> {
    let number = match dice.below(100) {
        0..38 => 1,
        38..68 => 2,
        68..84 => 3,
        84..93 => 4,
        93..98 => 5,
        _ => 6,
    };
    let first = (person.born.year + 1).clamp(FIRST, NOW);
    let mut years: Vec<u16> = (0..number).map(|_| dice.between(first, NOW)).collect();
    years.sort_unstable();
    years.into_iter().map(|year| write(&mut Writer { person, year, dice, pet_names })).collect()
}

/// Whoever writes a person down in a year.
struct Writer<'a> {
    person: &'a Person,
    year: u16,
    dice: &'a mut Dice,
    pet_names: &'a PetNames,
}

fn write(writer: &mut Writer<'_>) -> Record {
    // One in three is careless: what goes wrong, goes wrong together.
    let haste = if writer.dice.happens(3_300) { 20 } else { 5 };
    let (given_name, surname) = writer.names(haste);
    let (address, postcode) = writer.home(haste);
    let person = writer.person;
    let mut record = Record {
        person: person.id,
        origin: person.origin,
        year: writer.year,
        given_name,
        surname,
        date_of_birth: writer.born(haste),
        sex: writer.sex(haste),
        address,
        postcode,
        phone: writer.phone(haste),
        email: writer.email(haste),
        identifier: writer.identifier(haste),
    };
    slips::case(&mut record, writer.dice);
    record
}

impl Writer<'_> {
    /// Whether what goes wrong so many times in a thousand for most goes wrong here.
    fn slips(&mut self, in_thousand: u32, haste: u32) -> bool {
        self.dice.happens(in_thousand * haste)
    }

    fn names(&mut self, haste: u32) -> (String, String) {
        let mut given = self.person.given.clone();
        if self.dice.happens(1_100)
            && let Some(pet_name) = self.pet_names.of(&given, self.dice)
        {
            pet_name.clone_into(&mut given);
        }
        given = self.misspelt(given, haste);
        if !self.person.middle.is_empty() && self.dice.happens(1_500) {
            given = format!("{given} {}", self.person.middle);
        } else if self.slips(15, haste) {
            given.truncate(given.chars().next().map_or(0, char::len_utf8));
        }
        let mut surname = self.person.surname(self.year).to_owned();
        if self.slips(3, haste) {
            // An old name goes on in some files.
            self.person.former_surname.iter().for_each(|(former, _)| surname.clone_from(former));
        }
        surname = self.misspelt(surname, haste);
        match self.dice.below(10_000) {
            0..60 => (String::new(), surname),
            60..90 => (given, String::new()),
            90..190 => (surname, given),
            _ => (given, surname),
        }
    }

    fn misspelt(&mut self, name: String, haste: u32) -> String {
        if self.slips(35, haste) {
            slips::slip(&name, self.dice)
        } else if self.slips(25, haste) {
            slips::by_ear(&name, self.dice)
        } else {
            name
        }
    }

    fn born(&mut self, haste: u32) -> String {
        let mut born = self.person.born;
        if self.dice.happens(500) {
            return String::new();
        }
        if self.slips(12, haste) && born.day <= 12 {
            std::mem::swap(&mut born.day, &mut born.month);
        } else if self.slips(25, haste) {
            born = slips::date(born, self.dice);
        } else if self.slips(10, haste) {
            born = Date { year: born.year, month: 1, day: 1 };
        }
        born.to_string()
    }

    fn sex(&mut self, haste: u32) -> String {
        if self.dice.happens(700) {
            return String::new();
        }
        let is_wrong = self.slips(5, haste);
        if (self.person.sex == Sex::Female) == is_wrong { "M" } else { "F" }.to_owned()
    }

    fn home(&mut self, haste: u32) -> (String, String) {
        // Some give an address that they left.
        let back = if self.dice.happens(500) { self.dice.between(1, 4) } else { 0 };
        let home = self.person.home(self.year - back);
        let mut address = home.line();
        if self.dice.happens(2_000) {
            address = slips::shortened(&address, self.dice);
        }
        if self.slips(50, haste) {
            address = slips::slip(&address, self.dice);
        }
        let mut postcode = home.postcode.clone();
        if self.slips(30, haste) {
            postcode = slips::slip_of_code(&postcode, self.dice);
        }
        if self.dice.happens(1_000) {
            address.clear();
        }
        if self.dice.happens(900) {
            postcode.clear();
        }
        (address, postcode)
    }

    fn phone(&mut self, haste: u32) -> String {
        if self.dice.happens(4_000) {
            return String::new();
        }
        let own = self.person.mobile(self.year);
        let is_shared = own.is_empty() || self.dice.happens(2_000);
        let number = if is_shared { &self.person.landline } else { own }.to_owned();
        if self.slips(20, haste) { slips::slip_of_digit(&number, self.dice) } else { number }
    }

    fn email(&mut self, haste: u32) -> String {
        if self.dice.happens(5_500) {
            return String::new();
        }
        let is_shared = self.person.email.is_empty() || self.dice.happens(700);
        let email = if is_shared { &self.person.family_email } else { &self.person.email };
        if self.slips(20, haste) { slips::slip(email, self.dice) } else { email.clone() }
    }

    fn identifier(&mut self, haste: u32) -> String {
        if self.dice.happens(7_000) {
            return String::new();
        }
        let number = &self.person.identifier;
        if self.slips(40, haste) { slips::slip_of_digit(number, self.dice) } else { number.clone() }
    }
}
