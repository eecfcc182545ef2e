//! The JSON API: what the crates offer, described in one document.

mod docs;
mod log;
mod systems;

use axum::Json;
use axum::extract::State;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use counter::Kind::Api;
use counter::{Route, Routes, Who};
use reports::pages::Window;
use services::pages::Hall;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::SecurityRequirement;
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
fn described(hall: &Hall, window: &Window) -> (Routes, utoipa::openapi::OpenApi) {
    let (router, document) = OpenApiRouter::with_openapi(Document::openapi())
        .merge(services::pages::api(hall.clone()))
        .merge(reports::pages::api(window.clone()))
        .merge(portal::api(hall.clone()))
        .merge(log::routes(hall.clone()))
        .merge(systems::routes(hall.clone()))
        .split_for_parts();
    (Routes::described(router, table(&document)), document)
}

/// The operations that a document describes, as rows of the route table.
fn table(document: &utoipa::openapi::OpenApi) -> Vec<Route> {
    let of_path = |(path, item): (&String, &PathItem)| {
        let operations = [
            (Method::GET, &item.get),
            (Method::POST, &item.post),
            (Method::PUT, &item.put),
            (Method::PATCH, &item.patch),
            (Method::DELETE, &item.delete),
            (Method::HEAD, &item.head),
        ];
        let row = |(method, operation): (Method, &Option<Operation>)| {
            let operation = operation.as_ref()?;
            let of_systems = operation.tags.iter().flatten().any(|tag| tag == systems::TAG);
            let who = match &operation.security {
                Some(_) if of_systems => Who::Client,
                // Where a token may be sent and need not be, anybody may.
                Some(all) if !all.contains(&SecurityRequirement::default()) => Who::Follower,
                _ => Who::Anybody,
            };
            Some(Route { method, path: path.clone(), kind: Api, who })
        };
        operations.into_iter().filter_map(row).collect::<Vec<_>>()
    };
    document.paths.paths.iter().flat_map(of_path).collect()
}

/// The API, `/api/openapi.json` and `/api/docs`.
pub(crate) fn routes(hall: &Hall, window: &Window) -> Routes {
    let (routes, document) = described(hall, window);
    let known = from_fn_with_state(hall.clone(), systems::in_its_name);
    let routes = routes.wrapped(|router| router.layer(known));
    let docs = docs::routes(hall.counter.clone(), &document);
    let described = Routes::new()
        .get("/api/openapi.json", Api, Who::Anybody, openapi)
        .with_state(Arc::new(document));
    routes.merge(log::tiles(hall.clone())).merge(described).merge(docs)
}

async fn openapi(State(document): State<Arc<utoipa::openapi::OpenApi>>) -> Response {
    Json(&*document).into_response()
}
