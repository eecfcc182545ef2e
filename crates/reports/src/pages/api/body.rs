//! A JSON body: of the right type, not too long, and JSON; or a refusal that says which it is not.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use counter::problem_json;
use http_body_util::BodyExt;
use serde_json::Value;

/// The most bytes of a body.
const LIMIT: usize = 1024 * 1024;
/// How much of a body that is too long is read away, so that the sender hears our answer instead of
/// a broken connection.
const PATIENCE: usize = 16 * 1024 * 1024;

/// A JSON body.
pub(super) struct Json(pub(super) Value);

impl<S: Send + Sync> FromRequest<S> for Json {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let bytes = read(body).await?;
        if !is_json(&parts.headers) {
            return Err(problem_json(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "Send the answers as application/json.",
                &[],
            ));
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|_| unreadable())
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

async fn read(mut body: Body) -> Result<Vec<u8>, Response> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| unreadable())?;
        let Some(data) = frame.data_ref() else { continue };
        length = length.saturating_add(data.len());
        if length > PATIENCE {
            break;
        }
        if length <= LIMIT {
            bytes.extend_from_slice(data);
        }
    }
    if length <= LIMIT {
        return Ok(bytes);
    }
    let detail = "A report can have at most a mebibyte. Send the rest as messages afterwards.";
    Err(problem_json(StatusCode::PAYLOAD_TOO_LARGE, detail, &[]))
}

fn unreadable() -> Response {
    problem_json(StatusCode::BAD_REQUEST, "The body is not JSON, or broke off on the way.", &[])
}
