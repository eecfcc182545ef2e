//! The pages of somebody who follows a report: the way in, the report, what they sent, the way out.

mod answers;
mod api;
mod following;
mod letter;
mod report;
mod report_page;
mod stop;
mod told;
mod track;
mod way_in;

pub use api::api;

use axum::extract::FromRef;
use axum::middleware::map_response;
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Own;
use counter::Who::{Anybody, Follower};
use counter::{Counter, Patience, Routes, Sensitive, Visit};
use services::pages::Hall;
use std::sync::Arc;

/// The state of the pages and operations of this crate.
#[derive(Clone)]
struct Portal {
    hall: Hall,
    patience: Arc<Patience>,
}

impl Portal {
    fn new(hall: Hall) -> Self {
        Self { hall, patience: Arc::new(Patience::default()) }
    }
}

impl FromRef<Portal> for Counter {
    fn from_ref(portal: &Portal) -> Self {
        portal.hall.counter.clone()
    }
}

/// The addresses: `/track`, `/track/report`, `/track/report/answers` and `/track/stop`. To be opened
/// with [`counter::open`].
pub fn routes(hall: Hall) -> Routes {
    Routes::new()
        .get("/track", Own, Anybody, track::show)
        .post("/track", Own, Anybody, track::post)
        .get("/track/report", Own, Follower, report::show)
        .post("/track/report", Own, Follower, report::write)
        .get("/track/report/answers", Own, Follower, answers::show)
        .get("/track/stop", Own, Anybody, stop::back)
        .post("/track/stop", Own, Anybody, stop::stop)
        .wrapped(|router| router.layer(map_response(discreet)))
        .with_state(Portal::new(hall))
}

/// A refusal here says nothing of what it is about: it may be about anything.
async fn discreet(mut response: Response) -> Response {
    response.extensions_mut().insert(Sensitive);
    response
}

/// Sends the browser on to a page of ours, so that going back or reloading sends nothing again.
fn go_to(visit: &Visit, path: &str) -> Response {
    Redirect::to(&visit.href(path)).into_response()
}
