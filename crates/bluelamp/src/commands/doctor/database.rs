//! What the database has to say.

use super::{Line, ground, policies};
use crate::access::{Access, station, vault};
use crate::commands::{content, log};
use anyhow::{bail, ensure};
use editions::Follower;
use jiff::SignedDuration;
use kernel::{Actor, Clock, Instant, Purpose};
use services::Shelf;
use station::blobs::NotReady;
use station::condition::{self, Backlog};
use station::config::Config;
use station::database::Version;
use station::places::{self, LoadedFile};
use station::{Scope, Station, database};
use std::sync::Arc;

const REACH: &str = "check BLUELAMP__DATABASE__URL, or install PostgreSQL 15 or later";

/// How far the clocks may be apart.
const APART: SignedDuration = SignedDuration::from_secs(5);
/// How old the open data may be: nine months. It is published every quarter.
const OLD: SignedDuration = SignedDuration::from_hours(24 * 274);

pub(super) async fn lines(config: &Config) -> Vec<Line> {
    match Access::open(config).await {
        Ok(access) => {
            let lines = reached(config, access.url()).await;
            access.close().await;
            lines
        }
        Err(error) => vec![Line::of("database", Err(error), REACH)],
    }
}

async fn reached(config: &Config, url: &str) -> Vec<Line> {
    let mut lines = vec![Line::of("database", version(url).await, REACH)];
    let (behind, migrations) = match database::plan(url).await {
        Ok(plan) => {
            let behind = plan.iter().filter(|step| !step.applied).count();
            (behind, behind_of(behind, plan.len()))
        }
        Err(problem) => (usize::MAX, Err(problem.into())),
    };
    lines.push(Line::of("migrations", migrations, "run `bluelamp migrate`"));
    let bound = database::open(url, 1).await;
    let bound = bound.map(|_| "binds the application".to_owned()).map_err(Into::into);
    let usable = behind == 0 && bound.is_ok();
    lines.push(Line::of(
        "row-level security",
        bound,
        "run `bluelamp migrate`, and give bluelamp_app neither SUPERUSER nor BYPASSRLS",
    ));
    // A station would make the keys that are missing, and what they are for would be lost unseen.
    if usable && ground::key_files(config).iter().all(|path| path.exists()) {
        lines.extend(inside(config, url).await);
    }
    lines
}

async fn version(url: &str) -> anyhow::Result<String> {
    let version = condition::version(url).await?;
    ensure!(version >= Version::OLDEST, "PostgreSQL {} is too old", version.major());
    Ok(format!("PostgreSQL {}", version.major()))
}

fn behind_of(behind: usize, all: usize) -> anyhow::Result<String> {
    ensure!(behind == 0, "{behind} of {all} not applied");
    Ok(format!("{all} applied"))
}

/// What only a station can look at.
async fn inside(config: &Config, url: &str) -> Vec<Line> {
    let opened = match content::all_forces(config.forces.as_deref()) {
        Ok(forces) => station(config, url, Arc::new(forces)).await,
        // Said already, with the remedy.
        Err(_) => return Vec::new(),
    };
    let station = match opened {
        Ok(station) => station,
        Err(error) => return vec![Line::of("station", Err(error), REACH)],
    };
    let mut lines = waiting(&station).await;
    lines.push(Line::of(
        "journal",
        journal(&station).await,
        "keep the database as it is, find out who changed it, and restore from a backup",
    ));
    lines.push(Line::of(
        "clock",
        condition::clocks_apart(&station).await.map_err(Into::into).and_then(clocks),
        "set both machines' clocks by a time server (NTP); deadlines go by them",
    ));
    lines.push(Line::of(
        "public address",
        public_address(config, &station).await,
        "set BLUELAMP__PUBLIC_URL to the https: address that people use",
    ));
    let loaded = places::status(&station).await.map_err(Into::into);
    lines.push(Line::of(
        "places",
        loaded.and_then(|files| ages(&files, station.real())),
        "load the newest open data: `bluelamp places load --postcodes … --boundaries …`",
    ));
    lines.push(files_line(config, &station).await);
    lines.push(Line::of(
        "services",
        services(config, &station).await,
        "run the program that they were published with, or publish a version that compiles at \
         /desk/services",
    ));
    lines.push(Line::of("policies", policies::look(&station).await, policies::REMEDY));
    station.close().await;
    lines
}

/// Whether this program understands every edition that is kept.
async fn services(config: &Config, station: &Station) -> anyhow::Result<String> {
    let catalogue = content::catalogue(config.services.as_deref())?;
    let follower = Follower::new(station.clone(), Shelf::new(Arc::new(catalogue)));
    follower.refresh().await?;
    let left_out = follower.left_out().await;
    let names = left_out.iter().map(|(service, version)| format!("{service} version {version}"));
    let names = names.collect::<Vec<_>>().join(", ");
    ensure!(names.is_empty(), "this program does not understand {names}, which is not offered");
    Ok("every edition compiles".to_owned())
}

async fn files_line(config: &Config, station: &Station) -> Line {
    let found = files(config, station).await;
    let why = found.as_ref().err().and_then(|error| error.downcast_ref::<NotReady>());
    let remedy = why.map_or(
        "set all of `uploads.s3_…`, or none of it; what is missing is in the newest backup that has it",
        NotReady::remedy,
    );
    Line::of("files", found, remedy)
}

