//! Several lines of text with a count of what may still be written.

use super::content::Extra;
use super::field::{Label, field};
use super::textarea::Textarea;
use askama::Template;
use kernel::{Language, Words};

kernel::words! {
    /// How many characters a field takes.
    UP_TO_CHARACTERS {
        en: "You can enter up to {count} characters",
        cy: "Gallwch ddefnyddio hyd at {count} o nodau",
    }
    /// How many words a field takes.
    UP_TO_WORDS {
        en: "You can enter up to {count} words",
        cy: "Gallwch ddefnyddio hyd at {count} o eiriau",
    }
    /// While there is room.
    CHARACTERS_LEFT { en: "You have {count} characters remaining", cy: "Mae gennych {count} nod ar ôl" }
    /// When the field is full.
    NO_CHARACTERS_LEFT { en: "You have 0 characters remaining", cy: "Mae gennych 0 nod ar ôl" }
    /// When there is too much.
    CHARACTERS_OVER {
        en: "You have {count} characters too many",
        cy: "Mae gennych {count} nod yn ormod",
    }
    /// While there is room.
    WORDS_LEFT { en: "You have {count} words remaining", cy: "Mae gennych {count} gair ar ôl" }
    /// While there is room for two, which changes the Welsh.
    TWO_WORDS_LEFT { en: "You have {count} words remaining", cy: "Mae gennych {count} air ar ôl" }
    /// When the field is full.
    NO_WORDS_LEFT { en: "You have 0 words remaining", cy: "Mae gennych 0 gair ar ôl" }
    /// When there is too much.
    WORDS_OVER { en: "You have {count} words too many", cy: "Mae gennych {count} gair yn ormod" }
    /// When there are two too many, which changes the Welsh.
    TWO_WORDS_OVER { en: "You have {count} words too many", cy: "Mae gennych {count} air yn ormod" }
}

/// One text for each of the six plural forms that Welsh has; only that for two differs.
macro_rules! plurals {
    ($key:literal, $words:ident, $two:ident) => {
        [
            (concat!("data-i18n.", $key, ".zero"), $words),
            (concat!("data-i18n.", $key, ".one"), $words),
            (concat!("data-i18n.", $key, ".two"), $two),
            (concat!("data-i18n.", $key, ".few"), $words),
            (concat!("data-i18n.", $key, ".many"), $words),
            (concat!("data-i18n.", $key, ".other"), $words),
        ]
    };
}

/// What the script says, by attribute. English is in the script itself.
const TRANSLATIONS: [&[(&str, Words)]; 5] = [
    &plurals!("characters-under-limit", CHARACTERS_LEFT, CHARACTERS_LEFT),
    &plurals!("characters-over-limit", CHARACTERS_OVER, CHARACTERS_OVER),
    &plurals!("words-under-limit", WORDS_LEFT, TWO_WORDS_LEFT),
    &plurals!("words-over-limit", WORDS_OVER, TWO_WORDS_OVER),
    &[
        ("data-i18n.characters-at-limit", NO_CHARACTERS_LEFT),
        ("data-i18n.words-at-limit", NO_WORDS_LEFT),
    ],
];

/// A field for several lines of text that says how much may still be written. It counts; it does
/// not stop anyone.
#[derive(Clone, Debug, Template)]
#[template(path = "components/character_count.html")]
pub struct CharacterCount {
    textarea: Textarea,
    language: Language,
    limit: u32,
    description: Option<String>,
    counts_words: bool,
    message: Extra,
}

impl CharacterCount {
    /// A field of this name that asks for this and takes so many characters.
    #[must_use]
    pub fn new(
        language: Language,
        name: impl Into<String>,
        label: impl Into<Label>,
        limit: u32,
    ) -> Self {
        let mut textarea = Textarea::new(name, label)
            .class("govuk-js-character-count")
            .group_class("govuk-character-count");
        let around = &mut textarea.field.around.attributes;
        around.add("data-module", "govuk-character-count");
        around.add("data-maxlength", limit.to_string());
        if language != Language::English {
            for (attribute, words) in TRANSLATIONS.into_iter().flatten() {
                around.add(attribute, words.fill(language, &[("count", "%{count}")]));
            }
        }
        Self {
            textarea,
            language,
            limit,
            description: None,
            counts_words: false,
            message: Extra::default(),
        }
    }

    field!(textarea.field);

    /// What is counted: `length` as computers do, unless said otherwise; `characters` as people see
    /// them; or `words`.
    #[must_use]
    pub fn counting(mut self, what: &'static str) -> Self {
        self.counts_words = what == "words";
        self.textarea.field.around.attributes.add("data-count-type", what);
        self
    }

    /// Counts only from so many per cent of the limit on.
    #[must_use]
    pub fn threshold(mut self, per_cent: u8) -> Self {
        self.textarea.field.around.attributes.add("data-threshold", per_cent.to_string());
        self
    }

    /// Says the limit in other words, with `%{count}` where the number stands.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// What stands in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.textarea = self.textarea.value(value);
        self
    }

    /// How many rows are seen.
    #[must_use]
    pub fn rows(mut self, rows: u16) -> Self {
        self.textarea = self.textarea.rows(rows);
        self
    }

    /// Whether the browser checks the spelling.
    #[must_use]
    pub fn spellcheck(mut self, spellcheck: bool) -> Self {
        self.textarea = self.textarea.spellcheck(spellcheck);
        self
    }

    /// Adds a class to the line that says how much may still be written.
    #[must_use]
    pub fn message_class(mut self, class: &str) -> Self {
        self.message.classes.add(class);
        self
    }

    /// The limit in words, for browsers without scripts.
    fn said_limit(&self) -> String {
        let limit = self.limit.to_string();
        match &self.description {
            Some(description) => description.replace("%{count}", &limit),
            None if self.counts_words => UP_TO_WORDS.fill(self.language, &[("count", &limit)]),
            None => UP_TO_CHARACTERS.fill(self.language, &[("count", &limit)]),
        }
    }
}

component!(CharacterCount);
