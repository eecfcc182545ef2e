//! Who each record is of, and what was found of it.

use crate::Result;
use matching::{Pair, People};
use std::collections::{BTreeSet, HashMap};

/// The truth of one record.
#[derive(Clone, Debug, Default)]
struct Known {
    person: u64,
    origin: String,
    file: usize,
}

/// The truth of all records, in the order of [`People`].
pub(crate) struct Truth(Vec<Known>);

impl Truth {
    pub(crate) fn of(files: &[Vec<u8>], people: &People) -> Result<Self> {
        let mut known: HashMap<Vec<u8>, Known> = HashMap::new();
        for (file, bytes) in files.iter().enumerate() {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let header = reader.headers()?.clone();
            let place = |name: &str| header.iter().position(|column| column == name);
            let (id, person) =
                (place("rec_id").ok_or("no rec_id")?, place("person").ok_or("no person")?);
            let origin = place("origin").unwrap_or(usize::MAX);
            for record in reader.records() {
                let record = record?;
                let text = |place: usize| record.get(place).unwrap_or_default().to_owned();
                let truth = Known { person: text(person).parse()?, origin: text(origin), file };
                known.insert(text(id).into_bytes(), truth);
            }
        }
        let records = 0..u32::try_from(people.len())?;
        Ok(Self(
            records.map(|one| known.get(people.id(one)).cloned().unwrap_or_default()).collect(),
        ))
    }

    pub(crate) fn holds(&self, pair: &Pair) -> bool {
        let person =
            |record: u32| self.0.get(usize::try_from(record).ok()?).map(|known| known.person);
        person(pair.one) == person(pair.other)
    }

    /// Pairs, the surest first, before they are joined.
    pub(crate) fn tell_pairs(&self, pairs: &[Pair], threshold: f64) {
        let persons: Vec<u64> = self.0.iter().map(|known| known.person).collect();
        let all = self.pairs_within(&persons, |_| true);
        let (mut right, mut found, mut at_threshold, mut at_99) = (0, 0, (0, 0), 0);
        for pair in pairs {
            found += 1;
            right += u32::from(self.holds(pair));
            if pair.probability() >= threshold {
                at_threshold = (right, found);
            }
            if f64::from(right) >= 0.99 * f64::from(found) {
                at_99 = right;
            }
        }
        println!("{all} pairs of one person, {right} of them among those that were weighed");
        println!(
            "pairs from {threshold} on: {}",
            Score { right: at_threshold.0, found: at_threshold.1, all }
        );
        println!("recall at 99% precision: {:.4}", f64::from(at_99) / f64::from(all.max(1)));
    }

    /// Groups, all of them and those of each origin.
    pub(crate) fn tell_clusters(&self, clusters: &[u32]) {
        let score = |is_in: &dyn Fn(&Known) -> bool| {
            let persons: Vec<u64> = self.0.iter().map(|known| known.person).collect();
            let groups: Vec<u64> = clusters.iter().map(|cluster| u64::from(*cluster)).collect();
            let both: Vec<u64> = groups.iter().zip(&persons).map(|(a, b)| a << 32 | b).collect();
            let [all, found, right] =
                [persons, groups, both].map(|numbers| self.pairs_within(&numbers, is_in));
            Score { right, found, all }
        };
        println!("clusters: {}", score(&|_| true));
        let origins: BTreeSet<&String> = self.0.iter().map(|known| &known.origin).collect();
        for origin in origins.into_iter().filter(|origin| !origin.is_empty()) {
            println!("  {origin:14} {}", score(&|known| known.origin == *origin));
        }
    }

    /// Pairs that share a number; of two files, those of one record from each.
    fn pairs_within(&self, numbers: &[u64], is_in: impl Fn(&Known) -> bool) -> u32 {
        let is_linked = self.0.iter().any(|known| known.file > 0);
        let mut sizes: HashMap<u64, (u32, u32)> = HashMap::new();
        for (number, known) in numbers.iter().zip(&self.0).filter(|(_, known)| is_in(known)) {
            let (first, second) = sizes.entry(*number).or_default();
            *(if known.file == 0 { first } else { second }) += 1;
        }
        sizes.values().map(|(a, b)| if is_linked { a * b } else { a * (a - 1) / 2 }).sum()
    }
}

/// Of so many found so many are right, and so many there are.
struct Score {
    right: u32,
    found: u32,
    all: u32,
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let precision = f64::from(self.right) / f64::from(self.found.max(1));
        let recall = f64::from(self.right) / f64::from(self.all.max(1));
        let both = 2.0 * precision * recall / (precision + recall).max(1e-9);
        write!(f, "precision {precision:.4} recall {recall:.4} F1 {both:.4}")
    }
}
