//! Stop following: the report is closed on this device.

use super::following::Following;
use super::go_to;
use super::handed_over::HandedOver;
use axum::response::{IntoResponse, Response};
use counter::{Form, Visit};

/// Ends it. Whoever follows nothing any more is told the same.
pub(super) async fn stop(visit: Visit, _: Form) -> Response {
    let ended = (Following::end(&visit.counter), HandedOver::end(&visit.counter));
    (ended.0, ended.1, go_to(&visit, "/track?stopped")).into_response()
}

/// Whoever comes to the address by itself has stopped nothing.
pub(super) async fn back(visit: Visit) -> Response {
    go_to(&visit, "/track/report")
}
