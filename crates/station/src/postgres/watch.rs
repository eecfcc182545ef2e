//! The thread that starts PostgreSQL, waits for it, and starts it again when it crashes.
//!
//! One thread for the life of the server: the signal that ends PostgreSQL with us is tied to the
//! thread that started it.

use super::{Place, find::Programs};
use kernel::Problem;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

pub(super) struct Watcher {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Watcher {
    pub(super) fn start(programs: &Programs, place: &Place) -> Result<Self, Problem> {
        let (stop, stopped) = mpsc::channel();
        let (programs, place) = (programs.clone(), place.clone());
        let thread = std::thread::Builder::new().name("postgres".to_owned());
        let thread =
            thread.spawn(move || watch(&programs, &place, &stopped)).map_err(Problem::broken)?;
        Ok(Self { stop, thread })
    }

    /// Stops PostgreSQL and waits until it has ended.
    pub(super) fn stop(self) {
        let _ = self.stop.send(());
        if self.thread.join().is_err() {
            tracing::warn!("the thread that watches PostgreSQL failed");
        }
    }
}

fn watch(programs: &Programs, place: &Place, stopped: &mpsc::Receiver<()>) {
    loop {
        let mut child = match spawn(programs, place) {
            Ok(child) => child,
            Err(problem) => {
                tracing::error!(%problem, "PostgreSQL cannot be started");
                return;
            }
        };
        if wait(&mut child, stopped) {
            return;
        }
        tracing::warn!("PostgreSQL ended by itself; starting it again");
        if let Err(problem) = super::stale::clear(place) {
            tracing::error!(%problem, "what PostgreSQL left cannot be cleared away");
        }
        if !matches!(
            stopped.recv_timeout(Duration::from_millis(200)),
            Err(RecvTimeoutError::Timeout)
        ) {
            return;
        }
    }
}

/// Waits until the server ends (`false`) or we are told to stop it (`true`).
fn wait(child: &mut Child, stopped: &mpsc::Receiver<()>) -> bool {
    loop {
        match stopped.recv_timeout(Duration::from_millis(50)) {
            Err(RecvTimeoutError::Timeout) => {
                if !matches!(child.try_wait(), Ok(None)) {
                    return false;
                }
            }
            // Told to stop, or nobody is left who could tell.
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                if let Ok(pid) = i32::try_from(child.id()) {
                    // A fast shutdown: connections end, everything is written.
                    let _ = kill(Pid::from_raw(pid), Signal::SIGINT);
                }
                let _ = child.wait();
                return true;
            }
        }
    }
}

fn spawn(programs: &Programs, place: &Place) -> Result<Child, Problem> {
    command(programs, place, true)?.spawn().map_err(Problem::broken)
}

/// The command that runs the server.
pub(super) fn command(
    programs: &Programs,
    place: &Place,
    dies_with_us: bool,
) -> Result<Command, Problem> {
    let log = OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(&place.log)
        .map_err(Problem::broken)?;
    let mut command = place.command(&programs.path("postgres"), dies_with_us);
    command.arg("-D").arg(&place.files).arg("-k").arg(&place.socket);
    for setting in [
        "listen_addresses=",
        "unix_socket_permissions=0700",
        "max_connections=100",
        "shared_buffers=128MB",
        "recovery_init_sync_method=syncfs",
        "synchronous_commit=on",
        "timezone=UTC",
        "log_timezone=UTC",
        "jit=off",
        // A statement in the log could carry what a person wrote.
        "log_error_verbosity=terse",
        "log_min_error_statement=panic",
        "log_statement=none",
    ] {
        command.args(["-c", setting]);
    }
    command.stdin(Stdio::null()).stdout(log.try_clone().map_err(Problem::broken)?).stderr(log);
    Ok(command)
}
