//! The two rows that belong to no force: the demo's clock and the world's mark.

use crate::faults::problem;
use crate::station::Station;
use kernel::Problem;

pub(crate) async fn ahead_seconds(station: &Station) -> Result<i64, Problem> {
    sqlx::query_scalar!("select ahead_seconds from station.clock")
        .fetch_one(station.pool())
        .await
        .map_err(problem)
}

pub(crate) async fn advance(station: &Station, seconds: i64) -> Result<(), Problem> {
    sqlx::query!("update station.clock set ahead_seconds = ahead_seconds + $1", seconds)
        .execute(station.pool())
        .await
        .map_err(problem)?;
    Ok(())
}

pub(crate) async fn world(station: &Station) -> Result<Option<String>, Problem> {
    sqlx::query_scalar!("select kind from station.world")
        .fetch_optional(station.pool())
        .await
        .map_err(problem)
}

pub(crate) async fn mark_world(station: &Station, kind: &str) -> Result<(), Problem> {
    let now = station.clock().real();
    sqlx::query!(
        "insert into station.world (kind, made_at) values ($1, $2) on conflict do nothing",
        kind,
        now as _
    )
    .execute(station.pool())
    .await
    .map_err(problem)?;
    Ok(())
}
