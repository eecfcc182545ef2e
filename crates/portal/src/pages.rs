//! The pages of somebody who follows a report: the way in, the report, what they sent, the way out.

mod answers;
mod letter;
mod report;
mod report_page;
mod stop;
mod track;

use crate::Portal;
use axum::Router;
use axum::middleware::map_response;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use counter::{Sensitive, Visit};
use services::pages::Hall;

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
