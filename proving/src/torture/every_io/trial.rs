//! One submission and one fault at a time.

use super::super::journal::Ack;
use super::super::millis;
use super::super::town::{Town, Whom};
use super::{EveryIo, TO_BE_BACK};
use crate::http::once;
use crate::load::{Sent, Submission, send};
use crate::proxy::pause;
use crate::server::database::children;
use crate::strace::{Injection, Strace};
use anyhow::{Context as _, ensure};
use std::time::{Duration, Instant};

/// A submission has fewer calls of a kind than this.
const MOST: u64 = 400;
/// How long somebody waits for an answer.
const TO_ANSWER: Duration = Duration::from_secs(20);
/// How long the fault stays when it is to be met while PostgreSQL recovers.
const TO_RECOVER: Duration = Duration::from_secs(2);
/// So many submissions that pass untouched end a series: one alone could have gone over a connection
/// that was made after strace had come.
const UNTOUCHED: u64 = 3;
/// How long no process of PostgreSQL comes or goes before strace is attached.
const TO_SETTLE: Duration = Duration::from_millis(400);
/// After which time it is over.
const PATIENCE: Duration = Duration::from_mins(1);

pub(super) struct Trial<'f> {
    pub(super) town: Town,
    pub(super) found: &'f mut EveryIo,
    pub(super) acks: Vec<Ack>,
    run: u64,
    number: u64,
}

impl<'f> Trial<'f> {
    pub(super) fn new(town: Town, run: u64, found: &'f mut EveryIo) -> Self {
        Self { town, found, acks: Vec::new(), run, number: 0 }
    }

    /// Fails the first, the second, … until submissions pass untouched. Returns how many there are.
    pub(super) async fn each(
        &mut self,
        name: &str,
        calls: &str,
        tell: &mut impl FnMut(&str),
    ) -> anyhow::Result<u64> {
        let (mut faults, mut untouched) = (0, 0);
        for nth in 1..MOST {
            // Everything cold: what was in memory would not be read.
            self.crash().await?;
            let processes = self.family()?;
            let when = nth.to_string();
            let injection = Injection { calls, when: &when, children_too: false };
            let (told, injected) = self.attempt(&processes, injection).await?;
            tell(&format!("{name} no. {nth}: {told}; {}", injected.join("; ")));
            untouched = if injected.is_empty() { untouched + 1 } else { 0 };
            faults += u64::from(!injected.is_empty());
            if untouched == UNTOUCHED {
                return Ok(faults);
            }
        }
        anyhow::bail!("{name}: a submission has no end")
    }

    /// The same in the program's own PostgreSQL, in every process that it starts to recover too.
    pub(super) async fn in_recovery(
        &mut self,
        name: &str,
        calls: &str,
        nth: u64,
        tell: &mut impl FnMut(&str),
    ) -> anyhow::Result<()> {
        let mut processes = self.family()?;
        processes.extend(self.town.postmaster());
        let when = nth.to_string();
        let injection = Injection { calls, when: &when, children_too: true };
        let (told, injected) = self.attempt(&processes, injection).await?;
        tell(&format!("{name} no. {nth}, in recovery too: {told}; {}", injected.join("; ")));
        Ok(())
    }

    /// Sends one report into a fault and the same again without; then, after a crash, once more.
    async fn attempt(
        &mut self,
        processes: &[u32],
        injection: Injection<'_>,
    ) -> anyhow::Result<(String, Vec<String>)> {
        self.number += 1;
        let what = Submission::new(self.run, self.number);
        let strace = Strace::attach(processes, injection).await?;
        let to = self.town.server.address();
        let answer = once(to, &what.request(), TO_ANSWER).await;
        if injection.children_too {
            pause(TO_RECOVER).await;
        }
        let injected = strace.let_go();
        let well_again = Instant::now();
        let mut early = None;
        let told = match answer {
            Ok(answer) if answer.status == 201 => {
                self.found.attempts.0 += 1;
                early = Ack::read(&what, &answer.body);
                "acknowledged".to_owned()
            }
            Ok(answer) => {
                let text = answer.text();
                let says_what_to_do = text.contains("999") && text.contains("101");
                let later = answer.header("retry-after").is_some();
                if answer.status == 503 && says_what_to_do && later {
                    self.found.attempts.1 += 1;
                } else {
                    self.found.wrong.push(format!("{injected:?}: {} {text}", answer.status));
                }
                answer.status.to_string()
            }
            Err(error) => {
                self.found.attempts.2 += 1;
                error.to_string()
            }
        };
        let receipt = self.again(&what, well_again).await?;
        ensure!(early.is_none_or(|early| early == receipt), "{}: two receipts", what.key);
        self.acks.push(receipt);
        Ok((told, injected))
    }

    /// The same key until it is taken. Only a PostgreSQL that ended, and is none of the program's,
    /// is started again.
    async fn again(&mut self, what: &Submission, since: Instant) -> anyhow::Result<Ack> {
        loop {
            self.found.ended += u64::from(self.town.start_what_ended().await?);
            let sent = send(&mut None, self.town.server.address(), what).await;
            if let Sent::Receipt(ack) = sent {
                let back = since.elapsed();
                self.found.back_after_ms = self.found.back_after_ms.max(millis(back));
                if back > TO_BE_BACK {
                    self.found.wrong.push(format!("{} back after {back:?}", what.key));
                }
                return Ok(*ack);
            }
            if let Sent::Other(status, text) = sent {
                self.found.wrong.push(format!("sent again: {status} {text}"));
            }
            ensure!(since.elapsed() < PATIENCE, "{} is never taken", what.key);
            pause(Duration::from_millis(20)).await;
        }
    }

    /// PostgreSQL dies and is started plainly; then the server is warm, its memory is not.
    async fn crash(&mut self) -> anyhow::Result<()> {
        self.town.prepare_kill(Whom::Postgres)();
        self.town.mend().await?;
        // The connections of the pool are broken, and made anew.
        let began = Instant::now();
        let page = "/readyz";
        let within = Duration::from_secs(5);
        loop {
            let answer = crate::http::get_once(self.town.server.address(), page, within).await;
            let ready = answer.is_ok_and(|answer| answer.status == 200);
            let before = self.family()?;
            pause(TO_SETTLE).await;
            if ready && !before.is_empty() && before == self.family()? {
                return Ok(());
            }
            ensure!(began.elapsed() < PATIENCE, "never ready again");
        }
    }

    fn family(&self) -> anyhow::Result<Vec<u32>> {
        let postmaster = self.town.postmaster().context("no PostgreSQL runs")?;
        Ok(children(postmaster))
    }
}
