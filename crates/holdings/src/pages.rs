//! The pages of what a force holds, at `/desk/records`.

mod add;
mod ask;
mod door;
mod duplicates;
mod erasure;
mod export;
mod facts;
mod found;
mod holds;
mod import;
mod index;
mod keeping;
mod kept;
mod link;
mod markers;
mod matches;
mod may_be;
mod merges;
mod network;
mod new;
mod new_person;
mod pair;
mod path;
mod protection;
mod purpose;
mod queries;
mod record;
mod reviews;
mod search;
mod seen;
mod timeline;
mod when;
mod withdraw;

use axum::extract::FromRef;
use counter::{Counter, Routes, Visit};
use kernel::{EntityId, Problem, Thing};
use rights::Right;
use rights::pages::{At, SignedIn};
use station::Station;

/// What these pages need.
#[derive(Clone)]
pub struct Holdings {
    /// What every page needs.
    pub counter: Counter,
    /// Where everything is kept.
    pub station: Station,
}

impl FromRef<Holdings> for Counter {
    fn from_ref(holdings: &Holdings) -> Self {
        holdings.counter.clone()
    }
}

impl FromRef<Holdings> for Station {
    fn from_ref(holdings: &Holdings) -> Self {
        holdings.station.clone()
    }
}

/// Any one of these rights opens the room.
pub(crate) const OPENED_BY: [Right; 1] = [Right::ReadRecords];

impl Holdings {
    /// A request by somebody who is signed in, for the purpose that the address names, or their usual
    /// one.
    pub(crate) fn at<'a>(&'a self, visit: &'a Visit, signed_in: &'a SignedIn) -> At<'a> {
        At {
            counter: &self.counter,
            station: &self.station,
            visit,
            signed_in,
            root: "/desk/records",
            purpose: purpose::of(visit, &signed_in.staff),
        }
    }
}

/// The addresses. To be opened with [`counter::open`].
#[must_use]
pub fn routes(holdings: Holdings) -> Routes {
    index::routes()
        .merge(search::routes())
        .merge(new::routes())
        .merge(new_person::routes())
        .merge(record::routes())
        .merge(add::routes())
        .merge(withdraw::routes())
        .merge(link::routes())
        .merge(markers::routes())
        .merge(duplicates::routes())
        .merge(protection::routes())
        .merge(door::routes())
        .merge(timeline::routes())
        .merge(network::routes())
        .merge(path::routes())
        .merge(queries::routes())
        .merge(ask::routes())
        .merge(matches::routes())
        .merge(pair::routes())
        .merge(merges::routes())
        .merge(reviews::routes())
        .merge(keeping::routes())
        .merge(holds::routes())
        .merge(erasure::routes())
        .merge(import::routes())
        .merge(export::routes())
        .with_state(holdings)
}

/// The record that an address names; not found where it names none.
pub(crate) fn entity(text: &str) -> Result<EntityId, Problem> {
    text.parse().map_err(|_| Problem::NotFound(Thing::Record))
}

/// The address of a record's page, or of one below it, with the purpose for which it is looked at.
pub(crate) fn record_href(at: &At<'_>, id: EntityId, below: &str) -> String {
    at.href(&format!("/{id}{below}?need={}", at.purpose.code()))
}
