//! `bluelamp doctor`: is everything well, and what to do where it is not.

mod database;
mod ground;
mod policies;

use super::{Outcome, say};
use serde::Serialize;
use station::config::Config;

/// One thing that was looked at.
#[derive(Debug, Serialize)]
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
    let mut lines = ground::lines(config);
    lines.extend(database::lines(config).await);
    if json {
        say(serde_json::to_string_pretty(&lines)?)?;
    } else {
        for line in &lines {
            let mark = if line.well { "OK" } else { "FAIL" };
            say(format!("{mark:5} {}: {}", line.what, line.found))?;
            if let Some(remedy) = line.remedy {
                say(format!("      → {remedy}"))?;
            }
        }
    }
    let well = lines.iter().all(|line| line.well);
    Ok(if well { Outcome::Well } else { Outcome::FaultFound })
}
