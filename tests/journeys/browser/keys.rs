//! The keys of a keyboard, as DevTools wants them described.

use super::error::Fault;
use serde_json::{Value, json};

/// A key, and what is held down with it.
pub(super) struct Key {
    name: String,
    code: String,
    number: u32,
    text: String,
    held: u32,
}

/// Name, number of the virtual key, and what it types.
const NAMED: &[(&str, u32, &str)] = &[
    ("Backspace", 8, ""),
    ("Tab", 9, ""),
    ("Enter", 13, "\r"),
    ("Shift", 16, ""),
    ("Escape", 27, ""),
    ("Space", 32, " "),
    ("PageUp", 33, ""),
    ("PageDown", 34, ""),
    ("End", 35, ""),
    ("Home", 36, ""),
    ("ArrowLeft", 37, ""),
    ("ArrowUp", 38, ""),
    ("ArrowRight", 39, ""),
    ("ArrowDown", 40, ""),
    ("Delete", 46, ""),
];

const HELD: &[(&str, u32)] = &[("Alt+", 1), ("Control+", 2), ("Shift+", 8)];

impl Key {
    /// Reads `Enter`, `Shift+Tab`, `Control+k`, `a`. Fails on a name that no key has.
    pub(super) fn named(said: &str) -> Result<Self, Fault> {
        let (mut rest, mut held) = (said, 0);
        while let Some((key, bit)) = HELD.iter().find(|(key, _)| rest.starts_with(key)) {
            rest = rest.get(key.len()..).unwrap_or_default();
            held |= bit;
        }
        if let Some(&(name, number, text)) = NAMED.iter().find(|(name, ..)| *name == rest) {
            let key = if name == "Space" { " " } else { name };
            let code = if name == "Shift" { "ShiftLeft" } else { name };
            return Ok(Self {
                name: key.to_owned(),
                code: code.to_owned(),
                number,
                text: text.to_owned(),
                held: if name == "Shift" { held | 8 } else { held },
            });
        }
        let mut letters = rest.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Ok(Self::letter(letter, held)),
            _other => Err(format!("there is no key {said:?}").into()),
        }
    }

    fn letter(letter: char, held: u32) -> Self {
        let upper = letter.to_ascii_uppercase();
        let types = held & !8 == 0;
        Self {
            name: letter.to_string(),
            code: if upper.is_ascii_uppercase() { format!("Key{upper}") } else { String::new() },
            number: if upper.is_ascii_alphanumeric() { u32::from(upper) } else { 0 },
            text: if types { letter.to_string() } else { String::new() },
            held,
        }
    }

    /// Whether it only moves about on the page or writes in a field: no page can come of it.
    pub(super) fn stays(&self) -> bool {
        let moves = ["Tab", "Arrow", "Page", "Home", "End", "Backspace", "Delete"];
        let writes = self.name.chars().count() == 1 && self.name != " " && !self.text.is_empty();
        writes || moves.iter().any(|key| self.name.starts_with(key))
    }

    /// The event of pressing it.
    pub(super) fn down(&self) -> Value {
        let kind = if self.text.is_empty() { "rawKeyDown" } else { "keyDown" };
        self.event(kind, &self.text)
    }

    /// The event of letting it go.
    pub(super) fn up(&self) -> Value {
        self.event("keyUp", "")
    }

    fn event(&self, kind: &str, text: &str) -> Value {
        json!({
            "type": kind, "key": self.name, "code": self.code, "text": text,
            "windowsVirtualKeyCode": self.number, "modifiers": self.held,
        })
    }
}
