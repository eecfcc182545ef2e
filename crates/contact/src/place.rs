//! Where and when something happened, of the answers that say so.

use crate::mapped::{Mapped, first};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use kernel::{Instant, Postcode};
use records::{Confidence, Field, Form, New, NewStatement, Origin, Source};
use services::Maps;

/// Where something happened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    /// A record of it, where it is more than words.
    pub(crate) record: Option<New>,
    /// Its postcode.
    pub(crate) postcode: Option<Postcode>,
    /// Its point.
    pub(crate) point: Option<(f64, f64)>,
}

/// Where it happened: as an address, a place with its postcode, or a point. A place in words alone stays in
/// the report, since nobody would find it again.
pub(crate) fn place(mapped: &[Mapped<'_>], origin: impl Fn(&str) -> Origin) -> Place {
    let located = first(mapped, Maps::IncidentLocation);
    if let Some(located) = located {
        return match located.part("kind") {
            Some("address") => of_address(located, &origin),
            Some("map") => of_point(located, &origin),
            _ => Place::default(),
        };
    }
    let postcode = first(mapped, Maps::IncidentPostcode);
    let Some(postcode) = postcode.and_then(|it| Postcode::parse(it.text()?).ok()) else {
        return Place::default();
    };
    let words = first(mapped, Maps::IncidentPlace);
    let record = words.and_then(|it| {
        let name = NewStatement::fact(Field::Name, it.text()?, Source::Reporter);
        let said = NewStatement::fact(Field::Postcode, postcode.as_str(), Source::Reporter);
        let origin = origin(&it.question);
        let door = it.text().and_then(door);
        Some(match door {
            Some((building, street)) => New::of(
                Form::Address,
                vec![
                    NewStatement::fact(Field::Building, building, Source::Reporter)
                        .from(origin.clone()),
                    NewStatement::fact(Field::Street, street, Source::Reporter)
                        .from(origin.clone()),
                    said.from(origin),
                ],
            ),
            None => New::of(Form::Place, vec![name.from(origin.clone()), said.from(origin)]),
        })
    });
    Place { record, postcode: Some(postcode), point: None }
}

fn of_address(answer: &Mapped<'_>, origin: impl Fn(&str) -> Origin) -> Place {
    let statements = address(answer, &origin);
    let postcode = answer.part("postcode").and_then(|it| Postcode::parse(it).ok());
    let record = (!statements.is_empty()).then(|| New::of(Form::Address, statements));
    Place { record, postcode, point: None }
}

fn of_point(answer: &Mapped<'_>, origin: impl Fn(&str) -> Origin) -> Place {
    let point = answer.part("point").and_then(|text| {
        let (latitude, longitude) = text.split_once(',')?;
        let read = |text: &str| text.trim().parse::<f64>().ok();
        Some((read(latitude)?, read(longitude)?))
    });
    let record = point.map(|point| {
        let name = answer.part("near").or_else(|| answer.part("point")).unwrap_or_default();
        let named = NewStatement::fact(Field::Name, name, Source::Reporter);
        let new = New::of(Form::Place, vec![named.from(origin(&answer.question))]);
        New { point: Some(point), ..new }
    });
    Place { record, postcode: None, point }
}

/// What an address says, part by part.
pub(crate) fn address(answer: &Mapped<'_>, origin: impl Fn(&str) -> Origin) -> Vec<NewStatement> {
    let mut parts = Vec::new();
    match answer.part("line1").map(|line| (line, door(line))) {
        Some((_, Some((building, street)))) => {
            parts.extend([(Field::Building, building), (Field::Street, street)]);
        }
        Some((line, None)) => parts.push((Field::Street, line)),
        None => {}
    }
    let others = [
        (Field::Description, "line2"),
        (Field::Town, "town"),
        (Field::Postcode, "postcode"),
        (Field::Uprn, "uprn"),
    ];
    parts.extend(others.iter().filter_map(|(field, part)| Some((*field, answer.part(part)?))));
    let said = |(field, said): (Field, &str)| {
        NewStatement::fact(field, said, Source::Reporter).from(origin(&answer.question))
    };
    parts.into_iter().map(said).collect()
}

/// A line that begins with the number of a door: the number and the street.
fn door(line: &str) -> Option<(&str, &str)> {
    let (number, street) = line.split_once([' ', ','])?;
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 5;
    let street = street.trim_matches([' ', ',']);
    (is_number && !street.is_empty() && !street.contains(',')).then_some((number, street))
}

/// When it happened, and how sure that is: confirmed where a day and a time were given.
pub(crate) fn moment(mapped: &[Mapped<'_>]) -> Option<(Instant, Confidence)> {
    let answer = first(mapped, Maps::IncidentMoment);
    let text = match answer.filter(|it| it.part("how") == Some("exact")) {
        Some(answer) => answer.part("at")?,
        None => first(mapped, Maps::IncidentDate)?.text()?,
    };
    let london = TimeZone::get("Europe/London").ok()?;
    let at = |civil: DateTime, confidence| {
        let zoned = civil.to_zoned(london.clone()).ok()?;
        Some((Instant::new(zoned.timestamp()), confidence))
    };
    match text.split_once('T') {
        Some((day, time)) => at(format!("{day}T{time}:00").parse().ok()?, Confidence::Confirmed),
        None => at(text.parse::<Date>().ok()?.at(12, 0, 0, 0), Confidence::Probable),
    }
}

#[cfg(test)]
mod tests {
    use super::{door, moment, place};
    use crate::mapped::Mapped;
    use records::{Confidence, Form, Origin};
    use serde_json::{Value, json};
    use services::Maps;

    fn one(maps: Maps, value: &Value) -> Vec<Mapped<'_>> {
        vec![Mapped { maps, question: "where".to_owned(), item: None, value }]
    }

    fn origin(question: &str) -> Origin {
        Origin { thing: "report".to_owned(), id: question.to_owned() }
    }

    #[test]
    fn a_line_with_a_number_is_a_door_and_others_are_not() {
        assert_eq!(door("12 Mill Lane"), Some(("12", "Mill Lane")));
        assert_eq!(door("12a, Mill Lane"), Some(("12a", "Mill Lane")));
        assert_eq!(door("Outside the library"), None);
        assert_eq!(door("12 Mill Lane, by the bridge"), None);
    }

    #[test]
    fn an_address_or_a_point_becomes_a_record_and_words_alone_do_not() {
        let at = |value: Value| {
            let found = place(&one(Maps::IncidentLocation, &value), origin);
            (found.record.map(|it| it.form), found.postcode.is_some(), found.point.is_some())
        };
        let door = json!({"kind": "address", "line1": "12 Mill Lane", "postcode": "HU1 1AA"});
        assert_eq!(at(door), (Some(Form::Address), true, false));
        let point = json!({"kind": "map", "point": "53.7443, -0.3325"});
        assert_eq!(at(point), (Some(Form::Place), false, true));
        assert_eq!(at(json!({"kind": "place", "words": "the park"})), (None, false, false));
        assert_eq!(at(json!({"kind": "map", "point": "nowhere"})), (None, false, false));
    }

    #[test]
    fn a_time_is_confirmed_and_a_day_alone_is_not() {
        let at = |maps, value: Value| moment(&one(maps, &value)).map(|it| (it.0.to_string(), it.1));
        let exact = json!({"how": "exact", "at": "2026-06-04T08:40"});
        let confirmed = ("2026-06-04T07:40:00Z".to_owned(), Confidence::Confirmed);
        assert_eq!(at(Maps::IncidentMoment, exact), Some(confirmed));
        let day = Some(("2026-06-04T11:00:00Z".to_owned(), Confidence::Probable));
        assert_eq!(at(Maps::IncidentDate, json!("2026-06-04")), day);
        assert_eq!(at(Maps::IncidentMoment, json!({"how": "unsure"})), None);
    }
}
