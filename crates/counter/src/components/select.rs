//! A choice from a list that opens. Radios are nearly always better.

use super::content::Attributes;
use super::field::{Field, Label, field};
use askama::Template;
use kernel::Language;

kernel::words! {
    HELP {
        en: "Type to search. Use the up and down arrows to look at what was found, and enter to choose.",
        cy: "Teipiwch i chwilio. Defnyddiwch y saethau i fyny ac i lawr i edrych ar yr hyn a gafwyd, ac enter i ddewis."
    }
    SHOW_ALL { en: "Show the whole list", cy: "Dangos y rhestr gyfan" }
    FOUND_NONE {
        en: "Nothing found. Try another word, or look at the whole list.",
        cy: "Dim canlyniadau. Rhowch gynnig ar air arall, neu edrychwch ar y rhestr gyfan."
    }
    FOUND_ONE { en: "1 result", cy: "1 canlyniad" }
    FOUND { en: "{count} results", cy: "{count} canlyniad" }
}

/// A field with a list that opens.
#[derive(Clone, Debug, Template)]
#[template(path = "components/select.html")]
pub struct Select {
    field: Field,
    options: Vec<SelectOption>,
    chosen: Option<String>,
    search: Option<Search>,
}

/// What a script says while somebody searches the list.
#[derive(Clone, Copy, Debug)]
struct Search {
    help: &'static str,
    all: &'static str,
    none: &'static str,
    one: &'static str,
    many: &'static str,
}

impl Select {
    /// A field of this name that asks for this.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        let field = Field::new(name.into(), label.into());
        Self { field, options: Vec::new(), chosen: None, search: None }
    }

    field!(field);

    /// Adds an option.
    #[must_use]
    pub fn option(mut self, option: SelectOption) -> Self {
        self.options.push(option);
        self
    }

    /// Adds options.
    #[must_use]
    pub fn options(mut self, options: impl IntoIterator<Item = SelectOption>) -> Self {
        self.options.extend(options);
        self
    }

    /// The value that is chosen, if one is.
    #[must_use]
    pub fn chosen(mut self, value: Option<&str>) -> Self {
        self.chosen = value.map(str::to_owned);
        self
    }

    /// With scripts the list is searched by typing; what is sent is the same.
    #[must_use]
    pub fn searched(mut self, language: Language) -> Self {
        self.search = Some(Search {
            help: HELP.say(language),
            all: SHOW_ALL.say(language),
            none: FOUND_NONE.say(language),
            one: FOUND_ONE.say(language),
            many: FOUND.say(language),
        });
        self
    }

    fn is_chosen(&self, option: &SelectOption) -> bool {
        let value = option.value.as_ref().unwrap_or(&option.text);
        option.selected.unwrap_or_else(|| self.chosen.as_ref() == Some(value))
    }
}

/// One of the options of a [`Select`].
#[derive(Clone, Debug)]
pub struct SelectOption {
    value: Option<String>,
    text: String,
    selected: Option<bool>,
    disabled: bool,
    also: Option<String>,
    attributes: Attributes,
}

impl SelectOption {
    /// An option that sends a value and shows a text.
    #[must_use]
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: Some(value.into()), ..Self::of_text(text) }
    }

    /// An option that sends what it shows.
    #[must_use]
    pub fn of_text(text: impl Into<String>) -> Self {
        Self {
            value: None,
            text: text.into(),
            selected: None,
            disabled: false,
            also: None,
            attributes: Attributes::default(),
        }
    }

    /// Whether it is chosen, whatever the [`Select`] says.
    #[must_use]
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }

    /// Takes it out of use.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Other words by which a [searched](Select::searched) list finds it.
    #[must_use]
    pub fn also(mut self, words: Option<&str>) -> Self {
        self.also = words.map(str::to_owned);
        self
    }

    /// Adds an attribute. The name is code, never data; the value is escaped.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.add(name, value);
        self
    }
}

component!(Select);
