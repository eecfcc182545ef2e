//! Other bodies: where handovers to them go, what is counted of those who were sent to them, who
//! knows addresses, and what maps are drawn from.

use crate::demo;
use anyhow::Context;
use kernel::Email;
use partners::{Counts, Mailboxes};
use reports::pages::Tiles;
use services::pages::Hall;
use station::Station;
use station::addresses::Addresses;
use station::config::Config;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::watch;

/// How often counts are written down; so much of them is lost when the program is killed.
const WRITE_EVERY: Duration = Duration::from_secs(10);

/// Cheap to clone.
#[derive(Clone)]
pub(super) struct Others {
    pub(super) mailboxes: Mailboxes,
    pub(super) counts: Counts,
    pub(super) addresses: Addresses,
    pub(super) tiles: Option<Tiles>,
}

impl Others {
    /// As it is configured; in the demo world, with the demo's councils.
    pub(super) fn open(config: &Config, hall: &Hall) -> anyhow::Result<Self> {
        let mut mailboxes = BTreeMap::new();
        if hall.counter.demo {
            mailboxes.extend(demo::mailboxes()?);
        }
        for (partner, address) in &config.handover {
            let address = Email::parse(address)
                .with_context(|| format!("`handover.{partner}` is no e-mail address"))?;
            mailboxes.insert(partner.clone(), address);
        }
        let catalogue = hall.catalogue();
        let directory = catalogue.directory();
        let mailboxes = Mailboxes::new(mailboxes, directory)?;
        let addresses = Addresses::open(&config.gazetteer, &hall.station);
        let tiles = Tiles::of(&config.map, &config.public_url);
        Ok(Self { mailboxes, counts: Counts::default(), addresses, tiles })
    }
}

/// Writes counts down until told to stop, and what is left then.
pub(super) async fn count(
    station: Station,
    counts: Counts,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let mut tick = tokio::time::interval(WRITE_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let stops = tokio::select! {
            _ = tick.tick() => false,
            _ = stopped.changed() => true,
        };
        if let Err(problem) = counts.write_down(&station).await {
            tracing::warn!(%problem, "counts of redirects wait: the database is out of reach");
        }
        if stops {
            return Ok(());
        }
    }
}
