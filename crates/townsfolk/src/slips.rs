//! What goes wrong when people write in a hurry.

use crate::dice::Dice;
use crate::person::Date;
use crate::record::Record;

/// Letters beside each other on a keyboard.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// What sounds alike: the left is written as the right.
const BY_EAR: [(&str, &str); 44] = [
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "ei"),
    ("ei", "ie"),
    ("ey", "y"),
    ("y", "ie"),
    ("ll", "l"),
    ("tt", "t"),
    ("nn", "n"),
    ("ss", "s"),
    ("c", "k"),
    ("k", "c"),
    ("s", "z"),
    ("z", "s"),
    ("ee", "ea"),
    ("ea", "ee"),
    ("ai", "ay"),
    ("a", "e"),
    ("e", "a"),
    ("i", "y"),
    ("o", "u"),
    ("u", "o"),
    ("ow", "ou"),
    ("gh", ""),
    ("th", "t"),
    ("w", "wh"),
    ("mac", "mc"),
    ("mc", "mac"),
    ("son", "sen"),
    ("er", "or"),
    ("bh", "v"),
    ("mh", "v"),
    ("sh", "ch"),
    ("ch", "sh"),
    ("v", "w"),
    ("j", "g"),
    ("x", "ks"),
    ("qu", "kw"),
    ("oo", "u"),
    ("l", "ll"),
    ("n", "nn"),
    ("t", "tt"),
    ("m", "mm"),
    ("h", ""),
];
/// What is shortened in addresses.
const SHORT: [(&str, &str); 9] = [
    ("Road", "Rd"),
    ("Street", "St"),
    ("Avenue", "Ave"),
    ("Lane", "Ln"),
    ("Close", "Cl"),
    ("Drive", "Dr"),
    ("Crescent", "Cres"),
    ("Gardens", "Gdns"),
    ("Flat ", "Apt "),
];

/// One slip: a letter left out, doubled, changed for its neighbour, two that changed places.
pub(crate) fn slip(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let place = usize::try_from(dice.below(u32::try_from(letters.len()).unwrap_or_default()))
        .unwrap_or_default();
    let Some(letter) = letters.get(place).copied() else { return String::new() };
    match dice.below(4) {
        0 if letters.len() > 2 => {
            letters.remove(place);
        }
        1 => letters.insert(place, letter),
        2 if place + 1 < letters.len() => letters.swap(place, place + 1),
        _ => letters.iter_mut().skip(place).take(1).for_each(|one| *one = beside(letter, dice)),
    }
    letters.into_iter().collect()
}

fn beside(letter: char, dice: &mut Dice) -> char {
    if letter.is_ascii_digit() {
        return char::from_digit(dice.below(10), 10).unwrap_or('0');
    }
    let Some(row) = ROWS.iter().find(|row| row.contains(letter.to_ascii_lowercase())) else {
        return letter;
    };
    let place = row.find(letter.to_ascii_lowercase()).unwrap_or_default();
    let other = if dice.happens(5_000) { place + 1 } else { place.saturating_sub(1) };
    row.chars().nth(other).or(row.chars().nth(place.saturating_sub(1))).unwrap_or(letter)
}

/// A name as it was heard: the first spelling that fits, from a place chosen by chance.
pub(crate) fn by_ear(name: &str, dice: &mut Dice) -> String {
    let begin = usize::try_from(dice.below(44)).unwrap_or_default();
    let rules = BY_EAR.iter().cycle().skip(begin).take(BY_EAR.len());
    for (from, to) in rules {
        if name.contains(from) {
            return name.replacen(from, to, 1);
        }
    }
    name.to_owned()
}

/// A slip in one part of a date, which stays in the calendar.
pub(crate) fn date(born: Date, dice: &mut Dice) -> Date {
    let mut wrong = born;
    match dice.below(5) {
        0 => wrong.day = dice.between(1, 28),
        1 => wrong.month = dice.between(1, 12),
        2 => wrong.year = if dice.happens(5_000) { born.year + 1 } else { born.year - 1 },
        3 => wrong.year = if born.year > 1960 { born.year - 10 } else { born.year + 10 },
        _ => wrong.year = born.year / 10 * 10 + dice.between(0, 9),
    }
    wrong.day = wrong.day.min(28.max(if wrong.month == born.month { born.day } else { 28 }));
    wrong
}

/// One sign of a code changed for another of its kind, or two that changed places.
pub(crate) fn slip_of_code(code: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = code.chars().collect();
    let place = usize::try_from(dice.below(u32::try_from(letters.len()).unwrap_or_default()))
        .unwrap_or_default();
    if dice.happens(2_500) && place + 1 < letters.len() {
        letters.swap(place, place + 1);
    } else {
        for letter in letters.iter_mut().skip(place).take(1) {
            *letter = beside(*letter, dice).to_ascii_uppercase();
        }
    }
    letters.into_iter().collect()
}

/// One digit changed for another, or two that changed places.
pub(crate) fn slip_of_digit(number: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = number.chars().collect();
    // The end of a number: its beginning is printed on the form.
    let end = u32::try_from(letters.len().min(6)).unwrap_or_default();
    let place = letters.len()
        - 1
        - usize::try_from(dice.below(end.max(1))).unwrap_or_default().min(letters.len() - 1);
    if dice.happens(3_000) && place + 1 < letters.len() {
        letters.swap(place, place + 1);
    } else {
        for letter in letters.iter_mut().skip(place).take(1) {
            *letter = beside(*letter, dice).to_ascii_uppercase();
        }
    }
    letters.into_iter().collect()
}

/// An address with its street shortened, or without its town.
pub(crate) fn shortened(address: &str, dice: &mut Dice) -> String {
    if dice.happens(3_000) {
        return address.rsplit_once(", ").map_or(address, |(street, _)| street).to_owned();
    }
    SHORT.iter().fold(address.to_owned(), |text, (long, short)| text.replace(long, short))
}

/// Capitals as people set them.
pub(crate) fn case(record: &mut Record, dice: &mut Dice) {
    let style = dice.below(10);
    for name in [&mut record.given_name, &mut record.surname] {
        *name = match style {
            0 => name.to_uppercase(),
            1 => name.clone(),
            _ => titled(name),
        };
    }
    if style == 0 {
        record.address = record.address.to_uppercase();
    }
    if style < 2 {
        record.postcode.retain(|letter| letter != ' ');
    }
}

fn titled(name: &str) -> String {
    let mut starts = true;
    let letters = name.chars().map(|letter| {
        let capital = std::mem::replace(&mut starts, letter == ' ' || letter == '-');
        if capital { letter.to_ascii_uppercase() } else { letter }
    });
    letters.collect()
}
