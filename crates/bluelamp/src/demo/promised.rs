//! `/demo/routes`: the route table of this very server, so that whoever looks from outside can ask
//! every route for what it promises.

use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use counter::Route;
use serde_json::{Value, json};
use std::sync::Arc;

/// The table, as an extension of the requests.
#[derive(Clone)]
pub(crate) struct Promised(Arc<[Route]>);

impl Promised {
    /// The promises of these routes.
    pub(crate) fn by(table: &[Route]) -> Self {
        Self(table.into())
    }
}

/// `[{"method", "path", "kind", "who"}]`.
pub(super) async fn read(Extension(Promised(table)): Extension<Promised>) -> Response {
    Json(table.iter().map(row).collect::<Vec<_>>()).into_response()
}

fn row(route: &Route) -> Value {
    json!({
        "method": route.method.as_str(),
        "path": route.path,
        "kind": route.kind.name(),
        "who": route.who.name(),
    })
}
