//! What a field is made of: its label, its hint, what is wrong with it, and the group around them.

use super::content::{Content, Extra};
use askama::Template;
use kernel::Language;

kernel::words! {
    /// Read out before what is wrong with a field.
    ERROR { en: "Error", cy: "Gwall" }
}

/// What a field asks for.
#[derive(Clone, Debug, Template)]
#[template(path = "components/label.html")]
pub struct Label {
    content: Content,
    heading: bool,
    field: Option<String>,
    extra: Extra,
}

impl Label {
    /// A label that says this.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), heading: false, field: None, extra: Extra::default() }
    }

    /// Puts it into the page's `h1`.
    #[must_use]
    pub fn in_heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// The id of the field that it is for. Fields set it for their own label.
    #[must_use]
    pub fn for_field(mut self, id: impl Into<String>) -> Self {
        self.field = Some(id.into());
        self
    }

    extras!(extra);
}

/// One short sentence that helps to answer.
#[derive(Clone, Debug, Template)]
#[template(path = "components/hint.html")]
pub struct Hint {
    content: Content,
    id: Option<String>,
    extra: Extra,
}

impl Hint {
    /// A hint that says this.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), id: None, extra: Extra::default() }
    }

    /// Its id, for `aria-describedby`. Fields set it for their own hint.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    extras!(extra);
}

/// What is wrong with an answer and what to do about it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/error_message.html")]
pub struct ErrorMessage {
    content: Content,
    prefix: String,
    id: Option<String>,
    extra: Extra,
}

impl ErrorMessage {
    /// A message for readers of this language.
    #[must_use]
    pub fn new(language: Language, content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            prefix: ERROR.say(language).to_owned(),
            id: None,
            extra: Extra::default(),
        }
    }

    /// Its id, for `aria-describedby`. Fields set it for their own message.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Says something else than "Error" before the message; nothing if it is empty.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    extras!(extra);
}

component!(Label, Hint, ErrorMessage);

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&String> for Label {
    fn from(text: &String) -> Self {
        Self::new(text)
    }
}

/// What all fields with one control have.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: Label,
    pub(super) hint: Option<Hint>,
    pub(super) error: Option<ErrorMessage>,
    /// Ids of what else describes it.
    pub(super) described_by: String,
    /// On the control.
    pub(super) extra: Extra,
    /// On the group around label and control.
    pub(super) around: Extra,
}

impl Field {
    pub(super) fn new(name: String, label: Label) -> Self {
        Self {
            id: name.clone(),
            label: label.for_field(name.clone()),
            name,
            hint: None,
            error: None,
            described_by: String::new(),
            extra: Extra::default(),
            around: Extra::default(),
        }
    }

    /// Renames it, and what is named after it.
    pub(super) fn identify(&mut self, id: String) {
        self.label.field = Some(id.clone());
        self.hint = self.hint.take().map(|hint| hint.id(format!("{id}-hint")));
        self.error = self.error.take().map(|error| error.id(format!("{id}-error")));
        self.id = id;
    }

    pub(super) fn explain(&mut self, hint: Hint) {
        self.hint = Some(hint.id(format!("{}-hint", self.id)));
    }

    pub(super) fn refuse(&mut self, error: ErrorMessage) {
        self.error = Some(error.id(format!("{}-error", self.id)));
    }

    /// The ids of all that describes it, as `aria-describedby` wants them.
    pub(super) fn described(&self) -> String {
        self.described_after(&self.described_by)
    }

    /// The same after something that is always there.
    pub(super) fn described_after(&self, first: &str) -> String {
        described(first, self.hint.as_ref(), self.error.as_ref())
    }
}

/// Ids of what describes something: what the page named, its hint, its error.
pub(super) fn described(first: &str, hint: Option<&Hint>, error: Option<&ErrorMessage>) -> String {
    let hint = hint.and_then(|hint| hint.id.as_deref());
    let error = error.and_then(|error| error.id.as_deref());
    let ids = [Some(first), hint, error].into_iter().flatten().filter(|id| !id.is_empty());
    ids.collect::<Vec<_>>().join(" ")
}

/// The verbs that all fields with one control have.
macro_rules! field {
    ($($at:ident).+) => {
        /// Gives it another id than its name.
        #[must_use]
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.$($at).+.identify(id.into());
            self
        }

        /// Helps to answer, in one short sentence without full stop.
        #[must_use]
        pub fn hint(mut self, hint: impl Into<$crate::components::Content>) -> Self {
            self.$($at).+.explain($crate::components::Hint::new(hint));
            self
        }

        /// Says what is wrong, in the words of the error summary.
        #[must_use]
        pub fn error(
            mut self,
            language: kernel::Language,
            message: impl Into<$crate::components::Content>,
        ) -> Self {
            self.$($at).+.refuse($crate::components::ErrorMessage::new(language, message));
            self
        }

        /// Says what is wrong, if something is.
        #[must_use]
        pub fn problem(self, language: kernel::Language, message: Option<&str>) -> Self {
            match message {
                Some(message) => self.error(language, message),
                None => self,
            }
        }

        /// Makes its label the page's heading: for a page with one question.
        #[must_use]
        pub fn page_heading(mut self) -> Self {
            let label = self.$($at).+.label.clone();
            self.$($at).+.label = label.class("govuk-label--l").in_heading();
            self
        }

        /// Ids of other elements that describe it.
        #[must_use]
        pub fn described_by(mut self, ids: impl Into<String>) -> Self {
            self.$($at).+.described_by = ids.into();
            self
        }

        /// Adds a class to the group around label and control.
        #[must_use]
        pub fn group_class(mut self, class: &str) -> Self {
            self.$($at).+.around.classes.add(class);
            self
        }

        extras!($($at).+.extra);
    };
}
pub(super) use field;
