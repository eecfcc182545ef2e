//! What a partner sees: the door behind a link, what was passed to them, and their answer.

mod answer;
mod closed;
mod door;
mod handover;
mod keyed;

use crate::Counts;
use axum::extract::FromRef;
use counter::Kind::Own;
use counter::Who::{Anybody, Partner};
use counter::{Counter, Routes};
use station::Station;

/// What these pages need. Cheap to clone.
#[derive(Clone)]
pub struct Bureau {
    /// The data, the clock and the keys.
    pub station: Station,
    /// How pages look and who visits.
    pub counter: Counter,
    /// What is counted.
    pub counts: Counts,
}

impl FromRef<Bureau> for Counter {
    fn from_ref(bureau: &Bureau) -> Self {
        bureau.counter.clone()
    }
}

/// The addresses of a partner's pages. To be opened with [`counter::open`].
///
/// The link's own address shows nothing and looks nothing up: whoever opens it goes on to an address
/// without the secret, so that it stays in no history and a program that tries every link of an
/// e-mail opens nothing.
pub fn routes(bureau: Bureau) -> Routes {
    Routes::new()
        .get("/{force}/handover/{link}", Own, Anybody, door::show)
        .post("/{force}/handover/{link}", Own, Anybody, door::open)
        .get("/{force}/handover", Own, Partner, handover::show)
        .post("/{force}/handover", Own, Partner, answer::take)
        .with_state(bureau)
}
