//! What could be at best: a server that does nothing but send, and a database that does nothing but
//! write.

use super::ask;
use super::clients::Round;
use crate::load::Submission;
use crate::server::Server;
use anyhow::Context as _;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use sqlx::{Connection as _, PgConnection};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use uuid::Uuid;

/// How many submissions of the bare database share a commit.
const BATCH: usize = 64;
/// How many connections write at the same time, at most.
const LANES: usize = 4;

/// A server of its own process that sends one answer to everything.
pub(super) struct Bare {
    child: Child,
    pub(super) address: SocketAddr,
}

impl Bare {
    /// Starts it with what the program answers to this request.
    pub(super) async fn start(to: SocketAddr, request: &[u8]) -> anyhow::Result<Self> {
        let answer = ask(to, request).await?;
        let folder = tempfile::tempdir()?.keep();
        let (body, head) = (folder.join("body"), folder.join("head"));
        std::fs::write(&body, &answer.body)?;
        let dated = ["content-length", "date", "transfer-encoding"];
        let lines = answer.headers.iter().filter(|(name, _)| !dated.contains(&name.as_str()));
        let lines: Vec<String> = lines.map(|(name, value)| format!("{name}: {value}")).collect();
        std::fs::write(&head, lines.join("\n"))?;
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        drop(listener);
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("serve-bare").arg(address.to_string()).arg(&head).arg(&body);
        let child = command.stdin(Stdio::null()).spawn()?;
        let bare = Self { child, address };
        for _ in 0..200 {
            if ask(address, request).await.is_ok() {
                return Ok(bare);
            }
            crate::proxy::pause(Duration::from_millis(25)).await;
        }
        anyhow::bail!("the bare server does not answer")
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// Serves the same head and body to everything, until killed.
pub async fn serve_bare(address: SocketAddr, head: String, body: Vec<u8>) -> anyhow::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let headers: Vec<(HeaderName, HeaderValue)> = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)))
        .collect();
    let body = Bytes::from(body);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let (headers, body) = (headers.clone(), body.clone());
        tokio::spawn(async move {
            let answer = service_fn(move |_: Request<Incoming>| {
                let mut response = Response::new(Full::new(body.clone()));
                response.headers_mut().extend(headers.clone());
                async move { Ok::<_, Infallible>(response) }
            });
            let connection = hyper::server::conn::http1::Builder::new();
            let _ended = connection.serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

/// Writes the rows of a submission, and nothing else, in batches as large as there are clients.
pub(super) async fn insert(
    server: &Server,
    clients: usize,
    length: Duration,
) -> anyhow::Result<Round> {
    let url = server.database_url().context("no PostgreSQL runs")?;
    let mut connection = PgConnection::connect(&url).await?;
    sqlx::raw_sql(
        "create schema if not exists bare;
         create table if not exists bare.reports (like reports.reports including all);
         create table if not exists bare.submissions (like reports.submissions including all);
         create table if not exists bare.journal (like station.journal including all);
         create table if not exists bare.unsealed (like station.unsealed including all);
         create table if not exists bare.outbox (like station.outbox including all);
         create table if not exists bare.jobs (like station.jobs including all);",
    )
    .execute(&mut connection)
    .await?;
    let began = Instant::now();
    let (lanes, batch) = (LANES.min(clients), clients.div_ceil(LANES).min(BATCH));
    let mut all = JoinSet::new();
    for _ in 0..lanes {
        all.spawn(lane(PgConnection::connect(&url).await?, batch, began + length));
    }
    let rounds: anyhow::Result<Vec<Round>> = all.join_all().await.into_iter().collect();
    Ok(Round::together(rounds?).in_all(began.elapsed()))
}

async fn lane(mut connection: PgConnection, batch: usize, until: Instant) -> anyhow::Result<Round> {
    let mut round = Round::default();
    let answers = Submission::new(0, 1).answers.to_string();
    while Instant::now() < until {
        let began = Instant::now();
        let ids: Vec<Uuid> = (0..batch).map(|_| fresh()).collect();
        let texts: Vec<String> = ids.iter().map(|_| answers.clone()).collect();
        // Reference and hashes come from the id: as random, and as long.
        sqlx::query(
            "with asked as (select id, answers from unnest($1::uuid[], $2::text[]) as a (id, answers)),
             reports as (insert into bare.reports
                 select 'humberside', id, translate(upper(substr(md5(id::text), 1, 8)), '01ABE', 'XYCDF'),
                        'stalking-or-harassment', 1, 'en', 'api', answers::jsonb, answers, now(), now(),
                        decode(md5(id::text) || md5(id::text), 'hex') from asked
                 on conflict do nothing),
             submissions as (insert into bare.submissions
                 select 'humberside', 'stalking-or-harassment', decode(md5(id::text) || md5(id::text), 'hex'),
                        decode(md5(id::text) || md5(id::text), 'hex'), id, now() from asked),
             journal as (insert into bare.journal
                 select 'humberside', id, now(), 'public', null, 'reporting', 'collection',
                        'report_submitted', 'report', id::text, '{}' from asked),
             unsealed as (insert into bare.unsealed select 'humberside', id from asked),
             outbox as (insert into bare.outbox
                 select 'humberside', id, now(), 'ReportSubmitted', jsonb_build_object('report', id) from asked)
             insert into bare.jobs (force_id, id, kind, payload, due_at)
             select 'humberside', id, 'open_contact', jsonb_build_object('report', id), now() from asked",
        )
        .bind(&ids)
        .bind(&texts)
        .execute(&mut connection)
        .await?;
        for _ in 0..batch {
            round.add(began, true);
        }
    }
    Ok(round)
}

/// An id that sorts after those before it, as the program's do.
fn fresh() -> Uuid {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    Uuid::from_u64_pair(u64::from(std::process::id()), number)
}
