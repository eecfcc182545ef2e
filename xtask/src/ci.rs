//! `cargo xtask ci`: every check in the order in which it fails soonest, here and on the build
//! server alike. It stops at the first failure and always ends with the table of its steps and a
//! line that counts the tests.

mod tally;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::{out, sqlx, tidy};
use tally::{Runner, Tally, run_counted};

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Passed,
    Failed,
    /// Left out, and why.
    Skipped(&'static str),
    /// Not reached.
    NotRun,
}

/// One step of the table.
struct Step {
    name: &'static str,
    end: End,
    took: Duration,
}

type Act = fn(&Run<'_>, &mut Tally) -> anyhow::Result<End>;

/// What the steps are told.
struct Run<'a> {
    root: &'a Path,
    quick: bool,
}

const STEPS: [(&str, Act); 9] = [
    ("format", |run, _| run.cargo(&["fmt", "--all", "--check"])),
    ("tidy", |run, _| tidy::run(run.root).map(End::of)),
    ("clippy", |run, _| {
        run.cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
    }),
    ("queries", |run, _| sqlx::check(run.root).map(End::of)),
    ("tests", |run, tally| run.tests(tally)),
    ("doctests", |run, tally| {
        run_counted(
            &mut run.command(&["test", "--doc", "--workspace", "--locked"]),
            Runner::Doctests,
            tally,
        )
        .map(End::of)
    }),
    ("licences, bans, sources", |run, _| run.deny(&["licenses", "bans", "sources"])),
    ("advisories", |run, _| run.advisories()),
    ("documentation", |run, _| {
        let mut command = run.command(&["doc", "--workspace", "--no-deps", "--locked"]);
        End::of_command(command.env("RUSTDOCFLAGS", "-D warnings"))
    }),
];

/// Runs the steps; false when one failed.
pub(crate) fn run(root: &Path, quick: bool) -> bool {
    let run = Run { root, quick };
    let mut tally = Tally::default();
    let mut steps = Vec::new();
    for (name, act) in STEPS {
        let stopped = steps.iter().any(|step: &Step| step.end == End::Failed);
        let began = Instant::now();
        let end = if stopped { End::NotRun } else { start(name, act, &run, &mut tally) };
        steps.push(Step { name, end, took: began.elapsed() });
    }
    for line in summary(&steps, &tally) {
        out::say(&line);
    }
    !steps.iter().any(|step| step.end == End::Failed)
}

/// Does one step. An error is a failure of the step, said where it happens.
fn start(name: &str, act: Act, run: &Run<'_>, tally: &mut Tally) -> End {
    out::say(&format!("\n── {name}"));
    let end = act(run, tally).unwrap_or_else(|error| {
        out::complain(&format!("error: {error:#}"));
        End::Failed
    });
    if let End::Skipped(why) = end {
        out::complain(&format!("SKIPPED {name}: {why}"));
    }
    end
}

impl End {
    fn of(well: bool) -> Self {
        if well { Self::Passed } else { Self::Failed }
    }

    fn of_command(command: &mut Command) -> anyhow::Result<Self> {
        let status = command.status().context("cargo cannot be started")?;
        Ok(Self::of(status.success()))
    }
}

impl Run<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        command.args(arguments).current_dir(self.root);
        command
    }

    fn cargo(&self, arguments: &[&str]) -> anyhow::Result<End> {
        End::of_command(&mut self.command(arguments))
    }

    fn tests(&self, tally: &mut Tally) -> anyhow::Result<End> {
        let mut arguments = vec!["nextest", "run", "--workspace", "--locked"];
        if self.quick {
            arguments.extend(["-E", "not (package(bluelamp) and binary(journeys))"]);
        }
        run_counted(&mut self.command(&arguments), Runner::Nextest, tally).map(End::of)
    }

    fn deny(&self, what: &[&str]) -> anyhow::Result<End> {
        if !self.has_deny() {
            return Ok(End::Skipped("cargo-deny is not installed (cargo install cargo-deny)"));
        }
        let arguments: Vec<&str> =
            ["deny", "--offline", "check"].iter().chain(what).copied().collect();
        self.cargo(&arguments)
    }

    /// Advisories need a database that only the network has; one that was fetched before will do.
    fn advisories(&self) -> anyhow::Result<End> {
        let home = std::env::var_os("CARGO_HOME")
            .map(std::path::PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
        let fetched = home.is_some_and(|home| {
            let databases = std::fs::read_dir(home.join("advisory-dbs"));
            databases.is_ok_and(|mut found| found.next().is_some())
        });
        if fetched {
            self.deny(&["advisories"])
        } else {
            Ok(End::Skipped("no advisory database is at hand (cargo deny fetch)"))
        }
    }

    fn has_deny(&self) -> bool {
        let output = self.command(&["deny", "--version"]).output();
        output.is_ok_and(|output| output.status.success())
    }
}

/// The table of steps, what the tests said, and the count on the last line.
fn summary(steps: &[Step], tally: &Tally) -> Vec<String> {
    let mut lines = vec![String::from("\n── summary")];
    for Step { name, end, took } in steps {
        let seconds = took.as_secs_f64();
        lines.push(match end {
            End::Passed => format!("  passed   {seconds:7.1} s  {name}"),
            End::Failed => format!("  FAILED   {seconds:7.1} s  {name}"),
            End::Skipped(why) => format!("  SKIPPED            {name}: {why}"),
            End::NotRun => format!("  not run            {name}"),
        });
    }
    lines.extend(tally.nextest().map(|said| format!("  {said}")));
    lines.push(tally.to_string());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_lists_every_step_and_ends_with_the_count() {
        let step = |name, end| Step { name, end, took: Duration::from_millis(1250) };
        let steps = [
            step("format", End::Passed),
            step("tests", End::Failed),
            step("licences", End::Skipped("no tool")),
            step("documentation", End::NotRun),
        ];
        let mut tally = Tally::default();
        tally.hear(Runner::Nextest, "Summary [ 1s] 3 tests run: 2 passed, 1 failed, 0 skipped");
        let lines = summary(&steps, &tally);
        assert_eq!(lines.len(), 7);
        assert_eq!(lines.get(1).unwrap(), "  passed       1.2 s  format");
        assert_eq!(lines.get(3).unwrap(), "  SKIPPED            licences: no tool");
        assert_eq!(lines.last().unwrap(), "2 passed, 1 failed");
    }
}
