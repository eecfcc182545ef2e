//! What a word in the box may be, and by which tokens it is looked for as that.

use super::dates::Dated;
use super::query::Near;
use super::token::{Of, token};
use super::tokens::CELLS;
use super::{plate, words};
use h3o::LatLng;
use kernel::{Words, words};

words! {
    NAME { en: "a name or another word", cy: "enw neu air arall" }
    DATE { en: "a date", cy: "dyddiad" }
    PLATE { en: "a number plate, or a part of one", cy: "plât rhif, neu ran o un" }
    PHONE { en: "a telephone number, or its end", cy: "rhif ffôn, neu ei ddiwedd" }
    EMAIL { en: "an email address", cy: "cyfeiriad e-bost" }
    POSTCODE { en: "a postcode, or a part of one", cy: "cod post, neu ran o un" }
    NUMBER { en: "a reference or another number", cy: "cyfeirnod neu rif arall" }
    PLACE { en: "near a place", cy: "yn agos at le" }
}

/// As what a word was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAs {
    /// A name, a colour, a street, a word of a text.
    Word,
    /// A date, whole or in part.
    Date,
    /// A plate or a fragment of one.
    Plate,
    /// A telephone number or its last digits.
    Phone,
    /// An e-mail address.
    Email,
    /// A postcode, its sector or its district.
    Postcode,
    /// A number that is given out once.
    Number,
    /// Around a point.
    Place,
}

impl ReadAs {
    /// In words, as in the middle of a sentence.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Word => NAME,
            Self::Date => DATE,
            Self::Plate => PLATE,
            Self::Phone => PHONE,
            Self::Email => EMAIL,
            Self::Postcode => POSTCODE,
            Self::Number => NUMBER,
            Self::Place => PLACE,
        }
    }

    /// As the journal has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Date => "date",
            Self::Plate => "plate",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Postcode => "postcode",
            Self::Number => "number",
            Self::Place => "place",
        }
    }
}

/// One of the things that a word in the box may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sense {
    Word(String),
    /// What kind of street it is, or somebody's name.
    StreetType(String),
    Initial(String),
    Plate(String),
    Digits(String),
    Date(Dated),
    Email(String),
    Postcode(String),
    Number(String),
    Near(Near),
}

impl Sense {
    /// As what it is looked for.
    pub(crate) const fn read_as(&self) -> ReadAs {
        match self {
            Self::Word(_) | Self::StreetType(_) | Self::Initial(_) => ReadAs::Word,
            Self::Plate(_) => ReadAs::Plate,
            Self::Digits(_) => ReadAs::Phone,
            Self::Date(_) => ReadAs::Date,
            Self::Email(_) => ReadAs::Email,
            Self::Postcode(_) => ReadAs::Postcode,
            Self::Number(_) => ReadAs::Number,
            Self::Near(_) => ReadAs::Place,
        }
    }

    /// What it is worth when it is found, against other words in the box.
    pub(crate) fn weight(&self) -> f32 {
        match self {
            Self::Email(_) => 10.0,
            Self::Plate(part) if part.len() >= 7 => 10.0,
            Self::Number(_) | Self::Date(Dated { year: Some(_), month: Some(_), day: Some(_) }) => {
                8.0
            }
            Self::Digits(digits) if digits.len() > 9 => 10.0,
            Self::Postcode(code) if code.len() > 5 => 7.0,
            Self::Digits(_) | Self::Plate(_) | Self::Date(_) => 5.0,
            Self::Word(word) if word.bytes().all(|b| b.is_ascii_digit()) => 2.0,
            Self::Word(_) | Self::Postcode(_) => 4.0,
            Self::Near(_) => 3.0,
            Self::StreetType(_) | Self::Initial(_) => 1.0,
        }
    }

    /// Its tokens, and how good a hit of each is at best.
    pub(crate) fn tokens(&self) -> Vec<(i64, f32)> {
        match self {
            Self::Word(word) => of_word(word),
            Self::StreetType(word) => of_name(word),
            Self::Initial(_) => Vec::new(),
            Self::Plate(part) if part.len() >= 7 => {
                let whole = std::iter::once((token(Of::Plate, &[part]), 1.0));
                whole.chain(fragments(part)).collect()
            }
            Self::Plate(part) => fragments(part).collect(),
            Self::Digits(digits) => of_digits(digits),
            Self::Date(date) => {
                let swapped = date.swapped().filter(|_| date.year.is_some());
                let swapped = swapped.and_then(Dated::token).map(|it| (it, 0.8));
                date.token().map(|it| (it, 1.0)).into_iter().chain(swapped).collect()
            }
            Self::Email(email) => vec![(token(Of::Email, &[email]), 1.0)],
            Self::Postcode(code) => vec![(token(Of::Postcode, &[code]), 1.0)],
            Self::Number(code) => {
                let end = words::end(code, 6).unwrap_or(code);
                vec![(token(Of::Number, &[code]), 1.0), (token(Of::NumberEnd, &[end]), 0.7)]
            }
            Self::Near(near) => cells(*near),
        }
    }
}

fn of_name(word: &str) -> Vec<(i64, f32)> {
    let mut all = vec![(token(Of::Name, &[word]), 1.0)];
    all.extend(words::sounds(word).iter().map(|key| (token(Of::Sound, &[key]), 0.85)));
    all.extend(words::beginning(word).map(|begins| (token(Of::Beginning, &[&begins]), 0.5)));
    all
}

fn of_word(word: &str) -> Vec<(i64, f32)> {
    let stem = words::stem(word);
    let mut all = vec![(token(Of::Street, &[word]), 1.0), (token(Of::Text, &[&stem]), 0.9)];
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return all;
    }
    all.extend(of_name(word));
    all.push((token(Of::Object, &[&stem]), 1.0));
    all.push((token(Of::Body, &[word]), 1.0));
    all.extend(words::sounds(word).iter().map(|key| (token(Of::StreetSound, &[key]), 0.8)));
    if word.len() >= 3 {
        all.push((token(Of::LocalPart, &[word]), 0.8));
    }
    if word.len() == 3 {
        all.extend(fragments(&plate::folded(word)).map(|(token, good)| (token, good / 2.0)));
    }
    all
}

fn fragments(folded: &str) -> impl Iterator<Item = (i64, f32)> {
    plate::fragments(folded).into_iter().map(|part| (token(Of::Fragment, &[part]), 0.8))
}

fn of_digits(digits: &str) -> Vec<(i64, f32)> {
    let ends = [9, 6, 4].into_iter().filter_map(|length| words::end(digits, length));
    let longest = ends.take(1).map(|end| (token(Of::Digits, &[end]), 0.9));
    std::iter::once((token(Of::Digits, &[digits]), 1.0)).chain(longest).collect()
}

/// The cells that a circle touches: fine ones for a small circle, coarse ones for a large one.
fn cells(near: Near) -> Vec<(i64, f32)> {
    let [fine, coarse] = CELLS;
    let (cells, between) = if near.metres <= 1_500 { (fine, 300) } else { (coarse, 2_000) };
    let Ok(centre) = LatLng::new(near.point.0, near.point.1) else { return Vec::new() };
    let around = centre.to_cell(cells).grid_disk_safe(near.metres / between + 1);
    around.map(|cell| (token(Of::Cell, &[&u64::from(cell).to_string()]), 1.0)).collect()
}
