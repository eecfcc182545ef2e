//! The network to the database swallows everything for a while and never resets a connection, while
//! people report.

use super::compare::{Places, Verdict, compare, not_opened, resolve};
use super::journal::Ack;
use super::town::Town;
use super::{Journal, millis};
use crate::http::{get_once, once};
use crate::load::{Aim, FORCE, Load, Submission};
use crate::proxy::{Deed, Point, Trap, pause};
use crate::server::Start;
use anyhow::{Context as _, ensure};
use serde::Serialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How long the hole is open.
const OPEN: Duration = Duration::from_secs(30);
/// Whoever reports waits no longer than this to be told what to do.
const TO_BE_TOLD: Duration = Duration::from_secs(12);
/// How soon after the hole reports are taken again.
const TO_BE_BACK: Duration = Duration::from_secs(10);
/// How long a page that needs no database may take.
const PAGE: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_mins(1);
/// Clients that send before the hole opens and all along.
const CLIENTS: usize = 8;
const ACKNOWLEDGED: u64 = 80;
/// How often somebody new reports while it is open.
const EVERY: Duration = Duration::from_millis(500);

/// What came of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BlackHole {
    /// How many reported into the hole, and were told to send again or call.
    pub told: u64,
    /// The longest that one of them waited, in milliseconds.
    pub told_after_ms: u64,
    /// Pages with the telephone numbers that were asked for meanwhile, and those that came at once.
    pages: (u64, u64),
    /// From the end of the hole to the first acknowledgement of what was sent after it, in
    /// milliseconds.
    pub back_after_ms: u64,
    /// From the end of the hole until background work went on too, in milliseconds.
    pub work_after_ms: u64,
    /// Whether it was the same process of the server all along.
    pub same_process: bool,
    /// Answers that should never be given.
    pub other_answers: Vec<String>,
    /// What was found of everything acknowledged.
    pub verdict: Verdict,
}

impl BlackHole {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        let back = self.back_after_ms.max(self.work_after_ms);
        self.verdict.is_well()
            && self.other_answers.is_empty()
            && self.same_process
            && self.told > 0
            && self.pages.0 == self.pages.1
            && u128::from(self.told_after_ms) <= TO_BE_TOLD.as_millis()
            && u128::from(back) <= TO_BE_BACK.as_millis()
    }
}

/// Opens the hole under load, waits, and sends again.
pub async fn black_hole(program: &Path, run: u64) -> anyhow::Result<BlackHole> {
    let mut town = Town::behind_proxies(Start::demo(program)).await?;
    let folder = tempfile::tempdir()?;
    let aim = Aim {
        to: town.server.address(),
        run,
        numbers: Arc::new(AtomicU64::new(1)),
        journal: Journal::open(folder.path().join("acknowledged"))?,
    };
    let mut found = BlackHole::default();
    let load = Load::start(&aim, CLIENTS);
    let tally = load.tally.clone();
    super::reach(&tally, ACKNOWLEDGED, "before the hole").await?;
    let process = town.server.process();
    let proxy = town.to_database.as_ref().context("no proxy to the database")?;
    proxy.set(Trap { point: Point::CommitForwarded, nth: 1, deed: Deed::Hole(OPEN) });
    proxy.sprung().await;
    let opened = Instant::now();
    let taken = people(&aim, opened, &mut found).await?;
    pause(OPEN.saturating_sub(opened.elapsed())).await;
    let closed = Instant::now();
    let first = Submission::new(run, 2_000_000);
    let first = resolve(aim.to, vec![first]).await?;
    found.back_after_ms = millis(closed.elapsed());
    for ack in resolve(aim.to, load.stop().await?).await?.into_iter().chain(first).chain(taken) {
        aim.journal.keep(ack).await?;
    }
    work_goes_on(&town, closed, &mut found).await?;
    found.other_answers.extend(tally.other());
    found.same_process = !town.server.has_ended()? && town.server.process() == process;
    let url = town.database_url()?;
    let (acks, _end) = aim.journal.read_from(0)?;
    let places = Places { server: aim.to, database: &url };
    found.verdict = compare(&places, &acks, true).await?;
    Ok(found)
}

/// Somebody new reports every moment, and somebody asks for a page. Returns what was acknowledged.
async fn people(aim: &Aim, opened: Instant, found: &mut BlackHole) -> anyhow::Result<Vec<Ack>> {
    let (mut sending, mut number) = (JoinSet::new(), 1_000_000);
    while opened.elapsed() + TO_BE_TOLD < OPEN {
        number += 1;
        sending.spawn(report(aim.to, Submission::new(aim.run, number)));
        let path = format!("/{FORCE}/report/bicycle-theft");
        for path in [path.as_str(), "/"] {
            found.pages.0 += 1;
            match get_once(aim.to, path, PAGE).await {
                Ok(page) if page.status == 200 && page.text().contains("999") => {
                    found.pages.1 += 1;
                }
                other => found.other_answers.push(format!("{path}: {:?}", other.map(|a| a.status))),
            }
        }
        pause(EVERY).await;
    }
    let mut again = Vec::new();
    while let Some(told) = sending.join_next().await {
        let (what, after, wrong) = told?;
        found.told += u64::from(wrong.is_none());
        found.told_after_ms = found.told_after_ms.max(millis(after));
        found.other_answers.extend(wrong);
        again.push(what);
    }
    // They do as they were told.
    pause(OPEN.saturating_sub(opened.elapsed())).await;
    resolve(aim.to, again).await
}

/// What somebody is told who reports into the hole, after which time, and what is wrong with it.
async fn report(to: SocketAddr, what: Submission) -> (Submission, Duration, Option<String>) {
    let began = Instant::now();
    let answer = once(to, &what.request(), TO_BE_TOLD).await;
    let wrong = match answer {
        Ok(answer) => {
            let text = answer.text();
            let says = text.contains("999") && text.contains("101");
            (answer.status != 503 || !says).then(|| format!("{} {text}", answer.status))
        }
        Err(error) => Some(format!("{}: {error}", what.key)),
    };
    (what, began.elapsed(), wrong)
}

/// Waits until background work goes on. That it comes to its end is compared later.
async fn work_goes_on(town: &Town, closed: Instant, found: &mut BlackHole) -> anyhow::Result<()> {
    let url = town.database_url()?;
    let waiting = not_opened(&url).await?;
    while waiting > 0 && not_opened(&url).await? >= waiting {
        ensure!(closed.elapsed() < PATIENCE, "background work does not come back");
        pause(Duration::from_millis(20)).await;
    }
    found.work_after_ms = millis(closed.elapsed());
    Ok(())
}

impl fmt::Display for BlackHole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "told to send again or call {}", self.told)?;
        writeln!(f, "told after                 {} ms at most", self.told_after_ms)?;
        writeln!(f, "pages served meanwhile     {} of {}", self.pages.1, self.pages.0)?;
        writeln!(f, "from its end to reports    {} ms", self.back_after_ms)?;
        writeln!(f, "from its end to work       {} ms", self.work_after_ms)?;
        writeln!(f, "the same process           {}", self.same_process)?;
        for other in &self.other_answers {
            writeln!(f, "answer never to be given   {other}")?;
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
