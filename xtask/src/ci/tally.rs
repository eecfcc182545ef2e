//! Counting tests while their output passes by: nextest's summary would otherwise scroll away
//! under the steps that follow.

use std::fmt;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};

use anyhow::Context as _;

use crate::out;

/// How many tests passed and failed.
#[derive(Debug, Default)]
pub(super) struct Tally {
    passed: usize,
    failed: usize,
    nextest: Option<String>,
}

impl Tally {
    /// Takes in one line of output: nextest's summary, or the result of one run of doctests.
    pub(super) fn hear(&mut self, line: &str) {
        let plain = without_colour(line);
        if let Some((_, said)) = plain.split_once("Summary [") {
            self.passed += before(said, " passed");
            self.failed += before(said, " failed") + before(said, " timed out");
            self.nextest = Some(plain.trim().to_owned());
        } else if let Some(said) = plain.trim().strip_prefix("test result:") {
            self.passed += before(said, " passed");
            self.failed += before(said, " failed");
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
pub(super) fn run_counted(command: &mut Command, tally: &mut Tally) -> anyhow::Result<bool> {
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
        tally.hear(&line);
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

    fn heard(lines: &[&str]) -> String {
        let mut tally = Tally::default();
        for line in lines {
            tally.hear(line);
        }
        tally.to_string()
    }

    #[test]
    fn tests_and_doctests_are_added_up() {
        let lines = [
            "     Summary [   2.513s] 12 tests run: 11 passed (1 slow), 1 failed, 3 skipped",
            "test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "running 2 tests",
        ];
        assert_eq!(heard(&lines), "15 passed, 1 failed");
    }

    #[test]
    fn colours_and_time_limits_do_not_confuse_the_count() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   1.0s] \u{1b}[1m2\u{1b}[0m tests run: \
            \u{1b}[1m1\u{1b}[0m passed, \u{1b}[1m1\u{1b}[0m timed out, 0 skipped";
        assert_eq!(heard(&[line]), "1 passed, 1 failed");
    }

    #[test]
    fn nothing_heard_is_nothing_counted() {
        assert_eq!(heard(&[]), "0 passed, 0 failed");
    }
}
