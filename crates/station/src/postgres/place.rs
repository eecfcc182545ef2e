//! Where the server's files and socket are, and as whom it runs.

use crate::secrets::{hex, sha256};
use kernel::Problem;
use nix::fcntl::{Flock, FlockArg};
use nix::unistd::{Gid, Uid, User, chown};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders of one embedded server, and the user it runs as.
#[derive(Clone, Debug)]
pub struct Place {
    /// The cluster's files.
    pub files: PathBuf,
    /// The private folder of its socket.
    pub socket: PathBuf,
    /// What it says while it runs.
    pub log: PathBuf,
    /// Set when we are root and must step down.
    user: Option<User>,
}

impl Place {
    /// Chooses the place for a data folder: under it when the server's user can reach it, else
    /// under `/var/lib/bluelamp`.
    pub(super) fn choose(data: &Path) -> Result<Self, Problem> {
        let data = fs::canonicalize(data).map_err(Problem::broken)?;
        let mark = mark(&data);
        let user = unprivileged()?;
        let reachable = user.as_ref().is_none_or(|user| can_reach(&data, user));
        let files = if reachable {
            data.join("postgres")
        } else {
            let root = Path::new("/var/lib/bluelamp");
            let files = root.join(&mark);
            fs::create_dir_all(root).map_err(Problem::broken)?;
            fs::set_permissions(root, Permissions::from_mode(0o711)).map_err(Problem::broken)?;
            tracing::info!(folder = %files.display(), "PostgreSQL's user cannot reach the data folder; its files are elsewhere");
            files
        };
        let place =
            Self { files, socket: socket_folder(&mark), log: data.join("postgres.log"), user };
        place.make_socket_folder()?;
        Ok(place)
    }

    /// The URL of the database of a data folder whose server runs already, in another process.
    #[must_use]
    pub fn running(data: &Path) -> Option<String> {
        let data = fs::canonicalize(data).ok()?;
        let socket = socket_folder(&mark(&data));
        UnixStream::connect(socket.join(".s.PGSQL.5432")).ok()?;
        Some(url(&socket, super::cluster::OWNER, super::cluster::DATABASE))
    }

    /// The same, for the role that row-level security does not bind: for backups alone.
    #[must_use]
    pub fn running_for_setup(data: &Path) -> Option<String> {
        let owner = format!("postgres://{}@", super::cluster::OWNER);
        let setup = format!("postgres://{}@", super::cluster::SUPERUSER);
        Self::running(data).map(|url| url.replacen(&owner, &setup, 1))
    }

    /// A connection URL over the private socket.
    pub(super) fn url(&self, role: &str, database: &str) -> String {
        url(&self.socket, role, database)
    }

    /// A command as the server's user, in a folder that the user can be in.
    pub(super) fn command(&self, program: &Path, dies_with_us: bool) -> Command {
        let mut command = Command::new("setpriv");
        if let Some(user) = &self.user {
            command.args(["--reuid", &user.uid.to_string(), "--regid", &user.gid.to_string()]);
            command.arg("--clear-groups");
        }
        if dies_with_us {
            command.args(["--pdeathsig", "INT"]);
        }
        command.arg(program).current_dir("/").env_remove("PGDATA").env("LC_ALL", "C");
        command
    }

    /// Gives a new folder to the server's user and to nobody else.
    pub(super) fn make_own(&self, folder: &Path) -> Result<(), Problem> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(Problem::broken)?;
        self.hand_over(folder)?;
        fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(Problem::broken)
    }

    /// Makes the server's user the owner of a file or folder.
    fn hand_over(&self, path: &Path) -> Result<(), Problem> {
        match &self.user {
            Some(user) => chown(path, Some(user.uid), Some(user.gid)).map_err(Problem::broken),
            None => Ok(()),
        }
    }

    /// The socket's folder: ours alone, even where others may write beside it.
    fn make_socket_folder(&self) -> Result<(), Problem> {
        self.make_own(&self.socket)?;
        let owner = self.user.as_ref().map_or_else(Uid::effective, |user| user.uid);
        let found = fs::symlink_metadata(&self.socket).map_err(Problem::broken)?;
        if found.is_dir() && found.uid() == owner.as_raw() {
            Ok(())
        } else {
            Err(Problem::broken(format!(
                "{} belongs to somebody else; remove it and start again",
                self.socket.display()
            )))
        }
    }

    /// Removes the socket's folder after the server has ended.
    pub(super) fn forget_socket(&self) {
        if let Err(error) = fs::remove_dir_all(&self.socket) {
            tracing::debug!(%error, "the socket folder stays");
        }
    }
}

/// Locks a data folder for this process: two servers on one embedded database would harm it.
pub(super) fn lock(data: &Path) -> Result<Flock<File>, Problem> {
    let path = data.join("server.lock");
    let file = File::create(&path).map_err(Problem::broken)?;
    Flock::lock(file, FlockArg::LockExclusiveNonblock).map_err(|_| {
        Problem::broken(format!(
            "another bluelamp runs on {}; stop it, or choose another folder with BLUELAMP__DATA",
            data.display()
        ))
    })
}

fn url(socket: &Path, role: &str, database: &str) -> String {
    format!("postgres://{role}@localhost/{database}?host={}", socket.display())
}

fn mark(data: &Path) -> String {
    let mut mark = hex(&sha256(data.as_os_str().as_encoded_bytes()));
    mark.truncate(12);
    mark
}

/// Short, private and outside the data folder: a socket's path may have 107 bytes.
fn socket_folder(mark: &str) -> PathBuf {
    if Uid::effective().is_root() {
        return PathBuf::from(format!("/run/bluelamp-{mark}"));
    }
    let uid = Uid::effective();
    let run = PathBuf::from(format!("/run/user/{uid}"));
    if run.is_dir() {
        run.join(format!("bluelamp-{mark}"))
    } else {
        PathBuf::from(format!("/tmp/bluelamp-{uid}-{mark}"))
    }
}

/// The user to step down to when we are root: PostgreSQL refuses to run as root.
fn unprivileged() -> Result<Option<User>, Problem> {
    if !Uid::effective().is_root() {
        return Ok(None);
    }
    for name in ["postgres", "nobody"] {
        if let Some(user) = User::from_name(name).map_err(Problem::broken)? {
            return Ok(Some(user));
        }
    }
    Err(Problem::broken(
        "started as root, and there is neither a user postgres nor nobody to run PostgreSQL as",
    ))
}

/// Whether a user may pass through a folder and everything above it.
fn can_reach(folder: &Path, user: &User) -> bool {
    folder.ancestors().all(|part| {
        fs::metadata(part).is_ok_and(|found| {
            let (owner, group) = (Uid::from_raw(found.uid()), Gid::from_raw(found.gid()));
            let bit = match (owner == user.uid, group == user.gid) {
                (true, _) => 0o100,
                (false, true) => 0o010,
                (false, false) => 0o001,
            };
            found.mode() & bit != 0
        })
    })
}
