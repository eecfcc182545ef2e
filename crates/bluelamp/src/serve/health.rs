//! Whether the program lives, and whether it can serve.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use counter::Kind::Health;
use counter::Routes;
use counter::Who::Anybody;
use serde_json::json;
use station::Station;

/// `/livez` and `/readyz`, without secrets.
pub(crate) fn routes(station: Station) -> Routes {
    Routes::new()
        .get("/livez", Health, Anybody, async || "alive\n")
        .get("/readyz", Health, Anybody, readyz)
        .with_state(station)
}

async fn readyz(State(station): State<Station>) -> impl IntoResponse {
    let database = station.is_ready().await.is_ok();
    let status = if database { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "ready": database, "database": database })))
}
