//! Which column of a file is what.

use crate::field::Field;
use crate::form::Form;

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The older system's own number of the line.
    Legacy,
    /// Something that is said of the record itself.
    Of(Field),
    /// Something that is said of what it is linked to: a telephone, an e-mail address, a home.
    Beside(Form, Field),
    /// Nothing that we take.
    PassedOver,
}

/// What a file is of, and what each of its columns is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// People, vehicles or addresses.
    pub form: Form,
    /// The columns, in the order of the file.
    pub columns: Vec<Column>,
}

/// What columns are called elsewhere, without spaces and signs, in small letters.
const NAMES: &[(&[&str], Field)] = &[
    (&["title", "salutation"], Field::Title),
    (
        &["givennames", "givenname", "forenames", "forename", "firstname", "firstnames"],
        Field::GivenNames,
    ),
    (&["surname", "lastname", "familyname"], Field::Surname),
    (&["alias", "aka", "alsoknownas"], Field::Alias),
    (&["nickname"], Field::Nickname),
    (&["maidenname", "formersurname", "previoussurname"], Field::FormerSurname),
    (&["dateofbirth", "dob", "birthdate", "born"], Field::DateOfBirth),
    (&["sex", "gender"], Field::Sex),
    (&["nationality"], Field::Nationality),
    (&["placeofbirth", "birthplace"], Field::Birthplace),
    (&["occupation", "job"], Field::Occupation),
    (&["pncid", "pnc"], Field::Pncid),
    (&["cro", "cronumber"], Field::Cro),
    (&["nino", "nationalinsurance", "nationalinsurancenumber"], Field::Nino),
    (&["phone", "telephone", "mobile", "tel", "phonenumber"], Field::Number),
    (&["email", "emailaddress"], Field::EmailAddress),
    (&["registration", "vrm", "reg", "numberplate", "registrationmark"], Field::Registration),
    (&["vin", "chassis", "chassisnumber"], Field::Vin),
    (&["make", "manufacturer"], Field::Make),
    (&["model"], Field::Model),
    (&["colour", "color"], Field::Colour),
    (&["body", "bodytype"], Field::Body),
    (&["flat", "saon"], Field::Flat),
    (&["building", "paon", "housenumber", "house", "housename", "number"], Field::Building),
    (&["street", "road", "address", "addressline1", "address1", "line1"], Field::Street),
    (&["town", "city", "posttown"], Field::Town),
    (&["postcode", "zip"], Field::Postcode),
    (&["uprn"], Field::Uprn),
    (&["description", "notes", "remarks"], Field::Description),
];

const LEGACY: &[&str] =
    &["id", "recid", "legacyid", "nominalid", "recordid", "urn", "ref", "reference", "nominal"];

impl Mapping {
    /// What a header looks like. Nothing when it is of nobody and nothing that we take.
    #[must_use]
    pub fn guess(header: &[String]) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let fields: Vec<Option<Field>> = names.iter().map(|name| field(name)).collect();
        let has = |field: Field| fields.contains(&Some(field));
        let form = if has(Field::Surname) || has(Field::GivenNames) {
            Form::Person
        } else if has(Field::Registration) || has(Field::Vin) {
            Form::Vehicle
        } else if has(Field::Postcode) || has(Field::Street) {
            Form::Address
        } else {
            return None;
        };
        let column = |(name, field): (&String, &Option<Field>)| match field {
            Some(field) => fitting(form, *field),
            None if LEGACY.contains(&name.as_str()) => Column::Legacy,
            None => Column::PassedOver,
        };
        let mut columns: Vec<Column> = names.iter().zip(&fields).map(column).collect();
        only_one_number(&mut columns);
        Some(Self { form, columns })
    }

    /// Every choice that a column of such a file has.
    #[must_use]
    pub fn choices(form: Form) -> Vec<Column> {
        let of = Field::ALL.iter().filter(|field| field.fits(form)).map(|it| Column::Of(*it));
        let beside = [
            (Form::Phone, Field::Number),
            (Form::Email, Field::EmailAddress),
            (Form::Address, Field::Flat),
            (Form::Address, Field::Building),
            (Form::Address, Field::Street),
            (Form::Address, Field::Town),
            (Form::Address, Field::Postcode),
        ];
        let beside = beside.into_iter().filter(|_| form == Form::Person);
        let beside = beside.map(|(form, field)| Column::Beside(form, field));
        [Column::PassedOver, Column::Legacy].into_iter().chain(of).chain(beside).collect()
    }
}

impl Column {
    /// As it is written on a command line and in a form: `legacy`, `surname`, `phone.number`, `-`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Legacy => "legacy".to_owned(),
            Self::Of(field) => field.code().to_owned(),
            Self::Beside(form, field) => format!("{}.{}", form.code(), field.code()),
            Self::PassedOver => "-".to_owned(),
        }
    }

    /// The column of a code, in a file of such things.
    #[must_use]
    pub fn of_code(form: Form, code: &str) -> Option<Self> {
        Mapping::choices(form).into_iter().find(|it| it.code() == code)
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn field(name: &str) -> Option<Field> {
    NAMES.iter().find(|(names, _)| names.contains(&name)).map(|(_, field)| *field)
}

/// Whether it is said of the record itself, or of what it is linked to.
fn fitting(form: Form, field: Field) -> Column {
    let beside = match field {
        Field::Number => Some(Form::Phone),
        Field::EmailAddress => Some(Form::Email),
        Field::Flat | Field::Building | Field::Street | Field::Town | Field::Postcode => {
            Some(Form::Address)
        }
        _ => None,
    };
    match beside {
        _ if field.fits(form) => Column::Of(field),
        Some(beside) if form == Form::Person => Column::Beside(beside, field),
        _ => Column::PassedOver,
    }
}

/// The first number of a line is its own; others are passed over.
fn only_one_number(columns: &mut [Column]) {
    let numbers = columns.iter_mut().filter(|it| **it == Column::Legacy);
    for other in numbers.skip(1) {
        *other = Column::PassedOver;
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Mapping};
    use crate::field::Field;
    use crate::form::Form;

    fn guess(header: &str) -> Option<Mapping> {
        Mapping::guess(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_header_says_what_a_file_is_of_and_what_its_columns_are() {
        let people =
            guess("Nominal ID,Forename(s),SURNAME,D.O.B.,Mobile,Post Code,Officer").unwrap();
        assert_eq!(people.form, Form::Person);
        assert_eq!(
            people.columns,
            [
                Column::Legacy,
                Column::Of(Field::GivenNames),
                Column::Of(Field::Surname),
                Column::Of(Field::DateOfBirth),
                Column::Beside(Form::Phone, Field::Number),
                Column::Beside(Form::Address, Field::Postcode),
                Column::PassedOver,
            ]
        );
        let vehicles = guess("id,VRM,make,postcode").unwrap();
        assert_eq!(vehicles.form, Form::Vehicle);
        assert_eq!(vehicles.columns[3], Column::PassedOver, "a vehicle has no postcode");
        assert_eq!(guess("ref,street,town,postcode").unwrap().form, Form::Address);
        assert_eq!(guess("amount,currency"), None);
    }

    #[test]
    fn every_choice_of_a_column_survives_being_written_in_a_form() {
        for form in [Form::Person, Form::Vehicle, Form::Address] {
            for column in Mapping::choices(form) {
                assert_eq!(Column::of_code(form, &column.code()), Some(column));
            }
        }
    }
}
