//! Whom and what the answers of a report tell of: a pure rule.

use super::Told;
use crate::event::{is_whole, vehicle};
use crate::mapped::{Mapped, mapped};
use crate::place::address;
use records::{Field, Form, NewStatement, Origin, Role};
use reports::Report;
use serde_json::Value;
use services::{Maps, Service};

/// Somebody or something before it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) part: String,
    pub(crate) form: Form,
    pub(crate) role: Option<Role>,
    pub(crate) told: Vec<Told>,
}

/// Whom an answer is about.
enum Whom {
    Person(&'static str, Role),
    Vehicle,
    Things,
    Matter,
}

/// What a report tells of, in the order of its questions. What says nothing of anybody makes none; a vehicle
/// whose whole registration was given is in the records already.
pub(crate) fn candidates(service: &Service, report: &Report) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for answer in mapped(service, report) {
        let Some((whom, said)) = read(&answer) else { continue };
        let of =
            |part: &str| answer.item.clone().map_or(part.to_owned(), |it| format!("{part} {it}"));
        match whom {
            Whom::Person(part, role) => {
                add(&mut drafts, (of(part), Form::Person, Some(role)), said);
            }
            Whom::Vehicle => {
                add(&mut drafts, (of("vehicle"), Form::Vehicle, Some(Role::Involved)), said);
            }
            Whom::Matter => add(&mut drafts, ("matter".to_owned(), Form::Contact, None), said),
            Whom::Things => {
                for (at, thing) in answer.value.as_array().into_iter().flatten().enumerate() {
                    let part = format!("{} {}", of("thing"), at.saturating_add(1));
                    let said = self::thing(&answer, thing);
                    add(&mut drafts, (part, Form::Property, Some(Role::Involved)), said);
                }
            }
        }
    }
    drafts
}

fn add(drafts: &mut Vec<Draft>, (part, form, role): (String, Form, Option<Role>), said: Vec<Told>) {
    if said.is_empty() {
        return;
    }
    match drafts.iter_mut().find(|it| it.part == part) {
        Some(draft) => draft.told.extend(said),
        None => drafts.push(Draft { part, form, role, told: said }),
    }
}

/// Whom an answer is about, and what it says.
fn read(answer: &Mapped<'_>) -> Option<(Whom, Vec<Told>)> {
    let text = |field: Field| {
        let said = answer.text().map(|said| told(answer, field, said));
        said.into_iter().collect::<Vec<_>>()
    };
    let name = || answer.text().map(|said| names(answer, said)).unwrap_or_default();
    let reporter = Whom::Person("reporter", Role::Reported);
    let suspect = Whom::Person("suspect", Role::Suspect);
    let victim = Whom::Person("victim", Role::Victim);
    let witness = Whom::Person("witness", Role::Witness);
    let referee = Whom::Person("referee", Role::Involved);
    Some(match answer.maps {
        Maps::PersonName => (reporter, name()),
        Maps::PersonPhone => (reporter, text(Field::Number)),
        Maps::PersonEmail => (reporter, text(Field::EmailAddress)),
        Maps::PersonDateOfBirth => (reporter, text(Field::DateOfBirth)),
        Maps::PersonPreviousNames => (reporter, text(Field::Alias)),
        Maps::PersonLanguage => (reporter, text(Field::Language)),
        Maps::PersonAge => (reporter, text(Field::Age)),
        Maps::PersonAddress => (reporter, stated(answer, address(answer, nowhere))),
        Maps::SuspectName => (suspect, name()),
        Maps::SuspectDescription => (suspect, looks(answer)),
        Maps::VictimName => (victim, name()),
        Maps::VictimDescription => (victim, looks(answer)),
        Maps::WitnessName => (witness, name()),
        Maps::WitnessPhone => (witness, text(Field::Number)),
        Maps::RefereeName => (referee, name()),
        Maps::RefereePhone => (referee, text(Field::Number)),
        Maps::RefereeEmail => (referee, text(Field::EmailAddress)),
        Maps::IncidentNarrative => (Whom::Matter, text(Field::Summary)),
        Maps::Vehicle if is_whole(answer) => return None,
        Maps::Vehicle => (Whom::Vehicle, stated(answer, vehicle(answer, nowhere))),
        Maps::Item => (Whom::Things, Vec::new()),
        _ => return None,
    })
}

fn told(answer: &Mapped<'_>, field: Field, said: &str) -> Told {
    Told {
        field: field.code().to_owned(),
        said: said.to_owned(),
        question: answer.question.clone(),
    }
}

/// The last word of a name is taken for the surname; whoever takes it over sees both.
fn names(answer: &Mapped<'_>, said: &str) -> Vec<Told> {
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    match said.rsplit_once(' ') {
        Some((given, surname)) => {
            vec![told(answer, Field::GivenNames, given), told(answer, Field::Surname, surname)]
        }
        None => vec![told(answer, Field::GivenNames, &said)],
    }
}

/// What somebody looked like.
fn looks(answer: &Mapped<'_>) -> Vec<Told> {
    if let Some(text) = answer.text() {
        return vec![told(answer, Field::Appearance, text)];
    }
    let part = |(field, part): (Field, &str)| {
        let said = answer.part(part).filter(|it| *it != "unsure")?;
        Some(told(answer, field, &said.replace('_', " ")))
    };
    let parts = [
        (Field::Sex, "sex"),
        (Field::Age, "age"),
        (Field::Height, "height"),
        (Field::Marks, "marks"),
        (Field::Language, "accent"),
    ];
    let rest: Vec<&str> =
        ["build", "hair", "clothing"].into_iter().filter_map(|part| answer.part(part)).collect();
    let rest = (!rest.is_empty()).then(|| told(answer, Field::Appearance, &rest.join("; ")));
    parts.into_iter().filter_map(part).chain(rest).collect()
}

/// What was said of one thing of a list.
fn thing(answer: &Mapped<'_>, thing: &Value) -> Vec<Told> {
    let part = |(field, part): (Field, &str)| {
        let said = thing.get(part)?.as_str()?.trim();
        (!said.is_empty()).then(|| told(answer, field, said))
    };
    let parts = [
        (Field::Description, "what"),
        (Field::Make, "make"),
        (Field::Serial, "serial"),
        (Field::Colour, "colour"),
        (Field::Value, "value"),
    ];
    parts.into_iter().filter_map(part).collect()
}

fn stated(answer: &Mapped<'_>, statements: Vec<NewStatement>) -> Vec<Told> {
    statements.into_iter().map(|it| told(answer, it.field, &it.said)).collect()
}

/// Where it stands is written down when it is taken over.
fn nowhere(_: &str) -> Origin {
    Origin { thing: String::new(), id: String::new() }
}
