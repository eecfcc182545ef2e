//! The components that pages are made of: typed, each with its own template, each giving exactly
//! the HTML of the design system's official fixtures (`tests/counter/fixtures.rs` proves it). Those
//! of the Ministry of Justice, for the desk, are in [`moj`]. The demo shows all of them at
//! `/demo/components`.
//!
//! A page puts one into its template as `{{ component }}`. Text given to a component is escaped;
//! HTML can only come from another component or a rendered template, as [`Markup`]. Components with
//! words of their own ("Error", "Back") ask for the reader's language, so none is forgotten.
//!
//! ```
//! use counter::components::{Button, Choice, Input, Radios};
//! use kernel::Language;
//!
//! let safe = Radios::new("safe-to-email", "Is it safe to email you?")
//!     .choice(Choice::new("yes", "Yes").reveal(
//!         Input::new("email", "Email address").email().error(Language::English, "Enter an email address"),
//!     ))
//!     .choice(Choice::new("no", "No"))
//!     .chosen(Some("yes"));
//! assert!(safe.to_string().contains("govuk-radios__conditional"));
//! assert!(Button::new("<Continue>").to_string().contains("&#60;Continue&#62;"));
//! ```
//!
//! It does not know forms, sessions or what an answer means.

/// What every component is: safe in a page, and content for another component.
macro_rules! component {
    ($($name:ident),+ $(,)?) => {$(
        impl askama::filters::HtmlSafe for $name {}

        impl From<$name> for $crate::components::Markup {
            fn from(component: $name) -> Self {
                Self::of_component(&component)
            }
        }

        impl From<$name> for $crate::components::Content {
            fn from(component: $name) -> Self {
                Self::Html(component.into())
            }
        }
    )+};
}

/// The verbs that add classes and attributes to the element that a component is.
macro_rules! extras {
    ($($at:ident).+) => {
        /// Adds a class, or several with spaces between them.
        #[must_use]
        pub fn class(mut self, class: &str) -> Self {
            self.$($at).+.classes.add(class);
            self
        }

        /// Adds an attribute. The name is code, never data; the value is escaped.
        #[must_use]
        pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
            self.$($at).+.attributes.add(name, value);
            self
        }
    };
}

mod accordion;
mod breadcrumbs;
mod button;
mod character_count;
mod choices;
mod content;
mod cookie_banner;
mod date_input;
mod disclosure;
mod error_summary;
mod exit;
mod feedback;
mod field;
mod file_upload;
mod footer;
mod group;
mod headers;
mod input;
mod links;
pub mod moj;
mod navigation;
mod notices;
mod pagination;
mod panel;
mod password_input;
mod select;
mod summary_list;
mod table;
mod tabs;
mod tag;
mod task_list;
mod textarea;

pub use accordion::{Accordion, Section};
pub use breadcrumbs::Breadcrumbs;
pub use button::Button;
pub use character_count::CharacterCount;
pub use choices::{Checkboxes, Choice, Radios};
pub use content::{Content, Markup};
pub use cookie_banner::{CookieBanner, CookieMessage};
pub use date_input::{DateInput, DatePart};
pub use disclosure::{Details, InsetText};
pub use error_summary::ErrorSummary;
pub use exit::ExitThisPage;
pub use feedback::Feedback;
pub use field::{ErrorMessage, Hint, Label};
pub use file_upload::FileUpload;
pub use footer::{Footer, FooterSection};
pub use group::{Fieldset, Legend};
pub use headers::{GenericHeader, Header};
pub use input::{Affix, Input};
pub use links::{BackLink, Link, SkipLink};
pub use navigation::{LanguageLink, LanguageNavigation, ServiceLink, ServiceNavigation};
pub use notices::{NotificationBanner, PhaseBanner, WarningText};
pub use pagination::{PageNumber, Pagination, Turn};
pub use panel::Panel;
pub use password_input::PasswordInput;
pub use select::{Select, SelectOption};
pub use summary_list::{SummaryCard, SummaryList, SummaryRow};
pub use table::{Cell, Table};
pub use tabs::{Tab, Tabs};
pub use tag::{Colour, Tag};
pub use task_list::{Task, TaskList};
pub use textarea::Textarea;

#[cfg(test)]
mod tests;
