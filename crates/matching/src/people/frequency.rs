//! How common each name and each day of birth is among the people themselves, and their order.

use super::People;
use super::blocks::Blocks;
use super::fault::Fault;
use super::read::Read;
use super::row::Row;
use crate::frequencies::{Frequencies, Step, log2_share};
use crate::name::Name;
use crate::narrow::{count, high, low, slot};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Puts people in an order that does not depend on the files' and counts what they have in common.
pub(super) fn counted(read: Read, files: usize) -> Result<People, Fault> {
    let Read { rows, given, surnames, texts, unread } = read;
    let rows = in_order(&rows, &surnames, &texts)?;
    let files = u8::try_from(files).unwrap_or(u8::MAX);
    let blocks = Blocks::default();
    let mut people = People { rows, given, surnames, texts, unread, files, blocks };
    let frequencies = of(&people);
    people.given.iter_mut().for_each(|name| name.chances = frequencies.given_chances(name));
    people.surnames.iter_mut().for_each(|name| name.chances = frequencies.surname_chances(name));
    for row in &mut people.rows {
        row.born_chance = frequencies.born_chance(row.born);
        let initial = people.given.get(slot(row.given)).map_or(0, |name| name.initial);
        row.initial =
            u8::try_from(initial & 0x7f).unwrap_or_default() | u8::from(initial != 0) << 7;
    }
    chances(&mut people);
    Ok(people)
}

/// How likely others have what each record has, where that depends on more than one field.
fn chances(people: &mut People) {
    let whole = |names: &[Name], number: u32| names.get(slot(number)).map_or(0, |name| name.whole);
    let given = |row: &Row| whole(&people.given, row.given);
    let full = |row: &Row| both(given(row), whole(&people.surnames, row.surname));
    let decade = |row: &Row| u32::from(row.born.year() / 10);
    let rows = &people.rows;
    let (namesakes, bearers, cohorts, decades) = std::thread::scope(|scope| {
        let first = scope.spawn(|| (sharing(rows, full), sharing(rows, given)));
        let cohorts = sharing(rows, |row| both(given(row), decade(row)));
        let decades = sharing(rows, decade);
        let (namesakes, bearers) =
            first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (namesakes, bearers, cohorts, decades)
    });
    let of = |numbers: &[u32], place: usize| numbers.get(place).copied().unwrap_or_default();
    // Three of those who share something may be one person.
    let share = |some: u32, all: u32| log2_share(some.saturating_sub(3), all);
    for (place, row) in people.rows.iter_mut().enumerate() {
        row.namesakes = share(of(&namesakes, place), of(&bearers, place));
        row.cohort = share(of(&cohorts, place), of(&decades, place));
    }
}

/// For each row how many rows have the same number, itself counted; nought where the number is.
fn sharing(rows: &[Row], number: impl Fn(&Row) -> u32) -> Vec<u32> {
    let numbered = (0_u64..).zip(rows).map(|(place, row)| (place, number(row)));
    let mut sorted: Vec<u64> = numbered
        .filter(|(_, number)| *number != 0)
        .map(|(place, number)| u64::from(number) << 32 | place)
        .collect();
    sorted.sort_unstable();
    let mut sharing = vec![0; rows.len()];
    for run in sorted.chunk_by(|one, other| high(*one) == high(*other)) {
        for entry in run {
            sharing
                .get_mut(slot(low(*entry)))
                .into_iter()
                .for_each(|number| *number = count(run.len()));
        }
    }
    sharing
}

fn both(one: u32, other: u32) -> u32 {
    if one == 0 || other == 0 {
        0
    } else {
        (one.rotate_left(7) ^ other).wrapping_mul(0x9e37_79b9).max(1)
    }
}

fn of(people: &People) -> Frequencies {
    let mut frequencies = Frequencies::default();
    frequencies.set_people(people.rows.len());
    let mut given = vec![0_u32; people.given.len()];
    let mut surnames = vec![0_u32; people.surnames.len()];
    for row in &people.rows {
        given.get_mut(slot(row.given)).into_iter().for_each(|count| *count += 1);
        surnames.get_mut(slot(row.surname)).into_iter().for_each(|count| *count += 1);
        frequencies.born(row.born, Step::In(1));
    }
    for (name, count) in people.given.iter().zip(given) {
        frequencies.given(name, Step::In(count));
    }
    for (name, count) in people.surnames.iter().zip(surnames) {
        frequencies.surname(name, Step::In(count));
    }
    frequencies
}

/// Sorts by how surnames sound, so that those who are compared lie together, and then by a hash of the ids, so
/// that neither files nor threads have a say in what comes first. The same id twice in a file is a fault.
fn in_order(rows: &[Row], surnames: &[Name], texts: &[u8]) -> Result<Vec<Row>, Fault> {
    let text = |row: &Row| texts.get(slot(row.id.0)..slot(row.id.0 + row.id.1)).unwrap_or_default();
    twice(rows, text)?;
    let sound = |row: &Row| surnames.get(slot(row.surname)).map_or(0, |name| name.sound);
    let places = (0..).zip(rows);
    let mut order: Vec<(u32, u64, u32)> =
        places.map(|(place, row)| (sound(row), mixed(text(row), row.file), place)).collect();
    order.sort_unstable();
    Ok(order.iter().filter_map(|(_, _, place)| rows.get(slot(*place)).copied()).collect())
}

/// The same id twice in a file is a fault.
fn twice<'a>(rows: &'a [Row], text: impl Fn(&'a Row) -> &'a [u8]) -> Result<(), Fault> {
    let places = (0..).zip(rows);
    let mut order: Vec<(u64, u32)> =
        places.map(|(place, row)| (mixed(text(row), row.file), place)).collect();
    order.sort_unstable();
    for pair in order.windows(2) {
        if let [(one, a), (other, b)] = pair
            && one == other
            && let (Some(a), Some(b)) = (rows.get(slot(*a)), rows.get(slot(*b)))
            && a.file == b.file
            && text(a) == text(b)
        {
            let what = format!("{} is there twice", String::from_utf8_lossy(text(a)));
            let fault = Fault::new(a.line.max(b.line).into(), Some("rec_id"), what);
            return Err(Fault { file: a.file.into(), ..fault });
        }
    }
    Ok(())
}

fn mixed(text: &[u8], file: u8) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.write_u8(file);
    let hash = hasher.finish();
    (hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}
