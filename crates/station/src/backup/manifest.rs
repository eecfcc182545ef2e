//! What is in a backup, with a hash of each file.

use crate::secrets::hex;
use kernel::{Instant, Problem};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::Path;

/// The name of its file.
const NAME: &str = "manifest.json";
/// The format that this program writes and reads.
const FORMAT: u32 = 1;

/// What a backup is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of backups: 1.
    pub format: u32,
    /// The program that made it.
    pub program: String,
    /// When it was begun.
    pub made_at: Instant,
    /// Its files.
    pub files: Vec<File>,
}

/// One file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path in the backup.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Whether it opens what others may not read: keep it apart from the rest.
    pub secret: bool,
}

impl Manifest {
    /// Of a folder with everything else in it.
    pub(super) fn of(folder: &Path, made_at: Instant) -> Result<Self, Problem> {
        let mut files = Vec::new();
        gather(folder, "", &mut files)?;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let program = env!("CARGO_PKG_VERSION").to_owned();
        Ok(Self { format: FORMAT, program, made_at, files })
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), Problem> {
        let text = serde_json::to_vec_pretty(self).map_err(Problem::broken)?;
        crate::secrets::keep_file(folder, NAME, &text)
    }

    /// Of a backup. A folder without one is no backup, or an unfinished one.
    pub fn read(folder: &Path) -> Result<Self, Problem> {
        let text = fs::read(folder.join(NAME))
            .map_err(|_| Problem::broken(format!("{} is no finished backup", folder.display())))?;
        let manifest: Self = serde_json::from_slice(&text).map_err(|error| {
            Problem::broken(format!("{NAME} of {} was changed: {error}", folder.display()))
        })?;
        if manifest.format == FORMAT {
            return Ok(manifest);
        }
        Err(Problem::broken(format!(
            "a backup of format {}; this program reads 1",
            manifest.format
        )))
    }
}

fn gather(folder: &Path, under: &str, files: &mut Vec<File>) -> Result<(), Problem> {
    for entry in fs::read_dir(folder).map_err(Problem::broken)? {
        let entry = entry.map_err(Problem::broken)?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        let path = if under.is_empty() { name } else { format!("{under}/{name}") };
        if entry.file_type().map_err(Problem::broken)?.is_dir() {
            gather(&entry.path(), &path, files)?;
            continue;
        }
        let (bytes, sha256) = hash_of(&entry.path())?;
        let secret = path.starts_with(super::SECRET);
        files.push(File { path, bytes, sha256, secret });
    }
    Ok(())
}

/// Length and hash of a file, read bit by bit.
pub(super) fn hash_of(path: &Path) -> Result<(u64, String), Problem> {
    let mut file = fs::File::open(path).map_err(Problem::broken)?;
    let (mut hash, mut part, mut length) = (Sha256::new(), vec![0; 64 * 1024], 0_u64);
    loop {
        let read = file.read(&mut part).map_err(Problem::broken)?;
        let Some(bytes) = part.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        hash.update(bytes);
        length += u64::try_from(read).map_err(Problem::broken)?;
    }
    Ok((length, hex(&hash.finalize())))
}
