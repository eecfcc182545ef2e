//! Making the cluster, its owner and its database.

use super::{Place, find::Programs};
use crate::faults;
use kernel::Problem;
use sqlx::{Connection, PgConnection};
use std::fs;
use std::time::Duration;
use tokio::time::{interval, timeout};

/// Bypasses every right, so it is used to set up and for nothing else.
pub(super) const SUPERUSER: &str = "bluelamp_setup";
/// Owns the schema and runs migrations. The application works as a third role.
pub(super) const OWNER: &str = "bluelamp_owner";
pub(super) const DATABASE: &str = "bluelamp";

/// Makes the cluster's files if there are none: in a side folder, renamed when whole, so that a
/// crash in the middle leaves nothing that looks like a database.
pub(super) fn set_up(programs: &Programs, place: &Place) -> Result<(), Problem> {
    if place.files.join("PG_VERSION").exists() {
        return Ok(());
    }
    let side = place.files.with_extension("new");
    if side.exists() {
        fs::remove_dir_all(&side).map_err(Problem::broken)?;
    }
    place.make_own(&side)?;
    let told = place
        .command(&programs.path("initdb"), false)
        .arg("-D")
        .arg(&side)
        .args(["-U", SUPERUSER, "-E", "UTF8", "--locale=C", "--auth=trust", "--data-checksums"])
        .output()
        .map_err(Problem::broken)?;
    if !told.status.success() {
        let why = String::from_utf8_lossy(&told.stderr).trim().to_owned();
        return Err(Problem::broken(format!("PostgreSQL's files could not be made: {why}")));
    }
    fs::rename(&side, &place.files).map_err(Problem::broken)
}

/// Waits until the server answers, then makes the owner and the database if they are missing.
pub(super) async fn make_owner(place: &Place, patience: Duration) -> Result<(), Problem> {
    let url = place.url(SUPERUSER, "postgres");
    let answering = timeout(patience, answer(&url)).await;
    let mut connection = answering.map_err(|_| {
        Problem::broken(format!("PostgreSQL does not answer; see {}", place.log.display()))
    })?;
    sqlx::raw_sql(
        "do $$ begin
             if not exists (select from pg_roles where rolname = 'bluelamp_owner') then
                 create role bluelamp_owner login createrole;
             end if;
         end $$",
    )
    .execute(&mut connection)
    .await
    .map_err(faults::problem)?;
    let there = sqlx::query_scalar!(
        r#"select exists (select from pg_database where datname = $1) as "there!""#,
        DATABASE
    )
    .fetch_one(&mut connection)
    .await
    .map_err(faults::problem)?;
    if !there {
        sqlx::raw_sql("create database bluelamp owner bluelamp_owner")
            .execute(&mut connection)
            .await
            .map_err(faults::problem)?;
    }
    connection.close().await.map_err(faults::problem)
}

/// Waits, without an end of its own, until a server takes a connection.
pub(super) async fn answer(url: &str) -> PgConnection {
    let mut tick = interval(Duration::from_millis(20));
    loop {
        tick.tick().await;
        if let Ok(connection) = PgConnection::connect(url).await {
            return connection;
        }
    }
}
