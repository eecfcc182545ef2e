//! Who is compared with whom: people who share a key.

use super::People;
use super::row::Row;
use crate::name::Name;
use crate::narrow::{count, high, low, slot};

/// How many keys each record has.
pub(super) const KEYS: usize = 14;
/// The most that may share a key: beyond that it tells too little, and the others have to do.
const CROWD: [usize; KEYS] = [20, 30, 30, 80, 80, 60, 60, 60, 40, 40, 60, 40, 60, 40];

/// Keys of all records, and who shares one.
#[derive(Default)]
pub(super) struct Blocks {
    keys: Vec<[u32; KEYS]>,
    /// For each key the records sorted by it; only those that share it with somebody.
    sorted: Vec<Vec<u64>>,
}

impl Blocks {
    pub(super) fn of(people: &People) -> Self {
        let mut keys: Vec<[u32; KEYS]> = vec![[0; KEYS]; people.rows.len()];
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let size = people.rows.len().div_ceil(threads).max(1);
        std::thread::scope(|scope| {
            for (keys, rows) in keys.chunks_mut(size).zip(people.rows.chunks(size)) {
                scope.spawn(move || {
                    keys.iter_mut().zip(rows).for_each(|(keys, row)| *keys = of_row(people, row));
                });
            }
        });
        let places: Vec<usize> = (0..KEYS).collect();
        let sorted = in_threads(&places, threads, |place| sorted(&keys, *place));
        let mut blocks = Self { keys, sorted: Vec::new() };
        for (place, (shared, crowds)) in sorted.into_iter().enumerate() {
            for record in crowds {
                // What a crowd shares is no key: the next that two of them share finds them.
                let keys = blocks.keys.get_mut(slot(record));
                keys.and_then(|keys| keys.get_mut(place)).into_iter().for_each(|key| *key = 0);
            }
            blocks.sorted.push(shared);
        }
        blocks
    }

    /// Calls back for every pair that shares a key, once: with the first key that it shares. `wanted` chooses
    /// keys by a number that looks random.
    pub(super) fn each_pair<T: Send, F>(&self, wanted: fn(u32) -> bool, each: F) -> Vec<T>
    where
        F: Fn(u32, u32, &mut Vec<T>) + Sync,
    {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut tasks: Vec<(usize, &[u64])> = Vec::new();
        for (place, sorted) in self.sorted.iter().enumerate() {
            let mut rest = sorted.as_slice();
            while !rest.is_empty() {
                let end = rest.get(1 << 15).map_or(rest.len(), |entry| {
                    rest.partition_point(|other| high(*other) < high(*entry))
                });
                let end = if end == 0 { rest.len() } else { end };
                let (task, after) = rest.split_at(end);
                tasks.push((place, task));
                rest = after;
            }
        }
        let found = in_threads(&tasks, threads, |(place, entries)| {
            let mut found = Vec::new();
            for block in entries.chunk_by(|one, other| high(*one) == high(*other)) {
                let key = block.first().map_or(0, |entry| high(*entry));
                if wanted(key.wrapping_add(count(*place)).wrapping_mul(0x9e37_79b9)) {
                    self.within(*place, block, |one, other| each(one, other, &mut found));
                }
            }
            found
        });
        found.into_iter().flatten().collect()
    }

    fn within(&self, place: usize, block: &[u64], mut each: impl FnMut(u32, u32)) {
        for (at, one) in block.iter().enumerate() {
            let Some(keys) = self.keys.get(slot(low(*one))) else { continue };
            for other in block.get(at + 1..).unwrap_or_default() {
                let Some(others) = self.keys.get(slot(low(*other))) else { continue };
                let earlier = keys.iter().zip(others).take(place);
                if !earlier.into_iter().any(|(one, other)| one == other && *one != 0) {
                    each(low(*one), low(*other));
                }
            }
        }
    }

    /// How many different values the key at a place has for each record that has one.
    pub(super) fn pairs(&self) -> usize {
        self.sorted.iter().map(Vec::len).sum()
    }
}

