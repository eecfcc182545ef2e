//! A force's own words on a page, marked with their language where it is not the page's.

use askama::Template;
use askama::filters::HtmlSafe;
use kernel::{Force, Language, LocalText};

/// Words of a force in the reader's language, or else in English and marked so.
#[derive(Clone, Debug, Template)]
#[template(
    source = "{% if let Some(code) = lang %}<span lang=\"{{ code }}\">{{ text }}</span>\
              {% else %}{{ text }}{% endif %}",
    ext = "html"
)]
pub struct Local {
    pub(super) text: String,
    lang: Option<&'static str>,
}

impl HtmlSafe for Local {}

impl Local {
    /// These words for this reader.
    #[must_use]
    pub fn new(text: &LocalText, language: Language) -> Self {
        let (text, spoken) = text.say(language);
        let lang = (spoken != language).then(|| spoken.code());
        Self { text: text.to_owned(), lang }
    }
}

/// A force as a list shows it.
#[derive(Clone, Debug)]
pub(super) struct ForceLink {
    pub(super) name: Local,
    pub(super) covers: Local,
    pub(super) href: String,
}

impl ForceLink {
    pub(super) fn new(force: &Force, visit: &counter::Visit) -> Self {
        Self {
            name: Local::new(&force.name, visit.language),
            covers: Local::new(&force.covers, visit.language),
            href: visit.href(&format!("/{}/", force.id)),
        }
    }
}
