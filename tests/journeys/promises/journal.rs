//! The journal, read past every right as it grows, over one connection: it is asked some hundred
//! times.

use crate::server::Server;
use anyhow::{Context as _, bail};
use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What requests did, each as who, act and verb. What is done in the background is none of theirs.
const ENTRIES: &str = "select id || ' ' || actor_kind || ' ' || act || ' ' || verb \
    from station.journal where actor_kind <> 'system' or actor_name = 'demo';";

/// What is said after the last row.
const END: &str = "that is all";

/// The journal.
pub(super) struct Journal {
    psql: Child,
    asks: ChildStdin,
    says: BufReader<ChildStdout>,
    seen: HashSet<String>,
}

impl Journal {
    /// The journal of a running server, of which nothing has been read.
    pub(super) fn of(server: &Server) -> anyhow::Result<Self> {
        let url = server.database_url().context("no PostgreSQL runs")?;
        let mut psql = Command::new("psql");
        psql.arg(url).args(["-qAtX", "-v", "ON_ERROR_STOP=1"]);
        let mut psql = psql.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let asks = psql.stdin.take().context("no way to ask")?;
        let says = BufReader::new(psql.stdout.take().context("no answer")?);
        Ok(Self { psql, asks, says, seen: HashSet::new() })
    }

    /// What has been written since it was last read, in the order of the letters.
    pub(super) fn news(&mut self) -> anyhow::Result<Vec<String>> {
        writeln!(self.asks, "{ENTRIES}\n\\echo {END}")?;
        let mut news = Vec::new();
        loop {
            let mut line = String::new();
            if self.says.read_line(&mut line)? == 0 {
                bail!("psql ended");
            }
            let line = line.trim_end();
            if line == END {
                news.sort();
                return Ok(news);
            }
            let (id, entry) = line.split_once(' ').context("no entry")?;
            if self.seen.insert(id.to_owned()) {
                news.push(entry.to_owned());
            }
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // It may have ended with its database.
        let _ = self.psql.kill();
        let _ = self.psql.wait();
    }
}
