//! Nothing that looks like a secret lies in the tree, not even one for tests: tests make theirs.

use super::finding::Finding;
use crate::tree::{Tree, has_ending};

const RULE: &str = "secrets";
const ENDINGS: [&str; 8] = ["pem", "key", "p12", "pfx", "jks", "kdbx", "keytab", "ppk"];
const NAMES: [&str; 7] =
    [".env", ".netrc", ".pgpass", "id_rsa", "id_ecdsa", "id_ed25519", "credentials"];
/// Beginnings of texts that only secrets have; taken apart, so that this file is no finding.
const MARKS: [[&str; 2]; 6] = [
    ["-----BEGIN PRIVATE", " KEY"],
    ["-----BEGIN RSA PRIVATE", " KEY"],
    ["-----BEGIN EC PRIVATE", " KEY"],
    ["-----BEGIN OPENSSH PRIVATE", " KEY"],
    ["AGE-SECRET", "-KEY-1"],
    [":_auth", "Token="],
];

/// Looks at names and texts.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files().filter_map(|(path, text)| suspicious(path, text)).collect()
}

fn suspicious(path: &str, text: &str) -> Option<Finding> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let by_name = NAMES.contains(&name)
        || name.starts_with(".env.")
        || ENDINGS.iter().any(|ending| has_ending(name, ending));
    let line = MARKS.iter().find_map(|mark| {
        let at = text.find(&mark.concat())?;
        text.get(..at).map(|before| before.matches('\n').count() + 1)
    });
    (by_name || line.is_some()).then(|| {
        Finding::fault(
            RULE,
            (path, line.unwrap_or(0)),
            "this looks like a secret",
            "take it out of the tree and its history, and change it where it is used",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> bool {
        !check(&Tree::of([(path, text)])).is_empty()
    }

    #[test]
    fn secrets_are_known_by_name_and_by_text() {
        for path in ["server.pem", "a/.env", ".env.local", "x/id_ed25519", "deploy.key"] {
            assert!(found(path, ""), "{path}");
        }
        for mark in MARKS {
            assert!(found("a.txt", &format!("x\n{}", mark.concat())), "{mark:?}");
        }
    }

    #[test]
    fn what_speaks_of_secrets_is_none() {
        for path in ["src/key.rs", "env.rs", "keyboard.md", ".editorconfig"] {
            assert!(!found(path, "the private key"), "{path}");
        }
    }
}
