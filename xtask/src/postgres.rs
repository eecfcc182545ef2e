//! A PostgreSQL that lives as long as one task: a fresh cluster in a short folder of its own, on a
//! socket only, gone afterwards.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};

use anyhow::Context as _;

/// The oldest that Bluelamp runs on.
const OLDEST: u32 = 15;
/// The superuser of the cluster and its database.
const NAME: &str = "bluelamp";

/// A running server. Dropping it stops the server and removes its files.
pub(crate) struct Throwaway {
    folder: PathBuf,
    programs: PathBuf,
    server: Option<Child>,
}

impl Throwaway {
    /// Makes a cluster and starts it: about two seconds.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let programs = find_programs()?;
        // Short, because the path of a socket may have 107 bytes.
        let folder = PathBuf::from(format!("/tmp/bluelamp-{}", std::process::id()));
        std::fs::create_dir(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        let mut this = Self { folder, programs, server: None };
        let guise = Guise::of_folder(&this.folder)?;
        this.init(&guise)?;
        this.server = Some(this.serve(&guise)?);
        Ok(this)
    }

    /// The address of its database.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{NAME}@localhost/postgres?host={}", self.folder.display())
    }

    /// A folder beside the cluster's files, for whoever uses the server.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs SQL that came from a file, all or nothing.
    pub(crate) fn run(&self, file: &Path) -> anyhow::Result<()> {
        self.psql(&[OsString::from("-1"), OsString::from("-f"), file.into()])
            .with_context(|| format!("{} does not run", file.display()))
    }

    /// Runs one statement.
    pub(crate) fn run_text(&self, sql: &str) -> anyhow::Result<()> {
        self.psql(&[OsString::from("-c"), OsString::from(sql)])
    }

    fn psql(&self, what: &[OsString]) -> anyhow::Result<()> {
        let output = Command::new(self.programs.join("psql"))
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", NAME, "-d", "postgres", "-h"])
            .arg(&self.folder)
            .args(what)
            .env("PGOPTIONS", "-c client_min_messages=warning")
            .output()
            .context("psql cannot be started")?;
        let said = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "{}", said.trim());
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn init(&self, guise: &Guise) -> anyhow::Result<()> {
        let output = guise
            .command(&self.programs.join("initdb"))
            .args(["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "-U", NAME, "-D"])
            .arg(self.data())
            .output()
            .context("initdb cannot be started")?;
        let said = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "initdb failed: {}", said.trim());
        Ok(())
    }

    fn serve(&self, guise: &Guise) -> anyhow::Result<Child> {
        let mut server = guise
            .command(&self.programs.join("postgres"))
            .args(["-c", "fsync=off", "-c", "listen_addresses=", "-c", "logging_collector=off"])
            .args(["-c", "log_destination=stderr", "-c", "lc_messages=C", "-k"])
            .arg(&self.folder)
            .arg("-D")
            .arg(self.data())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .context("postgres cannot be started")?;
        let log = server.stderr.take().context("postgres gives no log")?;
        match wait(log) {
            Ok(()) => Ok(server),
            Err(error) => {
                let _ = server.kill();
                let _ = server.wait();
                Err(error)
            }
        }
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            // Interrupted, PostgreSQL stops fast and tidily; killed, it would leave shared memory.
            let id = server.id().to_string();
            let asked = Command::new("kill").args(["-INT", &id]).status();
            if !asked.is_ok_and(|status| status.success()) {
                let _ = server.kill();
            }
            let _ = server.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Reads the log until the server is ready, then goes on reading so that it never blocks.
fn wait(log: ChildStderr) -> anyhow::Result<()> {
    let mut lines = BufReader::new(log).lines();
    let mut said = Vec::new();
    for line in lines.by_ref() {
        let line = line.context("the log of postgres cannot be read")?;
        if line.contains("ready to accept connections") {
            std::thread::spawn(move || lines.for_each(drop));
            return Ok(());
        }
        said.push(line);
    }
    anyhow::bail!("postgres did not start:\n{}", said.join("\n"))
}

/// Whose processes they are: PostgreSQL refuses to run as root.
enum Guise {
    Own,
    Other { user: u32, group: u32 },
}

impl Guise {
    /// Our own, unless we are root; then the folder is handed to an unprivileged user.
    fn of_folder(folder: &Path) -> anyhow::Result<Self> {
        if id("-u", None)? != 0 {
            return Ok(Self::Own);
        }
        let name = ["postgres", "nobody"]
            .into_iter()
            .find(|name| id("-u", Some(name)).is_ok())
            .context("there is no user postgres or nobody to run PostgreSQL as")?;
        let (user, group) = (id("-u", Some(name))?, id("-g", Some(name))?);
        chown(folder, Some(user), Some(group)).context("the folder cannot be handed over")?;
        Ok(Self::Other { user, group })
    }

    /// A command in this guise, that ends when we do.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("setpriv");
        if let Self::Other { user, group } = self {
            command.args([format!("--reuid={user}"), format!("--regid={group}")]);
            command.arg("--clear-groups");
        }
        command.args(["--pdeathsig=INT", "--"]).arg(program).env("LC_ALL", "C");
        command.current_dir("/");
        command
    }
}

fn id(which: &str, user: Option<&str>) -> anyhow::Result<u32> {
    let output = Command::new("id").arg(which).args(user).output().context("no program `id`")?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().with_context(|| format!("no such user: {}", user.unwrap_or("our own")))
}

/// The folder of the newest PostgreSQL: on the PATH, or where distributions put it.
fn find_programs() -> anyhow::Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    for above in ["/usr/lib/postgresql", "/usr/lib64/pgsql", "/opt/homebrew/opt", "/usr/local/opt"]
    {
        let inside = std::fs::read_dir(above).into_iter().flatten().flatten();
        folders.extend(inside.map(|entry| entry.path().join("bin")));
    }
    folders
        .into_iter()
        .filter(|folder| ["initdb", "postgres", "psql"].iter().all(|p| folder.join(p).is_file()))
        .filter_map(|folder| Some((version(&folder)?, folder)))
        .filter(|(version, _)| *version >= OLDEST)
        .max_by_key(|(version, _)| *version)
        .map(|(_, folder)| folder)
        .with_context(|| format!("no PostgreSQL of version {OLDEST} or later is installed"))
}

fn version(folder: &Path) -> Option<u32> {
    let output = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
    major(&String::from_utf8_lossy(&output.stdout))
}

/// The major version in what `postgres --version` prints.
fn major(said: &str) -> Option<u32> {
    let number = said.split_once("(PostgreSQL) ")?.1;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_releases_and_previews() {
        assert_eq!(major("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(major("postgres"), None);
    }
}
