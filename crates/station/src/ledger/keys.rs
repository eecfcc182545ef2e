//! The keys of the log: made at the first start, kept outside the database, turned by command.
//!
//! `DATA/keys/log.key` signs. `DATA/keys/log.pub` lists every key that ever signed, the present one
//! last, so that what was signed before a turn still verifies.

use crate::secrets::{keep_file, random};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{SigningKey, VerifyingKey};
use kernel::Problem;
use std::fs;
use std::path::Path;

const SIGNING: &str = "log.key";
const VERIFYING: &str = "log.pub";

/// The key that signs checkpoints, and those that have signed.
#[derive(Clone)]
pub struct LogKeys {
    signing: SigningKey,
    verifying: Vec<VerifyingKey>,
}

impl std::fmt::Debug for LogKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogKeys({} that verify)", self.verifying.len())
    }
}

impl LogKeys {
    /// The keys around the bytes of the one that signs.
    #[must_use]
    pub fn new(seed: [u8; 32]) -> Self {
        let signing = SigningKey::from_bytes(&seed);
        let verifying = vec![signing.verifying_key()];
        Self { signing, verifying }
    }

    /// Reads the keys of a folder, or makes them at the first start.
    pub fn keep(folder: &Path) -> Result<Self, Problem> {
        let Ok(bytes) = fs::read(folder.join(SIGNING)) else {
            return Self::make(folder, Vec::new());
        };
        let seed = bytes.try_into().map_err(|_| unusable(&folder.join(SIGNING)))?;
        let mut keys = Self::new(seed);
        let listed = fs::read_to_string(folder.join(VERIFYING)).map_err(Problem::broken)?;
        let listed: Option<Vec<VerifyingKey>> = listed.lines().map(read_line).collect();
        keys.verifying = listed.ok_or_else(|| unusable(&folder.join(VERIFYING)))?;
        // Killed between the two files of a turn: the list may have a key that never signed, and
        // always has the one that does.
        if !keys.verifying.contains(&keys.signing.verifying_key()) {
            return Err(unusable(&folder.join(VERIFYING)));
        }
        Ok(keys)
    }

    /// Makes a new key to sign with; those before go on to verify.
    pub fn turn(folder: &Path) -> Result<Self, Problem> {
        let before = Self::keep(folder)?;
        Self::make(folder, before.verifying)
    }

    fn make(folder: &Path, before: Vec<VerifyingKey>) -> Result<Self, Problem> {
        let seed = random::<32>()?;
        let mut keys = Self::new(seed);
        keys.verifying.splice(0..0, before);
        let lines: String = keys.verifying.iter().map(|key| STANDARD.encode(key) + "\n").collect();
        // The list first: what is signed can always be verified.
        keep_file(folder, VERIFYING, lines.as_bytes())?;
        keep_file(folder, SIGNING, &seed)?;
        Ok(keys)
    }

    pub(crate) const fn signing(&self) -> &SigningKey {
        &self.signing
    }

    pub(crate) fn verifying(&self) -> &[VerifyingKey] {
        &self.verifying
    }

    /// Every key of a log of this name, as those who check need it, the present one last.
    #[must_use]
    pub fn verifiers(&self, origin: &str) -> Vec<String> {
        self.verifying.iter().map(|key| super::note::verifier(origin, key)).collect()
    }
}

fn read_line(line: &str) -> Option<VerifyingKey> {
    let bytes: [u8; 32] = STANDARD.decode(line).ok()?.try_into().ok()?;
    VerifyingKey::from_bytes(&bytes).ok()
}

fn unusable(path: &Path) -> Problem {
    Problem::broken(format!("{} is not as we wrote it; restore it from a backup", path.display()))
}

#[cfg(test)]
mod tests {
    use super::LogKeys;
    use crate::ledger::checkpoint::Checkpoint;
    use kernel::ForceId;

    #[test]
    fn what_was_signed_before_a_turn_still_verifies() {
        let folder = tempfile::tempdir().unwrap();
        let force = ForceId::parse("x1").unwrap();
        let checkpoint = Checkpoint { size: 3, root: [7; 32] };
        let first = LogKeys::keep(folder.path()).unwrap();
        let before = checkpoint.sign(&force, &first);
        let turned = LogKeys::turn(folder.path()).unwrap();
        let again = LogKeys::keep(folder.path()).unwrap();
        let after = checkpoint.sign(&force, &again);
        assert_ne!(before, after);
        for note in [&before, &after] {
            assert_eq!(Checkpoint::open(note, &force, &turned), Some(checkpoint));
        }
        assert_eq!(Checkpoint::open(&after, &force, &first), None);
        assert_eq!(again.verifiers("bluelamp.x1").len(), 2);
    }

    #[test]
    fn a_list_without_the_key_that_signs_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        LogKeys::keep(folder.path()).unwrap();
        std::fs::write(folder.path().join("log.pub"), "").unwrap();
        assert!(LogKeys::keep(folder.path()).is_err());
    }
}
