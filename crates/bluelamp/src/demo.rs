//! The demo world: forces with invented people, staff who sign in with one known password, and
//! windows into what the station does. It exists with `--demo` alone.

mod components;
mod invariants;
mod outbox;
mod staff;
mod time;

use anyhow::bail;
use axum::Router;
use axum::routing::get;
use services::pages::Hall;
use station::Station;

pub(crate) use staff::Roster;

/// Loads the demo world once into an empty database, and keeps demo and real worlds apart.
pub(crate) async fn settle(hall: &Hall, demo: bool) -> anyhow::Result<()> {
    let station: &Station = &hall.station;
    match (station.world().await?.as_deref(), demo) {
        (Some("demo"), true) | (Some("empty"), false) => Ok(()),
        (Some("demo"), false) => bail!(
            "this data folder holds the demo world, where everybody knows the password: \
             start with --demo, or choose another folder with BLUELAMP__DATA"
        ),
        (Some(_), _) => bail!(
            "this data folder is in real use: start without --demo, \
             or choose another folder with BLUELAMP__DATA"
        ),
        (None, true) => {
            Roster::read()?.hire(station).await?;
            Ok(station.mark_world("demo").await?)
        }
        (None, false) => Ok(station.mark_world("empty").await?),
    }
}

/// The pages under `/demo`.
pub(crate) fn routes(hall: Hall) -> Router {
    Router::new()
        .route("/demo/components", get(components::page))
        .route("/demo/outbox", get(outbox::page))
        .route("/demo/outbox.json", get(outbox::json))
        .route("/demo/clock", get(time::read).post(time::advance))
        .route("/demo/invariants", get(invariants::read))
        .with_state(hall)
}
