//! Checkpoints (C2SP tlog-checkpoint): how large a force's log is and what its root is, signed.

use super::keys::LogKeys;
use super::merkle::Hash;
use super::note;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kernel::ForceId;

/// What a checkpoint says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many entries the log has.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// The name of a force's log, which is the name of its key.
#[must_use]
pub fn origin(force: &ForceId) -> String {
    format!("bluelamp.{force}")
}

impl Checkpoint {
    /// The signed note of it.
    #[must_use]
    pub fn sign(&self, force: &ForceId, keys: &LogKeys) -> String {
        let origin = origin(force);
        let text = format!("{origin}\n{}\n{}\n", self.size, STANDARD.encode(self.root));
        note::sign(&text, &origin, keys.signing())
    }

    /// What a note says, if it is a checkpoint of this force's log and one of our keys signed it.
    #[must_use]
    pub fn open(note: &str, force: &ForceId, keys: &LogKeys) -> Option<Self> {
        let origin = origin(force);
        let text = note::open(note, &origin, keys.verifying())?;
        let mut lines = text.strip_prefix(&origin)?.strip_prefix('\n')?.split('\n');
        let size = lines.next()?.parse().ok()?;
        let root = STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
        Some(Self { size, root })
    }
}
