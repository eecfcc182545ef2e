//! A bad Saturday: many more people look than can be served, while some tell us something, staff
//! answer, and somebody needs to know whom to call. And a crowd that holds its lines open and says
//! next to nothing.

use super::clients::{Round, Work, drive};
use super::machine;
use crate::http::{Connection, request};
use crate::proxy::pause;
use crate::server::{Server, Start};
use serde::Serialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// How many look at the same time, each as fast as it is answered.
const LOOKING: usize = 600;
/// How many send reports at the same time.
const TELLING: usize = 32;
/// How many ask where help is, once every tenth of a second each.
const ASKING: usize = 4;
/// How many work at the desk, one look every quarter of a second each.
const STAFF: usize = 4;
/// How many hold a line open and say next to nothing.
const SLOW: usize = 1000;
/// How many honest ones there are beside them.
const HONEST: usize = 200;

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct Overload {
    /// Looks that were asked for and answered with the page, a second.
    pub looks: f64,
    /// Looks that were told where help is, or failed.
    pub looks_turned_away: u64,
    /// Reports acknowledged, a second.
    pub reports: f64,
    /// Reports refused or broken off: to be sent again.
    pub reports_refused: u64,
    /// Reports acknowledged, and reports that are stored.
    pub kept: (u64, u64),
    /// Answers to those who ask where help is: how many, those without the number to call, p99 in ms.
    pub help: (u64, u64, f64),
    /// Looks at the desk: how many, failures, p95 in ms.
    pub desk: (u64, u64, f64),
    /// The most memory of the program, in MiB.
    pub memory: f64,
    /// Honest people beside the slow: how many answers, failures, p99 in ms.
    pub beside_slow: (u64, u64, f64),
}

/// Lets the crowd in for so many seconds.
pub async fn overload(program: &Path, seconds: u64) -> anyhow::Result<Overload> {
    let server = Server::start(Start::demo(program)).await?;
    let (to, length) = (server.address(), Duration::from_secs(seconds));
    let desk = sign_in(to).await?;
    let look = Work::Get(request("GET", "/humberside/report/bicycle-theft", &[], ""));
    let tell = Work::Submit(u64::from(std::process::id()));
    let until = Instant::now() + length;
    let (looks, reports, help, staff, memory) = tokio::try_join!(
        drive(to, &look, LOOKING, length),
        drive(to, &tell, TELLING, length),
        watch(to, ASKING, Duration::from_millis(100), until, None),
        watch(to, STAFF, Duration::from_millis(250), until, Some(desk)),
        most_memory(&server, until),
    )?;
    let stored = server.query("select count(*) from reports.reports")?.trim().parse()?;
    let beside = beside_slow(to, length.min(Duration::from_secs(20))).await?;
    Ok(Overload {
        looks: looks.per_second(),
        looks_turned_away: looks.failed,
        reports: reports.per_second(),
        reports_refused: reports.failed,
        kept: (reports.done(), stored),
        help: (help.done(), help.failed, help.percentile(99)),
        desk: (staff.done(), staff.failed, staff.percentile(95)),
        memory,
        beside_slow: (beside.done(), beside.failed, beside.percentile(99)),
    })
}

