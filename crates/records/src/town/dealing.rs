//! What chance deals: ids, moments, words. All follows from the seed.

use kernel::{EntityId, Instant};
use townsfolk::Dice;

/// Minutes of three years.
const THREE_YEARS: u32 = 3 * 365 * 24 * 60;
/// The moment from which the ids count on: late in 2023.
const FIRST: u64 = 1_700_000_000_000;

/// What an id is of: each kind counts for itself.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Person,
    Home,
    Mobile,
    Landline,
    Email,
    Vehicle,
    Event,
    Hub,
}

/// The dice, and what they are thrown for.
pub(super) struct Dealing {
    pub(super) seed: u64,
    pub(super) now: Instant,
    pub(super) dice: Dice,
    pub(super) events: u64,
}

impl Dealing {
    /// The id of a number of a kind: of the form of those that the program makes, in their order.
    pub(super) fn id(&self, kind: Kind, number: u64) -> EntityId {
        let kind = match kind {
            Kind::Person => 1,
            Kind::Home => 2,
            Kind::Mobile => 3,
            Kind::Landline => 4,
            Kind::Email => 5,
            Kind::Vehicle => 6,
            Kind::Event => 7,
            Kind::Hub => 8,
        };
        let at = FIRST + number % (1 << 38);
        let mut dice = Dice::of(self.seed, number ^ (kind << 56));
        let (one, two) = (dice.roll(), dice.roll());
        let text = format!(
            "{:08x}-{:04x}-7{kind:03x}-{:04x}-{:012x}",
            at >> 16,
            at & 0xffff,
            0x8000 | (one & 0x3fff),
            two & 0xffff_ffff_ffff
        );
        text.parse().unwrap_or(EntityId::new(Default::default()))
    }

    /// A moment in the last three years.
    pub(super) fn moment(&mut self) -> Instant {
        let minutes = i64::from(self.dice.below(THREE_YEARS)) + 1;
        self.now.plus(jiff::SignedDuration::from_mins(-minutes))
    }

    /// The beginning of a year; long ago for year nought.
    pub(super) fn year(&self, year: u16) -> Instant {
        let days = (2026 - i64::from(year.clamp(2000, 2026))) * 365 + 330;
        self.now.plus(jiff::SignedDuration::from_hours(-24 * days))
    }

    /// The plate of a vehicle: of letters that were never given out, unlike any other before.
    pub(super) fn plate(number: u64) -> String {
        let letters: Vec<char> = "ABCDEFGHJKLMNOPRSTUVWXYZ".chars().collect();
        let count = u64::try_from(letters.len()).unwrap_or(1);
        let letter = |place: u64| {
            let place = usize::try_from(place % count).unwrap_or_default();
            letters.get(place).copied().unwrap_or('A')
        };
        // The first letter Q is of kits and of nobody's memory tag; the digits are below the first ones.
        let (tail, rest) = (number % count.pow(3), number / count.pow(3));
        format!(
            "Q{}{:02} {}{}{}",
            letter(rest),
            (rest / count) % 100,
            letter(tail / (count * count)),
            letter(tail / count),
            letter(tail)
        )
    }

    /// One of several words.
    pub(super) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.dice.pick(words)
    }
}

/// A name as it is written, with capitals after spaces and hyphens.
pub(super) fn capital(name: &str) -> String {
    let mut begins = true;
    let each = |c: char| {
        let c = if begins { c.to_ascii_uppercase() } else { c };
        begins = c == ' ' || c == '-';
        c
    };
    name.chars().map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::{Dealing, capital};
    use std::collections::BTreeSet;

    #[test]
    fn no_two_vehicles_have_one_plate() {
        let plates: BTreeSet<String> = (0..50_000).map(|it| Dealing::plate(it * 7)).collect();
        assert_eq!(plates.len(), 50_000);
        assert_eq!(capital("anna-may o neil"), "Anna-May O Neil");
    }
}
