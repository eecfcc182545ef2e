//! What a browser sends, taken in before its turn comes: somebody with a slow line keeps nobody else
//! waiting, and somebody who sends slowly on purpose holds no place inside.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::timeout;

/// How much is kept: one byte more than any form or report may have, so that whoever reads it sees
/// that it is too long.
const KEPT: usize = 1024 * 1024 + 1;
/// How much more is read away, so that the sender hears our answer and not a broken line.
const READ_AWAY: usize = 64 * 1024 * 1024;
/// How long sending may take: a long story over the slowest telephone line that there is.
const TO_ARRIVE: Duration = Duration::from_mins(1);

/// Whether a request brings a file, which is never taken into memory: its path ends with `uploads`, or
/// with that and the file's id.
pub(super) fn is_upload(request: &Request) -> bool {
    let brings = matches!(*request.method(), Method::POST | Method::PATCH) && !is_plain(request);
    brings && is_of_upload(request.uri().path())
}

/// Whether a path is where files go, or where one of them is.
pub(super) fn is_of_upload(path: &str) -> bool {
    let mut last = path.rsplit('/').filter(|part| !part.is_empty());
    last.next() == Some("uploads") || last.next() == Some("uploads")
}

/// Whether it is a form without files, from a browser that sends none.
fn is_plain(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// The request with its body in memory. The status to refuse it with, when it breaks off or takes too
/// long.
pub(super) async fn take_in(request: Request) -> Result<Request, StatusCode> {
    if matches!(*request.method(), Method::GET | Method::HEAD) || is_upload(&request) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let bytes = timeout(TO_ARRIVE, read(body)).await;
    let bytes = bytes.map_err(|_late| StatusCode::REQUEST_TIMEOUT)?;
    let bytes = bytes.map_err(|_broken_off| StatusCode::BAD_REQUEST)?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

async fn read(mut body: Body) -> Result<Bytes, axum::Error> {
    let (mut kept, mut length) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let frame = frame?;
        let Some(data) = frame.data_ref() else { continue };
        length = length.saturating_add(data.len());
        let room = KEPT.saturating_sub(kept.len()).min(data.len());
        kept.extend_from_slice(data.get(..room).unwrap_or_default());
        if length > READ_AWAY {
            break;
        }
    }
    Ok(kept.into())
}

#[cfg(test)]
mod tests {
    use super::{KEPT, is_upload, take_in};
    use axum::body::Body;
    use axum::http::Request;
    use http_body_util::BodyExt;

    #[test]
    fn a_file_is_known_by_where_it_goes() {
        for (method, path, upload) in [
            ("POST", "/x1/report/a/photos/uploads", true),
            ("PATCH", "/x1/report/a/photos/uploads/0123", true),
            ("POST", "/api/v1/forces/x1/services/a/uploads", true),
            ("HEAD", "/x1/report/a/photos/uploads/0123", false),
            ("POST", "/x1/report/a/photos/uploads/0123/removal", false),
            ("POST", "/x1/report/a/photos", false),
        ] {
            let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
            assert_eq!(is_upload(&request), upload, "{method} {path}");
        }
    }

    #[tokio::test]
    async fn a_form_arrives_whole_and_too_much_arrives_as_too_much() {
        for (sent, kept) in [(0, 0), (1000, 1000), (KEPT, KEPT), (3 * KEPT, KEPT)] {
            let request = Request::post("/").body(Body::from(vec![7; sent])).unwrap();
            let body = take_in(request).await.unwrap().into_body();
            assert_eq!(body.collect().await.unwrap().to_bytes().len(), kept);
        }
    }
}
