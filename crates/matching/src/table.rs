//! Numbers that are found by a hash, in little more room than the numbers take.

use crate::narrow::slot;

/// Nothing is here, and nothing beyond.
const EMPTY: u32 = u32::MAX;
/// Something was here.
const GONE: u32 = u32::MAX - 1;
/// How many parts grow on their own, so that no insertion waits for the whole to be moved.
const PARTS: usize = 256;

/// Numbers under hashes that whoever asks can say again; several numbers may be under one hash.
#[derive(Debug)]
pub(crate) struct Table {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, Default)]
struct Part {
    entries: Vec<u32>,
    /// A few bits of each entry's hash: most entries of other hashes are passed over by these.
    tags: Vec<u8>,
    used: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self { parts: vec![Part::default(); PARTS] }
    }
}

impl Table {
    /// Puts a number under a hash. `hash_of` says the hash of a number that is there, for when there must be
    /// more room.
    pub(crate) fn insert(&mut self, hash: u32, number: u32, hash_of: impl Fn(u32) -> u32) {
        if let Some(part) = self.parts.get_mut(part(hash)) {
            part.insert(hash, number, hash_of);
        }
    }

    /// Takes the number out that is meant.
    pub(crate) fn remove(&mut self, hash: u32, number: u32) {
        let Some(part) = self.parts.get_mut(part(hash)) else { return };
        let place = part.probe(hash).find(|(_, entry)| *entry == number).map(|(place, _)| place);
        let place = place.and_then(|place| part.entries.get_mut(place));
        if let Some(entry) = place {
            *entry = GONE;
        }
    }

    /// The numbers that may be under a hash: a few of them are under others.
    pub(crate) fn under(&self, hash: u32) -> impl Iterator<Item = u32> {
        let part = self.parts.get(part(hash)).into_iter();
        part.flat_map(move |part| part.probe(hash))
            .map(|(_, entry)| entry)
            .filter(|entry| *entry != GONE)
    }
}

impl Part {
    fn insert(&mut self, hash: u32, number: u32, hash_of: impl Fn(u32) -> u32) {
        if (self.used + 1) * 6 > self.entries.len() * 5 {
            let old = std::mem::take(&mut self.entries);
            let kept: Vec<u32> = old.into_iter().filter(|entry| *entry < GONE).collect();
            // Not twice as much: that would leave half of it empty.
            let size = kept.len() * 3 / 2 + 16;
            (self.entries, self.tags, self.used) = (vec![EMPTY; size], vec![0; size], 0);
            for entry in kept {
                self.put(hash_of(entry), entry);
            }
        }
        self.put(hash, number);
    }

    fn put(&mut self, hash: u32, number: u32) {
        let free = |place: &usize| self.entries.get(*place) == Some(&EMPTY);
        let Some(place) = self.places(hash).find(free) else { return };
        if let (Some(entry), Some(kept)) = (self.entries.get_mut(place), self.tags.get_mut(place)) {
            (*entry, *kept) = (number, tag(hash));
            self.used += 1;
        }
    }

    /// What may be under a hash, up to the first empty place.
    fn probe(&self, hash: u32) -> impl Iterator<Item = (usize, u32)> {
        let entries = self
            .places(hash)
            .map(|place| (place, self.entries.get(place).copied().unwrap_or(EMPTY)));
        let there = entries.take_while(|(_, entry)| *entry != EMPTY);
        there.filter(move |(place, _)| self.tags.get(*place) == Some(&tag(hash)))
    }

    fn places(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let length = self.entries.len();
        let mixed = u64::from(hash.wrapping_mul(0x9e37_79b9));
        let begin = usize::try_from((mixed * u64::from(crate::narrow::count(length))) >> 32)
            .unwrap_or_default();
        (begin..length).chain(0..begin)
    }
}

fn tag(hash: u32) -> u8 {
    u8::try_from(hash & 255).unwrap_or_default()
}

/// Which part a hash is in: by bits that its place within does not use.
fn part(hash: u32) -> usize {
    slot((hash ^ hash >> 13).wrapping_mul(0x85eb_ca6b) >> 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_until_it_is_taken_out() {
        let mut table = Table::default();
        let hash_of = |number: u32| (number / 3).wrapping_mul(0x0101_0101);
        for number in 0..20_000 {
            table.insert(hash_of(number), number, hash_of);
        }
        for number in (0..20_000).step_by(2) {
            table.remove(hash_of(number), number);
        }
        for number in 0..20_000 {
            let is_there = table.under(hash_of(number)).any(|found| found == number);
            assert_eq!(is_there, number % 2 == 1, "{number}");
        }
    }
}
