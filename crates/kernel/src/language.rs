//! The languages that people are served in, and words that exist in all of them or not at all.

use serde::{Deserialize, Serialize};

/// A language that a force may serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Welsh (Cymraeg).
    #[serde(rename = "cy")]
    Welsh,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 2] = [Self::English, Self::Welsh];

    /// The BCP 47 code, as in the `lang` attribute.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// The language of a code, if we have it.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What stands before a path in this language: nothing, or `/cy`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::English => "",
            Self::Welsh => "/cy",
        }
    }

    /// The language's name for itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Cymraeg",
        }
    }

    /// The other one, for the switch at the top of a page.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::English => Self::Welsh,
            Self::Welsh => Self::English,
        }
    }
}

/// One thing that is said to people, in every language. A field that is missing does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub en: &'static str,
    /// In Welsh.
    pub cy: &'static str,
}

impl Words {
    /// The words in a language.
    #[must_use]
    pub const fn say(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Welsh => self.cy,
        }
    }

    /// The words with each `{name}` replaced.
    #[must_use]
    pub fn fill(self, language: Language, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.say(language).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

/// Whether two texts hold the same number of `{placeholders}`: checked when [`words!`](crate::words) compiles.
#[must_use]
pub const fn placeholders_agree(words: Words) -> bool {
    count(words.en.as_bytes()) == count(words.cy.as_bytes())
}

const fn count(mut text: &[u8]) -> usize {
    let mut found = 0;
    while let [first, rest @ ..] = text {
        if *first == b'{' {
            found += 1;
        }
        text = rest;
    }
    found
}

/// Declares words beside the page that shows them.
///
/// ```
/// kernel::words! {
///     /// The button at the end of a question page.
///     CONTINUE { en: "Continue", cy: "Parhau" }
/// }
/// assert_eq!(CONTINUE.say(kernel::Language::Welsh), "Parhau");
/// ```
///
/// Words without their Welsh do not compile:
///
/// ```compile_fail
/// kernel::words! { CONTINUE { en: "Continue" } }
/// ```
///
/// Nor do words whose Welsh lost a placeholder:
///
/// ```compile_fail
/// kernel::words! { BY { en: "By {when}", cy: "Erbyn" } }
/// ```
#[macro_export]
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { en: $en:literal, cy: $cy:literal $(,)? })+) => {$(
        $(#[$doc])*
        pub(crate) const $name: $crate::Words = {
            let words = $crate::Words { en: $en, cy: $cy };
            assert!($crate::placeholders_agree(words), "the languages differ in their placeholders");
            words
        };
    )+};
}
