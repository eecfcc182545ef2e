//! The tokens of a record: everything by which it can be found.

use super::dates::Dated;
use super::plate;
use super::token::{Of, either_way, token};
use super::words;
use crate::field::Field;
use crate::form::{Family, Form};
use crate::protection::Head;
use crate::reading::Reading;
use crate::statement::Statement;
use h3o::{LatLng, Resolution};
use std::collections::BTreeSet;

/// By which rules tokens and faces are made. What was made by older ones is made again.
pub(crate) const VERSION: i16 = 1;
/// Words of texts by which one record is found, at most.
const MOST_TEXT: usize = 300;
/// The fine and the coarse cells in which a point lies: their edges are some 200 metres and 1.4 kilometres.
pub(crate) const CELLS: [Resolution; 2] = [Resolution::Nine, Resolution::Seven];

/// The tokens of a record with what is known of it. What was taken back finds nothing.
pub(crate) fn of(head: &Head, statements: &[&Statement]) -> Vec<i64> {
    let mut found = Tokens { form: head.form, all: BTreeSet::new(), texts: BTreeSet::new() };
    let stands = |it: &&Statement| it.ended.is_none();
    let standing: Vec<&Statement> = statements.iter().copied().filter(stands).collect();
    for statement in &standing {
        found.take(statement.field, &statement.value);
    }
    match head.form.family() {
        Family::Person => found.person(&standing),
        Family::Object => found.object(&standing),
        Family::Location => found.door(&standing),
        Family::Event | Family::Organisation => {}
    }
    found.when(head);
    found.cells(head);
    found.all.extend(found.texts.iter().take(MOST_TEXT));
    found.all.into_iter().collect()
}

/// What a value says where it is a word of a name.
pub(crate) const fn is_name(form: Form, field: Field) -> bool {
    use Field::{Alias, FormerSurname, GivenNames, Nickname, Surname};
    matches!(form.family(), Family::Person)
        && matches!(field, GivenNames | Surname | Alias | Nickname | FormerSurname)
}

/// Whether a field says where something is.
pub(crate) const fn is_street(form: Form, field: Field) -> bool {
    use Field::{Building, Flat, Name, RoadNumber, Street, Town};
    matches!(form.family(), Family::Location)
        && matches!(field, Flat | Building | Street | Town | Name | RoadNumber)
}

/// Whether a field says what an object is.
pub(crate) const fn is_object(field: Field) -> bool {
    use Field::{Body, Colour, Make, Model, Platform};
    matches!(field, Make | Model | Colour | Body | Platform)
}

/// Whether a field is a number or code that is given out once.
pub(crate) const fn is_number(field: Field) -> bool {
    use Field::{
        Certificate, Cro, DriverNumber, Imei, Nino, Passport, Pncid, Reference, Serial, Uprn, Vin,
    };
    matches!(
        field,
        Pncid
            | Cro
            | Nino
            | Passport
            | DriverNumber
            | Vin
            | Imei
            | Uprn
            | Serial
            | Certificate
            | Reference
    )
}

/// Whether a field is read word by word. What somebody is by birth, belief or health is not searched for.
pub(crate) const fn is_text(field: Field) -> bool {
    use Field::{
        Alias, Appearance, Category, Description, Marks, Name, Occupation, Outcome, Summary,
        WebAddress,
    };
    matches!(
        field,
        Appearance
            | Marks
            | Occupation
            | Description
            | Summary
            | Category
            | Outcome
            | WebAddress
            | Name
            | Alias
    )
}

struct Tokens {
    form: Form,
    all: BTreeSet<i64>,
    texts: BTreeSet<i64>,
}

impl Tokens {
    fn add(&mut self, of: Of, parts: &[&str]) {
        self.all.insert(token(of, parts));
    }

    fn take(&mut self, field: Field, value: &str) {
        match field.reading() {
            Reading::Date => {
                self.all.extend(Dated::kept(value).into_iter().flat_map(Dated::tokens));
            }
            Reading::Registration => self.plate(value),
            Reading::Phone => self.digits(value),
            Reading::Email => self.email(value),
            Reading::Postcode => self.postcode(value),
            _ if is_number(field) => self.number(value),
            _ if field == Field::Handle => {
                self.add(Of::LocalPart, &[&words::plain(value).join("")]);
            }
            _ if is_name(self.form, field) => self.name(value),
            _ if is_street(self.form, field) => self.street(value),
            _ if is_object(field) => {
                for word in words::plain(value) {
                    self.add(Of::Object, &[&words::stem(&word)]);
                }
            }
            _ if is_text(field) => self.text(value),
            _ => {}
        }
    }

    fn name(&mut self, value: &str) {
        for word in words::plain(value) {
            self.add(Of::Name, &[&word]);
            for key in words::sounds(&word) {
                self.add(Of::Sound, &[&key]);
            }
            if let Some(begins) = words::beginning(&word) {
                self.add(Of::Beginning, &[&begins]);
            }
        }
    }

