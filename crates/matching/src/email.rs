//! An e-mail address made ready to be compared.

use crate::likeness::{one_slip, two_slips};
use crate::names::hash;

/// An e-mail address in numbers that are equal where it is; nought when there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Email<'a> {
    pub(crate) whole: u32,
    pub(crate) local: u32,
    /// As it is written in small letters, where it is at hand.
    pub(crate) text: &'a [u8],
}

/// The numbers of an e-mail address in small letters: of all of it and of what stands before the @.
pub(crate) fn numbers(text: &[u8]) -> (u32, u32) {
    let Some(at) = memchr::memchr(b'@', text).filter(|at| *at > 0) else { return (0, 0) };
    let local = text.get(..at).unwrap_or_default();
    (hash(text), if local.len() > 3 { hash(local) } else { 0 })
}

impl Email<'_> {
    /// The level of two: missing, the same, the same before the @, a slip or two apart, different.
    pub(crate) fn against(&self, other: &Self) -> u8 {
        if self.whole == 0 || other.whole == 0 {
            0
        } else if self.whole == other.whole {
            1
        } else if self.local == other.local && self.local != 0 {
            2
        } else if self.is_slip_from(other) {
            3
        } else {
            4
        }
    }

    /// Whether no digit stands before the @.
    pub(crate) fn is_plain(&self) -> bool {
        !self.digits().any(|_| true)
    }

    fn digits(&self) -> impl Iterator<Item = &u8> {
        self.text.iter().take_while(|sign| **sign != b'@').filter(|sign| sign.is_ascii_digit())
    }

    /// A slip or two in the letters: other digits are another address of somebody with the same name.
    fn is_slip_from(&self, other: &Self) -> bool {
        self.text.len().min(other.text.len()) > 7
            && self.digits().eq(other.digits())
            && (one_slip(self.text, other.text) || two_slips(self.text, other.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_compare_by_what_makes_them_somebodys_own() {
        let level = |one: &str, other: &str| {
            let email = |text: &'static str| {
                let (whole, local) = numbers(text.as_bytes());
                Email { whole, local, text: text.as_bytes() }
            };
            email(Box::leak(one.to_owned().into_boxed_str()))
                .against(&email(Box::leak(other.to_owned().into_boxed_str())))
        };
        for (one, other, wanted) in [
            ("jo.smith81@example.com", "jo.smith81@example.com", 1),
            ("jo.smith81@example.com", "jo.smith81@example.org", 2),
            ("jo.smith81@example.com", "jo.smth81@example.com", 3),
            ("jo.smith81@example.com", "jo.smith18@example.com", 4),
            ("jo.smith81@example.com", "no address", 0),
        ] {
            assert_eq!(level(one, other), wanted, "{one} {other}");
            assert_eq!(level(other, one), wanted, "{other} {one}");
        }
    }
}
