//! Signed notes (C2SP signed-note) and the keys that sign them (Ed25519).

use crate::secrets::{hex, sha256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// The kind of signature: Ed25519.
const ED25519: u8 = 1;
/// What a line with a signature begins with.
const MARK: &str = "\u{2014} ";

/// The first four bytes of a hash over a key's name and the key: which of a signer's keys it was.
type KeyId = [u8; 4];

fn key_id(name: &str, key: &VerifyingKey) -> KeyId {
    let [a, b, c, d, ..] = sha256(&[name.as_bytes(), b"\n", &[ED25519], key.as_bytes()].concat());
    [a, b, c, d]
}

/// A key as those who check need it: `name+id+key`.
#[must_use]
pub(super) fn verifier(name: &str, key: &VerifyingKey) -> String {
    let bytes = [&[ED25519], key.as_bytes().as_slice()].concat();
    format!("{name}+{}+{}", hex(&key_id(name, key)), STANDARD.encode(bytes))
}

/// A note of this text (it ends with a line end), signed in a name.
#[must_use]
pub(super) fn sign(text: &str, name: &str, key: &SigningKey) -> String {
    let id = key_id(name, &key.verifying_key());
    let signature = key.sign(text.as_bytes()).to_bytes();
    let line = STANDARD.encode([id.as_slice(), signature.as_slice()].concat());
    format!("{text}\n{MARK}{name} {line}\n")
}

/// The text of a note, if one of these keys signed it in this name.
#[must_use]
pub(super) fn open<'n>(note: &'n str, name: &str, keys: &[VerifyingKey]) -> Option<&'n str> {
    let (text, signatures) = note.split_at(note.rfind("\n\n")? + 1);
    let lines = signatures.strip_prefix('\n')?.strip_suffix('\n')?.split('\n');
    let ours =
        lines.filter_map(|line| line.strip_prefix(MARK)?.strip_prefix(name)?.strip_prefix(' '));
    let signed = ours.filter_map(|line| STANDARD.decode(line).ok()).any(|bytes| {
        let Some((id, signature)) = bytes.split_at_checked(4) else { return false };
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        let by_id = keys.iter().filter(|key| key_id(name, key).as_slice() == id);
        by_id.into_iter().any(|key| key.verify_strict(text.as_bytes(), &signature).is_ok())
    });
    signed.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{open, sign, verifier};
    use ed25519_dalek::SigningKey;

    #[test]
    fn a_note_opens_for_its_own_name_and_key_and_unchanged_alone() {
        let (key, other) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let keys = [other.verifying_key(), key.verifying_key()];
        let note = sign("a\n\nb\n", "log.example", &key);
        assert_eq!(open(&note, "log.example", &keys), Some("a\n\nb\n"));
        assert_eq!(open(&note, "log.exampl", &keys), None);
        assert_eq!(open(&note, "log.example", &keys[..1]), None);
        for place in 0..note.len() {
            let mut changed = note.clone().into_bytes();
            changed[place] ^= 1;
            if let Ok(changed) = String::from_utf8(changed) {
                assert_eq!(open(&changed, "log.example", &keys), None, "{place}");
            }
        }
        let told = verifier("log.example", &key.verifying_key());
        assert!(told.starts_with("log.example+") && told.split('+').count() >= 3, "{told}");
    }
}
