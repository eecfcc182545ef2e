//! The files of the database looked at by PostgreSQL's own tool: every heap, every index, and that
//! each row is in its indexes.

use crate::postgres::programs;
use std::io::ErrorKind;
use std::process::Command;

/// What does not hold, in the tool's words. Nothing when it is missing.
pub(super) fn amcheck(url: &str) -> anyhow::Result<Vec<String>> {
    let mut command = Command::new(programs()?.join("pg_amcheck"));
    command.args(["--install-missing", "--heapallindexed", "--dbname", url]);
    let told = match command.output() {
        Err(missing) if missing.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        told => told?,
    };
    if told.status.success() {
        return Ok(Vec::new());
    }
    let said = [told.stdout, told.stderr].concat();
    Ok(vec![format!("pg_amcheck: {}", String::from_utf8_lossy(&said).trim())])
}
