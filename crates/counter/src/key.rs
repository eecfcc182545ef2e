//! The key that only a person's browser holds. Without it their draft is unreadable.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// 32 random bytes in a session cookie of the public. Its debug form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// A new key around random bytes.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// Reads the text of a cookie; nothing when it is not exactly what we would have written.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// The text of the cookie. Never for a log or a page.
    #[must_use]
    pub fn cookie_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// A secret for one purpose: HMAC-SHA-256 of the label under the key.
    #[must_use]
    pub fn derive(&self, label: &str) -> [u8; 32] {
        keyed_hash(&self.0, label)
    }

    /// What a form carries in its hidden field `csrf` to show that it came from a page of ours.
    #[must_use]
    pub fn csrf_token(&self) -> String {
        token_of(self.cookie_text().as_bytes())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key(hidden)")
    }
}

/// The form token that belongs to the text of a session cookie. It gives nothing of it away.
pub(crate) fn token_of(cookie_text: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(keyed_hash(cookie_text, "form token v1"))
}

/// Bytes as text that is safe in headers, attributes and cookies.
pub(crate) fn as_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// HMAC-SHA-256 of a label under a secret of any length.
pub(crate) fn keyed_hash(secret: &[u8], label: &str) -> [u8; 32] {
    // Longer secrets than a block are hashed first, as HMAC itself does: the fixed-size key of the
    // infallible constructor then fits every length.
    let mut block = [0; 64];
    if let Some(start) = block.get_mut(..secret.len()) {
        start.copy_from_slice(secret);
    } else {
        let digest: [u8; 32] = <Sha256 as sha2::Digest>::digest(secret).into();
        block.iter_mut().zip(digest).for_each(|(slot, byte)| *slot = byte);
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(label.as_bytes());
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::{Key, keyed_hash};

    #[test]
    fn a_key_survives_its_cookie_and_nothing_else_is_a_key() {
        let key = Key::new([7; 32]);
        assert_eq!(Key::parse(&key.cookie_text()), Some(key.clone()));
        let text = key.cookie_text();
        for tampered in ["", "AAAA", &text[1..], &format!("{text}A"), &format!("{text}="), "é"] {
            assert_eq!(Key::parse(tampered), None, "{tampered}");
        }
    }

    #[test]
    fn a_key_never_shows_itself() {
        assert_eq!(format!("{:?}", Key::new([1; 32])), "Key(hidden)");
    }

    #[test]
    fn each_purpose_has_its_own_secret() {
        let key = Key::new([1; 32]);
        assert_ne!(key.derive("draft"), key.derive("look-up"));
        assert_ne!(key.csrf_token(), Key::new([2; 32]).csrf_token());
        assert!(!key.csrf_token().contains(&key.cookie_text()));
    }

    #[test]
    fn the_keyed_hash_is_hmac_sha_256() {
        // Test cases 2 and 6 of RFC 4231.
        for (secret, label, begin) in [
            (b"Jefe".to_vec(), "what do ya want for nothing?", [0x5b, 0xdc, 0xc1, 0x46]),
            (
                vec![0xaa; 131],
                "Test Using Larger Than Block-Size Key - Hash Key First",
                [0x60, 0xe4, 0x31, 0x59],
            ),
        ] {
            assert_eq!(keyed_hash(&secret, label)[..4], begin);
        }
    }
}
