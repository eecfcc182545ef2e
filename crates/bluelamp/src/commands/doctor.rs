//! `bluelamp doctor`: is everything well, and what to do where it is not.

use super::{Outcome, content, log, say};
use crate::access::{Access, make_data_folder, server_key, station};
use serde::Serialize;
use station::config::Config;
use station::database;
use std::sync::Arc;

/// One thing that was looked at.
#[derive(Serialize)]
struct Line {
    what: &'static str,
    well: bool,
    found: String,
    remedy: Option<&'static str>,
}

impl Line {
    fn of(what: &'static str, found: anyhow::Result<String>, remedy: &'static str) -> Self {
        match found {
            Ok(found) => Self { what, well: true, found, remedy: None },
            Err(error) => {
                Self { what, well: false, found: format!("{error:#}"), remedy: Some(remedy) }
            }
        }
    }
}

pub(super) async fn run(config: &Config, json: bool) -> anyhow::Result<Outcome> {
    let mut lines = vec![
        Line::of(
            "data folder",
            data_folder(config),
            "make it writable for the server's user, with space left",
        ),
        Line::of(
            "keys",
            server_key(config).map(|_| "there".to_owned()),
            "restore DATA/keys from a backup",
        ),
        Line::of(
            "forces",
            forces(config),
            "correct the force files; `bluelamp forces check` says where",
        ),
        Line::of(
            "services",
            services(config),
            "correct the definitions; `bluelamp services check` says where",
        ),
    ];
    lines.extend(database_lines(config).await);
    if json {
        say(serde_json::to_string_pretty(&lines)?)?;
    } else {
        for line in &lines {
            say(format!(
                "{:5} {}: {}",
                if line.well { "OK" } else { "FAIL" },
                line.what,
                line.found
            ))?;
            if let Some(remedy) = line.remedy {
                say(format!("      → {remedy}"))?;
            }
        }
    }
    let well = lines.iter().all(|line| line.well);
    Ok(if well { Outcome::Well } else { Outcome::FaultFound })
}

fn data_folder(config: &Config) -> anyhow::Result<String> {
    make_data_folder(config)?;
    let probe = config.data.join(".doctor");
    std::fs::write(&probe, b"well")?;
    std::fs::remove_file(&probe)?;
    Ok(config.data.display().to_string())
}

fn forces(config: &Config) -> anyhow::Result<String> {
    Ok(format!("{} compiled", content::all_forces(config.forces.as_deref())?.iter().count()))
}

fn services(config: &Config) -> anyhow::Result<String> {
    Ok(format!("{} compiled", content::catalogue(config.services.as_deref())?.iter().count()))
}

async fn database_lines(config: &Config) -> Vec<Line> {
    const REACH: &str = "check BLUELAMP__DATABASE__URL, or install PostgreSQL 15 or later";
    let access = match Access::open(config).await {
        Ok(access) => access,
        Err(error) => return vec![Line::of("database", Err(error), REACH)],
    };
    let plan = database::plan(access.url()).await;
    let bound = database::open(access.url(), 1).await;
    let journal = journal(config, access.url()).await;
    access.close().await;
    let plan = match plan {
        Ok(plan) => plan,
        Err(problem) => return vec![Line::of("database", Err(problem.into()), REACH)],
    };
    let behind = plan.iter().filter(|step| !step.applied).count();
    let migrations = if behind == 0 {
        Ok(format!("{} applied", plan.len()))
    } else {
        Err(anyhow::anyhow!("{behind} of {} not applied", plan.len()))
    };
    vec![
        Line::of("database", Ok("answers".to_owned()), REACH),
        Line::of("migrations", migrations, "run `bluelamp migrate`"),
        Line::of(
            "row-level security",
            bound.map(|_| "binds the application".to_owned()).map_err(Into::into),
            "run `bluelamp migrate`, and give bluelamp_app neither SUPERUSER nor BYPASSRLS",
        ),
        Line::of(
            "journal",
            journal,
            "keep the database as it is, find out who changed it, and restore from a backup",
        ),
    ]
}

/// Every force's log verified from its first entry to its last.
async fn journal(config: &Config, url: &str) -> anyhow::Result<String> {
    let forces = Arc::new(content::all_forces(config.forces.as_deref())?);
    let station = station(config, url, forces).await?;
    let verified = log::broken(&station).await;
    station.close().await;
    let (entries, broken) = verified?;
    if broken.is_empty() {
        return Ok(format!("{entries} sealed entries verify"));
    }
    Err(anyhow::anyhow!(broken.join("; ")))
}
