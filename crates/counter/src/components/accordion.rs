//! Sections that open and close: for a long page of which most readers need one or two parts.

use super::content::{Content, Extra};
use askama::Template;
use kernel::{Language, Words};

kernel::words! {
    /// The button that closes all sections.
    HIDE_ALL { en: "Hide all sections", cy: "Cuddio pob adran" }
    /// The button that opens all sections.
    SHOW_ALL { en: "Show all sections", cy: "Dangos pob adran" }
    /// On the button of an open section.
    HIDE { en: "Hide", cy: "Cuddio" }
    /// That button's name for screen readers.
    HIDE_THIS { en: "Hide this section", cy: "Cuddio’r adran hon" }
    /// On the button of a closed section.
    SHOW { en: "Show", cy: "Dangos" }
    /// That button's name for screen readers.
    SHOW_THIS { en: "Show this section", cy: "Dangos yr adran hon" }
}

/// What the script says, by attribute. English is in the script itself.
const TRANSLATIONS: [(&str, Words); 6] = [
    ("data-i18n.hide-all-sections", HIDE_ALL),
    ("data-i18n.hide-section", HIDE),
    ("data-i18n.hide-section-aria-label", HIDE_THIS),
    ("data-i18n.show-all-sections", SHOW_ALL),
    ("data-i18n.show-section", SHOW),
    ("data-i18n.show-section-aria-label", SHOW_THIS),
];

/// Sections that open and close. Without scripts all are open.
#[derive(Clone, Debug, Template)]
#[template(path = "components/accordion.html")]
pub struct Accordion {
    id: String,
    level: u8,
    sections: Vec<Section>,
    remembers: Option<bool>,
    extra: Extra,
}

impl Accordion {
    /// Sections for readers of this language. The id is the page's alone: by it a browser remembers
    /// what was open.
    #[must_use]
    pub fn new(language: Language, id: impl Into<String>) -> Self {
        let mut extra = Extra::default();
        if language != Language::English {
            for (attribute, words) in TRANSLATIONS {
                extra.attributes.add(attribute, words.say(language));
            }
        }
        Self { id: id.into(), level: 2, sections: Vec::new(), remembers: None, extra }
    }

    /// Adds a section.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    /// The level of the sections' headings, 1 to 6: 2 unless said otherwise.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level.clamp(1, 6);
        self
    }

    /// Whether the browser remembers which sections were open. It does unless told not to, as it
    /// must be on sensitive ground.
    #[must_use]
    pub fn remembers(mut self, remembers: bool) -> Self {
        self.remembers = Some(remembers);
        self
    }

    extras!(extra);
}

/// A section of an [`Accordion`].
#[derive(Clone, Debug)]
pub struct Section {
    heading: Content,
    summary: Option<Content>,
    content: Content,
    open: bool,
}

impl Section {
    /// A closed section. Text becomes a paragraph, HTML stays as it is.
    #[must_use]
    pub fn new(heading: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self { heading: heading.into(), summary: None, content: content.into(), open: false }
    }

    /// Says in a line what is in it.
    #[must_use]
    pub fn summary(mut self, summary: impl Into<Content>) -> Self {
        self.summary = Some(summary.into());
        self
    }

    /// Opens it from the beginning.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.open = true;
        self
    }
}

component!(Accordion);
