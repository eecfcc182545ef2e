//! A server for tests: shared by many processes, careless about the disk, left running.

use super::{Place, cluster, find, stale, watch};
use kernel::Problem;
use sqlx::PgConnection;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;
use tokio::time::timeout;

/// How long the server may take until it takes connections.
const TO_ANSWER: Duration = Duration::from_secs(30);

/// A running test server.
pub(crate) struct Bare(Place);

impl Bare {
    /// The URL of one of its databases, as superuser.
    pub(crate) fn url(&self, database: &str) -> String {
        self.0.url(cluster::SUPERUSER, database)
    }

    /// A connection as superuser. A server that has just started takes none for a moment, although
    /// its socket is there.
    pub(crate) async fn connection(&self) -> Result<PgConnection, Problem> {
        let answering = timeout(TO_ANSWER, cluster::answer(&self.url("postgres"))).await;
        answering.map_err(|_late| Problem::broken("the test server takes no connections"))
    }
}

/// Starts the server of a folder unless it runs already. The caller holds a lock on the folder.
pub(crate) fn start(folder: &Path) -> Result<Bare, Problem> {
    let place = Place::choose(folder)?;
    let socket = place.socket.join(".s.PGSQL.5432");
    if UnixStream::connect(&socket).is_ok() {
        return Ok(Bare(place));
    }
    let programs = find::programs()?;
    stale::clear(&place)?;
    cluster::set_up(&programs, &place)?;
    watch::command(&programs, &place, false)?
        .args(["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300"])
        .stdin(Stdio::null())
        .spawn()
        .map_err(Problem::broken)?;
    let (_never, pause) = mpsc::channel::<()>();
    for _ in 0..1500 {
        if UnixStream::connect(&socket).is_ok() {
            return Ok(Bare(place));
        }
        let _ = pause.recv_timeout(Duration::from_millis(20));
    }
    Err(Problem::broken(format!("the test server does not answer; see {}", place.log.display())))
}
