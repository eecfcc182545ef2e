//! What the components of `XGov` and DEFRA become.

use services::{Kind, Precision};

/// What a component becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// Words on the page.
    Told,
    /// A question, with what is lost.
    Question(Kind, Option<&'static str>),
    /// A text that must be a number.
    Number,
    /// The questions within it, each asked once.
    Within,
    /// Nothing: we have nothing like it. What to do by hand.
    Nothing(&'static str),
    /// Nothing, because we do not know what it is.
    Unknown,
}

/// What a type of component becomes.
pub(super) fn of(component: &str) -> Becomes {
    use Becomes::{Nothing, Number, Question, Told, Unknown, Within};
    let exact = Kind::Date(Precision::Exact);
    match component {
        "Html" | "Para" | "InsetText" | "Details" | "Markdown" | "WarningText"
        | "NotificationBanner" | "ContextComponent" | "FlashCard" | "List" => Told,
        "TextField" | "Text" => Question(Kind::Text, None),
        "MultilineTextField" | "FreeTextField" => Question(Kind::Textarea, None),
        "YesNoField" => Question(Kind::YesNo, None),
        "RadiosField" => Question(Kind::Radios, None),
        "SelectField" => Question(Kind::Radios, Some("a drop-down list becomes radios")),
        "AutocompleteField" => Question(Kind::Radios, Some("a list to search becomes radios")),
        "CheckboxesField" | "SelectionControlField" => Question(Kind::Checkboxes, None),
        "EmailAddressField" => Question(Kind::Email, None),
        "TelephoneNumberField" => Question(Kind::Phone, None),
        "DatePartsField" | "DateField" => Question(exact, None),
        "MonthYearField" => Question(
            Kind::Date(Precision::Approximate),
            Some("a month becomes a date that may be a month, a year or a day"),
        ),
        "DateTimeField" | "DateTimePartsField" => {
            Question(exact, Some("the time of day is not asked; add a text question for it"))
        }
        "TimeField" => Question(Kind::Text, Some("a time becomes one line that is not checked")),
        "NumberField" => Number,
        "UkAddressField" => {
            Question(Kind::Place, Some("the parts of an address become one field of several lines"))
        }
        "WebsiteField" => Question(Kind::Text, Some("a web address becomes one line, not checked")),
        "EastingNorthingField"
        | "LatLongField"
        | "OsGridRefField"
        | "NationalGridFieldNumberField"
        | "LocationField"
        | "GeospatialField" => {
            Question(Kind::Place, Some("a point on the map becomes a place in words"))
        }
        "DeclarationField" => {
            Question(Kind::YesNo, Some("a declaration to agree to becomes a yes or no"))
        }
        "MultiInputField" => Within,
        "FileUploadField" | "ClientSideFileUploadField" => {
            Nothing("left out: a service here takes no files; say in the receipt how to send them")
        }
        "PaymentField" => Nothing("left out: a service here takes no payment"),
        "HiddenField" => Nothing("left out: nothing is asked that people do not see"),
        _ => Unknown,
    }
}
