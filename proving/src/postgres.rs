//! A PostgreSQL of the harness's own, behind which nothing of the product stands: the harness
//! starts it, kills it, and starts it again as an operator's service manager would.

use crate::server::database;
use anyhow::{Context as _, bail, ensure};
use nix::sys::signal::Signal;
use nix::unistd::{Uid, User, chown};
use sqlx::{Connection as _, PgConnection};
use std::fs::{self, File, OpenOptions, Permissions};
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{interval, timeout};

const SUPERUSER: &str = "proof";
const OWNER: &str = "bluelamp_owner";

/// A server of its own, on a port of 127.0.0.1.
pub struct Postgres {
    folder: TempDir,
    programs: PathBuf,
    user: Option<User>,
    port: u16,
    child: Option<Child>,
}

impl Postgres {
    /// Makes a cluster with checksums, starts it, and makes the product's owner and database.
    pub async fn start() -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("bluelamp-proving-")
            .permissions(Permissions::from_mode(0o755))
            .tempdir()?;
        let (port, _other) = crate::server::free_ports()?;
        let (programs, user) = (programs()?, unprivileged()?);
        let mut postgres = Self { folder, programs, user, port, child: None };
        postgres.set_up()?;
        postgres.start_again().await?;
        let mut connection = PgConnection::connect(&postgres.url("postgres")).await?;
        for sql in [
            "create role bluelamp_owner login createrole",
            "create database bluelamp owner bluelamp_owner",
        ] {
            sqlx::raw_sql(sql).execute(&mut connection).await?;
        }
        connection.close().await?;
        Ok(postgres)
    }

    /// Starts it, or does nothing while it runs, and waits until it takes connections.
    pub async fn start_again(&mut self) -> anyhow::Result<()> {
        let answers = timeout(Duration::from_secs(30), async {
            let mut beat = interval(Duration::from_millis(10));
            loop {
                beat.tick().await;
                if self.has_ended() {
                    // What was killed a moment ago may still hold its memory: the next try has it.
                    self.child = Some(self.command()?.spawn()?);
                }
                if PgConnection::connect(&self.url("postgres")).await.is_ok() {
                    return anyhow::Ok(());
                }
            }
        });
        match answers.await {
            Ok(done) => done,
            Err(_late) => bail!("PostgreSQL does not come back; see {}", self.log().display()),
        }
    }

    /// Whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.as_mut().is_none_or(|child| !matches!(child.try_wait(), Ok(None)))
    }

    /// Its first process.
    #[must_use]
    pub fn process(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// The address of a database as superuser.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{SUPERUSER}@{}/{database}?sslmode=disable", self.address())
    }

    /// What the product is told when this proxy is between.
    #[must_use]
    pub fn url_through(proxy: SocketAddr) -> String {
        format!("postgres://{OWNER}@{proxy}/bluelamp?sslmode=disable")
    }

    fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn set_up(&self) -> anyhow::Result<()> {
        let files = self.files();
        fs::create_dir(&files)?;
        if let Some(user) = &self.user {
            chown(&files, Some(user.uid), Some(user.gid))?;
        }
        let told = self
            .as_user(&self.programs.join("initdb"))
            .arg("-D")
            .arg(&files)
            .args(["-U", SUPERUSER, "-E", "UTF8", "--locale=C", "--auth=trust", "--data-checksums"])
            .output()?;
        ensure!(told.status.success(), "initdb: {}", String::from_utf8_lossy(&told.stderr));
        Ok(())
    }

    fn command(&self) -> anyhow::Result<Command> {
        let log: File = OpenOptions::new().create(true).append(true).open(self.log())?;
        let mut command = self.as_user(&self.programs.join("postgres"));
        command.arg("-D").arg(self.files());
        for setting in [
            "listen_addresses=127.0.0.1",
            &format!("port={}", self.port),
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "recovery_init_sync_method=syncfs",
            "max_connections=100",
        ] {
            command.args(["-c", setting]);
        }
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        Ok(command)
    }

    fn as_user(&self, program: &Path) -> Command {
        let mut command = Command::new("setpriv");
        if let Some(user) = &self.user {
            command.args(["--reuid", &user.uid.to_string(), "--regid", &user.gid.to_string()]);
            command.arg("--clear-groups");
        }
        command.args(["--pdeathsig", "KILL"]);
        command.arg(program).current_dir("/").env_remove("PGDATA").env("LC_ALL", "C");
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            database::signal(child.id(), Signal::SIGQUIT);
            let _ended = child.wait();
        }
    }
}

/// The folder of the installed programs: on the path, else the newest of the distribution.
pub(crate) fn programs() -> anyhow::Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut usual: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    usual.sort();
    usual.reverse();
    let mut all = std::env::split_paths(&path).chain(usual);
    all.find(|folder| ["initdb", "postgres"].iter().all(|name| folder.join(name).is_file()))
        .context("no PostgreSQL is installed")
}

/// PostgreSQL refuses to run as root.
fn unprivileged() -> anyhow::Result<Option<User>> {
    if !Uid::effective().is_root() {
        return Ok(None);
    }
    let known = User::from_name("postgres")?.or(User::from_name("nobody")?);
    Ok(Some(known.context("there is neither a user postgres nor nobody")?))
}
