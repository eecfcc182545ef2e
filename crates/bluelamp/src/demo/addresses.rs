//! The addresses of the demo world, from `demo/addresses.csv`: streets that nobody lives in, at postcodes
//! that no place has.

use anyhow::Context;
use station::addresses::{self, File};
use station::clock::StationClock;

/// Loads them in the place of others.
pub(super) async fn load(url: &str) -> anyhow::Result<()> {
    let content = include_bytes!("../../demo/addresses.csv").as_slice();
    let file = File { name: "the demo world".to_owned(), content, allow_fewer: true };
    let loaded = addresses::load(url, file, &StationClock::default(), &mut |_| {}).await;
    loaded.map(|_| ()).context("demo/addresses.csv")
}
