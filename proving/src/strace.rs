//! Single system calls of running processes that fail: strace is attached, injects, and lets go.

use crate::proxy::pause;
use crate::server::database::signal;
use anyhow::{Context as _, ensure};
use nix::sys::signal::Signal;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long attaching may take.
const TO_ATTACH: Duration = Duration::from_secs(5);

/// Which calls fail, with EIO, and which of them.
#[derive(Clone, Copy, Debug)]
pub struct Injection<'a> {
    /// Names, with commas between, as strace knows them.
    pub calls: &'a str,
    /// Which of them in each process, as strace writes it: `3`, or `1+` for each.
    pub when: &'a str,
    /// Whether processes that are started meanwhile are met too.
    pub children_too: bool,
}

/// An attached strace. Dropped, it lets go.
pub struct Strace {
    folder: TempDir,
    child: Child,
}

impl Strace {
    /// Whether there is one.
    #[must_use]
    pub fn is_installed() -> bool {
        let asked = Command::new("strace").arg("-V").stdout(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    }

    /// Attaches to these processes, and returns when each of them is held. One that has just ended
    /// is passed over.
    pub async fn attach(processes: &[u32], injection: Injection<'_>) -> anyhow::Result<Self> {
        let Injection { calls, when, children_too } = injection;
        let folder = tempfile::tempdir()?;
        let said = File::create(folder.path().join("said"))?;
        let mut command = Command::new("strace");
        command.arg("-o").arg(folder.path().join("calls"));
        command.args(["-e", &format!("trace={calls}")]);
        command.args(["-e", &format!("inject={calls}:error=EIO:when={when}")]);
        if children_too {
            command.arg("-f");
        }
        for process in processes {
            command.args(["-p", &process.to_string()]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
        let child = command.spawn().context("strace cannot be started")?;
        let mut strace = Self { folder, child };
        let began = Instant::now();
        while !strace.holds(processes) {
            let ended = strace.child.try_wait()?;
            ensure!(
                ended.is_none() && began.elapsed() < TO_ATTACH,
                "strace does not attach: {}",
                strace.said()
            );
            pause(Duration::from_millis(5)).await;
        }
        Ok(strace)
    }

    /// The calls that were made to fail, as strace wrote them down.
    #[must_use]
    pub fn injected(&self) -> Vec<String> {
        let calls = fs::read_to_string(self.folder.path().join("calls")).unwrap_or_default();
        calls.lines().filter(|line| line.contains("(INJECTED)")).map(str::to_owned).collect()
    }

    /// Lets every process go. Returns what was made to fail.
    #[must_use]
    pub fn let_go(mut self) -> Vec<String> {
        self.end();
        self.injected()
    }

    fn said(&self) -> String {
        fs::read_to_string(self.folder.path().join("said")).unwrap_or_default()
    }

    fn holds(&self, processes: &[u32]) -> bool {
        let said = self.said();
        processes.iter().all(|process| {
            said.contains(&format!("Process {process} attached"))
                || !Path::new(&format!("/proc/{process}")).exists()
        })
    }

    fn end(&mut self) {
        signal(self.child.id(), Signal::SIGINT);
        let _ended = self.child.wait();
    }
}

impl Drop for Strace {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.end();
        }
    }
}
