//! The commands.

mod accounts;
mod backup;
mod config;
mod content;
mod demo;
mod doctor;
mod healthcheck;
mod log;
mod migrate;
mod places;
mod play;
mod records;

pub(crate) use content::{all_forces, catalogue};
pub(crate) use log::lines;

use clap::{CommandFactory, Parser, Subcommand};
use station::config::Config;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The open-source digital police station.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
pub(crate) struct Cli {
    /// The configuration file [default: bluelamp.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server: pages, API and background work
    Serve(crate::serve::Options),
    /// Bring the database up to date
    Migrate {
        /// Say what would be done, and do nothing
        #[arg(long)]
        plan: bool,
    },
    /// Say whether everything is well, with a remedy for what is not
    Doctor {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Look at the configuration
    #[command(subcommand)]
    Config(config::Command),
    /// Compile, test and list the service definitions
    #[command(subcommand)]
    Services(content::ServicesCommand),
    /// Compile the force files
    #[command(subcommand)]
    Forces(content::ForcesCommand),
    /// The first administrator, and repairs
    #[command(subcommand)]
    Admin(accounts::Command),
    /// Make, verify and restore backups: database, files and keys
    #[command(subcommand)]
    Backup(backup::Command),
    /// Verify the journal's log, prove what is in it, turn its key
    #[command(subcommand)]
    Log(log::Command),
    /// Load the national open data of postcodes and boundaries, which then says which force is whose
    #[command(subcommand)]
    Places(places::Command),
    /// Find the same person in files of records, and bring old records in
    #[command(subcommand)]
    Records(records::Command),
    /// Fill the demo world
    #[command(subcommand)]
    Demo(demo::Command),
    /// Ask the server on this machine whether it can serve
    Healthcheck {
        /// Where its health is served
        #[arg(long, default_value = "127.0.0.1:9080", value_name = "ADDR")]
        admin: SocketAddr,
    },
    /// Read a picture and write a smaller one without anything but its pixels: done by the server
    #[command(hide = true)]
    Preview {
        /// Say when and where it says that it was taken
        #[arg(long)]
        claims: bool,
    },
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Well,
    /// Something is wrong, and it has been said what.
    FaultFound,
}

pub(crate) async fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let demo = matches!(&cli.command, Command::Serve(options) if options.demo);
    match cli.command {
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "bluelamp", &mut std::io::stdout());
            Ok(Outcome::Well)
        }
        Command::Man => {
            clap_mangen::Man::new(Cli::command()).render(&mut std::io::stdout())?;
            Ok(Outcome::Well)
        }
        Command::Preview { claims } => {
            let (original, into) = (std::io::stdin().lock(), std::io::stdout().lock());
            if claims {
                evidence::claims::render(original, into)?;
            } else {
                evidence::preview::render(original, into)?;
            }
            Ok(Outcome::Well)
        }
        Command::Config(config::Command::Schema) => config::schema(),
        Command::Healthcheck { admin } => healthcheck::run(admin).await,
        Command::Records(command) if command.needs_no_config() => command.run(None).await,
        Command::Services(command) if command.needs_no_config() => {
            content::services(&command, None)
        }
        command => match load(cli.config.as_deref(), demo) {
            Ok(config) => run_configured(command, config).await,
            Err(outcome) => Ok(outcome),
        },
    }
}

async fn run_configured(command: Command, config: Config) -> anyhow::Result<Outcome> {
    match command {
        Command::Serve(options) => crate::serve::run(config, options).await,
        Command::Migrate { plan } => migrate::run(&config, plan).await,
        Command::Doctor { json } => doctor::run(&config, json).await,
        Command::Config(command) => config::run(&command, &config),
        Command::Services(command) => content::services(&command, config.services.as_deref()),
        Command::Forces(command) => {
            content::forces(&command, config.forces.as_deref(), config.services.as_deref())
        }
        Command::Admin(command) => accounts::run(&config, command).await,
        Command::Backup(command) => backup::run(&config, command).await,
        Command::Log(command) => log::run(&config, &command).await,
        Command::Places(command) => places::run(&config, command).await,
        Command::Demo(command) => demo::run(&config, command).await,
        Command::Records(command) => command.run(Some(&config)).await,
        // Answered before a configuration was needed.
        Command::Completions { .. }
        | Command::Man
        | Command::Healthcheck { .. }
        | Command::Preview { .. } => Ok(Outcome::Well),
    }
}

fn load(file: Option<&Path>, demo: bool) -> Result<Config, Outcome> {
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    station::config::load(file, environment, demo).map_err(|faults| {
        for fault in faults {
            eprintln!("{fault}");
        }
        Outcome::FaultFound
    })
}

/// The identity providers as they are configured; what is wrong with them is told.
pub(crate) fn providers(config: &Config) -> anyhow::Result<rights::Providers> {
    let forces = all_forces(config.forces.as_deref())?;
    rights::Providers::open(&config.sign_in, &forces, &config.public_url).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{}", lines.join("\n"))
    })
}

/// Prints a result.
pub(crate) fn say(text: impl std::fmt::Display) -> anyhow::Result<()> {
    // A closed pipe is no fault of ours.
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
