//! Whether a form came from a page of ours. Browsers say so in one header or another; for those
//! that do not, the form carries a token that only our pages could write.

use crate::key::token_of;
use crate::{Counter, cookies};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, Uri};
use subtle::ConstantTimeEq;

/// What the headers alone tell about where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A page of ours.
    Ours,
    /// A page of somebody else, or nobody's.
    Foreign,
    /// They do not tell: the token decides.
    Unsaid,
}

/// Reads the headers that a browser sets and no page can.
///
/// Our own `Referrer-Policy: no-referrer` makes browsers send `Origin: null`, so that this counts
/// as not said.
pub(crate) fn origin(headers: &HeaderMap, asked: &Uri, counter: &Counter) -> Origin {
    if let Some(site) = headers.get("sec-fetch-site") {
        return if site == "same-origin" { Origin::Ours } else { Origin::Foreign };
    }
    match headers.get(ORIGIN) {
        None => Origin::Unsaid,
        Some(origin) if origin == "null" => Origin::Unsaid,
        Some(origin) => match origin.to_str() {
            Ok(origin) if is_ours(origin, headers, asked, counter) => Origin::Ours,
            _ => Origin::Foreign,
        },
    }
}

/// The public origin, or the very host that was asked for (a force's own, or a loopback name).
fn is_ours(origin: &str, headers: &HeaderMap, asked: &Uri, counter: &Counter) -> bool {
    if origin.eq_ignore_ascii_case(counter.public_url.origin()) {
        return true;
    }
    let host = match asked.authority() {
        Some(authority) => Some(authority.as_str()),
        None => headers.get(HOST).and_then(|host| host.to_str().ok()),
    };
    match (origin.split_once("://"), host) {
        (Some((scheme, authority)), Some(host)) => {
            (scheme == "https" || !counter.public_url.secure())
                && authority.eq_ignore_ascii_case(host)
        }
        _ => false,
    }
}

/// Whether a request that changes something came from a page of ours: by what the browser says of it,
/// or by a token (see [`crate::Key::csrf_token`]).
#[must_use]
pub fn from_our_page(
    headers: &HeaderMap,
    asked: &Uri,
    counter: &Counter,
    token: Option<&str>,
) -> bool {
    match origin(headers, asked, counter) {
        Origin::Ours => true,
        Origin::Foreign => false,
        Origin::Unsaid => token.is_some_and(|token| token_fits(token, headers, counter)),
    }
}

/// Whether a token belongs to a session cookie of ours that came with it.
pub(crate) fn token_fits(token: &str, headers: &HeaderMap, counter: &Counter) -> bool {
    cookies::ours(headers, counter).iter().any(|(_, text)| {
        !text.is_empty() && bool::from(token_of(text.as_bytes()).as_bytes().ct_eq(token.as_bytes()))
    })
}

/// Whether a request could change something.
pub(crate) fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
}
