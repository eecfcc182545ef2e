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

use crate::patience::Patience;
use axum::Router;
use axum::extract::FromRef;
use axum::middleware::map_response;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use counter::{Counter, Sensitive, Visit};
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
pub fn routes(hall: Hall) -> Router {
    Router::new()
        .route("/track", get(track::show).post(track::post))
        .route("/track/report", get(report::show).post(report::write))
        .route("/track/report/answers", get(answers::show))
        .route("/track/stop", get(stop::back).post(stop::stop))
        .layer(map_response(discreet))
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
