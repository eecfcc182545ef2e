//! Passwords at the door: whether an unknown address takes as long as a known one, and what a hundred
//! people who sign in at once do to everybody else.

use super::clients::Round;
use super::overload::{most_memory, watch};
use crate::http::{Connection, request};
use crate::proxy::pause;
use crate::server::{Server, Start};
use serde::Serialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many look at other pages meanwhile, twenty times a second each.
const LOOKING: usize = 4;

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct SignIns {
    /// Medians of wrong passwords, in ms: for an address that has an account, and for one that has none.
    pub medians: (f64, f64),
    /// How many of each were tried, in turn.
    pub tries: usize,
    /// How many signed in at once, and how many of them were let in.
    pub together: (usize, u64),
    /// How long the last of them waited, in s.
    pub last: f64,
    /// Looks at other pages meanwhile: how many, failures, p99 in ms.
    pub beside: (u64, u64, f64),
    /// The most memory of the program, in MiB.
    pub memory: f64,
}

/// Measures so many tries of each sort, and then so many at once.
pub async fn sign_ins(program: &Path, tries: usize, together: usize) -> anyhow::Result<SignIns> {
    let server = Server::start(Start::demo(program)).await?;
    let to = server.address();
    let medians = interleaved(to, tries).await?;
    let began = Instant::now();
    let until = began + Duration::from_secs(12);
    let (crowd, beside, memory) = tokio::try_join!(
        at_once(to, together),
        watch(to, LOOKING, Duration::from_millis(50), until, None),
        most_memory(&server, until),
    )?;
    Ok(SignIns {
        medians,
        tries,
        together: (together, crowd.done()),
        last: crowd.percentile(100) / 1000.0,
        beside: (beside.done(), beside.failed, beside.percentile(99)),
        memory,
    })
}

/// Somebody at an address of their own signs in: each from elsewhere, so that nothing is held against them.
fn attempt(number: usize, email: &str, password: &str) -> Vec<u8> {
    let from = format!("203.0.{}.{}", 113 + number / 250, 1 + number % 250);
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
        ("x-forwarded-for", from.as_str()),
    ];
    let body = format!("email={email}%40humberside.example&password={password}");
    request("POST", "/desk/sign-in", &headers, &body)
}

async fn interleaved(to: SocketAddr, tries: usize) -> anyhow::Result<(f64, f64)> {
    let mut took = [Vec::new(), Vec::new()];
    let mut connection = Connection::open(to).await?;
    for number in 0..2 * tries {
        // The first few warm up what is made once. Who comes first changes, so that neither has the better
        // place.
        let known = (number + number / 2).is_multiple_of(2);
        let email = if known { "ada" } else { "nobody.here" };
        let asked = attempt(number, email, "not-the-password");
        let began = Instant::now();
        let answer = connection.send(&asked).await?;
        anyhow::ensure!(answer.status == 422, "{}", answer.status);
        let [of_known, of_unknown] = &mut took;
        let list = if known { of_known } else { of_unknown };
        list.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    let [known, unknown] = took.map(median);
    Ok((known, unknown))
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

async fn at_once(to: SocketAddr, together: usize) -> anyhow::Result<Round> {
    pause(Duration::from_secs(1)).await;
    let mut all = JoinSet::new();
    for number in 0..together {
        all.spawn(async move {
            let mut round = Round::default();
            let began = Instant::now();
            let asked = attempt(2000 + number, "ada", "bluelamp-demo");
            let sent = async { Connection::open(to).await?.send(&asked).await };
            let well = sent.await.is_ok_and(|answer| answer.status == 303);
            round.add(began, well);
            round
        });
    }
    Ok(Round::together(all.join_all().await))
}

impl fmt::Display for SignIns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (known, unknown) = self.medians;
        writeln!(
            f,
            "wrong passwords, {} of each: median {known:.2} ms with an account, {unknown:.2} ms without, \
             {:.2} ms apart",
            self.tries,
            (known - unknown).abs()
        )?;
        let (together, well) = self.together;
        writeln!(f, "{together} at once: {well} let in, the last after {:.1} s", self.last)?;
        let (looks, failed, p99) = self.beside;
        writeln!(f, "other pages meanwhile: {looks}, {failed} failed, p99 {p99:.0} ms")?;
        write!(f, "memory: {:.0} MiB at most", self.memory)
    }
}
