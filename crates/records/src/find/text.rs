//! The text of the box, taken apart: what belongs together stays together.

use super::dates::Dated;
use super::query::Term;
use super::senses::Sense;
use super::{plate, words};
use kernel::{Email, Postcode, Registration};

/// What is written apart from the name that it belongs to.
const PREFIXES: [&str; 3] = ["o", "mc", "mac"];
/// Characters that separate words and belong to none of them.
const BETWEEN: [char; 5] = [',', ';', '"', '!', '\u{a0}'];
/// The longest word that is looked at, in characters, and how many words.
const LONGEST: usize = 80;
const MOST_WORDS: usize = 40;

/// The terms of a text, in its order.
pub(crate) fn terms(text: &str, this_year: u16) -> Vec<Term> {
    let words = text.split(|c: char| c.is_whitespace() || BETWEEN.contains(&c));
    let words = words.map(|it| it.trim_matches(|c| "().:".contains(c) && c != '.'));
    let words: Vec<&str> = words
        .filter(|it| !it.is_empty() && it.chars().count() <= LONGEST)
        .take(MOST_WORDS)
        .collect();
    let mut terms = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (found, taken) = first(rest, this_year);
        terms.extend(found);
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
    terms
}

/// What stands first, and how many words it takes.
fn first(words: &[&str], this_year: u16) -> (Vec<Term>, usize) {
    let one = |taken: usize, senses: Vec<Sense>| {
        let said = words.iter().take(taken).copied().collect::<Vec<_>>().join(" ");
        (vec![Term { said, senses }], taken)
    };
    let word = words.first().copied().unwrap_or_default();
    if let Ok(email) = Email::parse(word) {
        return one(1, vec![Sense::Email(email.as_str().to_lowercase())]);
    }
    if let Some((date, taken)) = date(words, this_year) {
        return one(taken, vec![Sense::Date(date)]);
    }
    if let Some((digits, taken)) = phone(words) {
        return one(taken, vec![Sense::Digits(digits)]);
    }
    for taken in [2, 1] {
        let joined: String = words.iter().take(taken).copied().collect();
        if words.len() >= taken
            && let Ok(code) = Postcode::parse(&joined)
        {
            return one(taken, vec![Sense::Postcode(words::code(code.as_str()))]);
        }
    }
    if let [outward, sector, ..] = words
        && is_outward(outward)
        && sector.len() == 1
        && sector.starts_with(|c: char| c.is_ascii_digit())
    {
        return one(2, vec![Sense::Postcode(format!("{} {sector}", words::code(outward)))]);
    }
    if let [begins, ends, ..] = words
        && is_plate(begins, ends)
    {
        return one(2, vec![Sense::Plate(plate::folded(&format!("{begins}{ends}")))]);
    }
    if let [prefix, name, ..] = words
        && PREFIXES.contains(&&*prefix.to_lowercase())
        && name.chars().all(char::is_alphabetic)
    {
        return (plain(&format!("{prefix} {name}")), 2);
    }
    (alone(word, this_year), 1)
}

/// The longest date with which the words begin; a bare number may be something else.
fn date(words: &[&str], this_year: u16) -> Option<(Dated, usize)> {
    (1..=3).rev().find_map(|taken| {
        let words = words.get(..taken)?;
        let bare = taken == 1 && words.iter().all(|it| it.chars().all(char::is_alphanumeric));
        Dated::read(words, this_year).filter(|_| !bare).map(|date| (date, taken))
    })
}

/// A telephone number with the spaces in it.
fn phone(words: &[&str]) -> Option<(String, usize)> {
    let is_part = |word: &&&str| word.chars().all(|c| c.is_ascii_digit() || "+()-".contains(c));
    let begins = words.first().is_some_and(|it| it.starts_with(['0', '+', '(']));
    let run = words.iter().take(6).take_while(is_part).count();
    (1..=run).rev().filter(|_| begins).find_map(|taken| {
        let digits = words::digits(&words.get(..taken)?.concat());
        let digits = digits.strip_prefix("0044").unwrap_or(&digits).to_owned();
        let national = digits.strip_prefix('0').map(|rest| format!("44{rest}"));
        (9..=13).contains(&digits.len()).then(|| (national.unwrap_or(digits), taken))
    })
}

fn is_outward(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = word.get(letters..).unwrap_or_default();
    let digit = rest.starts_with(|c: char| c.is_ascii_digit());
    (1..=2).contains(&letters) && digit && rest.len() <= 2 && words::code(rest).len() == rest.len()
}

