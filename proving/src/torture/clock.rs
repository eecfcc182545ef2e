//! The machine's clock jumps under load. The database keeps its own time.

use super::compare::{Places, Verdict, compare, not_opened, resolve, settle};
use super::journal::Journal;
use super::reach;
use super::town::Town;
use crate::load::{Aim, Load};
use crate::server::Start;
use serde::Serialize;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// By how many seconds it jumps.
const JUMPS: [i64; 4] = [HOUR, -HOUR, 90 * DAY, -90 * DAY];
const CLIENTS: usize = 8;
/// Acknowledgements before the jump, and again after it.
const ACKNOWLEDGED: u64 = 80;

/// What came of one jump.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClockJump {
    /// By how many seconds.
    pub seconds: i64,
    /// Reports that no desk saw yet when all that was due by the new clock was done.
    pub waiting: i64,
    /// Answers that should never be given.
    pub other_answers: Vec<String>,
    /// What was found; after a jump back, when the clock was right again.
    pub verdict: Verdict,
}

impl ClockJump {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.verdict.is_well() && self.other_answers.is_empty()
    }
}

/// Makes every jump, each on a fresh world. Nothing when the machine has no false clock.
pub async fn clock_jumps(program: &Path, run: u64) -> anyhow::Result<Option<Vec<ClockJump>>> {
    let Some(library) = library() else { return Ok(None) };
    let mut jumps = Vec::new();
    for seconds in JUMPS {
        jumps.push(jump(program, &library, seconds, run).await?);
    }
    Ok(Some(jumps))
}

/// The false clock for programs with several threads.
fn library() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten();
    let known = folders.map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
    known.into_iter().find(|library| library.is_file())
}

async fn jump(program: &Path, library: &Path, seconds: i64, run: u64) -> anyhow::Result<ClockJump> {
    let folder = tempfile::tempdir()?;
    let clock = folder.path().join("clock");
    let set = |seconds: i64| fs::write(&clock, format!("{seconds:+}"));
    set(0)?;
    let start = Start::demo(program)
        .with("LD_PRELOAD", &library.to_string_lossy())
        .with("FAKETIME_TIMESTAMP_FILE", &clock.to_string_lossy())
        .with("FAKETIME_NO_CACHE", "1")
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    let town = Town::behind_proxies(start).await?;
    let aim = Aim {
        to: town.to_server.address(),
        run,
        numbers: Arc::new(AtomicU64::new(1)),
        journal: Journal::open(folder.path().join("acknowledged"))?,
    };
    let load = Load::start(&aim, CLIENTS);
    let tally = load.tally.clone();
    reach(&tally, ACKNOWLEDGED, "before the jump").await?;
    set(seconds)?;
    reach(&tally, tally.count() + ACKNOWLEDGED, "after the jump").await?;
    for ack in resolve(town.server.address(), load.stop().await?).await? {
        aim.journal.keep(ack).await?;
    }
    let url = town.database_url()?;
    let places = Places { server: town.server.address(), database: &url };
    settle(places.server).await?;
    let waiting = not_opened(&url).await?;
    if seconds < 0 {
        set(0)?;
    }
    let (acks, _end) = aim.journal.read_from(0)?;
    // A key counts for a day: across a longer jump the same would be new.
    let verdict = compare(&places, &acks, seconds.abs() < DAY).await?;
    Ok(ClockJump { seconds, waiting, other_answers: tally.other(), verdict })
}

impl fmt::Display for ClockJump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let well = if self.is_well() { "well" } else { "WRONG" };
        let Verdict { looked_at, lost, twice, .. } = &self.verdict;
        write!(
            f,
            "{well:5} {:+9} s: {looked_at} acknowledged, {lost} lost, {twice} twice, {} waiting",
            self.seconds, self.waiting
        )?;
        for what in self.other_answers.iter().chain(&self.verdict.examples) {
            write!(f, "\n      {what}")?;
        }
        Ok(())
    }
}
