//! Whether the program lives, and whether it can serve.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use station::Station;

/// `/livez` and `/readyz`, without secrets.
pub(crate) fn routes(station: Station) -> Router {
    Router::new()
        .route("/livez", get(async || "alive\n"))
        .route("/readyz", get(readyz))
        .with_state(station)
}

async fn readyz(State(station): State<Station>) -> impl IntoResponse {
    let database = station.is_ready().await.is_ok();
    let status = if database { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "ready": database, "database": database })))
}
