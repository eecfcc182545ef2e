//! Clients that do the same over and over, and how long each time took.

use super::form::Recorded;
use crate::http::{Connection, Jar, request};
use crate::load::Submission;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Numbers the submissions of a process, so that no key comes twice.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// What a client does.
#[derive(Clone, Debug)]
pub(super) enum Work {
    /// Asks for a page.
    Get(Vec<u8>),
    /// Sends a report by the API.
    Submit(u64),
    /// Fills in the form, from its start page to the receipt.
    Journey(Recorded),
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Round {
    /// How long each took, in microseconds.
    latencies: Vec<u32>,
    /// Answers other than what was asked for.
    pub(super) failed: u64,
    took: Duration,
}

impl Round {
    /// How many were done.
    pub(super) fn done(&self) -> u64 {
        u64::try_from(self.latencies.len()).unwrap_or(u64::MAX)
    }

    /// How many a second.
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a figure for people")]
    pub(super) fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64().max(0.001)
    }

    /// So many of a hundred took no longer, in milliseconds.
    pub(super) fn percentile(&self, hundredths: usize) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * hundredths / 100).min(sorted.len().saturating_sub(1));
        sorted.get(place).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }

    /// One client's share, and others'.
    pub(super) fn together(rounds: Vec<Self>) -> Self {
        rounds.into_iter().fold(Self::default(), |mut all, round| {
            all.latencies.extend(round.latencies);
            all.failed += round.failed;
            all.took = all.took.max(round.took);
            all
        })
    }

    /// Adds one.
    pub(super) fn add(&mut self, began: Instant, well: bool) {
        if well {
            self.latencies.push(u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX));
        } else {
            self.failed += 1;
        }
    }

    /// All of it took so long.
    pub(super) fn in_all(mut self, took: Duration) -> Self {
        self.took = took;
        self
    }
}

/// Lets clients work for some time.
pub(super) async fn drive(
    to: SocketAddr,
    work: &Work,
    clients: usize,
    length: Duration,
) -> anyhow::Result<Round> {
    let (began, work) = (Instant::now(), Arc::new(work.clone()));
    let mut all = JoinSet::new();
    for _ in 0..clients {
        all.spawn(client(to, work.clone(), began + length));
    }
    let rounds = all.join_all().await;
    Ok(Round::together(rounds).in_all(began.elapsed()))
}

async fn client(to: SocketAddr, work: Arc<Work>, until: Instant) -> Round {
    let (mut round, mut kept) = (Round::default(), None);
    while Instant::now() < until {
        let began = Instant::now();
        let well = once(to, &work, &mut kept).await.unwrap_or(false);
        if !well {
            kept = None;
        }
        round.add(began, well);
    }
    round
}

async fn once(to: SocketAddr, work: &Work, kept: &mut Option<Connection>) -> std::io::Result<bool> {
    let connection = match kept {
        Some(connection) => connection,
        None => kept.insert(Connection::open(to).await?),
    };
    match work {
        Work::Get(request) => Ok(connection.send(request).await?.status == 200),
        Work::Submit(run) => {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let asked = Submission::new(*run, number).request();
            Ok(connection.send(&asked).await?.status == 201)
        }
        Work::Journey(form) => journey(connection, form).await,
    }
}

async fn journey(connection: &mut Connection, form: &Recorded) -> std::io::Result<bool> {
    connection.send(&form.start()).await?;
    let mut jar = Jar::default();
    for step in &form.steps {
        let page = connection.send(&get(&step.path, &jar)).await?;
        if page.status != 200 {
            return Ok(false);
        }
        jar.keep(&page);
        let cookies = jar.header();
        let headers = [
            ("cookie", cookies.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        let sent = connection.send(&request("POST", &step.path, &headers, &step.body)).await?;
        if sent.status != 303 {
            return Ok(false);
        }
        jar.keep(&sent);
    }
    Ok(connection.send(&get(&form.receipt, &jar)).await?.status == 200)
}

fn get(path: &str, jar: &Jar) -> Vec<u8> {
    request("GET", path, &[("cookie", &jar.header())], "")
}
