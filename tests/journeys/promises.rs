//! Every route of the table keeps what it promises: it refuses whom it must, journals what it shows,
//! wears the right headers at every status, and reads well in both languages.
//!
//! The table is that of the running program; [`samples`] holds at least one request for each of its
//! rows. A route without a sample fails this journey, and so does a sample without a route.

mod administration;
mod around;
mod asking;
mod checks;
mod inspection;
mod journal;
mod merging;
mod oversight;
mod records;
mod rights;
mod sample;
mod samples;
mod services;
mod table;
mod warnings;
mod world;

use crate::server::{Server, Start};
use anyhow::ensure;
use inspection::Inspection;
use journal::Journal;
use table::Table;
use world::World;

#[tokio::test]
async fn every_route_of_the_table_keeps_what_it_promises() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let world = World::new(&server).await?;
    let table = Table::of(&world).await?;
    let samples = samples::all();
    let mut inspection = Inspection::new(&world, &table, Journal::of(&server)?);
    inspection.broken.extend(table.unmatched(&samples));
    for sample in &samples {
        inspection.of(sample).await?;
    }
    let (checks, broken) = inspection.end().await?;
    // A loop that goes round nothing would hold too.
    ensure!(checks > 20 * table.rows.len(), "only {checks} checks");
    ensure!(broken.is_empty(), "{} of {checks} do not hold:\n{}", broken.len(), broken.join("\n"));
    Ok(())
}

#[test]
fn a_route_without_a_sample_and_a_sample_without_a_route_are_named() {
    use table::{Kind, Row, Who};
    let path = "/somewhere/new".to_owned();
    let row = Row { method: "GET".to_owned(), path, kind: Kind::Public, who: Who::Anybody };
    let named = Table { rows: vec![row] }.unmatched(&samples::all()[..1]);
    assert_eq!(named.len(), 2, "{named:?}");
    assert!(named[0].contains("GET /somewhere/new"), "{named:?}");
}
