//! Counting tests while their output passes by: nextest's summary would otherwise scroll away
//! under the steps that follow.

use std::fmt;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};

use anyhow::Context as _;

use crate::out;

/// Who runs the tests. Nextest repeats what a failed test printed, and that has a result of its own,
/// so each runner is heard in its own words only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runner {
    /// cargo-nextest, with one summary at the end.
    Nextest,
    /// `cargo test --doc`, with a result for each crate.
    Doctests,
}

/// How many tests passed and failed.
#[derive(Debug, Default)]
pub(super) struct Tally {
    passed: usize,
    failed: usize,
    nextest: Option<String>,
}

impl Tally {
    /// Takes in one line of what a runner says.
    pub(super) fn hear(&mut self, runner: Runner, line: &str) {
        let plain = without_colour(line);
        let result = match runner {
            Runner::Nextest => plain.split_once("Summary [").map(|(_, said)| said),
            Runner::Doctests => plain.trim().strip_prefix("test result:"),
        };
        if let Some(said) = result {
            self.passed += before(said, " passed");
            self.failed += before(said, " failed") + before(said, " timed out");
            if runner == Runner::Nextest {
                self.nextest = Some(plain.trim().to_owned());
            }
        }
    }

    /// Nextest's own summary, if it came to that.
    pub(super) fn nextest(&self) -> Option<&str> {
        self.nextest.as_deref()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a command, shows what it says as it says it, and counts; false when it failed.
pub(super) fn run_counted(
    command: &mut Command,
    runner: Runner,
    tally: &mut Tally,
) -> anyhow::Result<bool> {
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cargo cannot be started")?;
    let (sender, receiver) = channel();
    pass_on(child.stdout.take(), out::say, sender.clone());
    pass_on(child.stderr.take(), out::complain, sender);
    for line in receiver {
        tally.hear(runner, &line);
    }
    Ok(child.wait()?.success())
}

/// Reads to the end on a thread of its own, so that neither stream waits for the other.
fn pass_on(from: Option<impl Read + Send + 'static>, show: fn(&str), to: Sender<String>) {
    let Some(from) = from else { return };
    std::thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            show(&line);
            let _ = to.send(line);
        }
    });
}

/// The number right before a word; 0 when the word is not there.
fn before(text: &str, word: &str) -> usize {
    let number = text.split_once(word).and_then(|(head, _)| head.rsplit(' ').next()?.parse().ok());
    number.unwrap_or(0)
}

fn without_colour(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    use Runner::{Doctests, Nextest};

    fn heard(lines: &[(Runner, &str)]) -> String {
        let mut tally = Tally::default();
        for (runner, line) in lines {
            tally.hear(*runner, line);
        }
        tally.to_string()
    }

    #[test]
    fn tests_and_doctests_are_added_up() {
        let lines = [
            (
                Nextest,
                "     Summary [   2.513s] 12 tests run: 11 passed (1 slow), 1 failed, 3 skipped",
            ),
            (Doctests, "test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured"),
            (Doctests, "test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured"),
            (Doctests, "running 2 tests"),
        ];
        assert_eq!(heard(&lines), "16 passed, 1 failed");
    }

    #[test]
    fn what_a_failed_test_printed_is_not_counted_again() {
        let lines = [
            (Nextest, "test result: FAILED. 0 passed; 1 failed; 0 ignored"),
            (Nextest, "     Summary [   0.1s] 1 test run: 0 passed, 1 failed, 0 skipped"),
        ];
        assert_eq!(heard(&lines), "0 passed, 1 failed");
    }

    #[test]
    fn colours_and_time_limits_do_not_confuse_the_count() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   1.0s] \u{1b}[1m2\u{1b}[0m tests run: \
            \u{1b}[1m1\u{1b}[0m passed, \u{1b}[1m1\u{1b}[0m timed out, 0 skipped";
        assert_eq!(heard(&[(Nextest, line)]), "1 passed, 1 failed");
    }

    #[test]
    fn nothing_heard_is_nothing_counted() {
        assert_eq!(heard(&[]), "0 passed, 0 failed");
    }
}
