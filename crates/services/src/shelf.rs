//! The catalogue that is offered now: it can be replaced while the program runs.

use crate::Catalogue;
use std::sync::{Arc, PoisonError, RwLock};

/// Holds the catalogue that is offered now. Cheap to clone; every clone holds the same. Whoever
/// answers a request takes the catalogue once and keeps to it: it is whole, and does not change.
#[derive(Clone, Debug)]
pub struct Shelf(Arc<RwLock<Arc<Catalogue>>>);

impl Shelf {
    /// A shelf with a catalogue on it.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>) -> Self {
        Self(Arc::new(RwLock::new(catalogue)))
    }

    /// The catalogue that is offered now.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        // Nothing can go wrong while it is held: a pointer is copied.
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another catalogue in its place. Requests under way keep the one that they have.
    pub fn replace(&self, catalogue: Arc<Catalogue>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = catalogue;
    }
}
