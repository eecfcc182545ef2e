//! From a template to a response.

use crate::Fault;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use kernel::Problem;

/// A page. A template that cannot be rendered is a fault of ours.
pub fn page(template: &impl Template) -> Response {
    page_as(StatusCode::OK, template)
}

/// A page with another status, as a form that comes back with its problems (`422`).
pub fn page_as(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(error) => Fault(Problem::broken(error)).into_response(),
    }
}
