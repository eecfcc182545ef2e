//! All pieces of all files, carried out of a store into a folder, and from there into another store:
//! for backups. They stay sealed on the way.

use super::{Blobs, problem};
use futures_util::{StreamExt, TryStreamExt};
use kernel::Problem;
use object_store::path::Path as Name;
use object_store::{Error, ObjectStoreExt};
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// How many pieces are on their way at once: four mebibytes.
const AT_ONCE: usize = 8;

impl Blobs {
    /// Whether there is nothing in it.
    pub async fn is_empty(&self) -> Result<bool, Problem> {
        Ok(self.objects.list(None).try_next().await.map_err(problem)?.is_none())
    }

    /// Copies every piece into a folder, durable, for its owner alone. What is erased meanwhile is not
    /// in it. Returns how many pieces it was.
    pub async fn take_out(&self, folder: &Path) -> Result<usize, Problem> {
        private(folder)?;
        let objects = self.objects.list(None).map_err(problem);
        let copied = objects.map_ok(|object| self.take_one(object.location, folder));
        let copied = copied.try_buffer_unordered(AT_ONCE);
        copied.try_fold(0, async |count, taken: usize| Ok(count + taken)).await
    }

    async fn take_one(&self, name: Name, folder: &Path) -> Result<usize, Problem> {
        let found = match self.objects.get(&name).await {
            Ok(found) => found,
            Err(Error::NotFound { .. }) => return Ok(0),
            Err(error) => return Err(problem(error)),
        };
        let bytes = found.bytes().await.map_err(problem)?;
        let mut place = folder.to_owned();
        for part in name.parts() {
            private(&place)?;
            place.push(part.as_ref());
        }
        let mut file = fs::File::create(&place).map_err(Problem::broken)?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(Problem::broken)?;
        Ok(1)
    }

    /// Brings every piece of such a folder in. Refused when there is something in the store already.
    /// Returns how many pieces it was.
    pub async fn bring_in(&self, folder: &Path) -> Result<usize, Problem> {
        if !self.is_empty().await? {
            return Err(Problem::broken(
                "the store of files is not empty; restore into one of its own",
            ));
        }
        let pieces = pieces(folder)?;
        let count = pieces.len();
        let brought = futures_util::stream::iter(pieces).map(|piece| self.bring_one(folder, piece));
        brought.buffer_unordered(AT_ONCE).try_for_each(async |()| Ok(())).await?;
        Ok(count)
    }

    async fn bring_one(&self, folder: &Path, piece: PathBuf) -> Result<(), Problem> {
        let below = piece.strip_prefix(folder).map_err(Problem::broken)?;
        let name: Name = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let bytes = fs::read(&piece).map_err(Problem::broken)?;
        self.put(&name, bytes).await
    }
}

fn private(folder: &Path) -> Result<(), Problem> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(Problem::broken)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(Problem::broken)
}

/// The files of a folder of folders; none when there is no such folder.
fn pieces(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry.map_err(Problem::broken)?;
            let kind = entry.file_type().map_err(Problem::broken)?;
            if kind.is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    Ok(found)
}
