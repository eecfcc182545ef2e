//! `bluelamp config`.

use super::{Outcome, say};
use clap::Subcommand;
use station::config::Config;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check the configuration
    Check,
    /// Print the configuration as TOML, with secrets hidden
    Dump,
    /// Print its JSON Schema
    Schema,
}

pub(super) fn run(command: &Command, config: &Config) -> anyhow::Result<Outcome> {
    match command {
        Command::Check => {
            super::providers(config)?;
            eprintln!("The configuration is well.");
        }
        Command::Dump => say(config.dump()?)?,
        Command::Schema => return schema(),
    }
    Ok(Outcome::Well)
}

pub(super) fn schema() -> anyhow::Result<Outcome> {
    say(serde_json::to_string_pretty(&Config::schema())?)?;
    Ok(Outcome::Well)
}
