//! The house's own tools, run as `cargo xtask …` from anywhere in the tree.
//!
//! `tidy` compares the tree with the rules written in ARCHITECTURE.md and STYLE.md, `ci` runs every
//! check that the build server runs, `sqlx` refreshes the checked descriptions of our queries, and
//! `torture`, `bench` and `overload` hand over to the package that proves the program.
//!
//! *Invariant:* nothing here changes a source file, and nothing here needs the network.

mod ci;
mod out;
mod postgres;
mod proving;
mod rust;
mod sql;
mod sqlx;
mod tidy;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

/// Bluelamp's tools for its own tree.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Check the layout, the sizes, the boundaries and the documents' links
    Tidy,
    /// Run every check: format, tidy, clippy, queries, tests, doctests, licences, documentation
    Ci {
        /// Leave out the browser journeys
        #[arg(long)]
        quick: bool,
    },
    /// Bring the descriptions of checked queries in `.sqlx` up to date
    Sqlx {
        /// Only compare, and fail when they are stale
        #[arg(long)]
        check: bool,
    },
    /// Kill the program under load and look for everything that it acknowledged
    #[command(disable_help_flag = true)]
    Torture {
        /// What the harness is told: see `cargo xtask torture --help`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measure the release program against what could be at best; `bench records [PEOPLE…]` measures
    /// questions about links in made-up towns
    #[command(disable_help_flag = true)]
    Bench {
        /// What the bench is told: see `cargo xtask bench --help`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Let more people in than the release program can serve, and see who gets through
    #[command(disable_help_flag = true)]
    Overload {
        /// What the crowd is told: see `cargo xtask overload --help`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            out::complain(&format!("error: {error:#}"));
            ExitCode::from(1)
        }
    }
}

/// Does what was asked; false when it found a fault and has said so.
fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let root = root()?;
    match &arguments.task {
        Task::Tidy => tidy::run(&root),
        Task::Ci { quick } => Ok(ci::run(&root, *quick)),
        Task::Sqlx { check: true } => sqlx::check(&root),
        Task::Sqlx { check: false } => sqlx::refresh(&root),
        Task::Torture { arguments } => proving::run(&root, "torture", arguments),
        Task::Bench { arguments } => match arguments.split_first() {
            Some((what, sizes)) if what == "records" => proving::records(&root, sizes),
            _ => proving::run(&root, "bench", arguments),
        },
        Task::Overload { arguments } => proving::run(&root, "overload", arguments),
    }
}

/// The folder of the workspace, as Cargo says when it runs us. What it said when it built us may be
/// out of date: a tree that was moved, or that shares its target folder, is not built anew.
fn root() -> anyhow::Result<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .context("start this as `cargo xtask`, so that it knows its tree")?;
    Path::new(&here).parent().map(Path::to_path_buf).context("xtask lies in no workspace")
}
