//! The journal's log for anybody: checkpoints, tiles and proofs. They are hashes: nothing of an entry
//! can be read from them, and an entry is found only by who has its id.

use crate::commands::lines;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use counter::Kind::Api;
use counter::Who::Anybody;
use counter::{Fault, Routes};
use kernel::{ForceId, Problem, Purpose, Thing};
use serde_json::{Value, json};
use services::pages::Hall;
use station::ledger::{self, TileId, origin};
use station::{Scope, Tx};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes(hall: Hall) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(checkpoint))
        .routes(routes!(keys))
        .routes(routes!(proof))
        .routes(routes!(consistency))
        .with_state(hall)
}

/// The tiles: their addresses have slashes of their own, which the description cannot say.
pub(super) fn tiles(hall: Hall) -> Routes {
    Routes::new()
        .get("/api/v1/forces/{force}/log/tile/{*tile}", Api, Anybody, tile)
        .with_state(hall)
}

/// The newest signed checkpoint of a force's log (C2SP tlog-checkpoint). Its tiles (C2SP tlog-tiles)
/// are beside it, at `tile/…`.
#[utoipa::path(
    get,
    path = "/api/v1/forces/{force}/log/checkpoint",
    tag = "Log",
    params(("force" = String, Path, description = "The force's id")),
    responses(
        (status = 200, description = "A signed note", content_type = "text/plain"),
        (status = 404, description = "There is no such force, or its log is empty", content_type = "application/problem+json"),
    )
)]
async fn checkpoint(
    State(hall): State<Hall>,
    Path(force): Path<String>,
) -> Result<Response, Fault> {
    let mut tx = begin(&hall, &force).await?;
    let proof = ledger::agree(&mut tx, 0).await?;
    tx.leave().await?;
    Ok(plain(proof.checkpoint))
}

/// The keys with which a force's checkpoints are checked, the present one last (C2SP signed-note).
#[utoipa::path(
    get,
    path = "/api/v1/forces/{force}/log/keys",
    tag = "Log",
    params(("force" = String, Path, description = "The force's id")),
    responses(
        (status = 200, description = "A key a line", content_type = "text/plain"),
        (status = 404, description = "There is no such force", content_type = "application/problem+json"),
    )
)]
async fn keys(State(hall): State<Hall>, Path(force): Path<String>) -> Result<Response, Fault> {
    let force = known(&hall, &force)?;
    let keys = hall.station.log_keys().verifiers(&origin(&force));
    Ok(plain(keys.join("\n") + "\n"))
}

/// A tile of a force's log (C2SP tlog-tiles), such as `0/000.p/12`.
async fn tile(
    State(hall): State<Hall>,
    Path((force, tile)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (id, width) = TileId::parse(&tile).ok_or(Problem::NotFound(Thing::Entry))?;
    let mut tx = begin(&hall, &force).await?;
    let tile = ledger::tile(&mut tx, id, width).await?;
    tx.leave().await?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], tile.concat()).into_response())
}

/// What proves that a journal entry is in its force's log. The entry itself is not given out.
#[utoipa::path(
    get,
    path = "/api/v1/forces/{force}/log/proofs/{entry}",
    tag = "Log",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("entry" = String, Path, description = "The journal entry's id"),
    ),
    responses(
        (status = 200, description = "C2SP tlog-proof, without extra data", content_type = "text/plain"),
        (status = 404, description = "There is no such entry, or it is not sealed yet", content_type = "application/problem+json"),
    )
)]
async fn proof(
    State(hall): State<Hall>,
    Path((force, entry)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let entry: Uuid = entry.parse().map_err(|_| Problem::NotFound(Thing::Entry))?;
    let mut tx = begin(&hall, &force).await?;
    let proof = ledger::prove(&mut tx, entry).await?;
    tx.leave().await?;
    Ok(plain(proof.without_entry()))
}

/// What proves that a force's log only grew since it had so many entries.
#[utoipa::path(
    get,
    path = "/api/v1/forces/{force}/log/consistency/{entries}",
    tag = "Log",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("entries" = u64, Path, description = "How many entries it had"),
    ),
    responses(
        (status = 200, description = "The hashes of RFC 6962, section 2.1.2, and the checkpoint that they lead to", body = Value),
        (status = 404, description = "The log never had as many", content_type = "application/problem+json"),
    )
)]
async fn consistency(
    State(hall): State<Hall>,
    Path((force, entries)): Path<(String, String)>,
) -> Result<Json<Value>, Fault> {
    let entries: u64 = entries.parse().map_err(|_| Problem::NotFound(Thing::Entry))?;
    let mut tx = begin(&hall, &force).await?;
    let proof = ledger::agree(&mut tx, entries).await?;
    tx.leave().await?;
    let path: Vec<String> = lines(&proof.path).lines().map(str::to_owned).collect();
    Ok(Json(json!({ "path": path, "checkpoint": proof.checkpoint })))
}

fn known(hall: &Hall, force: &str) -> Result<ForceId, Problem> {
    let force = hall.station.forces().get(force).ok_or(Problem::NotFound(Thing::Force))?;
    Ok(force.id.clone())
}

async fn begin<'a>(hall: &'a Hall, force: &str) -> Result<Tx<'a>, Problem> {
    hall.station.begin(&Scope::public(known(hall, force)?, Purpose::Administration)).await
}

fn plain(text: String) -> Response {
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
