//! The pages of the catalogue: which force, what it offers, and where a service begins; and the same
//! for programs.
//!
//! Every page is the same for everybody and may be kept for a minute, but for a search, which says
//! where somebody is, and for the start of a sensitive service.

mod api;
mod closed;
mod described;
mod discretion;
mod force;
mod group;
mod hall;
mod local;
mod lookup;
mod national;
mod offer;
mod start;
mod unknown;

pub use api::api;
pub use closed::closed;
pub use discretion::mark_sensitive;
pub use hall::Hall;
pub use local::Local;
pub use offer::{find_offered, get_offered};

use axum::extract::FromRef;
use counter::Kind::Public;
use counter::Who::Anybody;
use counter::{Counter, Routes};
use station::forces::whereabouts::Gazetteer;
use std::sync::Arc;

/// The state of the pages that look places up.
#[derive(Clone)]
struct Front {
    hall: Hall,
    places: Arc<Gazetteer>,
}

impl FromRef<Front> for Counter {
    fn from_ref(front: &Front) -> Self {
        front.hall.counter.clone()
    }
}

impl FromRef<Front> for Hall {
    fn from_ref(front: &Front) -> Self {
        front.hall.clone()
    }
}

/// The public pages of the catalogue: the national home, a force's home and groups, and the start
/// page of every service. To be opened with [`counter::open`].
pub fn routes(hall: Hall) -> Routes {
    let places = Arc::new(Gazetteer::new(&hall.counter.forces));
    Routes::new()
        .get("/", Public, Anybody, national::show)
        .get("/{force}", Public, Anybody, unknown::show)
        .get("/{force}/", Public, Anybody, force::show)
        .get("/{force}/{group}/", Public, Anybody, group::show)
        .get("/{force}/{group}/{slug}", Public, Anybody, start::show)
        .with_state(Front { hall, places })
}
