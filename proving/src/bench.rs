//! How fast, against what could be at best: every figure stands beside a ceiling measured in the same
//! run, because absolute figures say more of the machine than of us.
//!
//! The program is measured as it ships: release build, its own PostgreSQL with fsync, sessions,
//! journal, headers, every force and service. Clients and server share the processors.

mod ceiling;
mod clients;
mod form;
mod machine;
mod overload;
mod pace;
mod sign_ins;
mod uploads;

pub use ceiling::serve_bare;
pub use overload::{Overload, overload};
pub use pace::{Pace, pace};
pub use sign_ins::{SignIns, sign_ins};
pub use uploads::{Sent, Uploads, uploads};

use crate::http::{Connection, request};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use ceiling::Bare;
use clients::{Round, Work, drive};
use machine::Usage;
use serde::Serialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// The service whose form is filled in.
const FORM: &str = "/humberside/report/bicycle-theft";
/// The page of a live session that is measured: the longest text of the form.
const QUESTION: &str = "what-happened";

/// What is measured.
#[derive(Clone, Debug)]
pub struct Options {
    /// The program.
    pub program: PathBuf,
    /// How many times everything is measured, one after the other.
    pub rounds: u32,
    /// How long each time.
    pub seconds: u64,
    /// How many clients.
    pub clients: Vec<usize>,
    /// How many sessions are warm when memory is looked at.
    pub sessions: usize,
}

/// One thing measured with so many clients: medians over the rounds.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What.
    pub what: &'static str,
    /// With how many clients.
    pub clients: usize,
    /// How many a second, each round, the slowest first.
    pub per_second: Vec<f64>,
    /// Half took no longer, in milliseconds.
    pub p50: f64,
    /// Ninety-nine of a hundred took no longer, in milliseconds.
    pub p99: f64,
    /// Answers other than what was asked for.
    pub failed: u64,
}

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// The figures, in the order in which they were measured.
    pub figures: Vec<Figure>,
    /// Requests of one whole journey, and how many of them write.
    pub journey: (usize, usize),
    /// Processor time of one journey in milliseconds: the program's, PostgreSQL's.
    pub cpu_per_journey: (f64, f64),
    /// Memory of the program in MiB: at rest, with the warm sessions.
    pub memory: (f64, f64),
    /// How many sessions were warm.
    pub sessions: usize,
}

