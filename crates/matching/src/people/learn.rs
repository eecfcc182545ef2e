//! Learning without being told who is who: expectation and maximisation over three kinds of pairs.

use super::People;
use crate::birth::BirthsAre;
use crate::field::{FIELDS, LEVELS};
use crate::home::HomesAre;
use crate::model::{Model, Table, Weights, log2_of_sum, rarity};
use crate::narrow::{count, halves, real, slot};
use crate::seen::{levels, look};
use crate::threads::in_threads;

/// About how many pairs are looked at.
const ENOUGH: usize = 400_000;
const ROUNDS: u32 = 25;
/// How many pairs stand behind what was believed before.
const BELIEF: f64 = 150.0;

/// A pattern, how likely it is of strangers, and how often it was seen.
struct Seen {
    levels: [u8; FIELDS],
    strangers: f32,
    number: f64,
}

/// What one round found.
#[derive(Default)]
struct Found {
    same: Table,
    household: Table,
    same_pairs: f64,
    household_pairs: f64,
}

pub(super) fn learn(people: &People) -> Model {
    let mut model = Model { distinct: distinct(people), ..Model::default() };
    let records = real(people.rows.len());
    if people.rows.len() < 2 {
        return model;
    }
    strangers(people, &mut model);
    model.together = together(people);
    model.emails_of_namesakes = emails_of_namesakes(people);
    let weights = people.weights(&model);
    let (seen, share) = sample(people, &weights);
    for _ in 0..ROUNDS {
        let found = round(&seen, &people.weights(&model));
        model.same_per_record = (found.same_pairs * share + 5.0) / records;
        model.household_per_record = (found.household_pairs * share + 5.0) / records;
        let before = Model::default();
        mixed(&mut model.same, &found.same, &before.same);
        mixed(&mut model.household, &found.household, &before.household);
        // Given names, dates of birth and numbers of people who live together are as they always are: learnt,
        // they would take in slips of one person.
        for field in [0, 2, 7] {
            if let (Some(row), Some(usual)) =
                (model.household.get_mut(field), before.household.get(field))
            {
                *row = *usual;
            }
        }
    }
    model
}

/// Every so manieth pair, sorted, so that sums do not depend on the order in which pairs were met; and how many
/// pairs each stands for.
fn sample(people: &People, weights: &Weights) -> (Vec<Seen>, f64) {
    let all = people.blocks.pairs();
    let (wanted, share): (fn(u32) -> bool, f64) = match all {
        0..400_000 => (|_| true, 1.0),
        400_000..3_000_000 => (|key| key >> 29 == 0, 8.0),
        _ => (|key| key >> 27 == 0, 32.0),
    };
    let mut patterns = people.blocks.each_pair(wanted, |one, other, patterns| {
        if let (Some(a), Some(b)) = (people.seen(one), people.seen(other))
            && people.may_pair(one, other)
        {
            let looked = look(&a, &b, weights);
            let strangers = halves(looked.chances.iter().sum());
            patterns.push(u64::from(looked.pattern()) << 32 | u64::from(strangers));
        }
    });
    patterns.sort_unstable();
    let runs = patterns.chunk_by(|one, other| one == other).map(|run| {
        let pattern = run.first().copied().unwrap_or_default();
        let halves = u16::try_from(pattern & 0xffff).unwrap_or_default();
        let strangers = f32::from(halves) / 2.0 - 120.0;
        Seen { levels: levels(crate::narrow::high(pattern)), strangers, number: real(run.len()) }
    });
    (runs.collect(), share)
}

fn round(seen: &[Seen], weights: &Weights) -> Found {
    // A fixed number of parts: sums do not depend on how many threads there are.
    let parts: Vec<&[Seen]> = seen.chunks(seen.len().div_ceil(8).max(1)).collect();
    let found = in_threads(&parts, |part| of_part(part, weights));
    found.iter().fold(Found::default(), Found::and)
}

