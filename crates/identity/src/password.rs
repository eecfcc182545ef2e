//! Which passwords are refused: those that whoever guesses tries first. There are no rules of
//! composition: a long sentence is good.

use crate::breached::List;
use std::io;

/// The shortest password, in characters.
pub const SHORTEST: usize = 15;
/// The longest, in characters: more only costs time.
pub const LONGEST: usize = 512;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// It has fewer than fifteen characters.
    TooShort,
    /// It has more than 512.
    TooLong,
    /// It holds a name: of whoever it is for, their address, their force.
    HoldsAName,
    /// It is one character, one sequence or one short text over and over.
    OneSequence,
    /// It was stolen somewhere before.
    Breached,
}

/// What is wrong with a password for somebody of these names; nothing if it is good. Fails when the list
/// cannot be read.
pub fn weakness(password: &str, names: &[&str], list: Option<&List>) -> io::Result<Option<Weak>> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Ok(Some(Weak::TooShort));
    }
    if length > LONGEST {
        return Ok(Some(Weak::TooLong));
    }
    if is_one_sequence(password) {
        return Ok(Some(Weak::OneSequence));
    }
    if holds_a_name(password, names) {
        return Ok(Some(Weak::HoldsAName));
    }
    let breached = list.map_or(Ok(false), |list| list.holds(password))?;
    Ok(breached.then_some(Weak::Breached))
}

/// Whether what is left of it without the names and their parts is shorter than a word.
fn holds_a_name(password: &str, names: &[&str]) -> bool {
    let folded = fold(password);
    let names = names.iter().map(|name| name.to_lowercase());
    let mut parts: Vec<String> = names
        .flat_map(|name| {
            let parts = name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
            parts.chain([fold(&name)]).collect::<Vec<_>>()
        })
        .filter(|part| part.chars().count() >= 4)
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.iter().any(|part| folded.contains(part.as_str()))
}

fn fold(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether each character follows from those before: the same, the next or the one before it, or a short
/// text over and over.
fn is_one_sequence(password: &str) -> bool {
    let letters: Vec<char> = password.to_lowercase().chars().collect();
    let codes = letters.iter().map(|letter| i64::from(u32::from(*letter)));
    let steps: Vec<i64> = codes.clone().zip(codes.skip(1)).map(|(one, next)| next - one).collect();
    let steady = steps.iter().filter(|step| (-1..=1).contains(*step)).count();
    let repeats =
        |length: usize| letters.iter().zip(letters.iter().skip(length)).all(|(a, b)| a == b);
    // One jump, as from 9 to 0, makes no sentence of it.
    steady + 2 >= steps.len() || (1..=4).any(repeats)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Weak, weakness};

    #[test]
    fn long_sentences_are_good_and_what_is_guessed_first_is_not() {
        let names = ["Ada Lovelace", "ada.lovelace@humberside.example", "Humberside Police"];
        for (password, weak) in [
            ("correct horse battery staple", None),
            ("the quay smells of tar at six", None),
            ("Mae'r cei yn arogli o dar", None),
            ("short", Some(Weak::TooShort)),
            ("fourteen chars", Some(Weak::TooShort)),
            ("aaaaaaaaaaaaaaaaaaaa", Some(Weak::OneSequence)),
            ("abcdefghijklmnopqrst", Some(Weak::OneSequence)),
            ("12345678901234567890", Some(Weak::OneSequence)),
            ("98765432109876543210", Some(Weak::OneSequence)),
            ("abcabcabcabcabcabc", Some(Weak::OneSequence)),
            ("my name is lovelace", Some(Weak::HoldsAName)),
            ("I am at Humber-side now", Some(Weak::HoldsAName)),
            ("the police are my friends", Some(Weak::HoldsAName)),
        ] {
            assert_eq!(weakness(password, &names, None).unwrap(), weak, "{password}");
        }
        assert_eq!(weakness(&"xyz ".repeat(200), &names, None).unwrap(), Some(Weak::TooLong));
        let long: String = (0..64_u8).map(|at| char::from(b'a' + at % 26 * 7 % 26)).collect();
        assert!(long.len() < LONGEST);
        assert_eq!(weakness(&long, &names, None).unwrap(), None);
    }
}
