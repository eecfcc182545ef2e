//! The pages of somebody who follows a report: the way in, the report, what they sent, the way out.

mod answers;
mod api;
mod copy;
mod following;
mod handed_over;
mod handover;
mod handover_page;
mod letter;
mod looked;
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
use reports::pages::Window;
use services::pages::Hall;
use std::sync::Arc;

/// The state of the pages and operations of this crate.
#[derive(Clone)]
struct Portal {
    hall: Hall,
    /// Where a person goes on who comes back from another body.
    window: Option<Window>,
    patience: Arc<Patience>,
}

impl Portal {
    fn new(hall: Hall, window: Option<Window>) -> Self {
        Self { hall, window, patience: Arc::new(Patience::default()) }
    }
}

impl FromRef<Portal> for Counter {
    fn from_ref(portal: &Portal) -> Self {
        portal.hall.counter.clone()
    }
}

/// The addresses: `/track`, `/track/report`, `/track/report/answers`,
/// `/track/report/copy.pdf`, `/track/handover` and `/track/stop`. To be opened with [`counter::open`].
pub fn routes(window: Window) -> Routes {
    Routes::new()
        .get("/track", Own, Anybody, track::show)
        .post("/track", Own, Anybody, track::post)
        .get("/track/report", Own, Follower, report::show)
        .post("/track/report", Own, Follower, report::write)
        .get("/track/report/answers", Own, Follower, answers::show)
        .get("/track/report/copy.pdf", Own, Follower, copy::give)
        .get("/track/handover", Own, Follower, handover::show)
        .post("/track/handover", Own, Follower, handover::go_on)
        .get("/track/stop", Own, Anybody, stop::back)
        .post("/track/stop", Own, Anybody, stop::stop)
        .wrapped(|router| router.layer(map_response(discreet)))
        .with_state(Portal::new(window.hall.clone(), Some(window)))
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