    /// What is rare only together: two words of a name, an initial and a name, a name and a birth.
    fn person(&mut self, standing: &[&Statement]) {
        let name = |field: Field| is_name(Form::Person, field);
        let names = standing.iter().filter(|it| name(it.field));
        let names: BTreeSet<String> =
            names.flat_map(|it| words::plain(&it.value)).take(16).collect();
        let names: Vec<(&String, Vec<String>)> =
            names.iter().map(|word| (word, words::sounds(word))).collect();
        for (place, (word, sounds)) in names.iter().enumerate() {
            for (other, others) in names.iter().skip(place + 1) {
                for (one, another) in pairs(sounds, others) {
                    self.all.insert(either_way(Of::Pair, one, another));
                }
                self.initials(word, others);
                self.initials(other, sounds);
            }
        }
        let born = standing.iter().filter(|it| it.field == Field::DateOfBirth);
        let born: Vec<Dated> = born.filter_map(|it| Dated::kept(&it.value)).take(8).collect();
        for sound in names.iter().flat_map(|(_, sounds)| sounds) {
            for born in &born {
                if let Some(year) = born.year {
                    self.add(Of::NameYear, &[sound, &year.to_string()]);
                }
                if let Some(day) = born.day_key() {
                    self.add(Of::NameDay, &[sound, &day]);
                }
            }
        }
    }

    fn initials(&mut self, word: &str, others: &[String]) {
        let initial = words::initial(word);
        for key in others {
            self.add(Of::Initial, &[&initial, key]);
        }
    }

    fn object(&mut self, standing: &[&Statement]) {
        let said = standing.iter().filter(|it| is_object(it.field));
        let said: BTreeSet<String> = said
            .flat_map(|it| words::plain(&it.value))
            .map(|it| words::stem(&it))
            .take(8)
            .collect();
        for (place, one) in said.iter().enumerate() {
            for other in said.iter().skip(place + 1) {
                self.all.insert(either_way(Of::ObjectPair, one, other));
            }
        }
    }

    fn street(&mut self, value: &str) {
        for word in words::plain(value).iter().filter(|word| !words::is_street_type(word)) {
            self.add(Of::Street, &[word]);
            for key in words::sounds(word) {
                self.add(Of::StreetSound, &[&key]);
            }
        }
    }

    fn door(&mut self, standing: &[&Statement]) {
        let of = |field: Field| standing.iter().filter(move |it| it.field == field);
        let doors: Vec<String> =
            of(Field::Building).flat_map(|it| words::plain(&it.value)).take(6).collect();
        for street in of(Field::Street).flat_map(|it| words::plain(&it.value)).take(8) {
            for door in &doors {
                self.add(Of::Door, &[door, &street]);
            }
        }
    }

    fn text(&mut self, value: &str) {
        let body = self.form.family() == Family::Organisation;
        for word in words::plain(value).iter().filter(|word| !words::is_silent(word)) {
            if body {
                self.all.insert(token(Of::Body, &[word]));
            } else {
                self.texts.insert(token(Of::Text, &[&words::stem(word)]));
            }
        }
    }

    fn plate(&mut self, value: &str) {
        let folded = plate::folded(value);
        if !folded.contains('?') {
            self.add(Of::Plate, &[&folded]);
        }
        for part in plate::fragments(&folded) {
            self.add(Of::Fragment, &[part]);
        }
    }

    fn digits(&mut self, value: &str) {
        let digits = words::digits(value);
        self.add(Of::Digits, &[&digits]);
        for length in [9, 6, 4] {
            if let Some(end) = words::end(&digits, length) {
                self.add(Of::Digits, &[end]);
            }
        }
    }

    fn email(&mut self, value: &str) {
        self.add(Of::Email, &[value]);
        let local = value.split('@').next().unwrap_or_default();
        self.add(Of::LocalPart, &[&words::plain(local).join("")]);
    }

    fn postcode(&mut self, value: &str) {
        let (outward, inward) = value.split_once(' ').unwrap_or((value, ""));
        self.add(Of::Postcode, &[&words::code(value)]);
        self.add(Of::Postcode, &[outward]);
        if let Some(sector) = inward.get(..1) {
            self.add(Of::Postcode, &[&format!("{outward} {sector}")]);
        }
    }

    fn number(&mut self, value: &str) {
        let code = words::code(value);
        self.add(Of::Number, &[&code]);
        if let Some(end) = words::end(&code, 6) {
            self.add(Of::NumberEnd, &[end]);
        }
    }

    fn when(&mut self, head: &Head) {
        if let Some(day) = head.when.0.map(|at| at.in_london().date().to_string()) {
            self.all.extend(Dated::kept(&day).into_iter().flat_map(Dated::tokens));
        }
    }

    fn cells(&mut self, head: &Head) {
        let point = head.point.and_then(|(lat, lng)| LatLng::new(lat, lng).ok());
        for cell in point.iter().flat_map(|it| CELLS.map(|fine| it.to_cell(fine))) {
            self.add(Of::Cell, &[&u64::from(cell).to_string()]);
        }
    }
}

/// Every key of the one with every key of the other.
pub(crate) fn pairs<'a>(
    ones: &'a [String],
    others: &'a [String],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    ones.iter().flat_map(move |one| others.iter().map(move |other| (&**one, &**other)))
}
