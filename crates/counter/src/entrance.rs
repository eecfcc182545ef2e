//! The way in and out of every request: the address is read before any page is looked up, refusals
//! become pages, and every response gets its headers.

use crate::headers::{Occasion, dress};
use crate::{Address, Counter, address, cookies, key, random, refusal};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{HOST, LOCATION};
use axum::http::{HeaderValue, StatusCode, Uri, uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// What scripts of one response carry so that the browser runs them.
#[derive(Clone, Debug)]
pub(crate) struct Nonce(Arc<str>);

impl Nonce {
    pub(crate) fn text(&self) -> Arc<str> {
        self.0.clone()
    }
}

/// Opens the counter around all routes: everything that the browser asks for passes here once.
///
/// From outside in: headers, address (language, force, slashes), refusals as pages, panics. The
/// routes are looked up only then, by the path without language and with the force.
pub fn open(counter: &Counter, routes: Router) -> Router {
    let inside = routes
        .layer(CatchPanicLayer::custom(refusal::of_panic))
        .layer(middleware::from_fn_with_state(counter.clone(), refusal::explain));
    Router::new()
        .fallback_service(inside)
        .layer(middleware::from_fn_with_state(counter.clone(), enter))
}

async fn enter(State(counter): State<Counter>, mut request: Request, next: Next) -> Response {
    // Without randomness no script runs, and pages work without.
    let nonce: Arc<str> =
        random::<16>().map(|bytes| key::as_text(&bytes)).unwrap_or_default().into();
    let uri = request.uri();
    let host = uri.host().or_else(|| request.headers().get(HOST)?.to_str().ok());
    let arrival = address::read(&counter.forces, host, uri.path(), uri.query());
    let desk = is_under(&arrival.address.path, "/desk");
    let session = !cookies::ours(request.headers(), &counter).is_empty();
    let mut response = if let Some(place) = arrival.moved_to {
        moved(&place)
    } else {
        rewrite(&mut request, &arrival.address);
        request.extensions_mut().insert(arrival.address);
        request.extensions_mut().insert(Nonce(nonce.clone()));
        next.run(request).await
    };
    let secure = counter.public_url.secure();
    dress(&mut response, Occasion { nonce: &nonce, desk, secure, session });
    response
}

/// The same page's proper address. `308` keeps the method, so that a form posted there arrives.
fn moved(place: &str) -> Response {
    match HeaderValue::from_str(place) {
        Ok(place) => (StatusCode::PERMANENT_REDIRECT, [(LOCATION, place)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Gives the request the path by which pages are declared.
fn rewrite(request: &mut Request, address: &Address) {
    let path = match &address.query {
        Some(query) => format!("{}?{query}", address.path),
        None => address.path.clone(),
    };
    let mut parts = request.uri().clone().into_parts();
    // It was part of an address before, with at most a force's id in front: it still can be.
    let Ok(path) = uri::PathAndQuery::try_from(path) else { return };
    parts.path_and_query = Some(path);
    if let Ok(uri) = Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
}

/// Whether a path is a place or under it.
pub(crate) fn is_under(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
