//! A file from a program: the body of a request, and nothing else.

use super::{Hatch, line_of};
use crate::file::Details;
use crate::limits::NotTaken;
use crate::receive::Received;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use kernel::Problem;

/// Takes in a body as a file: all of it, or nothing. It goes on when whoever asked is gone.
pub async fn take(hatch: &Hatch, headers: &HeaderMap, body: Body) -> Result<Received, NotTaken> {
    let (hatch, details) = (hatch.clone(), details(headers));
    let taking = tokio::spawn(async move { hatch.take_whole(details, line_of(body)).await });
    taking.await.map_err(Problem::broken)?
}

/// What it is called: `Content-Disposition: attachment; filename="bike.jpg"`.
fn details(headers: &HeaderMap) -> Details {
    let said = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (_, after) = said(CONTENT_DISPOSITION).split_once("filename=").unwrap_or_default();
    let name = after.split(';').next().unwrap_or_default().trim().trim_matches('"');
    Details::new(name, said(CONTENT_TYPE))
}
