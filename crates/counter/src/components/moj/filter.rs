//! A list that is narrowed down.

use crate::components::content::{Attributes, Markup};
use crate::components::{Button, Link};
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The heading.
    FILTER { en: "Filter", cy: "Hidlo" }
    /// The button.
    APPLY { en: "Apply filters", cy: "Gosod yr hidlyddion" }
    /// The heading over what the list is narrowed down to.
    SELECTED { en: "Selected filters", cy: "Hidlyddion a ddewiswyd" }
    /// The link that shows the whole list again.
    CLEAR { en: "Clear filters", cy: "Clirio’r hidlyddion" }
    /// Read out before a filter that can be taken away.
    REMOVE { en: "Remove this filter", cy: "Tynnu’r hidlydd hwn" }
}

/// What a list may be narrowed down to. It stands in a form of the page, beside the list, which is
/// shown whole first.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/filter.html")]
pub struct Filter {
    language: Language,
    options: Markup,
    clear: Option<String>,
    chosen: Vec<ChosenFilters>,
    attributes: Attributes,
}

impl Filter {
    /// The fields to narrow by, for readers of this language.
    #[must_use]
    pub fn new(language: Language, options: impl Into<Markup>) -> Self {
        Self {
            language,
            options: options.into(),
            clear: None,
            chosen: Vec::new(),
            attributes: Attributes::default(),
        }
    }

    /// Shows what the list is narrowed down to now; `clear` is the address of the whole list.
    #[must_use]
    pub fn chosen(
        mut self,
        clear: impl Into<String>,
        chosen: impl IntoIterator<Item = ChosenFilters>,
    ) -> Self {
        self.clear = Some(clear.into());
        self.chosen.extend(chosen);
        self
    }

    /// Adds an attribute. The name is code, never data; the value is escaped.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.add(name, value);
        self
    }

    fn say(&self, words: kernel::Words) -> &'static str {
        words.say(self.language)
    }

    fn apply(&self) -> Button {
        Button::new(self.say(APPLY))
    }
}

/// What is chosen of one kind, in a [`Filter`].
#[derive(Clone, Debug)]
pub struct ChosenFilters {
    heading: String,
    links: Vec<Link>,
}

impl ChosenFilters {
    /// A kind, such as "Force".
    #[must_use]
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), links: Vec::new() }
    }

    /// Adds what is chosen, with the address of the list without it.
    #[must_use]
    pub fn remove(mut self, link: Link) -> Self {
        self.links.push(link);
        self
    }
}

component!(Filter);