/// Whether files can be kept, and whether all that came are there.
async fn files(config: &Config, station: &Station) -> anyhow::Result<String> {
    let vault = vault(config, station)?;
    vault.blobs().is_ready().await?;
    let mut broken = Vec::new();
    for force in station.forces().iter() {
        let doctor = Actor::System("doctor");
        let scope = Scope::new(force.id.clone(), doctor, Purpose::Administration);
        let mut tx = station.begin(&scope).await?;
        broken.extend(station::blobs::broken(vault.blobs(), &mut tx).await?);
        tx.leave().await?;
    }
    ensure!(broken.is_empty(), "{}", broken.join("; "));
    let scanned =
        if config.uploads.clamav.is_some() { "" } else { "; nothing scans them for malware" };
    Ok(format!("{:?}{scanned}", vault.blobs()))
}

/// What waits longer than it should, each with how many for which force.
async fn waiting(station: &Station) -> Vec<Line> {
    const MAIL: &str = "check BLUELAMP__MAIL__SMTP_URL, and that the mail server takes messages; \
        they are sent again by themselves";
    let looked = async {
        station.read_clock().await?;
        condition::backlogs(station).await
    };
    let backlogs = match looked.await {
        Ok(backlogs) => backlogs,
        Err(problem) => return vec![Line::of("jobs", Err(problem.into()), REACH)],
    };
    vec![
        Line::of(
            "jobs given up",
            none(&backlogs, |one| one.given_up),
            "read station.jobs.last_fault, mend what it names, and set their state to 'waiting'",
        ),
        Line::of(
            "jobs waiting",
            none(&backlogs, |one| one.waiting),
            "see that a server runs that works (`serve`, or `serve --only work`), and what it logs",
        ),
        Line::of("messages", none(&backlogs, |one| one.unsent), MAIL),
        Line::of(
            "sealing",
            none(&backlogs, |one| one.unsealed),
            "see that a server runs that works, and what it logs of the journal",
        ),
    ]
}

/// Nothing of a kind, or how many by force.
fn none(backlogs: &[Backlog], of: impl Fn(&Backlog) -> i64) -> anyhow::Result<String> {
    let late = backlogs.iter().map(|one| (&one.force, of(one))).filter(|(_, count)| *count > 0);
    let late: Vec<String> = late.map(|(force, count)| format!("{force} {count}")).collect();
    ensure!(late.is_empty(), "{}", late.join(", "));
    Ok("none late".to_owned())
}

/// Every force's log verified from its first entry to its last.
async fn journal(station: &Station) -> anyhow::Result<String> {
    let (entries, broken) = log::broken(station).await?;
    ensure!(broken.is_empty(), "{}", broken.join("; "));
    Ok(format!("{entries} sealed entries verify"))
}

fn clocks(apart: SignedDuration) -> anyhow::Result<String> {
    if apart.abs() > APART {
        let side = if apart.is_negative() { "behind" } else { "ahead of" };
        bail!("the database is {} s {side} this machine", apart.abs().as_secs());
    }
    Ok("agrees with the database's".to_owned())
}

/// The demo is for this machine; whoever serves people does so by https.
async fn public_address(config: &Config, station: &Station) -> anyhow::Result<String> {
    let demo = station.world().await?.as_deref() != Some("empty");
    let url = &config.public_url;
    ensure!(config.is_secure() || demo, "{url} is not encrypted: good for this machine alone");
    Ok(url.clone())
}

fn ages(files: &[LoadedFile], now: Instant) -> anyhow::Result<String> {
    let told: Vec<String> = files
        .iter()
        .map(|file| format!("{} {} days old", file.kind, now.since(file.loaded_at).as_hours() / 24))
        .collect();
    let told = told.join(", ");
    ensure!(!files.iter().any(|file| now.since(file.loaded_at) > OLD), "{told}");
    Ok(if told.is_empty() { "none loaded; the force files decide".to_owned() } else { told })
}

#[cfg(test)]
mod tests {
    use super::{ages, clocks, none};
    use jiff::{SignedDuration, Timestamp};
    use kernel::{ForceId, Instant};
    use station::condition::Backlog;
    use station::places::LoadedFile;

    #[test]
    fn what_is_late_is_counted_by_force() {
        let one = |force, waiting| Backlog {
            force: ForceId::parse(force).unwrap(),
            given_up: 0,
            waiting,
            unsent: 0,
            unsealed: 0,
        };
        let found = [one("x1", 3), one("x2", 0), one("x3", 1)];
        assert_eq!(none(&found, |one| one.waiting).unwrap_err().to_string(), "x1 3, x3 1");
        assert_eq!(none(&found, |one| one.unsent).unwrap(), "none late");
    }

    #[test]
    fn clocks_may_be_five_seconds_apart() {
        for (seconds, fits) in [(0, true), (5, true), (-5, true), (6, false), (-3600, false)] {
            assert_eq!(clocks(SignedDuration::from_secs(seconds)).is_ok(), fits, "{seconds}");
        }
    }

    #[test]
    fn open_data_is_old_after_nine_months() {
        let loaded_at = Instant::new(Timestamp::UNIX_EPOCH);
        let file = LoadedFile {
            kind: "postcodes".to_owned(),
            name: "ONSPD.csv".to_owned(),
            loaded_at,
            entries: 1,
            passed_over: 0,
        };
        for (days, fits) in [(0, true), (270, true), (280, false)] {
            let now = loaded_at.plus(SignedDuration::from_hours(24 * days));
            assert_eq!(ages(std::slice::from_ref(&file), now).is_ok(), fits, "{days}");
        }
        assert!(ages(&[], loaded_at).unwrap().starts_with("none loaded"));
    }
}
