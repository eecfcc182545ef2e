//! The JSON API: what the crates offer, described in one document.

mod docs;
mod log;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use reports::pages::Window;
use services::pages::Hall;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(info(
    title = "Bluelamp",
    description = "Tell a police force something, and follow what becomes of it.",
    license(name = "EUPL-1.2", identifier = "EUPL-1.2")
))]
struct Document;

/// Every operation and the description of them all. What is not described is not routed: both come
/// from the same declaration.
fn described(hall: &Hall, window: &Window) -> (Router, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(services::pages::api(hall.clone()))
        .merge(reports::pages::api(window.clone()))
        .merge(portal::api(hall.clone()))
        .merge(log::routes(hall.clone()))
        .split_for_parts()
}

/// The API, `/api/openapi.json` and `/api/docs`.
pub(crate) fn routes(hall: &Hall, window: &Window) -> Router {
    let (routes, document) = described(hall, window);
    let docs = docs::routes(hall.counter.clone(), &document);
    let described =
        Router::new().route("/api/openapi.json", get(openapi)).with_state(Arc::new(document));
    routes.merge(described).merge(docs)
}

async fn openapi(State(document): State<Arc<utoipa::openapi::OpenApi>>) -> Response {
    Json(&*document).into_response()
}
