//! The program's own files cannot be made: messages that wait in its folder for a mail system, and
//! the witness of its journal. Whoever reports meets nothing of it.

use super::super::compare::{Places, compare};
use super::super::journal::Ack;
use super::super::town::Town;
use super::EveryIo;
use crate::http::get_once;
use crate::load::{Sent, Submission, send};
use crate::proxy::pause;
use crate::server::Start;
use crate::strace::{Injection, Strace};
use anyhow::Context as _;
use sqlx::{Connection as _, PgConnection};
use std::path::Path;
use std::time::{Duration, Instant};

/// What the program does with its own files. Its writes are spared: they wake its own threads too.
const CALLS: &str = "openat,mkdir,rename,fsync,fdatasync,unlink";
/// Each allows an e-mail.
const REPORTS: u64 = 8;
/// For how long the files fail: some attempts of each message.
const FAILING: Duration = Duration::from_secs(4);
/// Within which time everything has left, the pauses between attempts included.
const TO_LEAVE: Duration = Duration::from_secs(30);
const UNSENT: &str = "select count(*) from station.dispatches where sent_at is null";

pub(super) async fn fail(
    program: &Path,
    run: u64,
    found: &mut EveryIo,
    tell: &mut impl FnMut(&str),
) -> anyhow::Result<()> {
    let town = Town::behind_proxies(Start::demo(program)).await?;
    let server = town.server.process().context("the server does not run")?;
    let injection = Injection { calls: CALLS, when: "1+", children_too: true };
    let strace = Strace::attach(&[server], injection).await?;
    let began = Instant::now();
    let mut acks: Vec<Ack> = Vec::new();
    for number in 1..=REPORTS {
        // Every eighth number is a report by somebody who may be written to.
        let what = Submission::new(run, number * 8);
        match send(&mut None, town.server.address(), &what).await {
            Sent::Receipt(ack) => acks.push(*ack),
            other => found.wrong.push(format!("own files: {other:?}")),
        }
    }
    // The journal is sealed, and its witness cannot be told; what the answer says is its own affair.
    let seal = "/demo/invariants";
    let _whatever = get_once(town.server.address(), seal, Duration::from_secs(10)).await;
    pause(FAILING.saturating_sub(began.elapsed())).await;
    let injected = strace.let_go();
    let url = town.database_url()?;
    let mut connection = PgConnection::connect(&url).await?;
    let waiting: i64 = sqlx::query_scalar(UNSENT).fetch_one(&mut connection).await?;
    tell(&format!("own files: {} calls failed, {waiting} messages wait", injected.len()));
    let began = Instant::now();
    loop {
        found.unsent = sqlx::query_scalar(UNSENT).fetch_one(&mut connection).await?;
        if found.unsent == 0 || began.elapsed() > TO_LEAVE {
            break;
        }
        pause(Duration::from_millis(100)).await;
    }
    connection.close().await?;
    tell(&format!("own files: everything has left after {:?}", began.elapsed()));
    found.own_files = (acks.len(), injected.len());
    let places = Places { server: town.server.address(), database: &url };
    found.verdict.add(compare(&places, &acks, true).await?);
    Ok(())
}
