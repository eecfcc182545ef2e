//! Numbers that are given out: telephone numbers, official numbers, postcodes. Up to twelve signs in one number.

use crate::likeness::one_slip;

/// Letters and digits.
const KINDS: u64 = 37;
/// What is too long to be unpacked.
const LONG: u64 = 1 << 63;

/// A code packed into a number; nought when there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Code(pub(crate) u64);

impl Code {
    /// Letters and digits in any spelling.
    pub(crate) fn of(text: &[u8]) -> Self {
        Self::packed(text.iter().filter_map(|sign| match sign {
            b'0'..=b'9' => Some(sign - b'0' + 1),
            b'a'..=b'z' => Some(sign - b'a' + 11),
            b'A'..=b'Z' => Some(sign - b'A' + 11),
            _ => None,
        }))
    }

    /// A telephone number: `+44 (0)7700 …` and `07700 …` are one.
    pub(crate) fn phone(text: &[u8]) -> Self {
        let mut digits = [0_u8; 24];
        let mut length = 0;
        let plus = text.iter().find(|sign| !sign.is_ascii_whitespace()) == Some(&b'+');
        for (place, digit) in
            digits.iter_mut().zip(text.iter().filter(|sign| sign.is_ascii_digit()))
        {
            *place = *digit;
            length += 1;
        }
        let digits = digits.get(..length).unwrap_or_default();
        let national = match digits {
            [b'0', b'0', b'4', b'4', rest @ ..] => rest,
            [b'4', b'4', rest @ ..] if plus || rest.len() == 10 => rest,
            _ => digits,
        };
        let national = national.strip_prefix(b"0").unwrap_or(national);
        // The last twelve tell numbers apart, whatever was dialled before them.
        let national = national.get(national.len().saturating_sub(12)..).unwrap_or_default();
        // Fewer than six digits are no number that somebody could be reached by.
        if national.len() < 6 {
            Self(0)
        } else {
            Self::packed(national.iter().map(|digit| digit - b'0' + 1))
        }
    }

    fn packed(signs: impl Iterator<Item = u8>) -> Self {
        let (mut code, mut length) = (0_u64, 0);
        for sign in signs {
            code = code.wrapping_mul(KINDS).wrapping_add(u64::from(sign));
            length += 1;
        }
        if length > 12 { Self(code.wrapping_mul(0x9e37_79b9_7f4a_7c15) | LONG) } else { Self(code) }
    }

    pub(crate) fn is_missing(self) -> bool {
        self.0 == 0
    }

    /// Whether they are one slip apart.
    pub(crate) fn is_one_slip_from(self, other: Self) -> bool {
        let long = self.0.max(other.0) >= LONG && (self.0 ^ other.0) >= LONG;
        if long || self.0 == 0 || other.0 == 0 {
            return false;
        }
        let (mut one_signs, mut other_signs) = ([0; 13], [0; 13]);
        one_slip(self.unpacked(&mut one_signs), other.unpacked(&mut other_signs))
    }

    /// The signs, the last first.
    fn unpacked(self, signs: &mut [u8; 13]) -> &[u8] {
        let (mut rest, mut length) = (self.0, 0);
        for place in signs.iter_mut() {
            if rest == 0 {
                break;
            }
            *place = u8::try_from(rest % KINDS).unwrap_or_default();
            rest /= KINDS;
            length += 1;
        }
        signs.get(..length).unwrap_or_default()
    }

    /// One number for all codes of the same signs: two that changed places change nothing.
    pub(crate) fn in_any_order(self) -> u64 {
        let mut signs = [0; 13];
        let signs = self.unpacked(&mut signs);
        signs.iter().fold(0, |sum, sign| {
            sum.wrapping_add(0x9e37_79b9_7f4a_7c15_u64.rotate_left(u32::from(*sign)))
        })
    }

    /// The code without its last so many signs: a postcode's outward part without three.
    pub(crate) fn without_last(self, signs: u32) -> u64 {
        self.0 / KINDS.pow(signs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_in_every_spelling() {
        let phone = |text: &str| Code::phone(text.as_bytes());
        for text in [
            "+44 7700 900123",
            "0044 7700 900123",
            "07700900123",
            "(07700) 900-123",
            "447700900123",
        ] {
            assert_eq!(phone(text), phone("07700 900123"), "{text}");
        }
        assert!(phone("n/a").is_missing());
        assert_eq!(Code::of(b"hu1 3aa"), Code::of(b"HU13AA"));
    }

    #[test]
    fn slips_are_seen_in_packed_codes() {
        let code = |text: &str| Code::of(text.as_bytes());
        assert!(code("QQ123456C").is_one_slip_from(code("QQ123465C")));
        assert!(code("QQ123456C").is_one_slip_from(code("QQ12345C")));
        assert!(!code("QQ123456C").is_one_slip_from(code("QQ123456C")));
        assert!(!code("QQ123456C").is_one_slip_from(code("QQ654321C")));
        assert!(!code("").is_one_slip_from(code("A")));
    }

    #[test]
    fn the_outward_part_is_what_stands_before_the_last_three() {
        let outward = |text: &str| Code::of(text.as_bytes()).without_last(3);
        assert_eq!(outward("HU1 3AA"), outward("HU1 9ZZ"));
        assert_ne!(outward("HU1 3AA"), outward("HU2 3AA"));
    }
}
