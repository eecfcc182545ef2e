//! Giving files out, to staff: never to be opened by the browser itself.

use axum::body::Body;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue,
};
use axum::response::{IntoResponse, Response};
use futures_util::TryStreamExt;
use kernel::Problem;
use station::blobs::{Blob, Blobs};
use std::io::Error;

/// A page of this policy runs nothing, is of no origin and loads nothing.
const SANDBOX: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// A file to be saved under its name, never shown.
#[must_use]
pub fn to_save(blobs: &Blobs, blob: Blob, name: &str) -> Response {
    let kind = HeaderValue::from_static("application/octet-stream");
    let mut response = streamed(blobs, blob, kind);
    let headers = response.headers_mut();
    let plain = HeaderValue::from_static("attachment");
    let named = HeaderValue::from_str(&disposition(name)).unwrap_or(plain);
    headers.insert(CONTENT_DISPOSITION, named);
    response
}

/// A preview, which we made ourselves.
#[must_use]
pub fn preview(blobs: &Blobs, blob: Blob) -> Response {
    streamed(blobs, blob, HeaderValue::from_static(crate::preview::TYPE))
}

fn streamed(blobs: &Blobs, blob: Blob, kind: HeaderValue) -> Response {
    let size = blob.size;
    let bytes = blobs.read(blob, 0..size).map_err(|problem: Problem| Error::other(problem));
    let about = [(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, SANDBOX)];
    let length = [(CONTENT_LENGTH, size.to_string())];
    (about, length, Body::from_stream(bytes)).into_response()
}

/// `attachment` with the name, in letters that every header may have and as RFC 8187 writes others.
fn disposition(name: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|c| if harmless(c) { c } else { '_' }).collect();
    let safe = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let exact = name.bytes().fold(String::new(), |text, byte| {
        if safe(byte) { text + &char::from(byte).to_string() } else { format!("{text}%{byte:02X}") }
    });
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_end_its_header() {
        assert_eq!(
            disposition("beic\"; x=\u{1f6b2}.jpg"),
            "attachment; filename=\"beic__ x__.jpg\"; filename*=UTF-8''beic%22%3B%20x%3D%F0%9F%9A%B2.jpg"
        );
    }
}
