//! Words that may tell of danger. The words are data, in `words/danger.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// Words of danger in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// What they may tell of, such as `weapon`.
    pub code: &'static str,
    /// The words, as our list has them.
    pub words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    sign: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    en: Vec<String>,
    cy: Vec<String>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    // A test reads the same text and fails when it is wrong.
    toml::from_str(include_str!("../words/danger.toml")).unwrap_or(List { sign: Vec::new() })
});

/// The signs of danger in a text, one for each kind, in the order of the list.
#[must_use]
pub fn signs(text: &str) -> Vec<Sign> {
    let text = plain(text);
    let found = |entry: &'static Entry| {
        let words =
            entry.en.iter().chain(&entry.cy).find(|words| text.contains(&format!(" {words} ")))?;
        Some(Sign { code: entry.code.as_str(), words: words.clone() })
    };
    LIST.sign.iter().filter_map(found).collect()
}

/// Lower case, words apart by one space, nothing else; apostrophes inside English contractions
/// vanish (`can't` is `cant`), those of Welsh articles part words (`i'r` is `i r`).
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 2);
    plain.push(' ');
    let lower = text.to_lowercase();
    let mut letters = lower.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\'' | '’' | '‘' => {
                let contraction = matches!(letters.peek(), Some('t' | 's' | 'm'));
                if !contraction {
                    push_space(&mut plain);
                }
            }
            _ if c.is_alphanumeric() => plain.push(unaccented(c)),
            _ => push_space(&mut plain),
        }
    }
    push_space(&mut plain);
    plain
}

fn push_space(plain: &mut String) {
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
}

/// Welsh circumflexes and the like are often left out when typing.
const fn unaccented(c: char) -> char {
    match c {
        'â' | 'á' | 'à' | 'ä' => 'a',
        'ê' | 'é' | 'è' | 'ë' => 'e',
        'î' | 'í' | 'ì' | 'ï' => 'i',
        'ô' | 'ó' | 'ò' | 'ö' => 'o',
        'û' | 'ú' | 'ù' | 'ü' => 'u',
        'ŵ' | 'ẃ' | 'ẁ' => 'w',
        'ŷ' | 'ý' | 'ỳ' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{List, plain, signs};

    #[test]
    fn the_list_is_whole_and_written_as_texts_are_read() {
        let list: List = toml::from_str(include_str!("../words/danger.toml")).unwrap();
        assert!(list.sign.len() >= 7);
        for entry in &list.sign {
            assert!(!entry.en.is_empty() && !entry.cy.is_empty(), "{}", entry.code);
            for words in entry.en.iter().chain(&entry.cy) {
                assert_eq!(plain(words), format!(" {words} "), "{}", entry.code);
            }
        }
    }

    #[test]
    fn words_are_found_whole_in_any_spelling() {
        for (text, code) in [
            ("KNIFE!", Some("weapon")),
            ("He can't... I can't talk", Some("happening_now")),
            ("tu allan i'r tŷ", Some("happening_now")),
            ("knifed", None),
            ("begun", None),
        ] {
            assert_eq!(signs(text).first().map(|sign| sign.code), code, "{text}");
        }
    }
}
