//! Our program as an operator starts it, on a data folder and ports of its own, ended kindly or
//! cruelly, and started again. The journeys use it too.
//!
//! *Invariant:* a dropped server leaves nothing behind: no process, no database, no folder.

pub(crate) mod database;

use crate::http;

use anyhow::{Context as _, bail};
use database::Whereabouts;
use nix::sys::signal::Signal;
use std::fs::{File, OpenOptions, Permissions};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{interval, timeout};

/// Who may do everything in the program's PostgreSQL.
const SUPERUSER: &str = "bluelamp_setup";

/// How long a kind end may take, the database's included.
const TO_STOP: Duration = Duration::from_secs(20);

/// How to start the program.
#[derive(Clone, Debug)]
pub struct Start {
    program: PathBuf,
    settings: Vec<(String, String)>,
    arguments: Vec<String>,
    host: &'static str,
    ready_within: Duration,
}

impl Start {
    /// `program serve --demo`, for example with `env!("CARGO_BIN_EXE_bluelamp")`; it may take a
    /// minute, because the first start makes a database and loads the demo world.
    #[must_use]
    pub fn demo(program: impl Into<PathBuf>) -> Self {
        let ready_within = Duration::from_mins(1);
        Self {
            program: program.into(),
            settings: Vec::new(),
            arguments: Vec::new(),
            host: "127.0.0.1",
            ready_within,
        }
    }

    /// Reached by a name, as browsers want it that know passkeys: `localhost`.
    #[must_use]
    pub fn by_name(mut self) -> Self {
        self.host = "localhost";
        self
    }

    /// With one more setting, for example `BLUELAMP__DATABASE__URL`.
    #[must_use]
    pub fn with(mut self, setting: &str, value: &str) -> Self {
        self.settings.push((setting.to_owned(), value.to_owned()));
        self
    }

    /// With one more argument, for example `--only=web`.
    #[must_use]
    pub fn with_argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }
}

/// The program, running or ended, and its folder.
pub struct Server {
    start: Start,
    folder: TempDir,
    database: Whereabouts,
    port: u16,
    admin_port: u16,
    child: Option<Child>,
}

impl Server {
    /// Starts the program on a fresh data folder and free ports of 127.0.0.1, and waits until it
    /// says that it is ready. Fails when it ends instead or is late, with the end of what it said.
    pub async fn start(start: Start) -> anyhow::Result<Self> {
        let mut server = Self::prepare(start)?;
        server.set_going().await?;
        Ok(server)
    }

