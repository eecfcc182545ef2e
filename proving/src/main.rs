//! The commands of those who prove the program: `cargo xtask torture` calls this one.

use clap::{Args, Parser, Subcommand};
use proving::bench;
use proving::torture::{self, Options};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
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
    /// Measure how fast it is, against what could be at best
    Bench(Bench),
    /// Send files that are cut off at random points, and see whether all complete
    Uploads(Sending),
    /// Ask for pages at a steady rate, and see how long one waits
    Pace(Steady),
    /// Let more people in than can be served, and see who gets through
    Overload(Crowd),
    /// Sign in with wrong passwords in turn, and with right ones all at once
    SignIns(Door),
    /// Serve one answer to everything: the ceiling of the bench
    #[command(hide = true)]
    ServeBare { address: SocketAddr, head: PathBuf, body: PathBuf },
}

#[derive(Args)]
struct Bench {
    /// The program to measure
    #[arg(long, default_value = "target/release/bluelamp")]
    program: PathBuf,
    /// How many times everything is measured, in turn
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// How many seconds each time
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// With how many clients
    #[arg(long, value_delimiter = ',', default_values_t = [1, 32, 256])]
    clients: Vec<usize>,
    /// How many warm sessions when memory is looked at
    #[arg(long, default_value_t = 10_000)]
    sessions: usize,
    /// Give the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Sending {
    /// The program to send them to
    #[arg(long, default_value = "target/release/bluelamp")]
    program: PathBuf,
    /// How many at the same time
    #[arg(long, default_value_t = 100)]
    files: u64,
    /// How many mebibytes each has
    #[arg(long, default_value_t = 50)]
    mebibytes: u64,
    /// How often each is cut off
    #[arg(long, default_value_t = 3)]
    cuts: u32,
    /// What every choice follows from [default: another each time]
    #[arg(long)]
    seed: Option<u64>,
    /// Give the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Steady {
    /// The program to ask
    #[arg(long, default_value = "target/release/bluelamp")]
    program: PathBuf,
    /// How many pages a second
    #[arg(long, default_value_t = 200)]
    rate: u32,
    /// For how many seconds
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    /// Give the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Crowd {
    /// The program to crowd
    #[arg(long, default_value = "target/release/bluelamp")]
    program: PathBuf,
    /// For how many seconds
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Give the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Door {
    /// The program to sign in to
    #[arg(long, default_value = "target/release/bluelamp")]
    program: PathBuf,
    /// How many wrong passwords for an address with an account, and as many for one without
    #[arg(long, default_value_t = 400)]
    tries: usize,
    /// How many sign in at once
    #[arg(long, default_value_t = 100)]
    together: usize,
    /// Give the result as JSON
    #[arg(long)]
    json: bool,
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
    /// Let each system call of a submission on files fail once, in place of cycles (needs strace)
    #[arg(long, conflicts_with = "every_call")]
    every_io: bool,
    /// Let the network to the database swallow everything and reset nothing, in place of cycles
    #[arg(long, conflicts_with_all = ["every_call", "every_io"])]
    black_hole: bool,
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
    let done = match Arguments::parse().task {
        Task::Torture(asked) => torment(&asked).await,
        Task::Bench(asked) => measure(asked).await,
        Task::Uploads(asked) => send(asked).await,
        Task::Pace(asked) => steady(&asked).await,
        Task::Overload(asked) => crowd(&asked).await,
        Task::SignIns(asked) => door(&asked).await,
        Task::ServeBare { address, head, body } => bare(address, &head, &body).await,
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            tell(&format!("error: {error:#}"));
            ExitCode::from(1)
        }
    }
}

async fn measure(asked: Bench) -> anyhow::Result<bool> {
    let Bench { program, rounds, seconds, clients, sessions, json } = asked;
    let options = bench::Options { program, rounds, seconds, clients, sessions };
    let found = bench::run(&options, tell).await?;
    say(&if json { serde_json::to_string(&found)? } else { found.to_string() });
    Ok(found.figures.iter().all(|figure| figure.failed == 0))
}

async fn steady(asked: &Steady) -> anyhow::Result<bool> {
    let found = bench::pace(&asked.program, asked.rate, asked.seconds).await?;
    say(&if asked.json { serde_json::to_string(&found)? } else { found.to_string() });
    Ok(found.figures.iter().all(|(_, _, failed, _)| *failed == 0))
}

async fn crowd(asked: &Crowd) -> anyhow::Result<bool> {
    let found = bench::overload(&asked.program, asked.seconds).await?;
    say(&if asked.json { serde_json::to_string(&found)? } else { found.to_string() });
    Ok(found.help.1 == 0 && found.kept.0 <= found.kept.1)
}

async fn door(asked: &Door) -> anyhow::Result<bool> {
    let found = bench::sign_ins(&asked.program, asked.tries, asked.together).await?;
    say(&if asked.json { serde_json::to_string(&found)? } else { found.to_string() });
    Ok((found.medians.0 - found.medians.1).abs() < 2.0 && found.memory < 512.0)
}

async fn send(asked: Sending) -> anyhow::Result<bool> {
    let seed = asked.seed.unwrap_or_else(|| u64::from(std::process::id()));
    tell(&format!("seed {seed}"));
    let Sending { program, files, mebibytes, cuts, .. } = asked;
    let options = bench::Uploads { program, files, bytes: mebibytes << 20, cuts, seed };
    let found = bench::uploads(&options, tell).await?;
    say(&if asked.json { serde_json::to_string(&found)? } else { found.to_string() });
    Ok(found.is_well())
}

async fn bare(address: SocketAddr, head: &Path, body: &Path) -> anyhow::Result<bool> {
    bench::serve_bare(address, std::fs::read_to_string(head)?, std::fs::read(body)?).await?;
    Ok(true)
}

async fn torment(asked: &Torture) -> anyhow::Result<bool> {
    let seed = asked.seed.unwrap_or_else(|| u64::from(std::process::id()));
    tell(&format!("seed {seed}"));
    if asked.every_call {
        let found = torture::every_call(&asked.program, seed).await?;
        say(&if asked.json { serde_json::to_string(&found)? } else { found.to_string() });
        return Ok(found.is_well());
    }
    if asked.every_io {
        let Some(found) = torture::every_io(&asked.program, seed, tell).await? else {
            say("SKIPPED: strace is not installed (Debian: apt-get install strace)");
            return Ok(true);
        };
        say(&if asked.json { serde_json::to_string(&found)? } else { found.to_string() });
        return Ok(found.is_well());
    }
    if asked.black_hole {
        let found = torture::black_hole(&asked.program, seed).await?;
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
