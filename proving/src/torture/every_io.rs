//! The n-th read, write, flush or opening of a file fails with EIO, for every n on the way of a
//! submission, until one passes untouched; first in a PostgreSQL that recovers by itself, then in
//! the program's own, where recovery fails too, and at last in the program itself.

mod own_files;
mod trial;

use super::compare::{Places, Verdict, compare};
use super::town::Town;
use crate::server::Start;
use crate::strace::Strace;
use serde::Serialize;
use std::fmt;
use std::path::Path;
use std::time::Duration;
use trial::Trial;

/// What PostgreSQL does with its files, by what it is for.
const CALLS: [(&str, &str); 4] = [
    ("writes", "pwrite64,pwritev,write,ftruncate,fallocate"),
    ("flushes", "fdatasync,fsync,sync_file_range,syncfs"),
    ("reads", "pread64,preadv"),
    ("openings", "openat,rename,unlink"),
];
/// How many faults the program's own PostgreSQL meets, each in its recovery too.
const IN_RECOVERY: u64 = 3;
/// How soon reports must be taken again.
const TO_BE_BACK: Duration = Duration::from_secs(5);

/// What came of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EveryIo {
    /// How many faults there were of each kind.
    pub faults: Vec<(String, u64)>,
    /// How often the faulty attempt was acknowledged, refused with `503`, or had no answer.
    pub attempts: (u64, u64, u64),
    /// How often PostgreSQL ended and was started again, as a service manager does.
    pub ended: u64,
    /// The longest time from an answer to the next acknowledgement, in milliseconds.
    pub back_after_ms: u64,
    /// Reports that were acknowledged while the program's own files failed, and how many of its
    /// calls did.
    pub own_files: (usize, usize),
    /// Messages that had not left when everything could be written again and was due.
    pub unsent: i64,
    /// What should never be.
    pub wrong: Vec<String>,
    /// What was found of everything acknowledged.
    pub verdict: Verdict,
}

impl EveryIo {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.verdict.is_well()
            && self.wrong.is_empty()
            && self.unsent == 0
            // A series that met nothing has shown nothing.
            && self.faults.iter().all(|(_, faults)| *faults > 0)
            && u128::from(self.back_after_ms) <= TO_BE_BACK.as_millis()
    }
}

/// Lets each call fail once. Nothing when strace is missing. `tell` hears of each.
pub async fn every_io(
    program: &Path,
    run: u64,
    mut tell: impl FnMut(&str),
) -> anyhow::Result<Option<EveryIo>> {
    if !Strace::is_installed() {
        return Ok(None);
    }
    let mut found = EveryIo::default();
    let behind = Town::behind_proxies(Start::demo(program).with_argument("--only=web")).await?;
    let mut trial = Trial::new(behind, run, &mut found);
    for (name, calls) in CALLS {
        let faults = trial.each(name, calls, &mut tell).await?;
        trial.found.faults.push((name.to_owned(), faults));
    }
    trial.compare().await?;
    let mut trial = Trial::new(Town::embedded(program).await?, run.wrapping_add(1), &mut found);
    for (name, calls) in &CALLS[..2] {
        for nth in 1..=IN_RECOVERY {
            trial.in_recovery(name, calls, nth, &mut tell).await?;
        }
        trial.found.faults.push((format!("{name}, in recovery too"), IN_RECOVERY));
    }
    trial.compare().await?;
    own_files::fail(program, run.wrapping_add(2), &mut found, &mut tell).await?;
    Ok(Some(found))
}

impl Trial<'_> {
    async fn compare(self) -> anyhow::Result<()> {
        let url = self.town.database_url()?;
        let places = Places { server: self.town.server.address(), database: &url };
        self.found.verdict.add(compare(&places, &self.acks, true).await?);
        Ok(())
    }
}

impl fmt::Display for EveryIo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, faults) in &self.faults {
            writeln!(f, "{faults:4} faults: {name}")?;
        }
        let (taken, busy, broken) = self.attempts;
        writeln!(f, "attempts: {taken} acknowledged, {busy} busy, {broken} without an answer")?;
        writeln!(f, "PostgreSQL ended and was started again {} times", self.ended)?;
        writeln!(f, "from an answer to work: {} ms at most", self.back_after_ms)?;
        let (taken, failed) = self.own_files;
        writeln!(
            f,
            "own files: {failed} calls failed, {taken} acknowledged, {} messages never left",
            self.unsent
        )?;
        for wrong in &self.wrong {
            writeln!(f, "should never be: {wrong}")?;
        }
        let well = if self.is_well() { "well" } else { "WRONG" };
        let Verdict { looked_at, lost, twice, .. } = &self.verdict;
        write!(f, "{well}: {looked_at} acknowledged, {lost} lost, {twice} twice")?;
        for what in self.verdict.examples.iter().chain(&self.verdict.broken) {
            write!(f, "\n      {what}")?;
        }
        Ok(())
    }
}
