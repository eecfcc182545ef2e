//! References, which are made to be read aloud and are never secret, and access codes, which are.

use std::fmt;

/// The characters of references and access codes: none that looks or sounds like another.
pub const ALPHABET: &[u8; 25] = b"23456789CDFGHJKMNPQRTVWXY";

/// The three letters by which a force's references begin. Unique, in the force's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Letters([u8; 3]);

/// The text is not three capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLetters;

impl fmt::Display for NotLetters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not three capital letters")
    }
}

impl std::error::Error for NotLetters {}

impl Letters {
    /// Three letters from A to Z.
    pub fn parse(text: &str) -> Result<Self, NotLetters> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Self([a, b, c])),
            _ => Err(NotLetters),
        }
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A report's reference: `HUM-7K4Q-2M9D`. The last character checks the seven before it
/// (ISO 7064, pure system of modulus 25 and radix 2), so that a slip of the tongue
/// or two characters swapped are noticed before anything is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    letters: Letters,
    code: [u8; 8],
}

/// The text is not a reference, or its check character does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAReference;

impl fmt::Display for NotAReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a reference")
    }
}

impl std::error::Error for NotAReference {}

impl Reference {
    /// Makes a reference from random bytes. Any seven bytes give one; evenly spread bytes give
    /// references that are spread evenly enough (the store keeps them unique).
    #[must_use]
    pub fn from_random(letters: Letters, random: [u8; 7]) -> Self {
        let digits = random.map(|byte| usize::from(byte) % ALPHABET.len());
        let check = check_digit(&digits);
        let mut code = [b'2'; 8];
        for (slot, digit) in code.iter_mut().zip(digits.into_iter().chain([check])) {
            *slot = character(digit);
        }
        Self { letters, code }
    }

    /// Reads a reference in any case, with or without spaces and hyphens.
    pub fn parse(text: &str) -> Result<Self, NotAReference> {
        let plain = plain(text).ok_or(NotAReference)?;
        let (letters, code) = plain.split_at_checked(3).ok_or(NotAReference)?;
        let letters = Letters::parse(letters).map_err(|_| NotAReference)?;
        let code: [u8; 8] = code.as_bytes().try_into().map_err(|_| NotAReference)?;
        let digits = code.iter().map(|c| digit(*c)).collect::<Option<Vec<_>>>();
        match digits.as_deref() {
            Some([seven @ .., check]) if check_digit(seven) == *check => Ok(Self { letters, code }),
            _ => Err(NotAReference),
        }
    }

    /// The letters of the force that it belongs to.
    #[must_use]
    pub const fn letters(&self) -> Letters {
        self.letters
    }

    /// The eight characters after the letters, without a hyphen: what is stored and looked up.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or_default()
    }

    /// The reference of a stored code.
    pub fn from_stored(letters: Letters, code: &str) -> Result<Self, NotAReference> {
        Self::parse(&format!("{}{code}", letters.as_str()))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.code().split_at(4);
        write!(f, "{}-{first}-{last}", self.letters.as_str())
    }
}

/// What lets a person follow a report: twelve characters of the same alphabet, shown in groups of
/// four. Never stored; a hash of it is. Its debug form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessCode([u8; 12]);

/// The text is not an access code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACode;

impl fmt::Display for NotACode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an access code")
    }
}

impl std::error::Error for NotACode {}

impl AccessCode {
    /// Makes a code from secret bytes: the first below 250 of them decide, so that each character
    /// is equally likely (25 divides 250). Nothing when fewer than twelve bytes qualify.
    #[must_use]
    pub fn from_secret(secret: &[u8]) -> Option<Self> {
        let mut usable = secret.iter().filter(|byte| **byte < 250);
        let mut code = [b'2'; 12];
        for slot in &mut code {
            *slot = character(usize::from(*usable.next()?) % ALPHABET.len());
        }
        Some(Self(code))
    }

