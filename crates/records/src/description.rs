//! A person of ours as matching describes people.

use crate::store::descriptions::Known;
use kernel::EntityId;
use matching::{Birth, Description, Home, Sex};
use std::collections::BTreeMap;

/// People by their ids, from all that is known of them.
pub(crate) fn described(known: Vec<Known>) -> BTreeMap<EntityId, Description> {
    let mut people: BTreeMap<EntityId, Description> = BTreeMap::new();
    for it in known {
        add(people.entry(it.entity).or_default(), it);
    }
    people
}

fn add(to: &mut Description, known: Known) {
    let value = known.value;
    match known.field.as_str() {
        "given_names" | "nickname" => to.given_names.push(value),
        "surname" | "former_surname" => to.surnames.push(value),
        "alias" => match value.rsplit_once(' ') {
            Some((given, surname)) => {
                to.given_names.push(given.to_owned());
                to.surnames.push(surname.to_owned());
            }
            None => to.given_names.push(value),
        },
        "date_of_birth" => to.births.extend(Birth::parse(&value)),
        "sex" => to.sex = to.sex.or_else(|| Sex::parse(&value)),
        "phone" => to.phones.push(value),
        "email" => to.emails.push(value),
        "address" => to.homes.push(Home { address: value, postcode: known.beside }),
        _ => to.identifiers.push(value),
    }
}

/// People as lines of the file that matching reads: one for each, and one more for each other surname
/// that they have gone by. Returns to whom each line belongs with it.
pub(crate) fn file(people: &BTreeMap<EntityId, Description>) -> (Vec<EntityId>, String) {
    let mut whose = Vec::new();
    let mut text = String::from(
        "rec_id,given_name,surname,date_of_birth,sex,address,postcode,phone,email,identifier\n",
    );
    for (id, it) in people {
        let surnames = it.surnames.len().max(1);
        for place in 0..surnames {
            line(&mut text, whose.len(), (it, place));
            whose.push(*id);
        }
    }
    (whose, text)
}

fn line(text: &mut String, number: usize, (it, place): (&Description, usize)) {
    let or_first = |all: &[String]| all.get(place).or(all.first()).cloned().unwrap_or_default();
    let home = it.homes.first().cloned().unwrap_or_default();
    let sex = match it.sex {
        Some(Sex::Female) => "F",
        Some(Sex::Male) => "M",
        None => "",
    };
    let cells = [
        number.to_string(),
        or_first(&it.given_names),
        it.surnames.get(place).cloned().unwrap_or_default(),
        it.births.first().map(|it| birth(*it)).unwrap_or_default(),
        sex.to_owned(),
        home.address,
        home.postcode,
        or_first(&it.phones),
        or_first(&it.emails),
        or_first(&it.identifiers),
    ];
    let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
    text.push_str(&quoted.join(","));
    text.push('\n');
}

fn birth(it: Birth) -> String {
    match (it.month(), it.day()) {
        (0, _) => format!("{:04}", it.year()),
        (month, 0) => format!("{:04}-{month:02}", it.year()),
        (month, day) => format!("{:04}-{month:02}-{day:02}", it.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::{described, file};
    use crate::store::descriptions::Known;
    use kernel::EntityId;
    use sqlx::types::Uuid;

    #[test]
    fn somebody_who_went_by_two_surnames_is_looked_for_under_both() {
        let known = |field: &str, value: &str, beside: &str| Known {
            entity: EntityId::new(Uuid::from_u128(1)),
            field: field.to_owned(),
            value: value.to_owned(),
            beside: beside.to_owned(),
        };
        let people = described(vec![
            known("given_names", "Ann \"Annie\"", ""),
            known("surname", "Rees", ""),
            known("former_surname", "Lee", ""),
            known("date_of_birth", "1994-05", ""),
            known("address", "1 High Street, Hull", "HU1 1AA"),
            known("nino", "QQ123456A", ""),
        ]);
        let (whose, text) = file(&people);
        assert_eq!(whose.len(), 2);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert!(
            lines[0]
                .starts_with(r#""0","Ann ""Annie""","Rees","1994-05","","1 High Street, Hull""#)
        );
        assert!(lines[1].contains(r#""Lee""#));
        let read = matching::People::read(text.as_bytes()).unwrap();
        assert_eq!(read.len(), 2);
    }
}
