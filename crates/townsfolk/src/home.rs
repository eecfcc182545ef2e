//! Where people live: streets that nobody built.

use crate::dice::Dice;

/// An address of an invented street.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Address {
    /// A flat within the house, or empty.
    pub flat: String,
    /// The number in the street.
    pub number: String,
    /// The street.
    pub street: String,
    /// The town.
    pub town: String,
    /// A postcode of an area that is not in use.
    pub postcode: String,
}

impl Address {
    /// In one line, without the postcode.
    #[must_use]
    pub fn line(&self) -> String {
        let flat = if self.flat.is_empty() { "" } else { ", " };
        format!("{}{flat}{} {}, {}", self.flat, self.number, self.street, self.town)
    }
}

/// Areas that begin with A and are in use.
#[cfg(test)]
pub(crate) const IN_USE: [&str; 2] = ["AB", "AL"];

const AREA: [char; 14] = ['C', 'D', 'E', 'F', 'G', 'H', 'K', 'M', 'N', 'P', 'R', 'S', 'T', 'U'];
const INWARD: [char; 20] = [
    'A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'W', 'X', 'Y',
    'Z',
];
const STREETS: [&str; 60] = [
    "Church",
    "Station",
    "Victoria",
    "Green",
    "Manor",
    "Park",
    "Queens",
    "Kings",
    "Mill",
    "School",
    "Chapel",
    "Albert",
    "Windsor",
    "Orchard",
    "Grange",
    "Highfield",
    "Springfield",
    "Meadow",
    "Richmond",
    "Oak",
    "Elm",
    "Ash",
    "Beech",
    "Cedar",
    "Chestnut",
    "Hawthorn",
    "Hazel",
    "Laurel",
    "Lime",
    "Maple",
    "Poplar",
    "Rowan",
    "Sycamore",
    "Willow",
    "Alma",
    "Balmoral",
    "Bridge",
    "Castle",
    "Clarence",
    "Derby",
    "Fairfield",
    "Garden",
    "Harbour",
    "Hill",
    "Kestrel",
    "Lake",
    "Lower",
    "Upper",
    "Nelson",
    "North",
    "South",
    "Priory",
    "Quarry",
    "River",
    "Salisbury",
    "Tower",
    "Union",
    "Vicarage",
    "Wellington",
    "York",
];
const WAYS: [&str; 12] = [
    "Road", "Street", "Lane", "Avenue", "Close", "Drive", "Way", "Crescent", "Grove", "Gardens",
    "Place", "Terrace",
];
const BEGINS: [&str; 24] = [
    "Ash", "Brack", "Corn", "Dun", "Elm", "Far", "Grim", "Har", "Ivy", "Kes", "Lang", "Mar", "Nor",
    "Oak", "Pen", "Quen", "Rad", "Sal", "Thorn", "Upp", "Wal", "Wex", "Yar", "Zeal",
];
const ENDS: [&str; 15] = [
    "bury", "combe", "dale", "field", "ford", "ham", "leigh", "mere", "mouth", "port", "stead",
    "ton", "wick", "worth", "thorpe",
];

/// Homes in a street that share a postcode.
const SHARING: u32 = 14;

/// The home of a number; the same number is the same home.
pub(crate) fn numbered(seed: u32) -> Address {
    let (unit, place) = (seed / SHARING, seed % SHARING);
    let mut dice = Dice::of(0x0040_0e55, u64::from(unit));
    let district = unit / 120;
    let mut town = Dice::of(0x7040, u64::from(district));
    let ways = dice.pick(&WAYS);
    let street = format!("{} {ways}", dice.pick(&STREETS));
    let (town_begin, town_end) = (town.pick(&BEGINS), town.pick(&ENDS));
    let is_block = dice.happens(900);
    let first = 1 + dice.below(60);
    let number = if is_block { first } else { first + place * 2 };
    Address {
        flat: if is_block { format!("Flat {}", place + 1) } else { String::new() },
        number: number.to_string(),
        street,
        town: format!("{town_begin}{town_end}"),
        postcode: postcode(unit, district),
    }
}

fn postcode(unit: u32, district: u32) -> String {
    let letter = |letters: &[char], place: u32| {
        let place = usize::try_from(place).unwrap_or_default();
        letters.get(place % letters.len().max(1)).copied().unwrap_or('A')
    };
    let within = unit % 120;
    let area = letter(&AREA, district / 60);
    let (sector, last) = (within / 30, unit.wrapping_mul(7) % 400);
    let (one, two) = (letter(&INWARD, last / 20), letter(&INWARD, last % 20));
    format!("A{area}{} {sector}{one}{two}", district % 60 + 1)
}
