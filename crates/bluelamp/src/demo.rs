//! The demo world: forces with invented people, staff who sign in with one known password, and
//! windows into what the station does. It exists with `--demo` alone.

mod addresses;
mod components;
mod invariants;
mod mailboxes;
mod outbox;
mod promised;
mod records;
mod staff;
mod time;

use anyhow::bail;
use counter::Kind::Demo;
use counter::Routes;
use counter::Who::Anybody;
use services::pages::Hall;
use station::Station;

pub(crate) use mailboxes::mailboxes;
pub(crate) use promised::Promised;
pub(crate) use staff::Roster;

/// Loads the demo world once into an empty database, and keeps demo and real worlds apart.
pub(crate) async fn settle(hall: &Hall, demo: bool, url: &str) -> anyhow::Result<()> {
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
        (None, true) => found(station, url).await,
        (None, false) => Ok(station.mark_world("empty").await?),
    }
}

/// Loads the demo world once into an empty database. One that is in real use is refused: it was marked so
/// when its server first started.
pub(crate) async fn found(station: &Station, url: &str) -> anyhow::Result<()> {
    match station.world().await?.as_deref() {
        Some("demo") => Ok(()),
        Some(_) => bail!(
            "this database is in real use: nothing that is made up is put beside what is real; \
             choose another folder with BLUELAMP__DATA, or another database"
        ),
        None => {
            let roster = Roster::read()?;
            roster.hire(station).await?;
            records::write_down(station, &roster.forces).await?;
            addresses::load(url).await?;
            Ok(station.mark_world("demo").await?)
        }
    }
}

/// The pages under `/demo`.
pub(crate) fn routes(hall: Hall) -> Routes {
    Routes::new()
        .get("/demo/components", Demo, Anybody, components::page)
        .get("/demo/outbox", Demo, Anybody, outbox::page)
        .get("/demo/outbox.json", Demo, Anybody, outbox::json)
        .get("/demo/clock", Demo, Anybody, time::read)
        .post("/demo/clock", Demo, Anybody, time::advance)
        .get("/demo/invariants", Demo, Anybody, invariants::read)
        .get("/demo/routes", Demo, Anybody, promised::read)
        .with_state(hall)
}
