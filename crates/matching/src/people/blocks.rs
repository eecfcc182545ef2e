//! Who is compared with whom: people who share a key.

use super::People;
use crate::keys::{KEYS, keys};
use crate::narrow::{count, high, low, slot};
use crate::threads::{in_threads, threads};

/// The most that may share a key among a million: beyond that it tells too little, and the others have to do.
/// Among fewer there is time for more.
const CROWD: [usize; KEYS] = [20, 30, 30, 80, 80, 60, 60, 60, 40, 40, 60, 40, 60, 40, 40, 10];

/// About how many records are looked at in one go.
const TASK: usize = 1 << 14;

/// Keys of all records, and who shares one.
#[derive(Default)]
pub(super) struct Blocks {
    keys: Vec<[u32; KEYS]>,
    /// For each key the records sorted by it; only those that share it with somebody.
    sorted: Vec<Vec<u64>>,
}

impl Blocks {
    /// The blocks, and which values are a crowd's: records, each with the place of the key.
    pub(super) fn of(people: &People) -> (Self, Vec<(usize, u32)>) {
        let mut of_all: Vec<[u32; KEYS]> = vec![[0; KEYS]; people.rows.len()];
        let threads = threads();
        let size = people.rows.len().div_ceil(threads).max(1);
        std::thread::scope(|scope| {
            for (part, of_part) in of_all.chunks_mut(size).enumerate() {
                let first = count(part * size);
                scope.spawn(move || {
                    for (record, of_record) in (first..).zip(of_part) {
                        *of_record =
                            people.seen(record).map(|seen| keys(&seen)).unwrap_or_default();
                    }
                });
            }
        });
        let places: Vec<usize> = (0..KEYS).collect();
        let sorted = in_threads(&places, |place| sorted(&of_all, *place));
        let mut blocks = Self { keys: of_all, sorted: Vec::new() };
        let mut crowded = Vec::new();
        for (place, (shared, crowds)) in sorted.into_iter().enumerate() {
            for record in crowds {
                // What a crowd shares is no key: the next that two of them share finds them.
                crowded.push((place, record));
                let keys = blocks.keys.get_mut(slot(record));
                keys.and_then(|keys| keys.get_mut(place)).into_iter().for_each(|key| *key = 0);
            }
            blocks.sorted.push(shared);
        }
        (blocks, crowded)
    }

    /// Calls back for every pair that shares a key, once: with the first key that it shares. `wanted` chooses
    /// keys by a number that looks random.
    pub(super) fn each_pair<T: Send, F>(&self, wanted: fn(u32) -> bool, each: F) -> Vec<T>
    where
        F: Fn(u32, u32, &mut Vec<T>) + Sync,
    {
        let mut tasks: Vec<(usize, &[u64])> = Vec::new();
        for (place, sorted) in self.sorted.iter().enumerate() {
            let mut rest = sorted.as_slice();
            while !rest.is_empty() {
                let last = rest.get(TASK).map(|entry| high(*entry));
                let more =
                    rest.iter().skip(TASK).take_while(|entry| Some(high(**entry)) == last).count();
                let (task, after) = rest.split_at((TASK + more).min(rest.len()));
                tasks.push((place, task));
                rest = after;
            }
        }
        let found = in_threads(&tasks, |(place, entries)| {
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
                if shared(keys, others) & ((1 << place) - 1) == 0 {
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

/// A bit for each key that two share.
fn shared(one: &[u32; KEYS], other: &[u32; KEYS]) -> u32 {
    let mut shared = 0;
    for (place, (one, other)) in one.iter().zip(other).enumerate() {
        shared |= u32::from(one == other && *one != 0) << place;
    }
    shared
}

/// The records that share a key at a place, sorted by it, and those who share it with too many.
fn sorted(keys: &[[u32; KEYS]], place: usize) -> (Vec<u64>, Vec<u32>) {
    let room = match keys.len() {
        0..50_000 => 3,
        50_000..300_000 => 2,
        _ => 1,
    };
    let crowd = CROWD.get(place).copied().unwrap_or_default() * room;
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
    (by_record(&shared), crowds)
}

/// The blocks in the order of their first records, whose neighbours are looked at together.
fn by_record(shared: &[u64]) -> Vec<u64> {
    let mut blocks: Vec<&[u64]> =
        shared.chunk_by(|one, other| high(*one) == high(*other)).collect();
    blocks.sort_unstable_by_key(|block| block.first().map(|entry| low(*entry)));
    blocks.concat()
}
