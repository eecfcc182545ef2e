//! Many people at once, from one file or from two that are held against each other.

mod blocks;
mod cluster;
mod columns;
mod fault;
mod frequency;

mod learn;
mod pairs;
mod read;
mod row;
mod write;

pub use fault::Fault;
pub use pairs::Pair;

use crate::email::Email;
use crate::evidence::{Scored, scored};
use crate::model::{Model, Weights};
use crate::name::Name;
use crate::narrow::{real, slot};
use crate::seen::{Seen, look};
use blocks::Blocks;
use row::Row;

/// People read from files, and what it takes to find those who are the same.
pub struct People {
    rows: Vec<Row>,
    given: Vec<Name>,
    surnames: Vec<Name>,
    /// Texts that are still needed: ids and e-mail addresses.
    texts: Vec<u8>,
    unread: u32,
    files: u8,
    blocks: Blocks,
}

impl People {
    /// Reads people from a CSV file with a header.
    pub fn read(file: &[u8]) -> Result<Self, Fault> {
        Self::of(&[file])
    }

    /// Reads two files whose people are held against each other: only pairs across them count.
    pub fn read_linked(file: &[u8], link: &[u8]) -> Result<Self, Fault> {
        Self::of(&[file, link])
    }

    fn of(files: &[&[u8]]) -> Result<Self, Fault> {
        let read = read::files(files)?;
        let mut people = frequency::counted(read, files.len())?;
        let (blocks, crowded) = Blocks::of(&people);
        people.blocks = blocks;
        for (place, record) in crowded {
            people.rows.get_mut(slot(record)).into_iter().for_each(|row| row.forget_shared(place));
        }
        Ok(people)
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many dates of birth were so wrong that they count as unknown.
    #[must_use]
    pub fn unread_dates(&self) -> u32 {
        self.unread
    }

    /// The `rec_id` of a record.
    #[must_use]
    pub fn id(&self, record: u32) -> &[u8] {
        let at = self.rows.get(slot(record)).map(|row| row.id).unwrap_or_default();
        self.text(at)
    }

    /// Learns from these people themselves how descriptions of one person differ.
    #[must_use]
    pub fn learn(&self) -> Model {
        learn::learn(self)
    }

    /// Pairs of a probability, the likeliest first.
    #[must_use]
    pub fn pairs(&self, model: &Model, threshold: f64) -> Vec<Pair> {
        pairs::find(self, &self.weights(model), threshold)
    }

    /// For each record the number of the person that it is of, counted from nought. Pairs are those of
    /// [`People::pairs`]; whoever is joined fits all whom they are joined with.
    #[must_use]
    pub fn clusters(&self, model: &Model, pairs: &[Pair], threshold: f64) -> Vec<u32> {
        cluster::join(self, &self.weights(model), pairs, threshold)
    }

    /// A pair with its reasons.
    #[must_use]
    pub fn explain(&self, model: &Model, pair: &Pair) -> Option<Scored> {
        let weights = self.weights(model);
        let looked = look(&self.seen(pair.one)?, &self.seen(pair.other)?, &weights);
        Some(scored(&looked, &weights))
    }

    fn weights(&self, model: &Model) -> Weights {
        let records = real(self.rows.len());
        // Across two files a record has only those of the other to be compared with.
        let others = if self.files > 1 { records / 2.0 } else { records };
        Weights::new(model, records, others)
    }

    fn text(&self, (from, length): (u32, u32)) -> &[u8] {
        self.texts.get(slot(from)..slot(from) + slot(length)).unwrap_or_default()
    }

    fn seen(&self, record: u32) -> Option<Seen<'_>> {
        let row = self.rows.get(slot(record))?;
        Some(Seen {
            given: self.given.get(slot(row.given))?,
            surname: self.surnames.get(slot(row.surname))?,
            born: row.born,
            born_chance: row.born_chance,
            sex: row.sex(),
            home: row.home,
            phone: row.phone,
            email: Email {
                whole: row.email_whole,
                local: row.email_local,
                text: self.text(row.email),
            },
            identifier: row.identifier,
            namesakes: row.namesakes,
            cohort: row.cohort,
        })
    }

    /// Whether two records may be of one person at all: across two files, of one from each.
    fn may_pair(&self, one: u32, other: u32) -> bool {
        let file = |record: u32| self.rows.get(slot(record)).map(|row| row.file);
        self.files < 2 || file(one) != file(other)
    }
}
