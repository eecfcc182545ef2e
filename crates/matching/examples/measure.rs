//! Measures matching on a file whose truth is known: `measure FILE.csv [LINK.csv]`, with the columns `person`
//! and, where there is one, `origin` beside those that are read (`townsfolk`'s example `write` makes such files).
//! Without a file: `measure SEED RECORDS` makes a town and measures on it.

#![expect(clippy::print_stdout, reason = "an example that prints what it found")]

use matching::{Pair, People};
use std::collections::HashMap;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let files: Vec<Vec<u8>> = arguments.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    let begun = Instant::now();
    let people = match files.as_slice() {
        [file] => People::read(file)?,
        [file, link] => People::read_linked(file, link)?,
        _ => return Err("one file or two".into()),
    };
    let read = begun.elapsed();
    let model = people.learn();
    let learnt = begun.elapsed();
    let pairs = people.pairs(&model, 0.001);
    let paired = begun.elapsed();
    let threshold = model.threshold();
    let clusters = people.clusters(&model, &pairs, threshold);
    let done = begun.elapsed();
    if std::env::var_os("TIMES").is_some() {
        println!(
            "read {read:.2?} learnt {learnt:.2?} paired {paired:.2?} clustered {done:.2?} {}",
            peak()
        );
        return Ok(());
    }
    println!(
        "{} records: read {read:.1?}, learnt {learnt:.1?}, paired {paired:.1?}, clustered {done:.1?}",
        people.len()
    );
    println!("peak memory {}", peak());
    if std::env::var_os("MODEL").is_some() {
        println!("{}", serde_json::to_string(&model)?);
    }
    let truth = Truth::of(&files, &people)?;
    if std::env::var_os("SCAN").is_some() {
        for threshold in [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9] {
            print!("{threshold} ");
            truth.tell_clusters(
                &people.clusters(&model, &pairs, threshold),
                truth.groups(&truth.person, files.len() > 1),
                files.len() > 1,
            );
        }
    }
    truth.tell(&pairs, &clusters, threshold);
    Ok(())
}

/// The most memory that this process ever held.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap_or_default().trim().to_owned()
}

/// Who each record is of.
struct Truth {
    person: Vec<u64>,
    origin: Vec<String>,
    file: Vec<usize>,
}

impl Truth {
    fn of(files: &[Vec<u8>], people: &People) -> Result<Self, Box<dyn std::error::Error>> {
        let mut known: HashMap<Vec<u8>, (u64, String, usize)> = HashMap::new();
        for (number, file) in files.iter().enumerate() {
            let mut reader = csv::Reader::from_reader(file.as_slice());
            let header = reader.headers()?.clone();
            let at = |name: &str| header.iter().position(|column| column == name);
            let (id, person, origin) =
                (at("rec_id").ok_or("no rec_id")?, at("person").ok_or("no person")?, at("origin"));
            for record in reader.byte_records() {
                let record = record?;
                let text = |place: usize| String::from_utf8_lossy(&record[place]).into_owned();
                let who = text(person).parse()?;
                known.insert(
                    record[id].to_vec(),
                    (who, origin.map(text).unwrap_or_default(), number),
                );
            }
        }
        let (mut person, mut origin, mut file) = (Vec::new(), Vec::new(), Vec::new());
        for record in 0..u32::try_from(people.len())? {
            let (who, from, number) = known.get(people.id(record)).cloned().ok_or("unknown id")?;
            person.push(who);
            origin.push(from);
            file.push(number);
        }
        Ok(Self { person, origin, file })
    }

    fn is_same(&self, one: usize, other: usize) -> bool {
        self.person[one] == self.person[other]
    }

    fn tell(&self, pairs: &[Pair], clusters: &[u32], threshold: f64) {
        let linked = self.file.iter().any(|file| *file > 0);
        let all = self.groups(&self.person, linked);
        println!(
            "true pairs {all}; found among candidates {}",
            pairs.iter().filter(|pair| self.holds(pair)).count()
        );
        let (mut right, mut at_99, mut at_same) = (0_usize, 0.0, (0_usize, 0_usize));
        let mut told = false;
        for (place, pair) in pairs.iter().enumerate() {
            if !told && pair.probability() < threshold {
                let (precision, recall) = (right as f64 / place as f64, right as f64 / all as f64);
                println!(
                    "pairs at {threshold}: precision {precision:.4} recall {recall:.4} F1 {:.4}",
                    mean(precision, recall)
                );
                told = true;
            }
            right += usize::from(self.holds(pair));
            if right as f64 >= 0.99 * (place + 1) as f64 {
                at_99 = right as f64 / all as f64;
            }
            if pair.weight >= 13.0 {
                at_same = (place + 1, place + 1 - right);
            }
        }
        println!(
            "recall at 99% precision {at_99:.4}; above 13 bits {} of them wrong {}",
            at_same.0, at_same.1
        );
        self.tell_clusters(clusters, all, linked);
    }

    fn tell_clusters(&self, clusters: &[u32], all: usize, linked: bool) {
        let numbers: Vec<u64> = clusters.iter().map(|cluster| u64::from(*cluster)).collect();
        let found = self.groups(&numbers, linked);
        let both: Vec<u64> = numbers.iter().zip(&self.person).map(|(a, b)| a << 32 | b).collect();
        let right = self.groups(&both, linked);
        let (precision, recall) = (right as f64 / found as f64, right as f64 / all as f64);
        println!(
            "clusters: precision {precision:.4} recall {recall:.4} F1 {:.4}",
            mean(precision, recall)
        );
        let mut origins: Vec<&String> = self.origin.iter().collect();
        origins.sort();
        origins.dedup();
        for origin in origins.into_iter().filter(|origin| !origin.is_empty()) {
            let of = |numbers: &[u64]| {
                let kept = numbers.iter().zip(&self.origin).filter(|(_, from)| *from == origin);
                groups(kept.map(|(number, _)| *number))
            };
            let (all, found, right) = (of(&self.person), of(&numbers), of(&both));
            let (precision, recall) = (right as f64 / found as f64, right as f64 / all as f64);
            println!(
                "  {origin:14} {all:8} precision {precision:.4} recall {recall:.4} F1 {:.4}",
                mean(precision, recall)
            );
        }
    }

    fn holds(&self, pair: &Pair) -> bool {
        self.is_same(pair.one as usize, pair.other as usize)
    }

    /// Pairs within groups; across files only where there are two.
    fn groups(&self, numbers: &[u64], linked: bool) -> usize {
        if !linked {
            return groups(numbers.iter().copied());
        }
        let mut sizes: HashMap<u64, (usize, usize)> = HashMap::new();
        for (number, file) in numbers.iter().zip(&self.file) {
            let size = sizes.entry(*number).or_default();
            if *file == 0 { size.0 += 1 } else { size.1 += 1 }
        }
        sizes.values().map(|(a, b)| a * b).sum()
    }
}

fn groups(numbers: impl Iterator<Item = u64>) -> usize {
    let mut sizes: HashMap<u64, usize> = HashMap::new();
    numbers.for_each(|number| *sizes.entry(number).or_default() += 1);
    sizes.values().map(|size| size * (size - 1) / 2).sum()
}

fn mean(precision: f64, recall: f64) -> f64 {
    2.0 * precision * recall / (precision + recall)
}
