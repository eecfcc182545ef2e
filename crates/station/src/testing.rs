//! A database per test, cloned from a migrated template, on a PostgreSQL of the tests' own.
//!
//! The server lives in `target/test-postgres`, is started by the first test that needs it and is
//! shared by all of them; `cargo xtask ci` removes it. It does not wait for the disk: tests of
//! durability start the real program instead.

#[cfg(feature = "bucket")]
pub mod bucket;
mod server;

use crate::ledger::{LogKeys, Witness};
use crate::secrets::ServerKey;
use crate::senders::{Folder, Sender};
use crate::{Parts, Scope, Station, database, jobs};
use kernel::{Actor, ForceId, Forces, Problem, Purpose};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::sync::Arc;

/// A station on a database of its own.
pub struct Town {
    /// The station.
    pub station: Station,
    owner_url: String,
    outbox: tempfile::TempDir,
}

impl Town {
    /// A new, empty town with these jobs and the real forces.
    pub async fn new(jobs: Vec<jobs::Job>) -> Self {
        let owner_url = server::new_database().await;
        let outbox = tempfile::tempdir().unwrap();
        let station = process(&owner_url, outbox.path(), jobs).await;
        Self { station, owner_url, outbox }
    }

    /// Another process of the same installation: on the same database, with a memory of its own.
    pub async fn another_process(&self) -> Station {
        process(&self.owner_url, self.outbox(), Vec::new()).await
    }

    /// The scope of the public at a force's counter.
    #[must_use]
    pub fn public(&self, force: &str) -> Scope {
        Scope::public(ForceId::parse(force).unwrap(), Purpose::Reporting)
    }

    /// The scope of the station itself in a force.
    #[must_use]
    pub fn system(&self, force: &str) -> Scope {
        Scope::new(ForceId::parse(force).unwrap(), Actor::System("test"), Purpose::Administration)
    }

    /// The folder that e-mails go to.
    #[must_use]
    pub fn outbox(&self) -> &std::path::Path {
        self.outbox.path()
    }

    /// Does all work that is due.
    pub async fn work(&self) -> Result<usize, Problem> {
        jobs::work_through(&self.station).await
    }

    /// The database's URL for the owner of the schema, as commands have it.
    #[must_use]
    pub fn owner_url(&self) -> &str {
        &self.owner_url
    }

    /// A connection past every right, to look at what is really stored and to break it.
    pub async fn past_the_rights(&self) -> PgConnection {
        PgConnection::connect(&self.owner_url).await.unwrap()
    }

    /// Counts rows as a superuser: `select count(*) from …`.
    pub async fn count(&self, sql: &str) -> i64 {
        let mut connection = self.past_the_rights().await;
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&mut connection).await.unwrap()
    }
}

async fn process(owner_url: &str, folder: &std::path::Path, jobs: Vec<jobs::Job>) -> Station {
    let sender: Box<dyn Sender> = Box::new(Folder {
        path: folder.to_owned(),
        from: "Updates <updates@bluelamp.example>".parse().unwrap(),
    });
    Station::new(Parts {
        database: database::open(owner_url, 6).await.unwrap(),
        key: ServerKey::new([7; 32]),
        log_keys: LogKeys::new([8; 32]),
        witness: Witness::new(folder.join("witness")),
        forces: Arc::new(forces()),
        public_url: "http://localhost:8080".to_owned(),
        sender,
        jobs,
    })
}

/// The real forces, from the folder of the repository.
#[must_use]
pub fn forces() -> Forces {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../forces");
    crate::forces::load(std::path::Path::new(folder)).unwrap()
}
