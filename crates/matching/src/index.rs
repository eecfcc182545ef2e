//! Descriptions in memory, found again in a fraction of a millisecond.

mod face;
mod lists;

use crate::Description;
use crate::frequencies::{Frequencies, Step};
use crate::keys::key_at;
use crate::model::Model;
use crate::name::Name;
use crate::narrow::{count, slot};
use crate::prepared::Prepared;
use crate::seen::{Seen, look};
use crate::table::Table;
use face::Face;
use lists::{Names, Owners};
use rustc_hash::{FxHashMap, FxHashSet};

/// The keys by which descriptions are found, of those that there are: what the others find beside them is not
/// worth its room here.
const LIVE: [usize; 11] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11];
/// At most so many are under one key.
const CROWD: usize = 60;

/// Descriptions under the caller's ids. Reading takes `&self` and may be done by many at once.
#[derive(Debug, Default)]
pub struct Index {
    model: Model,
    frequencies: Frequencies,
    faces: Vec<Face>,
    /// Places in `faces` that are free again.
    free: Vec<u32>,
    /// A table for each key.
    tables: [Table; LIVE.len()],
    owners: Owners,
    lists: Lists,
}

/// The names that faces have.
#[derive(Debug, Default)]
struct Lists {
    given: Names,
    surnames: Names,
}

impl Index {
    /// An empty index that weighs candidates by a model.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self { model, ..Self::default() }
    }

    /// Puts a description in; what was there under the id before is replaced.
    pub fn insert(&mut self, id: u128, description: &Description) {
        self.remove(id);
        let prepared = Prepared::of(description, &self.frequencies);
        let owner = self.owners.add(id);
        let mut next = Face::NONE;
        for place in (0..prepared.faces()).rev() {
            let seen = prepared.seen(place, &self.frequencies);
            let (given, surname) =
                (self.lists.given.place(seen.given), self.lists.surnames.place(seen.surname));
            let face = Face::of(&seen).named(given, surname).belonging(owner, next);
            next = self.add(face, &seen);
        }
        self.owners.begin(owner, next);
        self.count(&self.chain(next), Step::In(1));
    }

    /// Takes a description out; false when none was there.
    pub fn remove(&mut self, id: u128) -> bool {
        let Some(first) = self.owners.take(id) else { return false };
        let faces = self.chain(first);
        self.count(&faces, Step::Out);
        let mut number = first;
        for face in faces {
            let Some(seen) = self.lists.seen(&face) else { continue };
            for (table, key) in self.tables.iter_mut().zip(live(&seen)) {
                if key != 0 {
                    table.remove(key, number);
                }
            }
            self.free.push(number);
            number = face.next;
        }
        true
    }

    /// Who this may be: ids and weights in bits, the likeliest first, at most `limit`. The weight is a first
    /// look; [`crate::compare`] says it with its reasons.
    #[must_use]
    pub fn candidates(&self, description: &Description, limit: usize) -> Vec<(u128, f64)> {
        let prepared = Prepared::of(description, &self.frequencies);
        let weights = self.model.weights(&self.frequencies);
        let mut best: FxHashMap<u32, f32> = FxHashMap::default();
        for place in 0..prepared.faces() {
            let seen = prepared.seen(place, &self.frequencies);
            for number in self.found(&seen) {
                let Some(face) = self.faces.get(slot(number)) else { continue };
                let Some(other) = self.lists.seen(face) else { continue };
                let looked = look(&seen, &other, &weights);
                let weight = weights.weigh(looked.levels, looked.chances.iter().sum()).weight;
                let most = best.entry(face.owner).or_insert(weight);
                *most = most.max(weight);
            }
        }
        let ids = best.into_iter();
        let ids = ids.filter_map(|(owner, weight)| Some((self.owners.id(owner)?, weight.into())));
        let mut found: Vec<(u128, f64)> = ids.collect();
        found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(limit);
        found
    }

    /// How many ids are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.owners.len()
    }

    /// Whether there is nobody in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The names of those in it, counted.
    #[must_use]
    pub fn frequencies(&self) -> &Frequencies {
        &self.frequencies
    }

    /// The model by which it weighs.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The faces that share a key with somebody, each once.
    fn found(&self, seen: &Seen<'_>) -> FxHashSet<u32> {
        let mut found = FxHashSet::default();
        for (place, (table, key)) in self.tables.iter().zip(live(seen)).enumerate() {
            if key == 0 {
                continue;
            }
            let is_it = |number: &u32| of_face(&self.faces, &self.lists, (*number, place)) == key;
            found.extend(table.under(key).filter(is_it).take(CROWD));
        }
        found
    }

    fn add(&mut self, face: Face, seen: &Seen<'_>) -> u32 {
        let number = self.free.pop().unwrap_or(count(self.faces.len()));
        match self.faces.get_mut(slot(number)) {
            Some(place) => *place = face,
            None => self.faces.push(face),
        }
        let (faces, lists) = (&self.faces, &self.lists);
        for (place, (table, key)) in self.tables.iter_mut().zip(live(seen)).enumerate() {
            // What a crowd shares is no key: another of theirs finds them.
            if key != 0 && table.under(key).take(CROWD).count() < CROWD {
                table.insert(key, number, |number| of_face(faces, lists, (number, place)));
            }
        }
        number
    }

    /// A face and those behind it.
    fn chain(&self, first: u32) -> Vec<Face> {
        let face = |number: u32| self.faces.get(slot(number)).copied();
        std::iter::successors(face(first), |before| face(before.next)).collect()
    }

    /// Counts somebody's names in or out, each once.
    fn count(&mut self, faces: &[Face], step: Step) {
        let distinct = |of: fn(&Face) -> u32| {
            let mut kept: Vec<u32> = Vec::new();
            for number in faces.iter().map(of) {
                if !kept.contains(&number) {
                    kept.push(number);
                }
            }
            kept
        };
        let (given, surnames) = (distinct(|face| face.given), distinct(|face| face.surname));
        let given: Vec<&Name> =
            given.into_iter().filter_map(|place| self.lists.given.name(place)).collect();
        let surnames: Vec<&Name> =
            surnames.into_iter().filter_map(|place| self.lists.surnames.name(place)).collect();
        let born = faces.first().map(Face::born).unwrap_or_default();
        self.frequencies.one_person(step);
        self.frequencies.names(&given, &surnames, (born, step));
    }
}

impl Lists {
    fn seen(&self, face: &Face) -> Option<Seen<'_>> {
        Some(face.seen(self.given.name(face.given)?, self.surnames.name(face.surname)?))
    }
}

/// The keys that are used here.
fn live(seen: &Seen<'_>) -> [u32; LIVE.len()] {
    LIVE.map(|place| key_at(seen, place))
}

/// The key at a place of a face.
fn of_face(faces: &[Face], lists: &Lists, (number, place): (u32, usize)) -> u32 {
    let seen = faces.get(slot(number)).and_then(|face| lists.seen(face));
    let place = LIVE.get(place).copied().unwrap_or_default();
    seen.map_or(0, |seen| key_at(&seen, place))
}