fn of_part(seen: &[Seen], weights: &Weights) -> Found {
    let mut found = Found::default();
    for pattern in seen {
        let (same, household) = weights.likelihoods(pattern.levels);
        let all = log2_of_sum(log2_of_sum(same, household), pattern.strangers);
        let share = |one: f32| f64::from((one - all).exp2()) * pattern.number;
        let (same, household) = (share(same), share(household));
        found.same_pairs += same;
        found.household_pairs += household;
        add(&mut found.same, pattern.levels, same);
        add(&mut found.household, pattern.levels, household);
    }
    found
}

impl Found {
    fn and(mut self, other: &Self) -> Self {
        let tables = [(&mut self.same, &other.same), (&mut self.household, &other.household)];
        for (table, more) in tables {
            for (value, more) in table.iter_mut().flatten().zip(more.iter().flatten()) {
                *value += more;
            }
        }
        self.same_pairs += other.same_pairs;
        self.household_pairs += other.household_pairs;
        self
    }
}

fn add(table: &mut Table, levels: [u8; FIELDS], number: f64) {
    for (row, level) in table.iter_mut().zip(levels) {
        row.get_mut(usize::from(level)).into_iter().for_each(|value| *value += number);
    }
}

/// What was found and what was believed before, each by its weight, as shares.
fn mixed(table: &mut Table, found: &Table, before: &Table) {
    for (field, ((row, found), before)) in table.iter_mut().zip(found).zip(before).enumerate() {
        if field == 3 {
            // Whether sexes agree is asked apart where the names are alike and where they are not.
            shares(row, (found, before), 1..3);
            shares(row, (found, before), 3..5);
        } else {
            shares(row, (found, before), 1..LEVELS);
        }
    }
}

fn shares(
    row: &mut [f64; LEVELS],
    (found, before): (&[f64; LEVELS], &[f64; LEVELS]),
    range: std::ops::Range<usize>,
) {
    let part =
        |values: &[f64; LEVELS]| values.get(range.clone()).unwrap_or_default().iter().sum::<f64>();
    let (all, believed) = (part(found), part(before).max(1e-9));
    let values = row.iter_mut().zip(found).zip(before).take(range.end).skip(range.start);
    for ((value, found), before) in values {
        *value = (found + BELIEF * before / believed) / (all + BELIEF);
    }
}

/// How fields come out of people picked at random, where no frequency says it.
fn strangers(people: &People, model: &mut Model) {
    let weights = people.weights(model);
    let records = count(people.rows.len());
    // Neighbours have a surname in common: whoever is picked at random is far away.
    let third = records / 3 + 1;
    let steps = (0..400).map(|step: u32| third.saturating_add(step.wrapping_mul(7_919)) % records);
    let every = slot(records) * 2 / ENOUGH + 1;
    let (mut table, mut looks) = (Table::default(), 0_usize);
    'steps: for step in steps.filter(|step| *step > 0) {
        for one in (0..records).step_by(every) {
            let other = (one + step) % records;
            if let (Some(a), Some(b)) = (people.seen(one), people.seen(other)) {
                add(&mut table, look(&a, &b, &weights).levels, 1.0);
            }
            looks += 1;
            if looks > ENOUGH / 2 {
                break 'steps;
            }
        }
    }
    let before = Model::default().strangers;
    let learnt: [(usize, std::ops::Range<usize>); 5] =
        [(2, 2..9), (4, 6..8), (5, 2..4), (6, 3..5), (7, 2..4)];
    for (field, range) in learnt {
        let (Some(found), Some(before)) = (table.get(field), before.get(field)) else { continue };
        let all = found.iter().skip(1).sum::<f64>();
        let values = model.strangers.get_mut(field).into_iter().flatten().zip(found).zip(before);
        for ((value, found), before) in values.take(range.end).skip(range.start) {
            *value = (found + 20_000.0 * before) / (all + 20_000.0);
        }
    }
}

/// How many different homes, postcodes, telephone numbers, e-mail addresses and identifiers there are for each
/// record that has one.
fn distinct(people: &People) -> [f64; 5] {
    let numbers: [fn(&super::row::Row) -> u64; 5] = [
        |row| row.home.key().into(),
        |row| row.home.postcode.0,
        |row| row.phone.0,
        |row| row.email_whole.into(),
        |row| row.identifier.0,
    ];
    let shares = in_threads(&numbers, |number| {
        let mut values: Vec<u64> =
            people.rows.iter().map(number).filter(|value| *value != 0).collect();
        let all = real(values.len()).max(1.0);
        values.sort_unstable();
        values.dedup();
        (real(values.len()).max(1.0) / all).min(1.0)
    });
    shares.try_into().unwrap_or_default()
}