    /// Reads a code in any case, with or without spaces and hyphens.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let plain = plain(text).ok_or(NotACode)?;
        let code: [u8; 12] = plain.as_bytes().try_into().map_err(|_| NotACode)?;
        if code.iter().all(|c| digit(*c).is_some()) { Ok(Self(code)) } else { Err(NotACode) }
    }

    /// The twelve characters without hyphens.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for AccessCode {
    /// `7K4Q-2M9D-XXXX`, for the person who holds it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.as_str();
        let part = |from: usize| text.get(from..from + 4).unwrap_or_default();
        write!(f, "{}-{}-{}", part(0), part(4), part(8))
    }
}

impl fmt::Debug for AccessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccessCode(hidden)")
    }
}

/// Capital letters and digits of a text that has besides them only spaces, hyphens and dots.
fn plain(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(16);
    for c in text.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => plain.push(c.to_ascii_uppercase()),
            _ if c.is_whitespace() || "-.\u{2010}\u{2011}\u{2013}\u{200b}".contains(c) => {}
            _ => return None,
        }
    }
    Some(plain)
}

fn digit(character: u8) -> Option<usize> {
    ALPHABET.iter().position(|c| *c == character)
}

fn character(digit: usize) -> u8 {
    ALPHABET.get(digit).copied().unwrap_or(b'2')
}

/// ISO 7064, pure system: radix 2, modulus 25, remainder 1. Both 2 and 2 - 1 have no factor in
/// common with 25, so every single error and every swap of neighbours changes the sum.
fn check_digit(digits: &[usize]) -> usize {
    const M: usize = ALPHABET.len();
    let sum = digits.iter().fold(0, |sum, digit| (sum + digit) * 2 % M);
    (M + 1 - sum) % M
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, AccessCode, Letters, Reference};
    use proptest::prelude::*;

    fn hum() -> Letters {
        Letters::parse("HUM").unwrap()
    }

    #[test]
    fn a_reference_is_read_in_any_case_with_or_without_hyphens() {
        let reference = Reference::from_random(hum(), [1, 2, 3, 4, 5, 6, 7]);
        let shown = reference.to_string();
        assert_eq!(shown.len(), 13);
        for typed in
            [shown.clone(), shown.to_lowercase(), shown.replace('-', ""), shown.replace('-', " ")]
        {
            assert_eq!(Reference::parse(&typed), Ok(reference), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_always_noticed(random: [u8; 7], place in 0..8_usize, other in 0..25_usize) {
            let reference = Reference::from_random(hum(), random);
            let mut code = reference.code().as_bytes().to_vec();
            prop_assume!(code[place] != ALPHABET[other]);
            code[place] = ALPHABET[other];
            let typed = format!("HUM{}", String::from_utf8(code).unwrap());
            prop_assert!(Reference::parse(&typed).is_err());
        }

        #[test]
        fn two_neighbours_swapped_are_always_noticed(random: [u8; 7], place in 0..7_usize) {
            let reference = Reference::from_random(hum(), random);
            let mut code = reference.code().as_bytes().to_vec();
            prop_assume!(code[place] != code[place + 1]);
            code.swap(place, place + 1);
            let typed = format!("HUM{}", String::from_utf8(code).unwrap());
            prop_assert!(Reference::parse(&typed).is_err());
        }

        #[test]
        fn nothing_that_is_typed_breaks_the_reader(text: String) {
            let _ = Reference::parse(&text);
            let _ = AccessCode::parse(&text);
        }
    }

    #[test]
    fn an_access_code_survives_being_written_down() {
        let code = AccessCode::from_secret(&[7, 255, 3, 80, 9, 201, 44, 2, 5, 6, 99, 120, 249, 1])
            .unwrap();
        assert_eq!(AccessCode::parse(&code.to_string().to_lowercase()), Ok(code.clone()));
        assert_eq!(format!("{code:?}"), "AccessCode(hidden)");
    }

    #[test]
    fn too_little_secret_gives_no_code() {
        assert!(AccessCode::from_secret(&[255; 64]).is_none());
    }
}
