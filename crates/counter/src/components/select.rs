//! A choice from a list that opens. Radios are nearly always better.

use super::content::Attributes;
use super::field::{Field, Label, field};
use askama::Template;

/// A field with a list that opens.
#[derive(Clone, Debug, Template)]
#[template(path = "components/select.html")]
pub struct Select {
    field: Field,
    options: Vec<SelectOption>,
    chosen: Option<String>,
}

impl Select {
    /// A field of this name that asks for this.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { field: Field::new(name.into(), label.into()), options: Vec::new(), chosen: None }
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

    /// Adds an attribute. The name is code, never data; the value is escaped.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.add(name, value);
        self
    }
}

component!(Select);
