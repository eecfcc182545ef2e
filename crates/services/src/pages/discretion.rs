//! What a sensitive service answers says nothing of it, whichever crate's page it is.

use super::Hall;
use axum::extract::{RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use counter::Sensitive;

/// Whatever is answered about a sensitive service, refusals too, says nothing of it to who looks on. A
/// layer for routes whose addresses have `{group}` and `{slug}`.
pub async fn mark_sensitive(
    State(hall): State<Hall>,
    params: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    let param = |name| params.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
    let catalogue = hall.catalogue();
    let found = catalogue.find(param("group"), param("slug"));
    let sensitive = found.is_some_and(|(service, _)| service.is_sensitive());
    let mut response = next.run(request).await;
    if sensitive {
        response.extensions_mut().insert(Sensitive);
    }
    response
}