/// Measures.
pub async fn run(options: &Options, tell: impl Fn(&str)) -> anyhow::Result<Measured> {
    let server = Server::start(Start::demo(&options.program)).await?;
    let to = server.address();
    let at_rest = memory_of(&server)?;
    let form = form::record(to, FORM).await?;
    let bare = Bare::start(to, &form.question(QUESTION)?).await?;
    let works = [
        ("start page", to, Work::Get(form.start())),
        ("question page in a live session", to, Work::Get(form.question(QUESTION)?)),
        ("bare server, the same bytes", bare.address, Work::Get(form.question(QUESTION)?)),
        ("durable submission", to, Work::Submit(u64::from(std::process::id()))),
        ("whole journey", to, Work::Journey(form.clone())),
    ];
    let mut measured: Vec<(&'static str, usize, Vec<Round>)> = Vec::new();
    let mut cpu = Vec::new();
    for round in 0..options.rounds {
        for clients in &options.clients {
            for (what, to, work) in &works {
                tell(&format!(
                    "round {} of {}: {what}, {clients} clients",
                    round + 1,
                    options.rounds
                ));
                let before = Usage::of(&server)?;
                let found =
                    drive(*to, work, *clients, Duration::from_secs(options.seconds)).await?;
                if matches!(work, Work::Journey(_)) && found.done() > 0 {
                    cpu.push(Usage::of(&server)?.since(before).per(found.done()));
                }
                keep(&mut measured, what, *clients, found);
            }
            let what = "bare inserts of the same rows";
            tell(&format!("round {} of {}: {what}, {clients} clients", round + 1, options.rounds));
            let found = ceiling::insert(&server, *clients, Duration::from_secs(options.seconds));
            keep(&mut measured, what, *clients, found.await?);
        }
    }
    tell(&format!("{} warm sessions", options.sessions));
    form::warm(to, FORM, options.sessions).await?;
    let warm = memory_of(&server)?;
    let figures =
        measured.into_iter().map(|(what, clients, rounds)| Figure::of(what, clients, rounds));
    Ok(Measured {
        figures: figures.collect(),
        journey: (form.requests(), form.posts()),
        cpu_per_journey: median_pair(cpu),
        memory: (at_rest, warm),
        sessions: options.sessions,
    })
}

fn keep(
    measured: &mut Vec<(&'static str, usize, Vec<Round>)>,
    what: &'static str,
    clients: usize,
    found: Round,
) {
    match measured.iter_mut().find(|(known, with, _)| *known == what && *with == clients) {
        Some((_, _, rounds)) => rounds.push(found),
        None => measured.push((what, clients, vec![found])),
    }
}

fn median_pair(mut pairs: Vec<(f64, f64)>) -> (f64, f64) {
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    pairs.get(pairs.len() / 2).copied().unwrap_or_default()
}

impl Figure {
    fn of(what: &'static str, clients: usize, rounds: Vec<Round>) -> Self {
        let mut per_second: Vec<f64> = rounds.iter().map(Round::per_second).collect();
        per_second.sort_by(f64::total_cmp);
        let failed = rounds.iter().map(|round| round.failed).sum();
        let all = Round::together(rounds);
        Self { what, clients, per_second, p50: all.percentile(50), p99: all.percentile(99), failed }
    }

    /// The median of the rounds.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.per_second.get(self.per_second.len() / 2).copied().unwrap_or_default()
    }
}

impl Measured {
    fn median(&self, what: &str, clients: usize) -> Option<f64> {
        let found = self.figures.iter().find(|it| it.what == what && it.clients == clients);
        found.map(Figure::median)
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | clients | a second (median, range) | p50 ms | p99 ms | failed |")?;
        writeln!(f, "|---|---:|---:|---:|---:|---:|")?;
        for figure in &self.figures {
            let (low, high) = (figure.per_second.first(), figure.per_second.last());
            let range = format!("{:.0}–{:.0}", low.unwrap_or(&0.0), high.unwrap_or(&0.0));
            writeln!(
                f,
                "| {} | {} | {:.0} ({range}) | {:.2} | {:.2} | {} |",
                figure.what,
                figure.clients,
                figure.median(),
                figure.p50,
                figure.p99,
                figure.failed
            )?;
        }
        writeln!(f)?;
        let ratios = [
            ("question page in a live session", "bare server, the same bytes"),
            ("durable submission", "bare inserts of the same rows"),
        ];
        for figure in &self.figures {
            for (what, ceiling) in ratios.iter().filter(|(what, _)| *what == figure.what) {
                if let Some(best) = self.median(ceiling, figure.clients).filter(|best| *best > 0.0)
                {
                    let part = 100.0 * figure.median() / best;
                    writeln!(f, "- {what}, {} clients: {part:.0}% of {ceiling}", figure.clients)?;
                }
            }
        }
        let (requests, posts) = self.journey;
        let (ours, theirs) = self.cpu_per_journey;
        writeln!(f, "- A journey has {requests} requests, {posts} of them durable.")?;
        writeln!(
            f,
            "- Processor time of a journey: {ours:.2} ms in the program, {theirs:.2} ms in PostgreSQL."
        )?;
        let (rest, warm) = self.memory;
        write!(
            f,
            "- Memory of the program: {rest:.0} MiB at rest, {warm:.0} MiB with {} warm sessions.",
            self.sessions
        )
    }
}

fn memory_of(server: &Server) -> anyhow::Result<f64> {
    machine::memory(server.process().context("the server does not run")?)
}

/// One answer to one request, or an error that says what came.
async fn ask(to: SocketAddr, what: &[u8]) -> anyhow::Result<crate::http::Answer> {
    let mut connection = Connection::open(to).await?;
    Ok(connection.send(what).await?)
}

/// A page's bytes, as they are sent.
async fn page(to: SocketAddr, path: &str, cookie: &str) -> anyhow::Result<crate::http::Answer> {
    let headers: &[(&str, &str)] = if cookie.is_empty() { &[] } else { &[("cookie", cookie)] };
    let answer = ask(to, &request("GET", path, headers, "")).await?;
    ensure!(answer.status == 200, "{path}: {}", answer.status);
    Ok(answer)
}
