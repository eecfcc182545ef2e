//! Sealing: authenticated encryption of small things that only a key outside the database opens.

use crate::secrets;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use kernel::Problem;

const NONCE: usize = 24;

/// Seals bytes under a key. What it is about (`context`) is bound to it: sealed bytes that are
/// moved elsewhere do not open.
pub fn seal(key: &[u8; 32], context: &[u8], plain: &[u8]) -> Result<Vec<u8>, Problem> {
    let nonce = secrets::random::<NONCE>()?;
    let sealed = XChaCha20Poly1305::new(&(*key).into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context })
        .map_err(|_| Problem::broken("sealing failed"))?;
    Ok([nonce.as_slice(), sealed.as_slice()].concat())
}

/// Opens sealed bytes. Nothing when the key or the context is another, or a byte was changed.
#[must_use]
pub fn open(key: &[u8; 32], context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: context })
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{open, seal};

    #[test]
    fn only_the_same_key_and_context_open_what_was_sealed() {
        let sealed = seal(&[1; 32], b"draft", b"the story").unwrap();
        assert_eq!(open(&[1; 32], b"draft", &sealed).unwrap(), b"the story");
        assert!(open(&[2; 32], b"draft", &sealed).is_none());
        assert!(open(&[1; 32], b"other", &sealed).is_none());
        assert!(open(&[1; 32], b"draft", b"").is_none());
        for place in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[place] ^= 1;
            assert!(open(&[1; 32], b"draft", &damaged).is_none(), "byte {place}");
        }
    }
}
