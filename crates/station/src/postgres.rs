//! PostgreSQL of our own, when no other is configured: found, set up, started as an unprivileged
//! user, watched, brought back after a crash, and stopped with the program.

#[cfg(feature = "testing")]
pub(crate) mod bare;
mod cluster;
mod find;
mod place;
mod stale;
mod watch;

pub use place::Place;

use kernel::Problem;
use std::path::Path;
use std::time::Duration;

/// A program that comes with PostgreSQL, such as `pg_dump`: beside the server, or on `PATH`.
pub(crate) fn tool(name: &str) -> Result<std::path::PathBuf, Problem> {
    find::tool(name)
}

/// A PostgreSQL server that belongs to this process.
pub struct Postgres {
    place: Place,
    watcher: watch::Watcher,
    // Held for as long as the server runs: one program per data folder.
    _lock: nix::fcntl::Flock<std::fs::File>,
}

impl Postgres {
    /// Starts the server of a data folder, setting it up at the first start and clearing away what
    /// a crash left. Waits until it answers.
    pub async fn start(data: &Path) -> Result<Self, Problem> {
        let data = data.to_owned();
        // Finding, initdb and waiting for an old server to end are not for the async threads.
        let started = tokio::task::spawn_blocking(move || {
            let lock = place::lock(&data)?;
            let place = Place::choose(&data)?;
            let programs = find::programs()?;
            stale::clear(&place)?;
            cluster::set_up(&programs, &place)?;
            let watcher = watch::Watcher::start(&programs, &place)?;
            Ok::<_, Problem>(Self { place, watcher, _lock: lock })
        });
        let postgres = started.await.map_err(Problem::broken)??;
        if let Err(problem) = cluster::make_owner(&postgres.place, Duration::from_mins(1)).await {
            postgres.stop().await;
            return Err(problem);
        }
        Ok(postgres)
    }

    /// The URL of the application's database, for the owner of its schema.
    #[must_use]
    pub fn url(&self) -> String {
        self.place.url(cluster::OWNER, cluster::DATABASE)
    }

    /// The same, for the role that row-level security does not bind: for backups alone.
    #[must_use]
    pub fn setup_url(&self) -> String {
        self.place.url(cluster::SUPERUSER, cluster::DATABASE)
    }

    /// Where its files are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.place.files
    }

    /// Stops the server cleanly and waits until it has ended.
    pub async fn stop(self) {
        let stopping = tokio::task::spawn_blocking(move || {
            self.watcher.stop();
            self.place.forget_socket();
        });
        if stopping.await.is_err() {
            tracing::warn!("the thread that watches PostgreSQL failed");
        }
    }
}
