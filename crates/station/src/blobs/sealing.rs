//! Sealing of pieces: XChaCha20-Poly1305 under a key of the file's own, in place, each bound to its
//! file and its number.
//!
//! A sealed piece is nonce, ciphertext and tag. That none is missing at the end is known from the
//! row, which says how many bytes there are and what they hash to.

use crate::{seal, secrets};
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use kernel::{BlobId, Problem};
use zeroize::Zeroizing;

/// How many bytes stand before the ciphertext.
pub(super) const NONCE: usize = 24;
const TAG: usize = 16;
/// How many bytes a sealed piece has more than what is in it.
pub(super) const OVERHEAD: u64 = 40;

/// The key of one file.
pub(super) type Key = Zeroizing<[u8; 32]>;

fn wrapping(force: &str, blob: BlobId) -> Vec<u8> {
    format!("file key v1|{force}|{blob}").into_bytes()
}

/// Seals a file's key under the station's.
pub(super) fn wrap(
    station: &[u8; 32],
    force: &str,
    blob: BlobId,
    key: &[u8; 32],
) -> Result<Vec<u8>, Problem> {
    seal::seal(station, &wrapping(force, blob), key)
}

/// Opens a file's key.
pub(super) fn unwrap(
    station: &[u8; 32],
    force: &str,
    blob: BlobId,
    sealed: &[u8],
) -> Result<Key, Problem> {
    let key =
        seal::open(station, &wrapping(force, blob), sealed).and_then(|key| key.try_into().ok());
    key.map(Zeroizing::new).ok_or_else(|| {
        Problem::broken("the key of a file does not open: is this the server's key?")
    })
}

/// What a piece is bound to. `tail` is what came after the last whole piece so far.
pub(super) fn bound(blob: BlobId, index: u32, tail: bool) -> Vec<u8> {
    format!("piece v1|{blob}|{index}|{tail}").into_bytes()
}

/// Room for a piece: its nonce first, so that it is sealed where it was gathered.
pub(super) fn room() -> Vec<u8> {
    vec![0; NONCE]
}

/// Seals what stands after the nonce in a room, in place.
pub(super) fn close(key: &Key, bound: &[u8], mut room: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let nonce = secrets::random::<NONCE>()?;
    let (before, plain) = room
        .split_at_mut_checked(NONCE)
        .ok_or_else(|| Problem::broken("a piece without room for its nonce"))?;
    before.copy_from_slice(&nonce);
    let tag = XChaCha20Poly1305::new((&**key).into())
        .encrypt_inout_detached(&XNonce::from(nonce), bound, plain.into())
        .map_err(|_too_long| Problem::broken("a piece could not be sealed"))?;
    room.extend_from_slice(&tag);
    Ok(room)
}

/// Opens a sealed piece. Broken when a byte of it was changed or it is not the one that is asked for.
pub(super) fn open(key: &Key, bound: &[u8], mut sealed: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let changed = || Problem::broken("a piece of a file was changed, or is another's");
    let end = sealed.len().checked_sub(TAG).filter(|end| *end >= NONCE).ok_or_else(changed)?;
    let tag: [u8; TAG] =
        sealed.get(end..).and_then(|tag| tag.try_into().ok()).ok_or_else(changed)?;
    sealed.truncate(end);
    let nonce: [u8; NONCE] = sealed.first_chunk().copied().ok_or_else(changed)?;
    sealed.drain(..NONCE);
    XChaCha20Poly1305::new((&**key).into())
        .decrypt_inout_detached(
            &XNonce::from(nonce),
            bound,
            sealed.as_mut_slice().into(),
            &Tag::from(tag),
        )
        .map_err(|_changed| changed())?;
    Ok(sealed)
}

#[cfg(test)]
mod tests {
    use super::{bound, close, open, room};
    use kernel::BlobId;
    use zeroize::Zeroizing;

    #[test]
    fn a_piece_opens_only_whole_under_its_key_and_in_its_place() {
        let (key, blob) = (Zeroizing::new([1; 32]), BlobId::new("0199".repeat(8).parse().unwrap()));
        let here = bound(blob, 3, false);
        let mut plain = room();
        plain.extend_from_slice(b"a photograph");
        let sealed = close(&key, &here, plain).unwrap();
        assert_eq!(open(&key, &here, sealed.clone()).unwrap(), b"a photograph");
        for other in [bound(blob, 4, false), bound(blob, 3, true)] {
            assert!(open(&key, &other, sealed.clone()).is_err());
        }
        assert!(open(&Zeroizing::new([2; 32]), &here, sealed.clone()).is_err());
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(open(&key, &here, changed).is_err(), "byte {place}");
        }
        for length in 0..sealed.len() {
            assert!(open(&key, &here, sealed[..length].to_vec()).is_err(), "{length} bytes");
        }
    }
}
