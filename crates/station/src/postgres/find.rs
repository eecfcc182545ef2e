//! Finding installed PostgreSQL programs.

use kernel::Problem;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest major version that we work with.
const OLDEST: u32 = 15;

/// A folder with `postgres` and `initdb`.
#[derive(Clone, Debug)]
pub(super) struct Programs {
    folder: PathBuf,
}

impl Programs {
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The programs on `PATH`, else the newest in the distribution's usual folders.
pub(super) fn programs() -> Result<Programs, Problem> {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&on_path).collect();
    folders.extend(usual_folders());
    folders.into_iter().find(|folder| fits(folder)).map(|folder| Programs { folder }).ok_or_else(
        || {
            Problem::broken(format!(
                "no PostgreSQL {OLDEST} or later found on PATH or in /usr/lib/postgresql; \
                 install it (Debian: apt-get install postgresql), or set BLUELAMP__DATABASE__URL"
            ))
        },
    )
}

/// Another program of PostgreSQL. The server's may be a link into the folder where all of them are.
pub(super) fn tool(name: &str) -> Result<PathBuf, Problem> {
    let server = programs()?.path("postgres");
    let real = std::fs::canonicalize(&server).unwrap_or(server);
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let beside = real.parent().map(Path::to_owned);
    let mut folders = beside.into_iter().chain(std::env::split_paths(&on_path));
    folders.find_map(|folder| Some(folder.join(name)).filter(|path| path.is_file())).ok_or_else(|| {
        Problem::broken(format!(
            "{name} is missing; install PostgreSQL's client programs (Debian: postgresql-client)"
        ))
    })
}

fn usual_folders() -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/postgresql"]
        .iter()
        .filter_map(|root| std::fs::read_dir(root).ok())
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, folder)| folder).collect()
}

fn fits(folder: &Path) -> bool {
    if !folder.join("initdb").is_file() || !folder.join("postgres").is_file() {
        return false;
    }
    let told = Command::new(folder.join("postgres")).arg("--version").output();
    let told = told.map(|out| String::from_utf8_lossy(&out.stdout).into_owned());
    told.is_ok_and(|text| major(&text).is_some_and(|version| version >= OLDEST))
}

/// The major version in `postgres (PostgreSQL) 15.18 (Debian …)`.
fn major(told: &str) -> Option<u32> {
    let number =
        told.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    number?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_the_server_says() {
        for (told, version) in [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", Some(15)),
            ("postgres (PostgreSQL) 18beta1", Some(18)),
            ("nonsense", None),
        ] {
            assert_eq!(major(told), version, "{told}");
        }
    }
}
