//! What is tortured: the server, its database, and our proxies between.

use crate::postgres::Postgres;
use crate::proxy::{Proxy, Wire, pause};
use crate::server::{Server, Start, database};
use anyhow::{Context as _, ensure};
use nix::sys::signal::Signal;
use std::path::Path;
use std::time::{Duration, Instant};

/// Who is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    Server,
    Postgres,
    Both,
}

/// A server with its database.
pub(super) struct Town {
    pub(super) to_server: Proxy,
    /// Between server and database; the program's own PostgreSQL has none.
    pub(super) to_database: Option<Proxy>,
    // The server ends before its database.
    pub(super) server: Server,
    postgres: Option<Postgres>,
    killed: Option<Whom>,
}

impl Town {
    /// With a PostgreSQL of the harness's own, and a proxy on either side of the server.
    pub(super) async fn behind_proxies(start: Start) -> anyhow::Result<Self> {
        let postgres = Postgres::start().await?;
        let to_database = Proxy::start(postgres.address(), Wire::Postgres).await?;
        let url = Postgres::url_through(to_database.address());
        let server = Server::start(start.with("BLUELAMP__DATABASE__URL", &url)).await?;
        let to_server = Proxy::start(server.address(), Wire::Http(16 * 1024)).await?;
        Ok(Self {
            to_server,
            to_database: Some(to_database),
            server,
            postgres: Some(postgres),
            killed: None,
        })
    }

    /// With the PostgreSQL that the program runs itself.
    pub(super) async fn embedded(program: &Path) -> anyhow::Result<Self> {
        let server = Server::start(Start::demo(program)).await?;
        let to_server = Proxy::start(server.address(), Wire::Http(16 * 1024)).await?;
        Ok(Self { to_server, to_database: None, server, postgres: None, killed: None })
    }

    /// The database as superuser.
    pub(super) fn database_url(&self) -> anyhow::Result<String> {
        match &self.postgres {
            Some(postgres) => Ok(postgres.url("bluelamp")),
            None => self.server.database_url().context("no PostgreSQL of the server runs"),
        }
    }

    /// The first process of the database, while it runs.
    pub(super) fn postmaster(&self) -> Option<u32> {
        match &self.postgres {
            Some(postgres) => postgres.process(),
            None => self.server.postmaster(),
        }
    }

    /// Starts a PostgreSQL that ended by itself, as a service manager does; the program's own is the
    /// program's affair. Whether there was one.
    pub(super) async fn start_what_ended(&mut self) -> anyhow::Result<bool> {
        let Some(postgres) = &mut self.postgres else { return Ok(false) };
        let ended = postgres.has_ended();
        if ended {
            postgres.start_again().await?;
        }
        Ok(ended)
    }

    /// The kill, to be done at its moment.
    pub(super) fn prepare_kill(&mut self, whom: Whom) -> impl FnOnce() + Send + 'static {
        self.killed = Some(whom);
        let postmaster = self.postmaster();
        let postmaster = postmaster.filter(|_| whom != Whom::Server);
        let server = self.server.process().filter(|_| whom != Whom::Postgres);
        move || {
            if let Some(server) = server {
                database::signal(server, Signal::SIGKILL);
            }
            if let Some(postmaster) = postmaster {
                database::kill9(postmaster);
            }
        }
    }

    /// Starts again what was killed, as a service manager does, without a hand on anything else.
    pub(super) async fn mend(&mut self) -> anyhow::Result<()> {
        let Some(whom) = self.killed.take() else { return Ok(()) };
        let began = Instant::now();
        if whom != Whom::Server
            && let Some(postgres) = &mut self.postgres
        {
            while !postgres.has_ended() {
                ensure!(began.elapsed() < Duration::from_secs(10), "a killed PostgreSQL lives");
                pause(Duration::from_millis(2)).await;
            }
            postgres.start_again().await?;
        }
        if whom != Whom::Postgres {
            while !self.server.has_ended()? {
                ensure!(began.elapsed() < Duration::from_secs(10), "a killed server lives");
                pause(Duration::from_millis(2)).await;
            }
            self.server.restart().await?;
        }
        Ok(())
    }
}
