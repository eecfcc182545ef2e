//! Pages asked for at a steady pace, as many people give it together: what one of them waits when the
//! machine is not full.

use super::clients::Round;
use super::form::{self, Recorded};
use super::{FORM, QUESTION};
use crate::http::Connection;
use crate::proxy::pause;
use crate::server::{Server, Start};
use serde::Serialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many lines they come on.
const LINES: u32 = 20;

/// What they waited.
#[derive(Clone, Debug, Serialize)]
pub struct Pace {
    /// How many a second were to be asked for.
    pub rate: u32,
    /// Each: what, how many answers, failures, and p50, p99 and the longest in milliseconds.
    pub figures: Vec<(&'static str, u64, u64, [f64; 3])>,
}

/// Asks for a question's page of a live session so many times a second.
pub async fn pace(program: &Path, rate: u32, seconds: u64) -> anyhow::Result<Pace> {
    let server = Server::start(Start::demo(program)).await?;
    let to = server.address();
    let recorded: Recorded = form::record(to, FORM).await?;
    let asked = recorded.question(QUESTION)?;
    // The first ones find nothing warm, as those who come first in the morning.
    steadily(to, (&asked, 200), rate, Duration::from_secs(2)).await;
    let round = steadily(to, (&asked, 200), rate, Duration::from_secs(seconds)).await;
    let waited = [50, 99, 100].map(|hundredths| round.percentile(hundredths));
    let what = "question page in a live session";
    let figures = vec![(what, round.done(), round.failed, waited)];
    Ok(Pace { rate, figures })
}

/// Each line asks when its turn comes. Where the answer before came too late for that, the wait counts
/// from the turn that was missed.
async fn steadily(
    to: SocketAddr,
    (asked, status): (&[u8], u16),
    rate: u32,
    length: Duration,
) -> Round {
    let (began, between) = (Instant::now(), Duration::from_secs(1) * LINES / rate.max(1));
    let mut lines = JoinSet::new();
    for line in 0..LINES {
        let (asked, first) = (asked.to_vec(), began + between * line / LINES);
        lines.spawn(async move {
            let (mut round, mut kept, mut turn) = (Round::default(), None, first);
            while turn < began + length {
                let early = turn.saturating_duration_since(Instant::now());
                pause(early).await;
                let since = if early.is_zero() { turn } else { Instant::now() };
                let well = once(to, &asked, &mut kept).await.is_ok_and(|found| found == status);
                if !well {
                    kept = None;
                }
                round.add(since, well);
                turn += between;
            }
            round
        });
    }
    Round::together(lines.join_all().await).in_all(length)
}

async fn once(to: SocketAddr, asked: &[u8], kept: &mut Option<Connection>) -> std::io::Result<u16> {
    let connection = match kept {
        Some(connection) => connection,
        None => kept.insert(Connection::open(to).await?),
    };
    Ok(connection.send(asked).await?.status)
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} a second, on {LINES} lines", self.rate)?;
        for (what, done, failed, [half, most, longest]) in &self.figures {
            writeln!(
                f,
                "{what}: {done} answers, {failed} failed; p50 {half:.2} ms, p99 {most:.2} ms, \
                 longest {longest:.2} ms"
            )?;
        }
        Ok(())
    }
}
