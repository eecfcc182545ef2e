//! One record at a time, held against a town.

use crate::{Result, town};
use matching::{Birth, Description, Home, Index, Model, Sex, compare};
use std::collections::HashSet;
use std::time::{Duration, Instant};
use townsfolk::Record;

/// One record in so many is asked for; the others are known.
const ASKED: usize = 500;

pub(crate) fn measure(seed: u64, records: u32) -> Result<()> {
    let all: Vec<Record> =
        town::town(seed, records).into_records().take(usize::try_from(records)?).collect();
    let (asked, known): (Vec<_>, Vec<_>) =
        all.iter().enumerate().partition(|(place, _)| place % ASKED == 0);
    let before = memory();
    let (begun, mut index) = (Instant::now(), Index::new(Model::default()));
    for (place, record) in &known {
        index.insert(u128::try_from(*place)?, &description(record));
    }
    println!("{} known after {:.1?}, in {} MB", index.len(), begun.elapsed(), memory() - before);
    let persons: HashSet<u32> = known.iter().map(|(_, record)| record.person).collect();
    let (mut finding, mut comparing) = (Vec::new(), Vec::new());
    let (mut there, mut some, mut first) = (0, 0, 0);
    for (_, record) in &asked {
        let wanted = description(record);
        let begun = Instant::now();
        let found = index.candidates(&wanted, 10);
        finding.push(begun.elapsed());
        let found: Vec<&Record> =
            found.iter().filter_map(|(id, _)| all.get(usize::try_from(*id).ok()?)).collect();
        if let Some(other) = found.first().map(|record| description(record)) {
            let begun = Instant::now();
            std::hint::black_box(compare(&wanted, &other, index.model(), index.frequencies()));
            comparing.push(begun.elapsed());
        }
        there += u32::from(persons.contains(&record.person));
        some += u32::from(found.iter().any(|other| other.person == record.person));
        first += u32::from(found.first().is_some_and(|other| other.person == record.person));
    }
    tell("candidates", &mut finding);
    tell("compare", &mut comparing);
    println!("of {there} people who are known {some} are among ten candidates, {first} the first");
    Ok(())
}

fn tell(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| {
        times.get(times.len().saturating_sub(1) * share / 1000).copied().unwrap_or_default()
    };
    println!("{what}: p50 {:.1?}, p99 {:.1?}, most {:.1?}", at(500), at(990), at(1000));
}

/// Memory that this process holds, in megabytes.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default()
        / 1024
}

fn description(record: &Record) -> Description {
    let filled = |text: &String| if text.is_empty() { Vec::new() } else { vec![text.clone()] };
    Description {
        given_names: filled(&record.given_name),
        surnames: filled(&record.surname),
        births: Birth::parse(&record.date_of_birth).into_iter().collect(),
        sex: Sex::parse(&record.sex),
        homes: vec![Home { address: record.address.clone(), postcode: record.postcode.clone() }],
        phones: filled(&record.phone),
        emails: filled(&record.email),
        identifiers: filled(&record.identifier),
    }
}
