//! The caller's words, when they are written in two windows at once.

/// The most characters of them.
pub(crate) const LONGEST: usize = 40_000;

/// What stands there once both are kept: what is stored, and what a window sends that has not seen it.
/// What one of them has and the other has not stays; a line that both have stands once.
#[must_use]
pub fn joined(stored: &str, sent: &str) -> String {
    if sent.starts_with(stored) {
        return sent.to_owned();
    }
    let known: Vec<&str> = stored.lines().map(str::trim).collect();
    let new = sent.lines().filter(|line| !line.trim().is_empty() && !known.contains(&line.trim()));
    let mut both = stored.trim_end().to_owned();
    for line in new {
        if !both.is_empty() {
            both.push('\n');
        }
        both.push_str(line);
    }
    both
}

/// The words, no longer than they may be.
pub(crate) fn fitting(words: &str) -> String {
    words.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn no_window_takes_a_word_from_the_other() {
        for (stored, sent, both) in [
            ("", "", ""),
            ("", "He is outside", "He is outside"),
            ("He is outside", "He is outside\nin a car", "He is outside\nin a car"),
            ("He is outside\nin a car", "He is outside", "He is outside\nin a car"),
            ("One\nTwo", "One\nThree", "One\nTwo\nThree"),
            ("One\n", "Two", "One\nTwo"),
            ("One", "", "One"),
        ] {
            assert_eq!(joined(stored, sent), both, "{stored:?} and {sent:?}");
        }
    }
}