    /// A folder and ports for the program, which does not run yet: [`Server::restart`] starts it.
    pub fn prepare(start: Start) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("bluelamp-journey-")
            // The database runs as another user when we are root, and must reach its files.
            .permissions(Permissions::from_mode(0o755))
            .tempdir()?;
        let (port, admin_port) = free_ports()?;
        let database = Whereabouts::of(folder.path().join("data"));
        Ok(Self { start, folder, database, port, admin_port, child: None })
    }

    /// Starts the program again on the same data and ports, after a kind end if it still runs.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        if self.child.is_some() {
            self.stop().await?;
        }
        self.set_going().await
    }

    /// Asks the program to end (SIGINT, as Ctrl-C does) and waits until it and its database have.
    /// Fails when either is late; what the program's status means is for the journey to judge.
    pub async fn stop(&mut self) -> anyhow::Result<ExitStatus> {
        let mut child = self.child.take().context("the server does not run")?;
        database::signal(child.id(), Signal::SIGINT);
        let ended = timeout(TO_STOP, async {
            let mut beat = interval(Duration::from_millis(20));
            loop {
                beat.tick().await;
                if let Some(status) = child.try_wait()?
                    && self.postmaster().is_none()
                {
                    return Ok::<_, std::io::Error>(status);
                }
            }
        });
        match ended.await {
            Ok(status) => Ok(status?),
            Err(_late) => {
                let what = if child.try_wait()?.is_some() { "its database" } else { "the server" };
                self.child = Some(child);
                bail!(
                    "{what} still runs {} s after SIGINT\n{}",
                    TO_STOP.as_secs(),
                    self.last_words()
                )
            }
        }
    }

    /// Kills the program with SIGKILL, as a power cut does. To take its database with it, call
    /// [`Server::kill9_postgres`] right before, with nothing between.
    pub fn kill9(&mut self) -> anyhow::Result<()> {
        let mut child = self.child.take().context("the server does not run")?;
        child.kill()?;
        child.wait()?;
        Ok(())
    }

    /// Asks the program's PostgreSQL past every right, as somebody can who owns the machine. Returns
    /// the rows, a line each.
    pub fn query(&self, sql: &str) -> anyhow::Result<String> {
        let socket = self.database.socket(&self.output()).context("no PostgreSQL runs")?;
        let mut ask = Command::new("psql");
        ask.arg("-h").arg(socket).args(["-U", SUPERUSER, "-d", "bluelamp", "-qAtc", sql]);
        let answer = ask.output().context("psql")?;
        if !answer.status.success() {
            bail!("{sql}: {}", String::from_utf8_lossy(&answer.stderr));
        }
        Ok(String::from_utf8(answer.stdout)?)
    }

    /// Kills the program's PostgreSQL, every process of it, with SIGKILL. Fails when none runs.
    pub fn kill9_postgres(&self) -> anyhow::Result<()> {
        let postmaster = self.postmaster().context("no PostgreSQL of this server runs")?;
        database::kill9(postmaster);
        Ok(())
    }

    /// An address of the server, for example `server.url("/humberside/")`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}:{}{path}", self.start.host, self.port)
    }

    /// An address of its admin listener, for example `server.admin_url("/metrics")`.
    #[must_use]
    pub fn admin_url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.admin_port)
    }

    /// Where the public listener is.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// The program's process, while it has one that was not waited for.
    #[must_use]
    pub fn process(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// Whether the program has ended, killed by others or by itself. Its end is taken note of.
    pub fn has_ended(&mut self) -> anyhow::Result<bool> {
        let Some(child) = self.child.as_mut() else { return Ok(true) };
        let ended = child.try_wait()?.is_some();
        if ended {
            self.child = None;
        }
        Ok(ended)
    }

    /// The address of its own PostgreSQL as superuser, while that runs.
    #[must_use]
    pub fn database_url(&self) -> Option<String> {
        let socket = self.database.socket(&self.output())?;
        Some(format!("postgres://bluelamp_setup@localhost/bluelamp?host={}", socket.display()))
    }

    /// The first process of its own PostgreSQL, while that runs.
    #[must_use]
    pub fn postmaster(&self) -> Option<u32> {
        self.database.postmaster(&self.output())
    }

    /// Everything that it has written to its output since the first start.
    #[must_use]
    pub fn output(&self) -> String {
        let said = std::fs::read(self.said()).unwrap_or_default();
        String::from_utf8_lossy(&said).into_owned()
    }

    /// Where it keeps its data.
    #[must_use]
    pub fn data(&self) -> &Path {
        self.database.data()
    }

    async fn set_going(&mut self) -> anyhow::Result<()> {
        let said = OpenOptions::new().create(true).append(true).open(self.said())?;
        let child = self.command(said)?.spawn();
        self.child =
            Some(child.with_context(|| format!("start {}", self.start.program.display()))?);
        match timeout(self.start.ready_within, self.ready()).await {
            Ok(ready) => ready,
            Err(_late) => bail!(
                "not ready within {} s\n{}",
                self.start.ready_within.as_secs(),
                self.last_words()
            ),
        }
    }

    fn command(&self, said: File) -> anyhow::Result<Command> {
        let address = |port| format!("127.0.0.1:{port}");
        let mut command = Command::new(&self.start.program);
        // A developer's own settings and database are none of a journey's business.
        for (name, _value) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("BLUELAMP__") {
                command.env_remove(name);
            }
        }
        command
            .args(["serve", "--demo", "--listen", &address(self.port)])
            .args(["--admin-listen", &address(self.admin_port)])
            .args(&self.start.arguments)
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
            .env_remove("DATABASE_URL")
            .env("BLUELAMP__DATA", self.data())
            .env("BLUELAMP__PUBLIC_URL", self.url(""))
            .envs(self.start.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(said.try_clone()?)
            .stderr(said);
        Ok(command)
    }

    /// Waits, without an end of its own, until the public listener says that all is ready.
    async fn ready(&mut self) -> anyhow::Result<()> {
        let mut beat = interval(Duration::from_millis(50));
        loop {
            beat.tick().await;
            let child = self.child.as_mut().context("the server does not run")?;
            if let Some(status) = child.try_wait()? {
                self.child = None;
                bail!("it ended before it was ready ({status})\n{}", self.last_words());
            }
            let answer = http::get_once(self.address(), "/readyz", Duration::from_secs(2)).await;
            if answer.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
        }
    }

    fn said(&self) -> PathBuf {
        self.folder.path().join("said")
    }

    fn last_words(&self) -> String {
        let output = self.output();
        let last: Vec<&str> = output.lines().rev().take(20).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        format!("the server said:\n{}", last.join("\n"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let id = child.id();
            database::signal(id, Signal::SIGINT);
            let (tell, ended) = mpsc::channel();
            let waits = std::thread::spawn(move || {
                // Nobody listens any more when the wait was too long.
                let _unheard = child.wait().map(|_status| tell.send(()));
            });
            if ended.recv_timeout(TO_STOP).is_err() {
                database::signal(id, Signal::SIGKILL);
            }
            let _ended = waits.join();
        }
        // After a cruel end the database may live on, and its processes take a moment to go.
        self.database.clear(&self.output());
        database::remove(self.folder.path());
    }
}

/// Two ports that were free a moment ago.
pub(crate) fn free_ports() -> std::io::Result<(u16, u16)> {
    let (one, other) = (TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?);
    Ok((one.local_addr()?.port(), other.local_addr()?.port()))
}
