//! What was last signed, seen from outside the database: whoever puts an older state of the database
//! in the place of a newer one is found out.

use super::checkpoint::Checkpoint;
use super::keys::LogKeys;
use kernel::{ForceId, Problem};
use std::path::PathBuf;

/// A folder with the newest checkpoint of each force's log; or nothing, where nobody looks from
/// outside.
#[derive(Clone, Debug, Default)]
pub struct Witness(Option<PathBuf>);

impl Witness {
    /// A witness that writes into a folder.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self(Some(folder))
    }

    /// Keeps a checkpoint, unless a larger one was seen before.
    pub(crate) fn saw(
        &self,
        force: &ForceId,
        checkpoint: Checkpoint,
        note: &str,
    ) -> Result<(), Problem> {
        let Some(folder) = &self.0 else { return Ok(()) };
        let kept = self.note(force).and_then(|kept| kept.lines().nth(1)?.parse::<u64>().ok());
        if kept.is_some_and(|size| size >= checkpoint.size) {
            return Ok(());
        }
        let write = || {
            std::fs::create_dir_all(folder)?;
            let new = folder.join(format!("{force}.new"));
            std::fs::write(&new, note)?;
            std::fs::rename(&new, folder.join(force.as_str()))
        };
        write().map_err(Problem::broken)
    }

    /// What was last seen of a force's log. An error when what is kept is no checkpoint of ours.
    pub(crate) fn last(
        &self,
        force: &ForceId,
        keys: &LogKeys,
    ) -> Result<Option<Checkpoint>, String> {
        let Some(note) = self.note(force) else { return Ok(None) };
        let opened = Checkpoint::open(&note, force, keys);
        opened.map(Some).ok_or_else(|| "the checkpoint outside is not ours".to_owned())
    }

    fn note(&self, force: &ForceId) -> Option<String> {
        std::fs::read_to_string(self.0.as_ref()?.join(force.as_str())).ok()
    }
}
