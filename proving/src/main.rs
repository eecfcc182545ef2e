//! The commands of those who prove the program: `cargo xtask torture` calls this one.

use clap::{Args, Parser, Subcommand};
use proving::torture::{self, Options};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Prove the program from outside.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Kill it under load, start it again, and look for every acknowledged report
    Torture(Torture),
}

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
struct Torture {
    /// How many faults
    #[arg(long, default_value_t = 20)]
    cycles: u32,
    /// What every choice follows from [default: another each time]
    #[arg(long)]
    seed: Option<u64>,
    /// The program to torture
    #[arg(long, default_value = "target/release/bluelamp")]
    program: PathBuf,
    /// How many clients send at the same time
    #[arg(long, default_value_t = 32)]
    clients: usize,
    /// Acknowledgements before the fault of a cycle, and again after it
    #[arg(long, default_value_t = 260)]
    acknowledged: u64,
    /// Cut each call of a submission once, in place of cycles
    #[arg(long)]
    every_call: bool,
    /// Fill the disk of the program's own PostgreSQL, in place of cycles
    #[arg(long, conflicts_with = "every_call")]
    full_disk: bool,
    /// Let the machine's clock jump under load, in place of cycles (needs faketime)
    #[arg(long, conflicts_with_all = ["every_call", "full_disk"])]
    clock_jumps: bool,
    /// Give the result as JSON
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Task::Torture(asked) = Arguments::parse().task;
    match torment(&asked).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            tell(&format!("error: {error:#}"));
            ExitCode::from(1)
        }
    }
}

async fn torment(asked: &Torture) -> anyhow::Result<bool> {
    let seed = asked.seed.unwrap_or_else(|| u64::from(std::process::id()));
    tell(&format!("seed {seed}"));
    if asked.every_call {
        let found = torture::every_call(&asked.program, seed).await?;
        say(&if asked.json { serde_json::to_string(&found)? } else { found.to_string() });
        return Ok(found.is_well());
    }
    if asked.full_disk {
        let Some(found) = torture::full_disk(&asked.program, seed).await? else {
            say("SKIPPED: only root may mount a small disk");
            return Ok(true);
        };
        say(&if asked.json { serde_json::to_string(&found)? } else { found.to_string() });
        return Ok(found.is_well());
    }
    if asked.clock_jumps {
        let Some(jumps) = torture::clock_jumps(&asked.program, seed).await? else {
            say("SKIPPED: libfaketime is not installed (Debian: apt-get install faketime)");
            return Ok(true);
        };
        for jump in &jumps {
            say(&if asked.json { serde_json::to_string(jump)? } else { jump.to_string() });
        }
        return Ok(jumps.iter().all(torture::ClockJump::is_well));
    }
    let options = Options {
        program: asked.program.clone(),
        cycles: asked.cycles,
        seed,
        clients: asked.clients,
        acknowledged: asked.acknowledged,
        tell_a_lie: false,
    };
    let report = torture::run(&options, |cycle| tell(&cycle.to_string())).await?;
    say(&if asked.json { serde_json::to_string(&report)? } else { report.to_string() });
    Ok(report.is_well())
}

/// A result. A reader who went away is no fault.
fn say(line: &str) {
    let _gone = writeln!(std::io::stdout(), "{line}");
}

/// Progress.
fn tell(line: &str) {
    let _gone = writeln!(std::io::stderr(), "{line}");
}
