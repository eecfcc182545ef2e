//! The n-th call fails, for every n on the way of a submission, until one passes untouched.

use super::compare::{Places, Verdict, compare};
use super::journal::Ack;
use super::town::Town;
use crate::http::Connection;
use crate::load::{Sent, Submission, send};
use crate::proxy::{Deed, Point, Proxy, Trap, Wire, pause};
use crate::server::Start;
use anyhow::{Context as _, ensure};
use serde::Serialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

/// A submission has fewer calls than this.
const MOST: u64 = 400;
/// The client's side is cut into pieces of so many bytes.
const PIECE: usize = 96;
/// As many submissions at once as the server has connections, and some more.
const AT_ONCE: u64 = 40;

/// How long the network swallows everything.
const DARK: Duration = Duration::from_secs(14);
/// How soon somebody must be told.
const TO_BE_TOLD: Duration = Duration::from_secs(12);

/// What came of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EveryCall {
    /// How many calls there are at each point.
    pub points: Vec<(String, u64)>,
    /// How often the faulty attempt was acknowledged, refused with `503`, or had no answer.
    pub attempts: (u64, u64, u64),
    /// Answers that should never be given, with where.
    pub other_answers: Vec<String>,
    /// How long somebody waits for "not now" when the network swallows the answer to a COMMIT, in
    /// milliseconds.
    pub told_after_ms: u64,
    /// What was found of everything acknowledged.
    pub verdict: Verdict,
}

impl EveryCall {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.verdict.is_well()
            && self.other_answers.is_empty()
            && u128::from(self.told_after_ms) < TO_BE_TOLD.as_millis()
    }
}

/// Cuts each call once.
pub async fn every_call(program: &Path, run: u64) -> anyhow::Result<EveryCall> {
    // Without background work every message to the database is the submission's, but for the clock.
    let town = Town::behind_proxies(Start::demo(program).with_argument("--only=web")).await?;
    let pieces = Proxy::start(town.server.address(), Wire::Http(PIECE)).await?;
    let to_database = town.to_database.as_ref().context("no proxy to the database")?;
    let mut trial = Trial {
        to: pieces.address(),
        run,
        number: 1,
        found: EveryCall::default(),
        acks: Vec::new(),
    };
    for (proxy, name, points) in [
        (
            to_database,
            "to the database",
            [Point::Asked, Point::Forwarded, Point::Answered].as_slice(),
        ),
        (
            &pieces,
            "to the server",
            &[Point::Asked, Point::Forwarded, Point::Answered, Point::Delivered],
        ),
    ] {
        for point in points {
            let calls = trial.each(proxy, *point).await?;
            trial.found.points.push((format!("{point:?} {name}"), calls));
        }
    }
    trial.in_the_dark(to_database).await?;
    trial.all_at_once().await?;
    let url = town.database_url()?;
    let places = Places { server: town.server.address(), database: &url };
    trial.found.verdict = compare(&places, &trial.acks, true).await?;
    Ok(trial.found)
}

struct Trial {
    to: SocketAddr,
    run: u64,
    number: u64,
    found: EveryCall,
    acks: Vec<Ack>,
}

impl Trial {
    /// Cuts the first, the second, … until the trap is not reached. Returns how many there are.
    async fn each(&mut self, proxy: &Proxy, point: Point) -> anyhow::Result<u64> {
        for nth in 1..MOST {
            let what = self.next();
            proxy.set(Trap { point, nth, deed: Deed::Cut });
            let first = send(&mut None, self.to, &what).await;
            let sprung = proxy.disarm();
            self.note(&first, point, nth);
            let receipt = self.again(&what).await?;
            if let Sent::Receipt(early) = first {
                ensure!(*early == receipt, "{point:?} no. {nth}: two receipts for one key");
            }
            self.acks.push(receipt);
            if !sprung {
                return Ok(nth - 1);
            }
        }
        anyhow::bail!("{point:?}: a submission has no end")
    }

    fn next(&mut self) -> Submission {
        self.number += 1;
        Submission::new(self.run, self.number)
    }

    fn note(&mut self, first: &Sent, point: Point, nth: u64) {
        match first {
            Sent::Receipt(_) => self.found.attempts.0 += 1,
            Sent::Busy => self.found.attempts.1 += 1,
            Sent::Broken => self.found.attempts.2 += 1,
            Sent::Other(status, text) => {
                self.found.other_answers.push(format!("{point:?} no. {nth}: {status} {text}"));
            }
        }
    }

    /// The same again, without a fault: at most a second time, because a broken connection of the
    /// pool may be met first.
    async fn again(&self, what: &Submission) -> anyhow::Result<Ack> {
        let mut last = Sent::Broken;
        for _attempt in 0..2 {
            match send(&mut None, self.to, what).await {
                Sent::Receipt(ack) => return Ok(*ack),
                other => last = other,
            }
        }
        anyhow::bail!("{} is not taken when it is sent again: {last:?}", what.key)
    }

    /// The answer to a COMMIT is swallowed, and so is everything after it for a while.
    async fn in_the_dark(&mut self, proxy: &Proxy) -> anyhow::Result<()> {
        let what = self.next();
        proxy.set(Trap { point: Point::CommitForwarded, nth: 1, deed: Deed::Dark(DARK) });
        let began = Instant::now();
        let first = send(&mut None, self.to, &what).await;
        self.found.told_after_ms = super::millis(began.elapsed());
        self.note(&first, Point::CommitForwarded, 1);
        pause(DARK.saturating_sub(began.elapsed())).await;
        let receipt = self.again(&what).await?;
        self.acks.push(receipt);
        Ok(())
    }

    /// After all these faults the server has all its connections still.
    async fn all_at_once(&mut self) -> anyhow::Result<()> {
        let mut sending = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let (what, to) = (self.next(), self.to);
            sending.spawn(async move { send(&mut None::<Connection>, to, &what).await });
        }
        while let Some(sent) = sending.join_next().await {
            match sent? {
                Sent::Receipt(ack) => self.acks.push(*ack),
                other => anyhow::bail!("connections leaked: {other:?}"),
            }
        }
        Ok(())
    }
}

impl fmt::Display for EveryCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (point, calls) in &self.points {
            writeln!(f, "{calls:4} calls cut: {point}")?;
        }
        let (taken, busy, broken) = self.attempts;
        writeln!(f, "attempts: {taken} acknowledged, {busy} busy, {broken} without an answer")?;
        writeln!(f, "in the dark: told after {} ms", self.told_after_ms)?;
        for other in &self.other_answers {
            writeln!(f, "answer never to be given: {other}")?;
        }
        let well = if self.is_well() { "well" } else { "WRONG" };
        write!(
            f,
            "{well}: {} acknowledged, {} lost, {} twice",
            self.verdict.looked_at, self.verdict.lost, self.verdict.twice
        )
    }
}
