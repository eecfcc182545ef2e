//! Fields of the desk: a date near today, and the same fields for one more.

use crate::components::content::{Extra, Markup};
use crate::components::field::field;
use crate::components::{Button, ErrorMessage, Input, Label};
use askama::Template;
use jiff::civil::Date;
use kernel::{Language, Words};

kernel::words! {
    /// The heading of one item.
    ITEM { en: "{what} {number}", cy: "{what} {number}" }
    /// The heading of one of several, in the words of the script.
    ITEM_OF { en: "{what} {number} of {count}", cy: "{what} {number} o {count}" }
    /// The button that adds an item.
    ADD { en: "Add another {what}", cy: "Ychwanegu {what} arall" }
    /// The button that takes an item away.
    REMOVE { en: "Remove {what} {number}", cy: "Dileu {what} {number}" }
    /// That button in the words of the script.
    REMOVE_ALONE { en: "Remove", cy: "Dileu" }
    /// Read out after a label of one item.
    FOR { en: "for {what} {number}", cy: "ar gyfer {what} {number}" }
    /// Read out after a new item.
    ADDED { en: "(added)", cy: "(ychwanegwyd)" }
}

/// What the script says, by attribute. English is in the script itself.
const TRANSLATIONS: [(&str, Words); 6] = [
    ("data-i18n.remove-button-text", REMOVE_ALONE),
    ("data-i18n.remove-button-suffix-text", ITEM),
    ("data-i18n.field-label-suffix-text", FOR),
    ("data-i18n.new-item-suffix-text", ADDED),
    ("data-i18n.item-legend-text.one", ITEM),
    ("data-i18n.item-legend-text.other", ITEM_OF),
];

/// A field for a date near today, typed as `17/5/2026` or taken from a calendar that a script
/// shows. Not for dates of birth.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/date_picker.html")]
pub struct DatePicker {
    input: Input,
    around: Extra,
}

impl DatePicker {
    /// A field of this name that asks for this.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        let input = Input::new(name, label).autocomplete("off").class("moj-js-datepicker-input");
        Self { input, around: Extra::default() }
    }

    field!(input.field);

    /// What stands in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.input = self.input.value(value);
        self
    }

    /// The first day that the calendar offers. What is typed is checked all the same.
    #[must_use]
    pub fn from(mut self, day: Date) -> Self {
        self.around.attributes.add("data-min-date", written(day));
        self
    }

    /// The last day that the calendar offers.
    #[must_use]
    pub fn until(mut self, day: Date) -> Self {
        self.around.attributes.add("data-max-date", written(day));
        self
    }
}

fn written(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// The same fields for one more person or thing. Without scripts both buttons send the form, which
/// comes back with an item more or less.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/add_another.html")]
pub struct AddAnother {
    language: Language,
    id: String,
    what: String,
    items: Vec<AnotherItem>,
    inline: bool,
    extra: Extra,
}

impl AddAnother {
    /// No item yet. The buttons send the names `{id}-add-another` and `{id}-remove`; `what` an item
    /// is called begins with a capital: "Witness".
    #[must_use]
    pub fn new(language: Language, id: impl Into<String>, what: impl Into<String>) -> Self {
        let mut extra = Extra::default();
        if language != Language::English {
            let holes = [("what", "%{itemLabel}"), ("number", "%{number}"), ("count", "%{count}")];
            for (attribute, words) in TRANSLATIONS {
                extra.attributes.add(attribute, words.fill(language, &holes));
            }
        }
        let (id, what) = (id.into(), what.into());
        Self { language, id, what, items: Vec::new(), inline: false, extra }
    }

    /// Adds an item.
    #[must_use]
    pub fn item(mut self, item: AnotherItem) -> Self {
        self.items.push(item);
        self
    }

    /// Puts the fields and the button of an item side by side.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    extras!(extra);

    /// The items with what their number is in, from one.
    fn numbered(&self) -> impl Iterator<Item = Numbered<'_>> {
        (1_usize..).zip(&self.items).map(|(number, item)| Numbered {
            item,
            legend: self.legend(number),
            error: item.error.as_deref().map(|message| {
                ErrorMessage::new(self.language, message).id(format!("{}{number}-error", self.id))
            }),
            remove: self.remove(number),
        })
    }

    fn legend(&self, number: usize) -> String {
        ITEM.fill(self.language, &[("what", &self.what), ("number", &number.to_string())])
    }

    fn add(&self) -> Button {
        Button::new(ADD.fill(self.language, &[("what", &self.what.to_lowercase())]))
            .id(format!("{}-add-another-button", self.id))
            .sends(format!("{}-add-another", self.id), "add")
            .secondary()
            .class("moj-add-another__add-button")
    }

    /// The button that takes an item away, where one remains.
    fn remove(&self, number: usize) -> Option<Button> {
        let what = self.what.to_lowercase();
        let values = [("what", &*what), ("number", &*number.to_string())];
        (self.items.len() > 1).then(|| {
            Button::new(REMOVE.fill(self.language, &values))
                .sends(format!("{}-remove", self.id), number.to_string())
                .secondary()
                .class("moj-add-another__remove-button")
        })
    }
}

/// An item in its place.
struct Numbered<'i> {
    item: &'i AnotherItem,
    legend: String,
    error: Option<ErrorMessage>,
    remove: Option<Button>,
}

/// One item of [`AddAnother`].
#[derive(Clone, Debug)]
pub struct AnotherItem {
    fields: Markup,
    error: Option<String>,
}

impl AnotherItem {
    /// An item with these fields, whose names carry its number.
    #[must_use]
    pub fn new(fields: impl Into<Markup>) -> Self {
        Self { fields: fields.into(), error: None }
    }

    /// Says what is wrong with the whole of it.
    #[must_use]
    pub fn error(mut self, message: impl Into<String>) -> Self {
        self.error = Some(message.into());
        self
    }
}

component!(DatePicker, AddAnother);
