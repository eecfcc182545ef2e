//! The Chromium process: how it is found, started, spoken to and ended.
//!
//! It is spoken to over a pair of pipes and not over a port: a Chromium whose pipe closes ends by
//! itself, so that a test that is killed leaves none behind.

use super::error::Error;
use super::wire::Wire;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;
use tokio::process::{ChildStdin, ChildStdout};

/// Chromium reads DevTools messages from descriptor 3 and writes them to 4; the shell puts our
/// pipes there, because the standard library can hand over only 0, 1 and 2.
const WITH_PIPES: &str = r#"exec "$@" 3<&0 4>&1 0</dev/null 1>&2"#;

const SWITCHES: &[&str] = &[
    "--headless",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--hide-scrollbars",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-renderer-backgrounding",
    // The shared memory of a container is often too small for a page.
    "--disable-dev-shm-usage",
    // Going back asks the server again, the stricter case; and a click right after a page has come
    // is a click, and not thrown away until the first paint.
    "--disable-features=BackForwardCache",
    "--allow-pre-commit-input",
];

/// A Chromium process and its folder.
pub(super) struct Chromium {
    child: Child,
    folder: TempDir,
}

impl Chromium {
    /// Starts Chromium and gives the wire to it. It has not answered yet.
    pub(super) fn start() -> Result<(Self, Wire), Error> {
        Self::spawn().map_err(|error| {
            stopped(&format!(
                "{error}; install it (`apt-get install chromium`) or name it in CHROMIUM"
            ))
        })
    }

    fn spawn() -> io::Result<(Self, Wire)> {
        let folder = tempfile::Builder::new().prefix("bluelamp-browser-").tempdir()?;
        let program = std::env::var_os("CHROMIUM").unwrap_or_else(|| OsString::from("chromium"));
        let mut profile = OsString::from("--user-data-dir=");
        profile.push(folder.path().join("profile"));

        let mut command = Command::new("sh");
        command.args(["-c", WITH_PIPES, "sh"]).arg(program).arg(profile).args(SWITCHES);
        if nix::unistd::geteuid().is_root() {
            command.arg("--no-sandbox");
        }
        command.arg("about:blank").stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(File::create(folder.path().join("said"))?);

        let mut child = command.spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let chromium = Self { child, folder };
        let (stdin, stdout) = pipes.ok_or_else(|| io::Error::other("Chromium has no pipes"))?;
        let wire = Wire::new(ChildStdin::from_std(stdin)?, ChildStdout::from_std(stdout)?);
        Ok((chromium, wire))
    }

    /// An error of the browser itself, with the end of what it said.
    pub(super) fn failed(&self, cause: &str) -> Error {
        let said = std::fs::read(self.folder.path().join("said")).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        let last: Vec<&str> = said.lines().rev().take(5).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        stopped(&format!("{cause}; Chromium said: {}", last.join(" / ")))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // There is nobody left to tell if it has ended already.
        let _ended_already = self.child.kill();
        let _status = self.child.wait();
        // Its helper processes end a moment later and may still write to the folder.
        for _again in 0..20 {
            if std::fs::remove_dir_all(self.folder.path()).is_ok() {
                break;
            }
        }
    }
}

fn stopped(cause: &str) -> Error {
    Error {
        step: "use the browser".to_owned(),
        url: String::new(),
        cause: cause.to_owned(),
        excerpt: String::new(),
    }
}
