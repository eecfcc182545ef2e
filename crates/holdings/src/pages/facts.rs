//! Values and records in words.

use counter::dates;
use jiff::civil::Date;
use kernel::{Instant, Language, Words, words};
use records::{Family, Field, Form, Head, Reading};

words! {
    BORN { en: "born {when}", cy: "ganwyd {when}" }
    NO_NAME { en: "{form} without a name", cy: "{form} heb enw" }
    FROM_TO { en: "{from} to {to}", cy: "{from} i {to}" }
    MALE { en: "male", cy: "gwryw" }
    FEMALE { en: "female", cy: "benyw" }
    ERASED { en: "erased", cy: "wedi'i ddileu" }
}

/// A value, as people read it.
pub(crate) fn value(field: Field, value: &str, language: Language) -> String {
    match field.reading() {
        Reading::Date => date(value, language),
        Reading::Phone => phone(value),
        _ if field == Field::Sex => match value {
            "M" | "MALE" => MALE.say(language).to_owned(),
            "F" | "FEMALE" => FEMALE.say(language).to_owned(),
            other => other.to_lowercase(),
        },
        _ => value.to_owned(),
    }
}

/// A date or the part of one that is known: `3 December 2009`, `December 2009`, `2009`.
fn date(value: &str, language: Language) -> String {
    if let Ok(date) = value.parse::<Date>() {
        return dates::day(date, language);
    }
    let month = value.split_once('-').and_then(|(year, month)| Some((year, month.parse().ok()?)));
    month.map_or_else(
        || value.to_owned(),
        |(year, month)| format!("{} {year}", dates::month(month, language)),
    )
}

/// A British number as it is dialled here: `07700 900123`. Others as they are.
fn phone(value: &str) -> String {
    match value.strip_prefix("+44") {
        Some(rest) if rest.len() == 10 => match rest.split_at_checked(4) {
            Some((first, last)) => format!("0{first} {last}"),
            None => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

/// What a record is called: its label, or what it is where it has none.
pub(crate) fn label(head: &Head, language: Language) -> String {
    if head.erased_at.is_some() {
        let form = head.form.name().say(language);
        return format!("{} ({})", capital(form), ERASED.say(language));
    }
    match head.form {
        _ if head.label.is_empty() => {
            capital(&NO_NAME.fill(language, &[("form", head.form.name().say(language))]))
        }
        Form::Phone => phone(&head.label),
        _ => head.label.clone(),
    }
}

/// What tells a record from another that is called the same; empty where nothing does.
pub(crate) fn hint(head: &Head, language: Language) -> String {
    let hint = match head.form.family() {
        Family::Person if !head.hint.is_empty() => {
            BORN.fill(language, &[("when", &date(&head.hint, language))])
        }
        _ => head.hint.clone(),
    };
    let when = happened(head.when, language);
    [hint, when].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// When something happened, or from when to when; empty where it is not known.
pub(crate) fn happened(
    (from, to): (Option<Instant>, Option<Instant>),
    language: Language,
) -> String {
    let say = |at| dates::date_and_time(at, language);
    match (from, to) {
        (Some(from), Some(to)) => FROM_TO.fill(language, &[("from", &say(from)), ("to", &say(to))]),
        (Some(from), None) => say(from),
        _ => String::new(),
    }
}

/// Words that begin a line, where they are kept as in the middle of a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What forms and fields are called, as the choices of a list.
pub(crate) fn choice(words: Words, language: Language) -> String {
    capital(words.say(language))
}

#[cfg(test)]
mod tests {
    use super::value;
    use kernel::Language;
    use records::Field;

    #[test]
    fn values_are_read_as_people_read_them() {
        let say = |field, text| value(field, text, Language::English);
        assert_eq!(say(Field::DateOfBirth, "2009-12-03"), "3 December 2009");
        assert_eq!(say(Field::DateOfBirth, "2009-12"), "December 2009");
        assert_eq!(say(Field::DateOfBirth, "2009"), "2009");
        assert_eq!(say(Field::Number, "+447700900123"), "07700 900123");
        assert_eq!(say(Field::Sex, "F"), "female");
    }
}
