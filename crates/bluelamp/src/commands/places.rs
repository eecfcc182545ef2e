//! `bluelamp places`: the national open data, from its files into the database.

use super::{Outcome, content, say};
use crate::access::{Access, station};
use anyhow::Context;
use clap::{Args, Subcommand};
use kernel::Forces;
use station::addresses;
use station::clock::StationClock;
use station::config::Config;
use station::database;
use station::places::{self, Counted, Files, LoadedFile, Progress};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Load files of the national open data; each replaces what was loaded of its kind before
    ///
    /// It takes the place of the old in one step, also while the server is running. If anything
    /// goes wrong, everything stays as it was.
    Load(Load),
    /// Say what is loaded
    Status {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
pub(crate) struct Load {
    /// The CSV file of the ONS Postcode Directory, with its header
    #[arg(long, value_name = "ONSPD.csv", required_unless_present_any = ["boundaries", "addresses"])]
    postcodes: Option<PathBuf>,
    /// A GeoJSON file of police force areas, in longitude and latitude
    #[arg(long, value_name = "FILE.geojson")]
    boundaries: Option<PathBuf>,
    /// A CSV file of addresses with the columns uprn, line1, line2, town and postcode, by which people
    /// find theirs; on its own
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["postcodes", "boundaries"])]
    addresses: Option<PathBuf>,
    /// Load a file although it has more than a tenth fewer entries than are loaded
    #[arg(long)]
    allow_fewer: bool,
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<Outcome> {
    let access = Access::open(config).await?;
    let outcome = at(config, access.url(), command).await;
    access.close().await;
    outcome
}

async fn at(config: &Config, url: &str, command: Command) -> anyhow::Result<Outcome> {
    database::prepare(url).await?;
    let forces = Arc::new(content::all_forces(config.forces.as_deref())?);
    match command {
        Command::Load(Load { addresses: Some(path), allow_fewer, .. }) => {
            addresses(url, &path, allow_fewer).await
        }
        Command::Load(Load { postcodes, boundaries, allow_fewer, .. }) => {
            load(url, &forces, &Files { postcodes, boundaries, allow_fewer }).await
        }
        Command::Status { json } => {
            let station = station(config, url, forces).await?;
            let files = places::status(&station).await;
            station.close().await;
            status(&files?, json)
        }
    }
}

async fn load(url: &str, forces: &Forces, files: &Files) -> anyhow::Result<Outcome> {
    let mut line = Line::default();
    let mut told = |progress| line.show(progress);
    let loaded = places::load(url, files, &StationClock::default(), &mut told).await;
    line.end();
    let loaded = loaded?;
    if let Some(counted) = &loaded.postcodes {
        tell(counted, forces, "postcodes")?;
        if !counted.has_points {
            eprintln!("The file has no lat and long: no postcode is known to be near a border.");
        }
    }
    if let Some(counted) = &loaded.boundaries {
        tell(counted, forces, "areas")?;
    }
    Ok(Outcome::Well)
}

async fn addresses(url: &str, path: &Path, allow_fewer: bool) -> anyhow::Result<Outcome> {
    let content =
        std::fs::File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let file = addresses::File { name: name.unwrap_or_default(), content, allow_fewer };
    let mut line = Line::default();
    let mut told = |progress| line.show(progress);
    let loaded = addresses::load(url, file, &StationClock::default(), &mut told).await;
    line.end();
    let counted = loaded?;
    say(format!("{} addresses loaded, {} rows passed over", counted.entries, counted.passed_over))?;
    counted.first.iter().for_each(|line| eprintln!("Passed over: {line}"));
    Ok(Outcome::Well)
}

/// The result on stdout; what to look at in the file on stderr.
fn tell(counted: &Counted, forces: &Forces, what: &str) -> anyhow::Result<()> {
    say(format!("{} {what} loaded, {} rows passed over", counted.entries, counted.passed_over))?;
    for line in &counted.first {
        eprintln!("Passed over: {line}");
    }
    let strange = counted.areas.iter().filter(|(code, _)| !places::is_known(forces, code));
    for (code, count) in strange {
        eprintln!("{code}: no force has this area code ({count} rows); nobody is led by them");
    }
    Ok(())
}

fn status(files: &[LoadedFile], json: bool) -> anyhow::Result<Outcome> {
    if json {
        let files: Vec<_> = files.iter().map(in_json).collect();
        say(serde_json::to_string_pretty(&files)?)?;
        return Ok(Outcome::Well);
    }
    for file in files {
        let LoadedFile { kind, name, loaded_at, entries, passed_over } = file;
        say(format!(
            "{kind:10} {entries} from {name}, {passed_over} rows passed over, {loaded_at}"
        ))?;
    }
    for kind in ["postcodes", "boundaries", "addresses"] {
        if !files.iter().any(|file| file.kind == kind) {
            say(format!("{kind:10} none loaded"))?;
        }
    }
    Ok(Outcome::Well)
}

fn in_json(file: &LoadedFile) -> serde_json::Value {
    serde_json::json!({
        "kind": file.kind,
        "name": file.name,
        "loaded_at": file.loaded_at,
        "entries": file.entries,
        "passed_over": file.passed_over,
    })
}

/// Progress on stderr: one line that changes on a terminal, lines elsewhere.
#[derive(Default)]
struct Line {
    begun: bool,
}

impl Line {
    fn show(&mut self, progress: Progress) {
        let text = match progress {
            Progress::Postcodes(rows, share) => format!("{rows} postcodes read ({share}%)"),
            Progress::Areas(areas) => format!("{areas} areas read"),
            Progress::Addresses(rows) => format!("{rows} addresses read"),
            Progress::Swapping => "Putting them in place …".to_owned(),
        };
        let mut stderr = std::io::stderr();
        // Progress that cannot be shown is no reason to stop.
        let _ = if stderr.is_terminal() {
            self.begun = true;
            write!(stderr, "\r\u{1b}[K{text}").and_then(|()| stderr.flush())
        } else {
            writeln!(stderr, "{text}")
        };
    }

    fn end(&mut self) {
        if std::mem::take(&mut self.begun) {
            eprintln!();
        }
    }
}
