//! The PostgreSQL that our program runs: where it is, which processes it has, how to kill it and
//! how to clear away what a cruel end leaves of it.

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Where the program keeps a database whose user cannot reach the data folder.
const ELSEWHERE: &str = "/var/lib/bluelamp/";

/// Where the files of one server's PostgreSQL may be.
pub(super) struct Whereabouts {
    data: PathBuf,
    /// What was elsewhere before this server: other people's databases.
    not_ours: Vec<PathBuf>,
}

impl Whereabouts {
    /// For the data folder of a server that has not started yet.
    pub(super) fn of(data: PathBuf) -> Self {
        let before = fs::read_dir(ELSEWHERE).into_iter().flatten().flatten();
        Self { data, not_ours: before.map(|entry| entry.path()).collect() }
    }

    /// The data folder.
    pub(super) fn data(&self) -> &Path {
        &self.data
    }

    /// The first process of the PostgreSQL, if one runs, given what the server has said.
    pub(super) fn postmaster(&self, output: &str) -> Option<u32> {
        self.folders(output).iter().find_map(|folder| {
            let process = locked(folder)?.first()?.parse().ok()?;
            // A lock that outlived its owner may name a process that is none of ours by now.
            let home = fs::read_link(format!("/proc/{process}/cwd")).ok()?;
            (home == folder.canonicalize().ok()?).then_some(process)
        })
    }

    /// The folder of the PostgreSQL's socket, if one runs.
    pub(super) fn socket(&self, output: &str) -> Option<PathBuf> {
        self.postmaster(output)?;
        let folders = self.folders(output);
        folders.iter().find_map(|folder| Some(PathBuf::from(locked(folder)?.get(4)?)))
    }

    /// Ends what still runs and removes what lies outside the data folder.
    pub(super) fn clear(&self, output: &str) {
        let until = Instant::now() + Duration::from_secs(2);
        while let Some(process) = self.postmaster(output)
            && Instant::now() < until
        {
            kill9(process);
            std::thread::yield_now();
        }
        for folder in self.folders(output) {
            let socket = locked(&folder).and_then(|lines| Some(PathBuf::from(lines.get(4)?)));
            let ours = |path: &PathBuf| {
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("bluelamp-"))
            };
            socket.filter(ours).iter().for_each(|socket| remove(socket));
            remove(&folder);
        }
    }

    /// Under the data folder, or in the folder elsewhere that the server named at its start.
    fn folders(&self, output: &str) -> Vec<PathBuf> {
        let named = output.split(ELSEWHERE).skip(1).map(|rest| {
            let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            Path::new(ELSEWHERE).join(name)
        });
        let ours = named.filter(|folder| {
            folder.as_path() != Path::new(ELSEWHERE) && !self.not_ours.contains(folder)
        });
        std::iter::once(self.data.join("postgres")).chain(ours).collect()
    }
}

/// Sends a signal. A process that has ended already needs none.
pub(crate) fn signal(process: u32, signal: Signal) {
    if let Ok(process) = i32::try_from(process) {
        let _ended_already = kill(Pid::from_raw(process), signal);
    }
}

/// Kills a PostgreSQL with SIGKILL, every process of it, as a power cut does.
pub(crate) fn kill9(postmaster: u32) {
    let family = children(postmaster);
    signal(postmaster, Signal::SIGKILL);
    for process in family {
        signal(process, Signal::SIGKILL);
    }
}

/// Removes a folder in which a process that is ending may still write.
pub(super) fn remove(folder: &Path) {
    for _again in 0..20 {
        let _still_busy = fs::remove_dir_all(folder);
        if !folder.exists() {
            break;
        }
    }
}

/// The lines of a cluster's lock: the process first, the folder of its socket fifth.
fn locked(folder: &Path) -> Option<Vec<String>> {
    let lock = fs::read_to_string(folder.join("postmaster.pid")).ok()?;
    Some(lock.lines().map(|line| line.trim().to_owned()).collect())
}

/// The processes that this one has started and that still run.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let processes = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    processes.filter(|process| parent_of(*process) == Some(parent)).collect()
}

/// `/proc/N/stat` is the number, the name in parentheses (with any character in it), the state and
/// the parent.
fn parent_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_name, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Whereabouts;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_database_elsewhere_is_the_one_that_the_server_named_and_that_was_not_there_before() {
        let mut whereabouts = Whereabouts::of(PathBuf::from("/d"));
        whereabouts.not_ours = vec![PathBuf::from("/var/lib/bluelamp/old1")];
        for (output, elsewhere) in [
            ("ready", None),
            ("files in /var/lib/bluelamp/0a1b2c.", Some("/var/lib/bluelamp/0a1b2c")),
            ("\u{1b}[2mfolder=\u{1b}[0m/var/lib/bluelamp/0a1b\n", Some("/var/lib/bluelamp/0a1b")),
            ("{\"folder\":\"/var/lib/bluelamp/0a1b\"}", Some("/var/lib/bluelamp/0a1b")),
            ("another is /var/lib/bluelamp/old1", None),
            ("nothing in /var/lib/bluelamp/ or /var/lib/bluelamp/../etc", None),
        ] {
            let wanted: Vec<PathBuf> =
                [Some("/d/postgres"), elsewhere].into_iter().flatten().map(PathBuf::from).collect();
            assert_eq!(whereabouts.folders(output), wanted, "{output}");
        }
        assert_eq!(whereabouts.data(), Path::new("/d"));
    }
}
