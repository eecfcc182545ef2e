//! PostgreSQL's own tools, which know best how a database is kept and put back.

use crate::postgres;
use kernel::Problem;
use std::path::Path;
use std::process::Command;

/// Writes a database into a file, as it was at one moment.
pub(super) fn dump(url: &str, file: &Path) -> Result<(), Problem> {
    let mut command = Command::new(postgres::tool("pg_dump")?);
    command.args(["--format=custom", "--dbname", url, "--file"]).arg(file);
    run(command, "pg_dump")?;
    std::fs::File::open(file).and_then(|file| file.sync_all()).map_err(Problem::broken)
}

/// Whether the file can be read as a database.
pub(super) fn contents(file: &Path) -> Result<(), Problem> {
    let mut command = Command::new(postgres::tool("pg_restore")?);
    command.args(["--list"]).arg(file);
    run(command, "pg_restore")
}

/// Puts the database of a file into an empty one: all of it, or nothing.
pub(super) fn restore(url: &str, file: &Path) -> Result<(), Problem> {
    let mut command = Command::new(postgres::tool("pg_restore")?);
    command.args(["--exit-on-error", "--single-transaction", "--dbname", url]).arg(file);
    run(command, "pg_restore")
}

fn run(mut command: Command, name: &str) -> Result<(), Problem> {
    let ended = command.env("LC_ALL", "C").output().map_err(Problem::broken)?;
    if ended.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    // Only its first line: what follows can have contents.
    let said = said.lines().next().unwrap_or("it said nothing");
    Err(Problem::broken(format!("{name} failed: {said}")))
}
