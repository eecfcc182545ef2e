//! Tasks of the package `bluelamp-proving`, which has dependencies that these tools do without.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

/// Builds the program unless one is named, and hands over. False when it was found wanting.
pub(crate) fn run(root: &Path, task: &str, arguments: &[String]) -> anyhow::Result<bool> {
    if builds(arguments) && !cargo(root, &["build", "--release", "--package", "bluelamp"], &[])? {
        return Ok(false);
    }
    let run = ["run", "--release", "--quiet", "--package", "bluelamp-proving", "--", task];
    cargo(root, &run, arguments)
}

/// Measures questions about records: in the process, since a page adds what is measured elsewhere.
pub(crate) fn records(root: &Path, sizes: &[String]) -> anyhow::Result<bool> {
    let run = ["bench", "--quiet", "--package", "bluelamp-records", "--bench", "around", "--"];
    cargo(root, &run, sizes)
}

/// Whether the release program is wanted, and not one that is there already or none.
fn builds(arguments: &[String]) -> bool {
    let named = |word: &String| word == "--help" || word == "-h" || word.starts_with("--program");
    !arguments.iter().any(named)
}

fn cargo(root: &Path, first: &[&str], then: &[String]) -> anyhow::Result<bool> {
    let mut command = Command::new("cargo");
    command.args(first).args(then).current_dir(root);
    Ok(command.status().context("cargo cannot be started")?.success())
}

#[cfg(test)]
mod tests {
    use super::builds;

    #[test]
    fn a_program_that_is_named_is_not_built() {
        for (words, wanted) in [
            (vec![], true),
            (vec!["--cycles", "3"], true),
            (vec!["--program", "x"], false),
            (vec!["--program=x"], false),
            (vec!["--help"], false),
        ] {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            assert_eq!(builds(&words), wanted, "{words:?}");
        }
    }
}
