//! Forms of one given name.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The lines of the table in which a name stands, from 1; nought for none. A name stands in at most six.
pub(crate) type Groups = [u16; 6];

static LINES: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("../../names/given.txt").lines();
    let kept = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    kept.map(|line| line.split(' ').collect()).collect()
});

static TABLE: LazyLock<FxHashMap<&'static str, Groups>> = LazyLock::new(|| {
    let mut table: FxHashMap<&str, Groups> = FxHashMap::default();
    for (number, line) in (1..).zip(LINES.iter()) {
        for name in line {
            let groups = table.entry(name).or_default();
            if groups.contains(&number) {
                continue;
            }
            if let Some(free) = groups.iter_mut().find(|group| **group == 0) {
                *free = number;
            }
        }
    }
    table
});

/// The groups of a normalised name.
pub(crate) fn groups(name: &str) -> Groups {
    TABLE.get(name).copied().unwrap_or_default()
}

/// Every other name that shares a group with this one.
pub(crate) fn members(name: &str) -> Vec<&'static str> {
    let lines = groups(name).into_iter().filter(|group| *group != 0);
    let lines = lines.filter_map(|group| LINES.get(usize::from(group) - 1));
    let mut members: Vec<&str> = lines.flatten().copied().filter(|other| *other != name).collect();
    members.sort_unstable();
    members.dedup();
    members
}
