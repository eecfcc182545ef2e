//! Descriptions in memory, found again in a fraction of a millisecond.

use crate::{Description, Frequencies, Model};

/// Descriptions under the caller's ids. Reading takes `&self` and may be done by many at once.
#[derive(Debug, Default)]
pub struct Index {
    frequencies: Frequencies,
}

impl Index {
    /// An empty index that weighs candidates by a model.
    #[must_use]
    pub fn new(_model: Model) -> Self {
        Self::default()
    }

    /// Puts a description in; what was there under the id before is replaced.
    pub fn insert(&mut self, _id: u128, description: &Description) {
        self.frequencies.note(description);
    }

    /// Takes a description out; false when none was there.
    pub fn remove(&mut self, _id: u128) -> bool {
        false
    }

    /// Who this may be: ids and weights in bits, the likeliest first, at most `limit`. The weight is a first
    /// look; [`crate::compare`] says it with its reasons.
    #[must_use]
    pub fn candidates(&self, _description: &Description, _limit: usize) -> Vec<(u128, f64)> {
        Vec::new()
    }

    /// How many ids are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        0
    }

    /// Whether there is nobody in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        true
    }

    /// The names of those in it, counted.
    #[must_use]
    pub fn frequencies(&self) -> &Frequencies {
        &self.frequencies
    }
}
