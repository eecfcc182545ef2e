//! What the program and its PostgreSQL take of the machine, as Linux counts it.

use crate::server::Server;
use anyhow::Context as _;
use std::fs;

/// Ticks of the processor's clock a second: fixed for programs on Linux.
const TICKS: f64 = 100.0;

/// Processor time so far, in seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    program: f64,
    postgres: f64,
}

impl Usage {
    /// Of a server, and of all processes of its PostgreSQL.
    pub(super) fn of(server: &Server) -> anyhow::Result<Self> {
        let postgres = match server.postmaster() {
            Some(process) => with_children(process)?,
            None => 0.0,
        };
        Ok(Self {
            program: seconds(server.process().context("the server does not run")?, false)?,
            postgres,
        })
    }

    /// What has been taken since then.
    pub(super) fn since(self, before: Self) -> Self {
        Self { program: self.program - before.program, postgres: self.postgres - before.postgres }
    }

    /// The share of one of so many, in milliseconds.
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a figure for people")]
    pub(super) fn per(self, many: u64) -> (f64, f64) {
        let many = many as f64;
        (self.program * 1000.0 / many, self.postgres * 1000.0 / many)
    }
}

/// Resident memory in MiB.
pub(super) fn memory(process: u32) -> anyhow::Result<f64> {
    of_status(process, "VmRSS:")
}

/// The most resident memory that it ever had, in MiB.
pub(super) fn most_memory(process: u32) -> anyhow::Result<f64> {
    of_status(process, "VmHWM:")
}

fn of_status(process: u32, name: &'static str) -> anyhow::Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).context(name)?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kilobytes / 1024.0)
}

/// With the children that live, and those that have ended.
fn with_children(process: u32) -> anyhow::Result<f64> {
    let mut all = seconds(process, true)?;
    for entry in fs::read_dir("/proc")?.flatten() {
        let Some(other) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        if fields(other).is_ok_and(|fields| fields.get(1) == Some(&process.to_string())) {
            all += seconds(other, false).unwrap_or(0.0);
        }
    }
    Ok(all)
}

fn seconds(process: u32, ended_children: bool) -> anyhow::Result<f64> {
    let fields = fields(process)?;
    let ticks = |place: usize| fields.get(place).and_then(|text| text.parse::<f64>().ok());
    let places: &[usize] = if ended_children { &[11, 12, 13, 14] } else { &[11, 12] };
    Ok(places.iter().filter_map(|place| ticks(*place)).sum::<f64>() / TICKS)
}

/// The fields of `/proc/PID/stat` after the name, which may have spaces: state, parent, …
fn fields(process: u32) -> anyhow::Result<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let (_, rest) = stat.rsplit_once(") ").context("no name")?;
    Ok(rest.split(' ').map(str::to_owned).collect())
}