/// Whether two words are a plate that was written with its space.
fn is_plate(begins: &str, ends: &str) -> bool {
    let digits = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let (short, mixed) = ((2..=4).contains(&begins.len()), digits(begins) != digits(ends));
    let plate = Registration::parse(&format!("{begins}{ends}"));
    short && mixed && plate.is_ok_and(|it| it.is_whole() && it.as_str().contains(' '))
}

/// A word that belongs to no other.
fn alone(word: &str, this_year: u16) -> Vec<Term> {
    let code = words::code(word);
    let (letters, digits) =
        (word.chars().any(char::is_alphabetic), word.chars().any(|c| c.is_ascii_digit()));
    if !digits {
        return plain(word);
    }
    let mut senses: Vec<Sense> = Vec::new();
    let folded = plate::folded(word);
    if letters && (3..=8).contains(&folded.len()) {
        senses.push(Sense::Plate(folded));
    }
    if is_outward(word) {
        senses.push(Sense::Postcode(code.clone()));
    }
    if !letters && code.len() >= 4 {
        let date = Dated::read(&[&code], this_year);
        let date = date.or_else(|| Dated::run_together(&code, this_year));
        senses.extend(date.map(Sense::Date));
        senses.push(Sense::Digits(code.clone()));
    }
    if code.len() >= 5 {
        senses.push(Sense::Number(code));
    }
    senses.extend(words::plain(word).into_iter().take(1).map(Sense::Word));
    vec![Term { said: word.to_owned(), senses }]
}

/// Words without a digit: each for itself, without those that say nothing.
fn plain(text: &str) -> Vec<Term> {
    let telling =
        words::plain(text).into_iter().filter(|word| !words::is_silent(word) || word.len() == 1);
    let telling = telling.filter(|word| !words::is_street_type(word) || word.len() > 3);
    let sense = |word: String| match word.chars().count() {
        1 => Sense::Initial(word),
        _ if words::is_street_type(&word) => Sense::StreetType(word),
        _ => Sense::Word(word),
    };
    telling.map(|word| Term { said: word.clone(), senses: vec![sense(word)] }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::senses::ReadAs;
    use super::terms;
    use proptest::prelude::*;

    fn check(text: &str, read: &[(&str, &[ReadAs])]) {
        let found: Vec<(String, Vec<ReadAs>)> =
            terms(text, 2026).iter().map(|it| (it.said.clone(), it.tried().read_as)).collect();
        let read: Vec<(String, Vec<ReadAs>)> =
            read.iter().map(|(said, read)| ((*said).to_owned(), read.to_vec())).collect();
        assert_eq!(found, read, "{text}");
    }

    #[test]
    fn what_belongs_together_stays_together() {
        use ReadAs::{Date, Email, Number, Phone, Plate, Postcode, Word};
        check("Shivaun Oneill", &[("shivaun", &[Word]), ("oneill", &[Word])]);
        check("O Neil, Siobhan", &[("oneil", &[Word]), ("siobhan", &[Word])]);
        check("siobhan 12 march 1985", &[("siobhan", &[Word]), ("12 march 1985", &[Date])]);
        check("07700 900 123", &[("07700 900 123", &[Phone])]);
        check("ab12 cde", &[("ab12 cde", &[Plate])]);
        check("HU1 3AA", &[("HU1 3AA", &[Postcode])]);
        check("HU1 3", &[("HU1 3", &[Postcode])]);
        check("B12", &[("B12", &[Plate, Postcode, Word])]);
        check("sam@example.com", &[("sam@example.com", &[Email])]);
        check(
            "blue astra parker st",
            &[("blue", &[Word]), ("astra", &[Word]), ("parker", &[Word])],
        );
        check("12 parker", &[("12", &[Word]), ("parker", &[Word])]);
        check("12 marsh street", &[("12", &[Word]), ("marsh", &[Word]), ("street", &[Word])]);
        check("1985", &[("1985", &[Date, Phone, Word])]);
        check("900123", &[("900123", &[Phone, Number, Word])]);
        check("the of and", &[]);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,80}") {
            let found = terms(&text, 2026);
            let _ = super::super::query::wanted(&found);
        }

        #[test]
        fn nor_is_any_mixture_of_what_is_typed(
            text in "([a-zA-Z]{1,3}|[0-9]{1,5}|[ ./?@+()'-]|mar|Łódź|ß|st){0,20}",
        ) {
            let found = terms(&text, 2026);
            let _ = super::super::query::wanted(&found);
        }
    }
}
