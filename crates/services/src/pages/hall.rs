//! What every page from the catalogue on needs.

use crate::{Catalogue, Shelf};
use axum::extract::FromRef;
use counter::Counter;
use station::Station;
use std::sync::Arc;

/// The state of the pages of this crate and of those above it. Cheap to clone.
#[derive(Clone)]
pub struct Hall {
    /// The data, the clock and the keys.
    pub station: Station,
    /// How pages look and who visits.
    pub counter: Counter,
    /// What people can do here, as it is offered now.
    pub shelf: Shelf,
}

impl Hall {
    /// The catalogue that is offered now. A request takes it once and keeps to it.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.shelf.catalogue()
    }
}

impl FromRef<Hall> for Counter {
    fn from_ref(hall: &Hall) -> Self {
        hall.counter.clone()
    }
}

impl FromRef<Hall> for Station {
    fn from_ref(hall: &Hall) -> Self {
        hall.station.clone()
    }
}
