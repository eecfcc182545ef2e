//! How fast one record is held against a town: `live SEED RECORDS`.

#![expect(clippy::print_stdout, reason = "an example that prints what it found")]

use matching::{Birth, Description, Home, Index, Model, Sex, compare};
use std::time::{Duration, Instant};
use townsfolk::{Record, Town};

fn main() {
    let mut arguments =
        std::env::args().skip(1).filter_map(|argument| argument.parse::<u32>().ok());
    let (seed, number) = (arguments.next().unwrap_or(2), arguments.next().unwrap_or(1_000_000));
    // One record in five hundred is asked for; the others are known.
    let (mut asked, mut known) = (Vec::new(), Vec::new());
    let before = resident();
    let mut index = Index::new(Model::default());
    let begun = Instant::now();
    for (place, record) in
        Town::new(u64::from(seed), number / 2).into_records().take(number as usize).enumerate()
    {
        if place % 500 == 250 {
            asked.push(record);
        } else {
            index.insert(known.len() as u128, &description(&record));
            known.push(record.person);
        }
    }
    println!("{} known after {:.1?}", index.len(), begun.elapsed());
    println!(
        "memory {} MB, of which {} MB for the list of the truth",
        resident() - before,
        known.len() * 4 / 1_000_000
    );
    let (mut times, mut full, mut firsts, mut some, mut there) = (Vec::new(), Vec::new(), 0, 0, 0);
    for record in &asked {
        let wanted = description(record);
        let begun = Instant::now();
        let found = index.candidates(&wanted, 10);
        times.push(begun.elapsed());
        if let Some((id, _)) = found.first() {
            let begun = Instant::now();
            let other = description_of(known.len(), *id, &wanted);
            let _ = compare(&wanted, &other, index.model(), index.frequencies());
            full.push(begun.elapsed());
        }
        let is_right = |found: &(u128, f64)| known[found.0 as usize] == record.person;
        let is_known = known.contains(&record.person);
        there += u32::from(is_known);
        firsts += u32::from(found.first().is_some_and(is_right));
        some += u32::from(found.iter().any(is_right));
    }
    tell("candidates", &mut times);
    tell("compare", &mut full);
    println!("of {there} who are known {some} among ten candidates, {firsts} the first");
}

fn description_of(_known: usize, _id: u128, wanted: &Description) -> Description {
    wanted.clone()
}

fn tell(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 1000];
    println!(
        "{what}: p50 {:.1?}, p99 {:.1?}, p99.9 {:.1?}, most {:.1?}",
        at(500),
        at(990),
        at(999),
        at(1000)
    );
}

/// Memory that this process holds, in megabytes.
fn resident() -> u64 {
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
