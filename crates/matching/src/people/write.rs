//! What was found, as CSV.

use super::{Pair, People};
use crate::narrow::slot;
use std::io::{self, Write};

impl People {
    /// Writes pairs as they stand: `rec_id_a,rec_id_b,probability,weight`. Across two files the first id is of the
    /// first one, in one file it is the first in the alphabet.
    pub fn write_pairs(&self, pairs: &[Pair], into: impl Write) -> io::Result<()> {
        let mut into = csv::Writer::from_writer(into);
        into.write_record(["rec_id_a", "rec_id_b", "probability", "weight"])?;
        let (mut probability, mut weight) = (Vec::new(), Vec::new());
        for pair in pairs {
            let mut sides =
                [pair.one, pair.other].map(|record| (self.file(record), self.id(record)));
            sides.sort_unstable();
            let [(_, a), (_, b)] = sides;
            probability.clear();
            weight.clear();
            write!(probability, "{:.9}", pair.probability())?;
            write!(weight, "{:.3}", pair.weight)?;
            into.write_record([a, b, &probability, &weight])?;
        }
        into.flush()
    }

    /// Writes the person of each record: `rec_id,cluster_id`, in the order of the files, persons counted from 1.
    pub fn write_clusters(&self, clusters: &[u32], into: impl Write) -> io::Result<()> {
        let mut into = csv::Writer::from_writer(into);
        into.write_record(["rec_id", "cluster_id"])?;
        let mut order: Vec<(u8, u32, u32)> =
            (0..).zip(&self.rows).map(|(record, row)| (row.file, row.line, record)).collect();
        order.sort_unstable();
        let mut numbers = vec![0_u32; clusters.len()];
        let (mut next, mut text) = (0, Vec::new());
        for (_, _, record) in order {
            let cluster = clusters.get(slot(record)).copied().unwrap_or_default();
            let Some(number) = numbers.get_mut(slot(cluster)) else { continue };
            if *number == 0 {
                next += 1;
                *number = next;
            }
            text.clear();
            write!(text, "{number}")?;
            into.write_record([self.id(record), &text])?;
        }
        into.flush()
    }

    fn file(&self, record: u32) -> u8 {
        self.rows.get(slot(record)).map(|row| row.file).unwrap_or_default()
    }
}
