//! One line of text.

use super::content::{Content, Extra};
use super::field::{Field, Label, field};
use askama::Template;

/// A field for one line of text.
#[derive(Clone, Debug, Template)]
#[template(path = "components/input.html")]
pub struct Input {
    pub(super) field: Field,
    pub(super) kind: &'static str,
    pub(super) value: Option<String>,
    pub(super) spellcheck: Option<bool>,
    pub(super) autocomplete: Option<&'static str>,
    pub(super) autocapitalize: Option<&'static str>,
    pub(super) inputmode: Option<&'static str>,
    pub(super) pattern: Option<&'static str>,
    pub(super) disabled: bool,
    prefix: Option<Affix>,
    suffix: Option<Affix>,
    wrapper: Extra,
}

impl Input {
    /// A field of this name that asks for this.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name.into(), label.into()),
            kind: "text",
            value: None,
            spellcheck: None,
            autocomplete: None,
            autocapitalize: None,
            inputmode: None,
            pattern: None,
            disabled: false,
            prefix: None,
            suffix: None,
            wrapper: Extra::default(),
        }
    }

    field!(field);

    /// What stands in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// The `type` of the control.
    #[must_use]
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// Asks for an e-mail address.
    #[must_use]
    pub fn email(self) -> Self {
        self.kind("email").autocomplete("email").spellcheck(false)
    }

    /// Asks for a telephone number.
    #[must_use]
    pub fn phone(self) -> Self {
        self.kind("tel").autocomplete("tel")
    }

    /// Asks for digits, with the keypad that goes with them.
    #[must_use]
    pub fn digits(self) -> Self {
        self.inputmode("numeric").spellcheck(false)
    }

    /// As wide as about so many characters: 2, 3, 4, 5, 10, 20 or 30.
    #[must_use]
    pub fn width(self, characters: u8) -> Self {
        self.class(&format!("govuk-input--width-{characters}"))
    }

    /// What the browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// How a keypad writes capitals.
    #[must_use]
    pub fn autocapitalize(mut self, autocapitalize: &'static str) -> Self {
        self.autocapitalize = Some(autocapitalize);
        self
    }

    /// Which keypad a phone shows.
    #[must_use]
    pub fn inputmode(mut self, inputmode: &'static str) -> Self {
        self.inputmode = Some(inputmode);
        self
    }

    /// A regular expression, which some browsers take as a sign for the numeric keypad.
    #[must_use]
    pub fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Whether the browser checks the spelling.
    #[must_use]
    pub fn spellcheck(mut self, spellcheck: bool) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }

    /// Takes it out of use. Rarely right: nobody is told why.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Shows a sign before it, such as £. Screen readers do not read it.
    #[must_use]
    pub fn prefix(mut self, prefix: Affix) -> Self {
        self.prefix = Some(prefix);
        self
    }

    /// Shows a sign after it, such as mph. Screen readers do not read it.
    #[must_use]
    pub fn suffix(mut self, suffix: Affix) -> Self {
        self.suffix = Some(suffix);
        self
    }

    /// With the classes and attributes of something that it is part of.
    pub(super) fn with(mut self, extra: &Extra) -> Self {
        self.field.extra.join(extra);
        self
    }

    /// Adds a class to the element around the control and its prefix and suffix.
    #[must_use]
    pub fn wrapper_class(mut self, class: &str) -> Self {
        self.wrapper.classes.add(class);
        self
    }

    /// Adds an attribute to the element around the control and its prefix and suffix.
    #[must_use]
    pub fn wrapper_attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.wrapper.attributes.add(name, value);
        self
    }
}

/// A sign before or after a field.
#[derive(Clone, Debug)]
pub struct Affix {
    content: Content,
    extra: Extra,
}

impl Affix {
    /// A sign that shows this.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), extra: Extra::default() }
    }

    extras!(extra);
}

component!(Input);