async fn sign_in(to: SocketAddr) -> anyhow::Result<String> {
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let body = "email=ada%40humberside.example&password=bluelamp-demo";
    let sent = super::ask(to, &request("POST", "/desk/sign-in", &headers, body)).await?;
    let cookie = sent.header("set-cookie").unwrap_or_default();
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

/// Some who look again and again with a pause between: for help, or with a cookie at the desk.
pub(super) async fn watch(
    to: SocketAddr,
    how_many: usize,
    breath: Duration,
    until: Instant,
    desk: Option<String>,
) -> anyhow::Result<Round> {
    let asked = match &desk {
        Some(cookie) => request("GET", "/desk/queue", &[("cookie", cookie)], ""),
        None => request("GET", "/", &[], ""),
    };
    let mut all = JoinSet::new();
    for _ in 0..how_many {
        let (asked, at_desk) = (asked.clone(), desk.is_some());
        all.spawn(async move {
            let (mut round, mut kept) = (Round::default(), None);
            while Instant::now() < until {
                let began = Instant::now();
                let well = once(to, &asked, &mut kept, at_desk).await.unwrap_or(false);
                round.add(began, well);
                pause(breath).await;
            }
            round
        });
    }
    Ok(Round::together(all.join_all().await))
}

async fn once(
    to: SocketAddr,
    asked: &[u8],
    kept: &mut Option<Connection>,
    at_desk: bool,
) -> std::io::Result<bool> {
    let mut connection = match kept.take() {
        Some(connection) => connection,
        None => Connection::open(to).await?,
    };
    let answer = connection.send(asked).await?;
    *kept = Some(connection);
    // Whatever else an answer says, it has the number to call.
    Ok(if at_desk { answer.status == 200 } else { answer.text().contains("tel:999") })
}

pub(super) async fn most_memory(server: &Server, until: Instant) -> anyhow::Result<f64> {
    let mut most = 0.0_f64;
    while Instant::now() < until {
        if let Some(process) = server.process() {
            most = most.max(machine::memory(process)?);
        }
        pause(Duration::from_millis(500)).await;
    }
    Ok(most)
}

/// Honest people while others hold a thousand lines, and send a byte now and then.
async fn beside_slow(to: SocketAddr, length: Duration) -> anyhow::Result<Round> {
    let until = Instant::now() + length;
    let mut slow = JoinSet::new();
    for number in 0..SLOW {
        slow.spawn(async move {
            while Instant::now() < until {
                let _ended = hold(to, number, until).await;
                pause(Duration::from_millis(50)).await;
            }
        });
    }
    pause(Duration::from_secs(1)).await;
    let left = until.saturating_duration_since(Instant::now());
    let look = Work::Get(request("GET", "/humberside/", &[], ""));
    let mut honest = JoinSet::new();
    for _ in 0..HONEST {
        let look = look.clone();
        honest.spawn(async move { drive_gently(to, &look, left).await });
    }
    let rounds = honest.join_all().await;
    slow.abort_all();
    Ok(Round::together(rounds))
}

/// One page a second, as somebody reads.
async fn drive_gently(to: SocketAddr, look: &Work, length: Duration) -> Round {
    let Work::Get(asked) = look else { return Round::default() };
    let (mut round, mut kept, until) = (Round::default(), None, Instant::now() + length);
    while Instant::now() < until {
        let began = Instant::now();
        let well = once(to, asked, &mut kept, true).await.unwrap_or(false);
        round.add(began, well);
        pause(Duration::from_secs(1).saturating_sub(began.elapsed())).await;
    }
    round
}

/// A head or a body that comes drop by drop.
async fn hold(to: SocketAddr, number: usize, until: Instant) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(to).await?;
    let beginning = if number.is_multiple_of(2) {
        "GET /humberside/ HTTP/1.1\r\nhost: localhost\r\nx-slow: "
    } else {
        "POST /humberside/report/bicycle-theft/emergency HTTP/1.1\r\nhost: localhost\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: 100000\r\n\r\n"
    };
    stream.write_all(beginning.as_bytes()).await?;
    while Instant::now() < until {
        stream.write_all(b"a").await?;
        pause(Duration::from_millis(500)).await;
    }
    Ok(())
}

impl fmt::Display for Overload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (help, without, help_p99) = self.help;
        let (desk, desk_failed, desk_p95) = self.desk;
        let (beside, beside_failed, beside_p99) = self.beside_slow;
        writeln!(f, "| what | found |")?;
        writeln!(f, "|---|---|")?;
        writeln!(
            f,
            "| {LOOKING} look without a pause | {:.0} pages a second, {} told where help is instead |",
            self.looks, self.looks_turned_away
        )?;
        writeln!(
            f,
            "| {TELLING} send reports | {:.0} acknowledged a second, {} not; {} acknowledged in all, {} stored |",
            self.reports, self.reports_refused, self.kept.0, self.kept.1
        )?;
        writeln!(
            f,
            "| {ASKING} ask where help is | {help} answers with the number to call, {without} without; p99 {help_p99:.0} ms |"
        )?;
        writeln!(
            f,
            "| {STAFF} at the desk | {desk} pages, {desk_failed} failed; p95 {desk_p95:.0} ms |"
        )?;
        writeln!(f, "| memory of the program | {:.0} MiB at most |", self.memory)?;
        write!(
            f,
            "| {HONEST} beside {SLOW} slow ones | {beside} pages, {beside_failed} failed; p99 {beside_p99:.0} ms |"
        )
    }
}
