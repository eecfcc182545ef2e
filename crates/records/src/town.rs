//! A town that never was, with everything that happened in it: people, homes, numbers, vehicles and three
//! years of events, in batches to be loaded. The same seed makes the same town before the same moment.

mod dealing;
mod events;
mod homes;

use crate::load::Batch;
use dealing::Dealing;
use kernel::{EntityId, Instant};
use std::collections::VecDeque;
use townsfolk::Dice;

/// People in a batch.
const TOGETHER: u32 = 1_000;
/// People and places that were met lately, among whom strangers are found.
const LATELY: usize = 4_000;
/// Links that a person has before anything happened.
const SETTLED: f64 = 3.4;

/// Which town.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// About so many people.
    pub people: u32,
    /// And so many links.
    pub links: u64,
}

/// A town, batch by batch.
pub struct Town {
    folk: townsfolk::Town,
    dealing: Dealing,
    size: Size,
    people: u32,
    links: u64,
    /// How many of ten thousand links of everyday life are known.
    known: u32,
    hubs: Vec<EntityId>,
    lately: VecDeque<Met>,
}

/// Somebody who was met, with what belongs to them.
#[derive(Clone, Copy)]
struct Met {
    person: EntityId,
    home: EntityId,
    phone: Option<EntityId>,
    vehicle: Option<EntityId>,
}

impl Town {
    /// A town whose last events were just before a moment.
    #[must_use]
    pub fn new(seed: u64, size: Size, now: Instant) -> Self {
        let per_person = to_f64(size.links) / f64::from(size.people.max(1));
        let known = (per_person / SETTLED * 10_000.0).clamp(0.0, 10_000.0);
        Self {
            folk: townsfolk::Town::new(seed, size.people),
            dealing: Dealing { seed, now, dice: Dice::of(seed, 0x70_77_6e), events: 0 },
            size,
            people: 0,
            links: 0,
            known: format!("{known:.0}").parse().unwrap_or(10_000),
            hubs: Vec::new(),
            lately: VecDeque::new(),
        }
    }

    /// How many people are in the batches so far.
    #[must_use]
    pub const fn people(&self) -> u32 {
        self.people
    }

    /// Links that there should be by now.
    fn due(&self) -> u64 {
        self.size.links.saturating_mul(u64::from(self.people)) / u64::from(self.size.people.max(1))
    }
}

impl Iterator for Town {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        let until = self.people + TOGETHER;
        self.open_hubs(&mut batch);
        while self.people < until {
            let Some(household) = self.folk.next() else { break };
            let met = self.settle(&mut batch, &household);
            self.people += u32::try_from(household.people.len()).unwrap_or(1);
            let settled = self.links + u64::try_from(batch.links.len()).unwrap_or_default();
            self.live(&mut batch, &met, settled);
            self.lately.extend(met);
            while self.lately.len() > LATELY {
                self.lately.pop_front();
            }
        }
        self.links += u64::try_from(batch.links.len()).unwrap_or_default();
        (batch.records.len() > 1 || !batch.links.is_empty()).then_some(batch)
    }
}

fn to_f64(number: u64) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}
