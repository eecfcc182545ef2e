//! Refusals as the API says them (RFC 9457).

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use kernel::FieldProblem;
use serde::Serialize;

#[derive(Serialize)]
struct ProblemDetails<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError<'a>>,
}

#[derive(Serialize)]
struct FieldError<'a> {
    pointer: &'a str,
    detail: &'a str,
}

/// An answer of the API that says what is wrong: `application/problem+json` with `type`, `title`,
/// `status`, `detail` and, for fields, `errors`. The fields are JSON pointers such as `/answers/x`.
#[must_use]
pub fn problem_json(status: StatusCode, detail: &str, fields: &[FieldProblem]) -> Response {
    let details = ProblemDetails {
        // The status says it all; the RFC has this name for that.
        r#type: "about:blank",
        title: status.canonical_reason().unwrap_or("Problem"),
        status: status.as_u16(),
        detail,
        errors: fields
            .iter()
            .map(|field| FieldError { pointer: &field.field, detail: &field.message })
            .collect(),
    };
    let body = serde_json::to_vec(&details).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}
