//! A password.

use super::field::{Label, field};
use super::input::Input;
use askama::Template;
use kernel::Language;

kernel::words! {
    /// On the button that makes a password readable.
    SHOW { en: "Show", cy: "Dangos" }
    /// On the button that makes it unreadable.
    HIDE { en: "Hide", cy: "Cuddio" }
    /// The button's name for screen readers.
    SHOW_PASSWORD { en: "Show password", cy: "Dangos y cyfrinair" }
    /// The button's name for screen readers.
    HIDE_PASSWORD { en: "Hide password", cy: "Cuddio’r cyfrinair" }
    /// Said when the password became readable.
    IS_SHOWN { en: "Your password is visible", cy: "Mae eich cyfrinair i’w weld" }
    /// Said when the password became unreadable.
    IS_HIDDEN { en: "Your password is hidden", cy: "Mae eich cyfrinair wedi’i guddio" }
}

/// The words that the script needs, by their attribute. English ones are in the script itself.
const TRANSLATIONS: [(&str, kernel::Words); 6] = [
    ("data-i18n.show-password", SHOW),
    ("data-i18n.hide-password", HIDE),
    ("data-i18n.show-password-aria-label", SHOW_PASSWORD),
    ("data-i18n.hide-password-aria-label", HIDE_PASSWORD),
    ("data-i18n.password-shown-announcement", IS_SHOWN),
    ("data-i18n.password-hidden-announcement", IS_HIDDEN),
];

/// A field for a password, with a button that shows it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/password_input.html")]
pub struct PasswordInput {
    input: Input,
    show: String,
    show_password: String,
}

impl PasswordInput {
    /// A field of this name that asks for this.
    #[must_use]
    pub fn new(language: Language, name: impl Into<String>, label: impl Into<Label>) -> Self {
        let mut input = Input::new(name, label)
            .kind("password")
            .spellcheck(false)
            .autocapitalize("none")
            .autocomplete("current-password")
            .class("govuk-password-input__input govuk-js-password-input-input")
            .group_class("govuk-password-input");
        let around = &mut input.field.around.attributes;
        around.add("data-module", "govuk-password-input");
        if language != Language::English {
            for (attribute, words) in TRANSLATIONS {
                around.add(attribute, words.say(language));
            }
        }
        Self {
            input,
            show: SHOW.say(language).to_owned(),
            show_password: SHOW_PASSWORD.say(language).to_owned(),
        }
    }

    field!(input.field);

    /// What stands in it. A password is never put back into a page; this is for what else hides.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.input = self.input.value(value);
        self
    }

    /// What the browser may fill in: `current-password` unless said otherwise.
    #[must_use]
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.input = self.input.autocomplete(autocomplete);
        self
    }
}

component!(PasswordInput);
