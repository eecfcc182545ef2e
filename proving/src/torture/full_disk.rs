//! The disk of the program's own PostgreSQL fills up, and is given space again.

use super::compare::{Places, Verdict, compare};
use super::journal::Ack;
use crate::http::get_once;
use crate::load::{FORCE, Sent, Submission, send};
use crate::proxy::pause;
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use nix::unistd::Uid;
use serde::Serialize;
use sqlx::{Connection as _, PgConnection};
use std::fmt;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const SIZE: &str = "size=192m,mode=755";
/// Reports that are sent into a full disk.
const INTO_THE_FULL: u64 = 60;
/// How soon reports must be taken again once there is space.
const TO_HEAL: Duration = Duration::from_secs(10);

/// What came of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FullDisk {
    /// Taken while the disk was full, because there was still a place for them.
    pub taken_when_full: usize,
    /// Refused with `503` that names the telephone numbers.
    pub refused: u64,
    /// Answers that should never be given, and refusals without a telephone number.
    pub other_answers: Vec<String>,
    /// Whether pages that need no database were served meanwhile.
    pub pages_served: bool,
    /// From space to the first acknowledgement, in milliseconds.
    pub healed_after_ms: u64,
    /// Whether it was the same process of the server all along.
    pub same_process: bool,
    /// What was found of everything acknowledged.
    pub verdict: Verdict,
}

impl FullDisk {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.verdict.is_well()
            && self.other_answers.is_empty()
            && self.refused > 0
            && self.pages_served
            && self.same_process
            && u128::from(self.healed_after_ms) <= TO_HEAL.as_millis()
    }
}

/// Fills a small disk, sends, makes space, and sends again. Nothing when we may not mount one.
pub async fn full_disk(program: &Path, run: u64) -> anyhow::Result<Option<FullDisk>> {
    if !Uid::effective().is_root() {
        return Ok(None);
    }
    let mut server = Server::prepare(Start::demo(program))?;
    let disk = Disk::mount(server.data())?;
    let found = fill_and_free(&mut server, &disk, run).await;
    if server.process().is_some() {
        server.stop().await?;
    }
    drop(disk);
    found.map(Some)
}

async fn fill_and_free(server: &mut Server, disk: &Disk, run: u64) -> anyhow::Result<FullDisk> {
    server.restart().await?;
    let process = server.process();
    let mut found = FullDisk::default();
    let mut acks: Vec<Ack> = Vec::new();
    for number in 1..=20 {
        match send(&mut None, server.address(), &Submission::new(run, number)).await {
            Sent::Receipt(ack) => acks.push(*ack),
            other => anyhow::bail!("not taken while there was space: {other:?}"),
        }
    }
    disk.fill()?;
    // What PostgreSQL has set aside of its log is used up, so that the next commit needs space.
    use_up_log(server).await;
    for number in 100..100 + INTO_THE_FULL {
        match send(&mut None, server.address(), &Submission::new(run, number)).await {
            Sent::Receipt(ack) => {
                found.taken_when_full += 1;
                acks.push(*ack);
            }
            Sent::Busy => found.refused += 1,
            Sent::Broken => found.other_answers.push("the connection broke".to_owned()),
            Sent::Other(status, text) => found.other_answers.push(format!("{status} {text}")),
        }
    }
    look_at_refusal(server, run, &mut found).await?;
    disk.free()?;
    let freed = Instant::now();
    let what = Submission::new(run, 100 + INTO_THE_FULL);
    loop {
        if let Sent::Receipt(ack) = send(&mut None, server.address(), &what).await {
            acks.push(*ack);
            break;
        }
        ensure!(freed.elapsed() < Duration::from_mins(1), "does not heal\n{}", server.output());
        pause(Duration::from_millis(20)).await;
    }
    found.healed_after_ms = super::millis(freed.elapsed());
    found.same_process = !server.has_ended()? && server.process() == process;
    let url = server.database_url().context("the database is gone")?;
    found.verdict =
        compare(&Places { server: server.address(), database: &url }, &acks, true).await?;
    Ok(found)
}

async fn use_up_log(server: &Server) {
    let Some(url) = server.database_url() else { return };
    let Ok(mut connection) = PgConnection::connect(&url).await else { return };
    for _segment in 0..8 {
        let switch = "select pg_switch_wal(); create temporary table x (y int); drop table x";
        if sqlx::raw_sql(switch).execute(&mut connection).await.is_err() {
            return;
        }
    }
}

/// What a program and a person are told meanwhile.
async fn look_at_refusal(server: &Server, run: u64, found: &mut FullDisk) -> anyhow::Result<()> {
    let request = Submission::new(run, 99).request();
    let answer = crate::http::once(server.address(), &request, Duration::from_secs(10)).await?;
    let text = answer.text();
    if answer.status != 503 || !(text.contains("999") && text.contains("101")) {
        found.other_answers.push(format!("no telephone number: {} {text}", answer.status));
    }
    let start = format!("/{FORCE}/report/bicycle-theft");
    let page = get_once(server.address(), &start, Duration::from_secs(10)).await?;
    found.pages_served = page.status == 200;
    Ok(())
}

/// A small disk in memory. Dropped, it is gone.
struct Disk(PathBuf);

impl Disk {
    fn mount(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder)?;
        let mounting = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "tmpfs"])
            .arg(folder)
            .status()?;
        ensure!(mounting.success(), "no disk can be mounted on {}", folder.display());
        Ok(Self(folder.to_owned()))
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }

    /// Writes until nothing more fits.
    fn fill(&self) -> anyhow::Result<()> {
        let mut filler = File::create(self.filler())?;
        let piece = vec![0; 4096];
        while filler.write_all(&piece).is_ok() {}
        Ok(())
    }

    fn free(&self) -> anyhow::Result<()> {
        Ok(fs::remove_file(self.filler())?)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _gone = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

impl fmt::Display for FullDisk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "taken while full          {}", self.taken_when_full)?;
        writeln!(f, "refused with 503          {}", self.refused)?;
        writeln!(f, "pages served meanwhile    {}", self.pages_served)?;
        writeln!(f, "from space to work        {} ms", self.healed_after_ms)?;
        writeln!(f, "the same process          {}", self.same_process)?;
        for other in &self.other_answers {
            writeln!(f, "answer never to be given  {other}")?;
        }
        let well = if self.is_well() { "well" } else { "WRONG" };
        let Verdict { looked_at, lost, twice, .. } = &self.verdict;
        write!(f, "{well}: {looked_at} acknowledged, {lost} lost, {twice} twice")
    }
}
