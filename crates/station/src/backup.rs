//! Backups: the database, the keys and what else lies in the data folder, in one folder that can be
//! verified and restored elsewhere.
//!
//! *Invariants:* a backup is whole or it is none: it is written beside its place and renamed when
//! everything is on disk. What was acknowledged before it began is in it. Nothing is restored over
//! what is there.

mod manifest;
mod tools;

pub use manifest::{File, Manifest};

use crate::blobs::Blobs;
use crate::secrets;
use kernel::{Instant, Problem};
use manifest::hash_of;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The file with the database.
const DATABASE: &str = "database.dump";
/// The folders of the data folder that are kept. What is missing is passed over.
const FOLDERS: [&str; 3] = ["keys", "witness", "outbox"];
/// The folder with what people sent, sealed, wherever the station keeps it.
const FILES: &str = "files";
/// Of these, the one that nobody else may read.
const SECRET: &str = "keys";

/// What is backed up, or restored.
#[derive(Clone, Debug)]
pub struct Place {
    /// The database, for a role that row-level security does not bind.
    pub database: String,
    /// The data folder.
    pub data: PathBuf,
}

/// Makes a backup in a folder that is not there yet, also while servers are running: the database, the
/// keys, and what people sent, wherever that is kept.
pub async fn create(
    from: Place,
    blobs: &Blobs,
    into: PathBuf,
    now: Instant,
) -> Result<Manifest, Problem> {
    let place = into.clone();
    let side = apart(move || begin(&from, &place)).await?;
    // After the database: the pieces of every file that it names are there by then.
    blobs.take_out(&side.join(FILES)).await?;
    apart(move || finish(&side, &into, now)).await
}

/// Waiting for other programs and for the disk is not for the threads that serve.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::broken)?
}

/// Database and keys, beside the place of the backup.
fn begin(from: &Place, into: &Path) -> Result<PathBuf, Problem> {
    if into.exists() {
        return Err(refuse(into, "is there already; a backup needs a folder of its own"));
    }
    let side = beside(into);
    // What an earlier attempt left is no backup.
    let _nothing = fs::remove_dir_all(&side);
    fs::create_dir_all(&side).map_err(Problem::broken)?;
    fs::set_permissions(&side, fs::Permissions::from_mode(0o700)).map_err(Problem::broken)?;
    // The witness before the database: the database is never older than what was seen of it.
    for folder in FOLDERS {
        copy(&from.data.join(folder), &side.join(folder))?;
    }
    tools::dump(&from.database, &side.join(DATABASE))?;
    Ok(side)
}

/// The list of everything with its hashes, and the name that says that it is whole.
fn finish(side: &Path, into: &Path, now: Instant) -> Result<Manifest, Problem> {
    sync_tree(&side.join(FILES))?;
    let manifest = Manifest::of(side, now)?;
    manifest.write(side)?;
    fs::rename(side, into).map_err(Problem::broken)?;
    let parent = into.parent().filter(|parent| !parent.as_os_str().is_empty());
    sync(parent.unwrap_or(Path::new(".")))?;
    Ok(manifest)
}

/// Whether a backup is as it was made. Returns what is not, a line each.
pub fn verify(backup: &Path) -> Result<(Manifest, Vec<String>), Problem> {
    let manifest = Manifest::read(backup)?;
    let mut wrong = Vec::new();
    for file in &manifest.files {
        match hash_of(&backup.join(&file.path)) {
            Ok((bytes, hash)) if bytes == file.bytes && hash == file.sha256 => {}
            Ok(_) => wrong.push(format!("{} was changed", file.path)),
            Err(_) => wrong.push(format!("{} is missing", file.path)),
        }
    }
    if wrong.is_empty() && tools::contents(&backup.join(DATABASE)).is_err() {
        wrong.push(format!("{DATABASE} cannot be read by pg_restore"));
    }
    Ok((manifest, wrong))
}

/// Puts the keys of a verified backup into a data folder that has none.
pub fn restore_keys(backup: &Path, data: &Path) -> Result<(), Problem> {
    for folder in FOLDERS {
        let there = data.join(folder);
        if there.is_dir() && fs::read_dir(&there).is_ok_and(|mut entries| entries.next().is_some())
        {
            return Err(refuse(&there, "is not empty; restore into a data folder of its own"));
        }
        copy(&backup.join(folder), &there)?;
    }
    Ok(())
}

/// Puts what people sent into a store that has nothing yet: a folder or a bucket, whichever it came
/// from.
pub async fn restore_blobs(backup: &Path, blobs: &Blobs) -> Result<usize, Problem> {
    blobs.bring_in(&backup.join(FILES)).await
}

/// Puts the database of a verified backup into one that is empty.
pub async fn restore_database(backup: &Path, database: &str) -> Result<(), Problem> {
    if !crate::database::is_empty(database).await? {
        return Err(Problem::broken("the database is not empty; restore into one of its own"));
    }
    crate::database::make_roles(database).await?;
    tools::restore(database, &backup.join(DATABASE))
}

/// Copies the files of a folder, durable, with the rights that they need.
fn copy(from: &Path, to: &Path) -> Result<(), Problem> {
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    fs::create_dir_all(to).map_err(Problem::broken)?;
    let secret = to.file_name().is_some_and(|name| name == SECRET);
    let mode = if secret { 0o700 } else { 0o755 };
    fs::set_permissions(to, fs::Permissions::from_mode(mode)).map_err(Problem::broken)?;
    for entry in entries {
        let entry = entry.map_err(Problem::broken)?;
        if !entry.file_type().map_err(Problem::broken)?.is_file() {
            continue;
        }
        let bytes = fs::read(entry.path()).map_err(Problem::broken)?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        if secret {
            secrets::keep_file(to, name, &bytes)?;
        } else {
            fs::write(to.join(name), bytes).map_err(Problem::broken)?;
        }
    }
    sync(to)
}

/// Makes the names in a folder of folders durable.
fn sync_tree(folder: &Path) -> Result<(), Problem> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry.map_err(Problem::broken)?;
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            sync_tree(&entry.path())?;
        }
    }
    sync(folder)
}

fn sync(folder: &Path) -> Result<(), Problem> {
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(Problem::broken)
}

fn beside(into: &Path) -> PathBuf {
    let mut name = into.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

fn refuse(path: &Path, why: &str) -> Problem {
    Problem::broken(format!("{} {why}", path.display()))
}
