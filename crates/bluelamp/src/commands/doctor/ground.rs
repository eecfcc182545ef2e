//! What can be looked at without the database: the folder, the keys, what is compiled.

use super::Line;
use crate::access::make_data_folder;
use crate::commands::content;
use anyhow::{Context, bail, ensure};
use station::condition;
use station::config::Config;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// What is to be free where the data lies, in bytes: a day of a busy force, and the database's own
/// logs while it catches up.
const ROOM: u64 = 1 << 30;

pub(super) fn lines(config: &Config) -> Vec<Line> {
    vec![
        Line::of(
            "data folder",
            data_folder(config),
            "make it writable for the user that the server runs as",
        ),
        Line::of(
            "room",
            room(&config.data, ROOM),
            "free space where the data folder lies, or move it to a larger disk",
        ),
        Line::of(
            "keys",
            keys(config),
            "restore DATA/keys from a backup, or start the server once if it never ran; \
             the folder is for its user alone: chmod 700 DATA/keys, chmod 600 DATA/keys/*",
        ),
        Line::of(
            "forces",
            forces(config),
            "correct the force files; `bluelamp forces check` says where",
        ),
        Line::of(
            "services",
            services(config),
            "correct the definitions; `bluelamp services check` says where",
        ),
    ]
}

fn data_folder(config: &Config) -> anyhow::Result<String> {
    make_data_folder(config)?;
    let probe = config.data.join(".doctor");
    fs::write(&probe, b"well")?;
    fs::remove_file(&probe)?;
    Ok(config.data.display().to_string())
}

fn room(folder: &Path, wanted: u64) -> anyhow::Result<String> {
    let room = condition::room(folder)?;
    let found = format!("{} MiB free", room >> 20);
    ensure!(room >= wanted, "{found}, and {} MiB are wanted", wanted >> 20);
    Ok(found)
}

/// The files of the keys that this server is to have, without making any.
pub(super) fn key_files(config: &Config) -> Vec<PathBuf> {
    let own = config.secrets.server_key.is_none().then_some("server.key");
    let names = own.into_iter().chain(["log.key", "log.pub"]);
    names.map(|name| config.data.join("keys").join(name)).collect()
}

fn keys(config: &Config) -> anyhow::Result<String> {
    let files = key_files(config);
    for path in &files {
        private(path)?;
    }
    private(&config.data.join("keys"))?;
    Ok(format!("{} files, for the server's user alone", files.len()))
}

/// Whether nobody but its owner may read it.
fn private(path: &Path) -> anyhow::Result<()> {
    let about = fs::metadata(path).with_context(|| path.display().to_string())?;
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        bail!("{} is open to others ({mode:o})", path.display());
    }
    Ok(())
}

fn forces(config: &Config) -> anyhow::Result<String> {
    Ok(format!("{} compiled", content::all_forces(config.forces.as_deref())?.iter().count()))
}

fn services(config: &Config) -> anyhow::Result<String> {
    Ok(format!("{} compiled", content::catalogue(config.services.as_deref())?.iter().count()))
}

#[cfg(test)]
mod tests {
    use super::{keys, room};
    use station::config::Config;
    use station::ledger::LogKeys;
    use station::secrets::ServerKey;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn keys_that_are_missing_or_open_to_others_are_named_and_none_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        assert!(format!("{:#}", keys(&config).unwrap_err()).contains("server.key"));
        assert!(!folder.path().join("keys").exists());
        ServerKey::keep(&folder.path().join("keys")).unwrap();
        LogKeys::keep(&folder.path().join("keys")).unwrap();
        keys(&config).unwrap();
        for (name, mode) in [("keys/log.key", 0o640), ("keys", 0o711)] {
            let path = folder.path().join(name);
            let before = fs::metadata(&path).unwrap().permissions();
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            assert!(keys(&config).unwrap_err().to_string().contains(name), "{name}");
            fs::set_permissions(&path, before).unwrap();
        }
    }

    #[test]
    fn a_disk_that_fills_up_is_said_with_what_is_left() {
        let folder = tempfile::tempdir().unwrap();
        assert!(room(folder.path(), 1).unwrap().ends_with("free"));
        let full = room(folder.path(), u64::MAX).unwrap_err().to_string();
        assert!(full.contains("are wanted"), "{full}");
    }
}
