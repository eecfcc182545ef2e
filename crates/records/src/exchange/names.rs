//! What the Standard Data Model calls our forms, fields and roles.

use crate::field::Field;
use crate::form::{Family, Form};
use crate::role::Role;
use kernel::Problem;
use toml::Table;

const CODES: &str = include_str!("codes.toml");

/// The type of a form.
pub(super) fn kind(form: Form) -> &'static str {
    match form {
        Form::Vehicle => "vehicle",
        Form::Phone => "telephone",
        Form::Email => "email",
        _ => match form.family() {
            Family::Person => "person",
            Family::Object => "property",
            Family::Location => "location",
            Family::Event => "incident",
            Family::Organisation => "organisation",
        },
    }
}

/// The form of a type, where nothing else says which of several it is.
pub(super) fn form(kind: &str) -> Option<Form> {
    match kind {
        "person" => Some(Form::Person),
        "vehicle" => Some(Form::Vehicle),
        "telephone" => Some(Form::Phone),
        "email" => Some(Form::Email),
        "property" => Some(Form::Property),
        "location" => Some(Form::Address),
        "incident" => Some(Form::Incident),
        "organisation" => Some(Form::Organisation),
        _ => None,
    }
}

/// The attribute of a field, where the model has one.
pub(super) fn attribute(form: Form, field: Field) -> Option<&'static str> {
    match field {
        Field::Title => Some("titleOther"),
        Field::GivenNames => Some("givenName"),
        Field::Surname => Some("surname"),
        Field::DateOfBirth => Some("dateOfBirth"),
        Field::Sex => Some("gender"),
        Field::Description if form == Form::Person => Some("personDescription"),
        Field::Description if form.family() == Family::Object => Some("propertyDescription"),
        Field::Summary => Some("incidentDescription"),
        Field::Number => Some("telephoneNumber"),
        Field::EmailAddress => Some("emailAddress"),
        Field::Registration => Some("vehicleRegistrationMark"),
        Field::Make => Some("make"),
        Field::Model => Some("model"),
        Field::Colour => Some("colour"),
        Field::Building => Some("buildingNameNumber"),
        Field::Street => Some("streetName"),
        Field::Town => Some("townCity"),
        Field::Postcode => Some("postcode"),
        _ => None,
    }
}

/// The name of a relationship.
pub(super) fn relationship(role: Role) -> &'static str {
    match role {
        Role::HappenedAt => "incidentLocation",
        Role::LivesAt => "currentAddress",
        Role::Reported => "reportedIncident",
        Role::NextOfKin => "nextOfKin",
        role => role.code(),
    }
}

/// The role of a relationship's name.
pub(super) fn role(name: &str) -> Option<Role> {
    Role::ALL.iter().copied().find(|it| relationship(*it) == name)
}

/// The code of a constrained value, where there is one.
pub(super) fn coded(field: Field, value: &str) -> Result<String, Problem> {
    if field != Field::Sex {
        return Ok(value.to_owned());
    }
    let table: Table = CODES.parse().map_err(Problem::broken)?;
    let code = table.get("gender").and_then(|it| it.get(value)).and_then(|it| it.as_str());
    Ok(code.unwrap_or(value).to_owned())
}

/// The value of a code: the shortest that has it.
pub(super) fn decoded(field: Field, code: &str) -> String {
    let table: Table = CODES.parse().unwrap_or_default();
    let values = table.get("gender").and_then(|it| it.as_table()).filter(|_| field == Field::Sex);
    let values = values.into_iter().flatten();
    let found = values.filter(|(_, it)| it.as_str() == Some(code)).map(|(value, _)| value);
    found.min_by_key(|value| value.len()).map_or_else(|| code.to_owned(), Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::{coded, decoded, form, kind, relationship, role};
    use crate::field::Field;
    use crate::form::Form;
    use crate::role::Role;

    #[test]
    fn every_form_has_a_type_and_every_role_a_name_of_its_own() {
        for it in Form::ALL {
            assert!(form(kind(*it)).is_some_and(|form| form.family() == it.family()));
        }
        for it in Role::ALL {
            assert_eq!(role(relationship(*it)), Some(*it));
        }
    }

    #[test]
    fn a_code_comes_back_as_what_it_stands_for() {
        assert_eq!(coded(Field::Sex, "FEMALE").unwrap(), "GNDR_0001");
        assert_eq!(decoded(Field::Sex, "GNDR_0001"), "F");
        assert_eq!(decoded(Field::Surname, "GNDR_0001"), "GNDR_0001");
    }
}
