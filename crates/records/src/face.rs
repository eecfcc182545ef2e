//! What is compared of a person: made of their statements, and of those of what they use and where they live.

use crate::field::Field;
use crate::form::{Family, Form};
use crate::open::New;
use crate::statement::Statement;
use matching::{Birth, Description, Home, Sex};
use serde::{Deserialize, Serialize};

/// As it is stored beside the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Face {
    #[serde(rename = "g", skip_serializing_if = "Vec::is_empty")]
    given: Vec<String>,
    #[serde(rename = "s", skip_serializing_if = "Vec::is_empty")]
    surnames: Vec<String>,
    #[serde(rename = "b", skip_serializing_if = "Vec::is_empty")]
    births: Vec<String>,
    #[serde(rename = "x", skip_serializing_if = "Option::is_none")]
    sex: Option<String>,
    #[serde(rename = "h", skip_serializing_if = "Vec::is_empty")]
    homes: Vec<(String, String)>,
    #[serde(rename = "t", skip_serializing_if = "Vec::is_empty")]
    phones: Vec<String>,
    #[serde(rename = "e", skip_serializing_if = "Vec::is_empty")]
    emails: Vec<String>,
    #[serde(rename = "i", skip_serializing_if = "Vec::is_empty")]
    identifiers: Vec<String>,
}

/// A value of a field of one record.
type Value<'a> = (Field, &'a str);

impl Face {
    /// Of a person whose record has these statements, and who is linked to those of others.
    pub(crate) fn of<'a>(
        own: impl IntoIterator<Item = &'a Statement>,
        linked: impl IntoIterator<Item = Vec<&'a Statement>>,
    ) -> Self {
        let mut face = Self::default();
        let stands = |it: &&Statement| it.ended.is_none();
        own.into_iter().filter(stands).for_each(|it| face.own((it.field, &it.value)));
        for one in linked {
            let values = one.into_iter().filter(stands).map(|it| (it.field, &*it.value));
            face.linked(&values.collect::<Vec<_>>());
        }
        face
    }

    /// Whether there is nothing by which anybody could be told from others.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn own(&mut self, (field, value): Value<'_>) {
        let list = match field {
            Field::GivenNames | Field::Nickname => &mut self.given,
            Field::Surname | Field::FormerSurname => &mut self.surnames,
            Field::DateOfBirth => &mut self.births,
            Field::Pncid | Field::Cro | Field::Nino | Field::Passport | Field::DriverNumber => {
                &mut self.identifiers
            }
            Field::Alias => return self.alias(value),
            Field::Sex => return self.sex = Some(value.to_owned()),
            _ => return,
        };
        push(list, value);
    }

    /// Another name that they go by: a given name, or a whole name of which the last word is the surname.
    fn alias(&mut self, value: &str) {
        let (given, surname) = value.rsplit_once(' ').unwrap_or((value, ""));
        push(&mut self.given, given);
        push(&mut self.surnames, surname);
    }

    fn linked(&mut self, values: &[Value<'_>]) {
        let of = |field: Field| values.iter().filter(move |it| it.0 == field).map(|it| it.1);
        of(Field::Number).for_each(|number| push(&mut self.phones, number));
        of(Field::EmailAddress).for_each(|email| push(&mut self.emails, email));
        let parts = [Field::Flat, Field::Building, Field::Street, Field::Town];
        let address: Vec<&str> = parts.into_iter().filter_map(|field| of(field).next()).collect();
        let postcode = of(Field::Postcode).next().unwrap_or_default();
        if !address.is_empty() || !postcode.is_empty() {
            self.homes.push((address.join(" "), postcode.to_owned()));
        }
    }

    /// As it is compared.
    pub(crate) fn description(self) -> Description {
        let home = |(address, postcode)| Home { address, postcode };
        Description {
            given_names: self.given,
            surnames: self.surnames,
            births: self.births.iter().filter_map(|it| Birth::parse(it)).collect(),
            sex: self.sex.as_deref().and_then(Sex::parse),
            homes: self.homes.into_iter().map(home).collect(),
            phones: self.phones,
            emails: self.emails,
            identifiers: self.identifiers,
        }
    }

    /// In words for the one box, while nothing better is there to look with.
    pub(crate) fn in_words(&self) -> String {
        let parts = [&self.given, &self.surnames, &self.births, &self.phones, &self.emails];
        parts.into_iter().flatten().take(10).cloned().collect::<Vec<_>>().join(" ")
    }
}

/// What is said of somebody and of what is theirs, before any of it is opened: the person and beside them
/// a telephone, an e-mail address, an address.
pub(crate) fn of_new(records: &[New]) -> Face {
    let mut face = Face::default();
    for new in records {
        let read = new
            .statements
            .iter()
            .filter_map(|it| Some((it.field, it.field.reading().read(&it.said)?.value)));
        let read: Vec<(Field, String)> = read.collect();
        let values: Vec<Value<'_>> = read.iter().map(|(field, value)| (*field, &**value)).collect();
        match new.form.family() {
            Family::Person => values.into_iter().for_each(|it| face.own(it)),
            _ => face.linked(&values),
        }
    }
    face
}

/// Whether records of this form say something about the people who are linked to them.
pub(crate) const fn says_of_people(form: Form) -> bool {
    matches!(form, Form::Phone | Form::Email | Form::Address | Form::Place)
}

fn push(list: &mut Vec<String>, value: &str) {
    if !value.is_empty() && !list.iter().any(|it| it == value) && list.len() < 12 {
        list.push(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::of_new;
    use crate::field::Field;
    use crate::form::Form;
    use crate::open::New;
    use crate::statement::{NewStatement, Source};

    #[test]
    fn a_face_has_what_is_said_of_somebody_and_of_what_is_theirs() {
        let fact = |field, said: &str| NewStatement::fact(field, said, Source::Reporter);
        let person = vec![
            fact(Field::GivenNames, "Siobhan"),
            fact(Field::Alias, "Shiv Murphy"),
            fact(Field::DateOfBirth, "12/3/1985"),
        ];
        let phone = vec![fact(Field::Number, "07700 900123")];
        let described = of_new(&[New::of(Form::Person, person), New::of(Form::Phone, phone)]);
        let stored = serde_json::to_value(&described).unwrap();
        assert_eq!(
            stored,
            serde_json::json!({"g": ["Siobhan", "Shiv"], "s": ["Murphy"], "b": ["1985-03-12"],
                "t": ["+447700900123"]})
        );
        let description = described.description();
        assert_eq!(description.births.first().map(|it| it.year()), Some(1985));
    }
}
