//! The program `bluelamp`: the server, and the commands of the people who run it.
//!
//! It composes what the crates offer (pages, API, jobs) and owns no rule of the domain. Results go
//! to stdout, everything else to stderr; it ends with 0 when all is well, 1 when a fault was found,
//! 2 when it was misused.

mod access;
mod api;
mod commands;
mod demo;
mod serve;

use clap::Parser;
use commands::{Cli, Outcome};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(commands::run(cli)),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::FaultFound) => ExitCode::from(1),
        Err(error) => {
            eprintln!("bluelamp: {error:#}");
            ExitCode::from(1)
        }
    }
}
