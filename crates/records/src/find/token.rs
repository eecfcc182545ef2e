//! Hashes by which records are found: the same on every machine and in every release.

use station::secrets::sha256;

/// What a token is of. What is said of different things is never mixed: a street called Parker is not
/// somebody called Parker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// A word of somebody's name as it is spelt.
    Name,
    /// How it sounds, or a group of forms of it.
    Sound,
    /// How it begins.
    Beginning,
    /// Two words of one name, in any order.
    Pair,
    /// An initial and another word of the name.
    Initial,
    /// A word of a name and a year of birth.
    NameYear,
    /// A word of a name and a day of birth, day and month in either order.
    NameDay,
    /// A word of what an object is: its colour, its make.
    Object,
    /// Two of them.
    ObjectPair,
    /// A word of where a location is.
    Street,
    /// How it sounds.
    StreetSound,
    /// The number of a door and a word of its street.
    Door,
    /// A word of what somebody wrote about it.
    Text,
    /// A word of an organisation's name.
    Body,
    /// A whole date.
    Date,
    /// A day and a month, in either order.
    Day,
    /// A year and a month.
    Month,
    /// The last digits of a telephone number, or all of them.
    Digits,
    /// A whole plate, letters and digits that look alike taken for one.
    Plate,
    /// Three characters of it.
    Fragment,
    /// An e-mail address.
    Email,
    /// What stands before its @, or a name on a platform.
    LocalPart,
    /// A postcode, whole or in part.
    Postcode,
    /// A number that is given out once.
    Number,
    /// The last characters of one.
    NumberEnd,
    /// A cell of the earth.
    Cell,
}

/// The token of some parts, in their order.
pub(crate) fn token(of: Of, parts: &[&str]) -> i64 {
    let mut bytes = vec![of.code()];
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(0);
    }
    let mut hash = sha256(&bytes).into_iter();
    i64::from_be_bytes(std::array::from_fn(|_| hash.next().unwrap_or_default()))
}

/// The token of two parts whose order says nothing.
pub(crate) fn either_way(of: Of, one: &str, other: &str) -> i64 {
    if one <= other { token(of, &[one, other]) } else { token(of, &[other, one]) }
}

impl Of {
    /// As it is hashed. A code is never given to anything else.
    const fn code(self) -> u8 {
        match self {
            Self::Name => b'n',
            Self::Sound => b's',
            Self::Beginning => b'b',
            Self::Pair => b'p',
            Self::Initial => b'i',
            Self::NameYear => b'y',
            Self::NameDay => b'd',
            Self::Object => b'o',
            Self::ObjectPair => b'q',
            Self::Street => b'r',
            Self::StreetSound => b'u',
            Self::Door => b'h',
            Self::Text => b't',
            Self::Body => b'g',
            Self::Date => b'D',
            Self::Day => b'E',
            Self::Month => b'M',
            Self::Digits => b'T',
            Self::Plate => b'V',
            Self::Fragment => b'F',
            Self::Email => b'@',
            Self::LocalPart => b'L',
            Self::Postcode => b'P',
            Self::Number => b'X',
            Self::NumberEnd => b'Z',
            Self::Cell => b'C',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Of, either_way, token};

    #[test]
    fn a_token_is_the_same_in_every_release() {
        assert_eq!(token(Of::Name, &["siobhan"]), token(Of::Name, &["siobhan"]));
        assert_ne!(token(Of::Name, &["parker"]), token(Of::Street, &["parker"]));
        assert_ne!(token(Of::Pair, &["ab", "c"]), token(Of::Pair, &["a", "bc"]));
        assert_eq!(either_way(Of::Pair, "a", "b"), either_way(Of::Pair, "b", "a"));
    }
}