/// Does something with each thing, in threads; what comes out is in the order of the things.
fn in_threads<T: Sync, O: Send>(
    things: &[T],
    threads: usize,
    each: impl Fn(&T) -> O + Sync,
) -> Vec<O> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut done: Vec<(usize, O)> = std::thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let Some(thing) = things.get(at) else { return done };
                done.push((at, each(thing)));
            }
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, out)| out).collect()
}

/// The records that share a key at a place, sorted by it, and those who share it with too many.
fn sorted(keys: &[[u32; KEYS]], place: usize) -> (Vec<u64>, Vec<u32>) {
    let crowd = CROWD.get(place).copied().unwrap_or_default();
    let key_of = |keys: &[u32; KEYS]| keys.get(place).copied().unwrap_or_default();
    let numbered = (0_u64..).zip(keys).map(|(record, keys)| (record, key_of(keys)));
    let mut entries: Vec<u64> = numbered
        .filter(|(_, key)| *key != 0)
        .map(|(record, key)| u64::from(key) << 32 | record)
        .collect();
    entries.sort_unstable();
    let (mut shared, mut crowds) = (Vec::new(), Vec::new());
    for block in entries.chunk_by(|one, other| high(*one) == high(*other)) {
        if block.len() > crowd {
            crowds.extend(block.iter().map(|entry| low(*entry)));
        } else if block.len() > 1 {
            shared.extend_from_slice(block);
        }
    }
    shared.shrink_to_fit();
    (shared, crowds)
}

fn of_row(people: &People, row: &Row) -> [u32; KEYS] {
    let nobody = Name::default();
    let given = people.given.get(slot(row.given)).unwrap_or(&nobody);
    let surname = people.surnames.get(slot(row.surname)).unwrap_or(&nobody);
    keys(&Keyed {
        given,
        surname,
        born: row.born,
        home: row.home,
        phone: row.phone.0,
        email: row.email_whole,
        identifier: row.identifier.0,
    })
}

/// What keys are made of.
pub(crate) struct Keyed<'a> {
    pub(crate) given: &'a Name,
    pub(crate) surname: &'a Name,
    pub(crate) born: crate::Birth,
    pub(crate) home: crate::home::HomeForm,
    pub(crate) phone: u64,
    pub(crate) email: u32,
    pub(crate) identifier: u64,
}

/// The keys of a record; nought where something is missing for one.
pub(crate) fn keys(of: &Keyed<'_>) -> [u32; KEYS] {
    let given = of.given.key();
    let surname = of.surname.sound;
    let initial = of.given.initial;
    let whole = of.born.is_whole();
    let born = if whole { of.born.key() } else { 0 };
    let year = u32::from(of.born.year());
    let day = if whole { 1 + (of.born.key() & 511) } else { 0 };
    let postcode = of.home.postcode.0;
    let district = of.home.postcode.without_last(3);
    let names = (of.given.sound.min(surname), of.given.sound.max(surname));
    let initials = (initial.min(of.surname.initial), initial.max(of.surname.initial));
    let sorted = if whole { of.born.sorted_key() } else { 0 };
    [
        key(&[of.identifier, 1]),
        key(&[of.phone, 1]),
        key(&[of.email.into(), 1]),
        key(&[born.into(), of.surname.last_sound.into()]),
        key(&[born.into(), given.into()]),
        key(&[surname.into(), given.into(), district]),
        key(&[names.0.into(), names.1.into(), year.into()]),
        key(&[surname.into(), given.into(), day.into()]),
        key(&[postcode, given.into()]),
        key(&[of.home.key().into(), 1]),
        key(&[sorted.into(), initials.0.into(), initials.1.into()]),
        key(&[of.given.whole.into(), of.surname.whole.into()]),
        key(&[surname.into(), given.into(), year.into()]),
        key(&[born.into(), district]),
    ]
}

/// One number of several, nought if one of them is.
fn key(parts: &[u64]) -> u32 {
    if parts.contains(&0) {
        return 0;
    }
    let mixed = parts.iter().fold(0_u64, |mixed, part| {
        (mixed.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    high(mixed ^ mixed << 29).max(1)
}