/// How much likelier than chance names go together, by the given names of people who share a surname and are
/// clearly not the same: born on other days, living elsewhere.
fn together(people: &People) -> [[f64; 4]; 4] {
    let rows = (0..).zip(&people.rows).filter(|(_, row)| row.surname != 0 && row.given != 0);
    let mut sorted: Vec<(u32, u32)> = rows
        .filter_map(|(place, row)| Some((people.surnames.get(slot(row.surname))?.whole, place)))
        .collect();
    sorted.sort_unstable();
    // Of many, some are enough.
    let every = (sorted.len() / 150_000).max(1);
    let (mut seen, mut expected) = ([[0.0; 4]; 4], [[0.0; 4]; 4]);
    for step in [1, 2, 3, 5] {
        for (one, other) in sorted.iter().zip(sorted.iter().skip(step)).step_by(every) {
            let (Some(a), Some(b)) = (people.seen(one.1), people.seen(other.1)) else { continue };
            if one.0 != other.0 || !are_apart(&a, &b) {
                continue;
            }
            for (name, other) in [(a.given, b.given), (b.given, a.given)] {
                let (row, column) =
                    (rarity(name.chances.whole, -8.0), rarity(a.surname.chances.whole, -10.0));
                let at = |table: &mut [[f64; 4]; 4], more: f64| {
                    let cell = table.get_mut(row).and_then(|row| row.get_mut(column));
                    if let Some(cell) = cell {
                        *cell += more;
                    }
                };
                at(&mut expected, f64::from(name.chances.whole.exp2()));
                at(&mut seen, f64::from(u8::from(name.whole == other.whole)));
            }
        }
    }
    let mut together = [[0.0; 4]; 4];
    for ((row, seen), expected) in together.iter_mut().zip(seen).zip(expected) {
        for ((bits, seen), expected) in row.iter_mut().zip(seen).zip(expected) {
            *bits = ((seen + 2.0_f64) / (expected + 2.0_f64)).log2().clamp(0.0, 8.0);
        }
    }
    together
}

/// Whether two are clearly not the same: born on other days, living elsewhere.
fn are_apart(one: &crate::seen::Seen<'_>, other: &crate::seen::Seen<'_>) -> bool {
    one.born.against(other.born) == BirthsAre::Different
        && matches!(one.home.against(other.home), HomesAre::Different | HomesAre::District)
}

/// How likely clearly different people of one name have e-mail addresses made of their names that are the same, the
/// same before the @, and nearly the same.
fn emails_of_namesakes(people: &People) -> [f64; 3] {
    let rows = (0..).zip(&people.rows).filter(|(_, row)| row.email_whole != 0);
    let mut sorted: Vec<(u32, u32, u32)> = rows
        .filter_map(|(place, row)| {
            let (given, surname) =
                (people.given.get(slot(row.given))?, people.surnames.get(slot(row.surname))?);
            let is_plain = people.seen(place)?.email.is_plain();
            is_plain.then_some((given.whole, surname.whole, place))
        })
        .collect();
    sorted.sort_unstable();
    let (mut seen, mut all) = ([0.0; 3], 0.0);
    for step in [1, 2, 3, 5] {
        for (one, other) in sorted.iter().zip(sorted.iter().skip(step)) {
            let (Some(a), Some(b)) = (people.seen(one.2), people.seen(other.2)) else { continue };
            if (one.0, one.1) == (other.0, other.1) && are_apart(&a, &b) {
                all += 1.0;
                let level = usize::from(a.email.against(&b.email)).saturating_sub(1);
                seen.get_mut(level).into_iter().for_each(|number| *number += 1.0);
            }
        }
    }
    let before = Model::default().emails_of_namesakes;
    let mut shares = before;
    for ((share, seen), before) in shares.iter_mut().zip(seen).zip(before) {
        *share = (seen + 50.0 * before) / (all + 50.0);
    }
    shares
}
