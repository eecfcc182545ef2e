//! Files that somebody sends.

use super::content::Extra;
use super::field::{Field, Label, field};
use askama::Template;
use kernel::{Language, Words};

kernel::words! {
    /// The button that opens the list of files.
    CHOOSE { en: "Choose file", cy: "Dewis ffeil" }
    /// Beside the button.
    OR_DROP { en: "or drop file", cy: "neu ollwng ffeil" }
    /// While none is chosen.
    NONE_CHOSEN { en: "No file chosen", cy: "Nid oes ffeil wedi’i dewis" }
    /// When one is chosen.
    ONE_CHOSEN { en: "{count} file chosen", cy: "{count} ffeil wedi’i dewis" }
    /// When several are chosen.
    SEVERAL_CHOSEN { en: "{count} files chosen", cy: "{count} ffeil wedi’u dewis" }
    /// Read out when a file is dragged over the field.
    ENTERED { en: "Entered drop zone", cy: "Wedi cyrraedd y man gollwng" }
    /// Read out when it is dragged away again.
    LEFT { en: "Left drop zone", cy: "Wedi gadael y man gollwng" }
}

/// What the script says, by attribute, with a text for each of the plural forms that Welsh has.
/// English is in the script itself.
const TRANSLATIONS: [(&str, Words); 11] = [
    ("data-i18n.choose-files-button", CHOOSE),
    ("data-i18n.no-file-chosen", NONE_CHOSEN),
    ("data-i18n.multiple-files-chosen.zero", SEVERAL_CHOSEN),
    ("data-i18n.multiple-files-chosen.one", ONE_CHOSEN),
    ("data-i18n.multiple-files-chosen.two", SEVERAL_CHOSEN),
    ("data-i18n.multiple-files-chosen.few", SEVERAL_CHOSEN),
    ("data-i18n.multiple-files-chosen.many", SEVERAL_CHOSEN),
    ("data-i18n.multiple-files-chosen.other", SEVERAL_CHOSEN),
    ("data-i18n.drop-instruction", OR_DROP),
    ("data-i18n.entered-drop-zone", ENTERED),
    ("data-i18n.left-drop-zone", LEFT),
];

/// A field for files. The form around it is sent as `multipart/form-data`.
#[derive(Clone, Debug, Template)]
#[template(path = "components/file_upload.html")]
pub struct FileUpload {
    field: Field,
    multiple: bool,
    disabled: bool,
    enhanced: bool,
    wrapper: Extra,
}

impl FileUpload {
    /// A field of this name that asks for this.
    #[must_use]
    pub fn new(language: Language, name: impl Into<String>, label: impl Into<Label>) -> Self {
        let mut wrapper = Extra::default();
        if language != Language::English {
            for (attribute, words) in TRANSLATIONS {
                wrapper.attributes.add(attribute, words.fill(language, &[("count", "%{count}")]));
            }
        }
        let field = Field::new(name.into(), label.into());
        Self { field, multiple: false, disabled: false, enhanced: false, wrapper }
    }

    field!(field);

    /// Takes several files.
    #[must_use]
    pub fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// Takes it out of use. Rarely right: nobody is told why.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Lets the script make a button and a place to drop files of it: people who speak to their
    /// computer can then name the button.
    #[must_use]
    pub fn enhanced(mut self) -> Self {
        self.enhanced = true;
        self
    }

    /// Which files the browser offers, such as `image/*`. What comes is checked all the same.
    #[must_use]
    pub fn accept(self, kinds: &'static str) -> Self {
        self.attribute("accept", kinds)
    }

    /// Adds a class to what the script makes of it.
    #[must_use]
    pub fn wrapper_class(mut self, class: &str) -> Self {
        self.wrapper.classes.add(class);
        self
    }

    /// Adds an attribute to what the script makes of it.
    #[must_use]
    pub fn wrapper_attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.wrapper.attributes.add(name, value);
        self
    }
}

component!(FileUpload);
