//! What an earlier run left behind: a server without its program, or a lock without its server.

use super::Place;
use kernel::Problem;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Ends a server that outlived its program, and removes a lock whose server is gone.
pub(super) fn clear(place: &Place) -> Result<(), Problem> {
    let Ok(folder) = fs::canonicalize(&place.files) else { return Ok(()) };
    let orphans = servers_in(&folder);
    if orphans.is_empty() {
        // A number in the lock may by now belong to any process: only the folder tells.
        let lock = folder.join("postmaster.pid");
        if lock.exists() {
            tracing::info!("removing the lock of a database that ended with its machine");
            fs::remove_file(lock).map_err(Problem::broken)?;
        }
        return Ok(());
    }
    tracing::info!("ending the database of an earlier run");
    for (signal, patience) in [(Signal::SIGINT, 20), (Signal::SIGQUIT, 10), (Signal::SIGKILL, 10)] {
        for pid in servers_in(&folder) {
            // It may have ended since we looked.
            let _ = kill(pid, signal);
        }
        if ended(&folder, Duration::from_secs(patience)) {
            return Ok(());
        }
    }
    Err(Problem::broken(format!("a database on {} does not end", folder.display())))
}

fn ended(folder: &Path, patience: Duration) -> bool {
    let (_never, pause) = mpsc::channel::<()>();
    let began = Instant::now();
    while began.elapsed() < patience {
        if servers_in(folder).is_empty() {
            return true;
        }
        let _ = pause.recv_timeout(Duration::from_millis(20));
    }
    false
}

/// Processes that run `postgres` with this folder as their working directory.
fn servers_in(folder: &Path) -> Vec<Pid> {
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    processes
        .flatten()
        .filter_map(|process| {
            let pid = process.file_name().to_str()?.parse().ok()?;
            let program = fs::read_link(process.path().join("exe")).ok()?;
            let is_postgres = program.file_name()?.to_str()?.starts_with("postgres");
            let at = fs::read_link(process.path().join("cwd")).ok()?;
            (is_postgres && at == folder).then(|| Pid::from_raw(pid))
        })
        .collect()
}
