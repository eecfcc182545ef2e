//! Secrets: random bytes, the server's own key, and what is derived from it.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use kernel::Problem;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use zeroize::Zeroizing;

/// Random bytes from the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Problem::broken)?;
    Ok(bytes)
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |text, byte| format!("{text}{byte:02x}"))
}

/// The bytes of hexadecimal digits; nothing when it is anything else.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let pairs = digits.chunks_exact(2).map(|pair| str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The server's own secret. Everything that must be the same after a restart and on every server
/// of an installation is derived from it.
#[derive(Clone)]
pub struct ServerKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ServerKey(hidden)")
    }
}

impl ServerKey {
    /// The key around raw bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Reads the key from `DATA/keys/server.key`, or makes it at the first start: durable before it
    /// is used, readable by nobody else.
    pub fn keep(folder: &Path) -> Result<Self, Problem> {
        let path = folder.join("server.key");
        if let Ok(bytes) = fs::read(&path) {
            let bytes: [u8; 32] = bytes.try_into().map_err(|_| {
                Problem::broken(format!(
                    "{} is not a key of 32 bytes; restore it from a backup",
                    path.display()
                ))
            })?;
            return Ok(Self::new(bytes));
        }
        let bytes = random::<32>()?;
        keep_file(folder, "server.key", &bytes)?;
        Ok(Self::new(bytes))
    }

    /// A key for one purpose.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        derive(self.0.as_slice(), purpose)
    }

    /// A keyed hash for one purpose.
    #[must_use]
    pub fn mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        mac(&self.derive(purpose), data)
    }

    /// As many bytes for one purpose and context as asked for.
    #[must_use]
    pub fn expand<const N: usize>(&self, purpose: &str, context: &[u8]) -> [u8; N] {
        let mut bytes = [0; N];
        let expander = Hkdf::<Sha256>::new(Some(context), &self.derive(purpose));
        // Fails only beyond 255 blocks; then the bytes stay zero and are refused where they are used.
        let _ = expander.expand(purpose.as_bytes(), &mut bytes);
        bytes
    }
}

/// Writes a file that nobody else may read into a folder of such files: whole and durable, or not at
/// all.
pub fn keep_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Problem> {
    let write = || {
        fs::create_dir_all(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        let new = folder.join(format!("{name}.new"));
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, folder.join(name))?;
        fs::File::open(folder)?.sync_all()
    };
    write().map_err(Problem::broken)
}

/// A key for one purpose from a secret.
#[must_use]
pub fn derive(secret: &[u8], purpose: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    let _ = Hkdf::<Sha256>::new(None, secret).expand(purpose.as_bytes(), &mut bytes);
    bytes
}

/// A keyed hash (HMAC-SHA-256).
#[must_use]
pub fn mac(key: &[u8; 32], data: &[u8]) -> [u8; 32] {
    // HMAC fills a short key up with zeros; so do we, to have one of the type's own size.
    let mut block = [0; 64];
    block.iter_mut().zip(key).for_each(|(slot, byte)| *slot = *byte);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(data);
    mac.finalize().into_bytes().into()
}

/// Whether two hashes are the same, in the same time whatever they are.
#[must_use]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    use subtle::ConstantTimeEq;
    one.ct_eq(other).into()
}

#[cfg(test)]
mod tests {
    use super::{ServerKey, from_hex, hex, random};
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_key_is_made_once_and_read_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        let first = ServerKey::keep(&keys).unwrap();
        let second = ServerKey::keep(&keys).unwrap();
        assert_eq!(first.mac("x", b"y"), second.mac("x", b"y"));
        let mode = std::fs::metadata(keys.join("server.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_key_is_refused_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("server.key"), b"short").unwrap();
        assert!(ServerKey::keep(folder.path()).is_err());
    }

    #[test]
    fn hexadecimal_digits_are_read_as_they_are_written() {
        assert_eq!(from_hex(&hex(&[0, 1, 0xab, 0xff])), Some(vec![0, 1, 0xab, 0xff]));
        assert_eq!(from_hex(""), Some(vec![]));
        for wrong in ["0", "0g", "+1", " 1", "é"] {
            assert_eq!(from_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn keys_differ_by_purpose_and_context() {
        let key = ServerKey::new(random().unwrap());
        assert_ne!(key.derive("one"), key.derive("two"));
        assert_ne!(key.expand::<16>("one", b"a"), key.expand::<16>("one", b"b"));
        assert_ne!(key.expand::<64>("one", b"a"), [0; 64]);
    }
}
