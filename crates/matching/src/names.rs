//! Names as people spell, shorten and hear them.

mod groups;
mod sound;

pub(crate) use groups::{Groups, groups};
pub(crate) use sound::sound;

use rustc_hash::FxHasher;
use std::hash::Hasher;

/// What is written apart from the name that it belongs to.
const PREFIXES: [&str; 3] = ["o", "mc", "mac"];

/// A name in small plain letters: `O'Néil` and `oneil` are one, `Mc Donald` is one word, hyphens are spaces.
#[must_use]
pub fn normalise(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            'A'..='Z' => plain.push(letter.to_ascii_lowercase()),
            '\'' | '’' | '‘' | '`' | '´' | '.' => {}
            _ => spell(letter, &mut plain),
        }
    }
    joined(&plain)
}

/// Spaces set right, and what belongs to the next word put to it.
fn joined(plain: &str) -> String {
    let mut words = plain.split(' ').filter(|word| !word.is_empty()).peekable();
    let mut name = String::with_capacity(plain.len());
    while let Some(word) = words.next() {
        name.push_str(word);
        if words.peek().is_some() && !PREFIXES.contains(&word) {
            name.push(' ');
        }
    }
    name
}

/// A letter that is none of the plain ones: without its mark, or a space for what is no letter.
fn spell(letter: char, plain: &mut String) {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let without = match small {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ if small.is_alphanumeric() => return plain.push(small),
        // A mark that was written apart from its letter.
        '\u{300}'..='\u{36f}' => "",
        _ => " ",
    };
    plain.push_str(without);
}

/// The other spellings and short forms of a given name that we know: of `Siobhan`, `shivaun`.
#[must_use]
pub fn variants(name: &str) -> Vec<&'static str> {
    let name = normalise(name);
    let first = name.split(' ').next().unwrap_or_default();
    groups::members(first)
}

/// Keys under which a name is found by its sound and its known variants: `Shivaun Oneill` and
/// `Siobhan O'Neil` have keys in common. Each word has its own, so that the order does not matter.
#[must_use]
pub fn keys(name: &str) -> Vec<u64> {
    let mut keys = Vec::new();
    for word in normalise(name).split(' ').filter(|word| !word.is_empty()) {
        keys.push(u64::from(sound(word)));
        let kept = groups(word).into_iter().filter(|group| *group != 0);
        keys.extend(kept.map(|group| 1 << 32 | u64::from(group)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A text as a number, never nought.
pub(crate) fn hash(text: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    let hash = hasher.finish();
    crate::narrow::high(hash ^ hash << 32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        for (one, other) in [
            ("O'Néil", "ONEIL"),
            ("Mc Donald", "mcdonald"),
            ("Łukasz", "Lukasz"),
            ("Smith-Jones", " smith  jones "),
            ("Müller", "muller"),
            ("D’Arcy", "darcy"),
        ] {
            assert_eq!(normalise(one), normalise(other), "{one}");
        }
    }

    #[test]
    fn names_that_sound_alike_share_a_key() {
        for (one, other) in [
            ("Shivaun Oneill", "Siobhan O'Neil"),
            ("Mohammed", "Muhammad"),
            ("Bill", "William"),
            ("Philip", "Filip"),
            ("Macdonald", "McDonald"),
            ("Hussain", "Hussein"),
            ("Thompson", "Tomson"),
            ("Smyth", "Smith"),
            ("Catherine", "Kathryn"),
            ("Knight", "Nite"),
            ("Kowalski", "Kowalska"),
            ("Dafydd", "David"),
            ("Meadhbh", "Medhbh"),
        ] {
            let others = keys(other);
            assert!(keys(one).iter().any(|key| others.contains(key)), "{one} {other}");
        }
    }

    #[test]
    fn different_names_share_none() {
        for (one, other) in [("Smith", "Jones"), ("Patel", "Khan"), ("Anna", "Peter")] {
            let others = keys(other);
            assert!(!keys(one).iter().any(|key| others.contains(key)), "{one} {other}");
        }
    }

    #[test]
    fn variants_are_known_from_each_side() {
        assert!(variants("Siobhán").contains(&"shivaun"));
        assert!(variants("Shivaun").contains(&"siobhan"));
        assert!(variants("Qqqq").is_empty());
    }
}
