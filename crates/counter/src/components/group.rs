//! Several controls that answer one question: a fieldset, its legend, and the group around them.

use super::content::{Content, Extra, Markup};
use super::field::{ErrorMessage, Hint, described};
use askama::Template;

/// The question of a fieldset.
#[derive(Clone, Debug)]
pub struct Legend {
    pub(super) content: Content,
    pub(super) heading: bool,
    pub(super) extra: Extra,
}

impl Legend {
    /// A legend that asks this.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), heading: false, extra: Extra::default() }
    }

    /// Puts it into the page's `h1`.
    #[must_use]
    pub fn in_heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// Adds a class, or several with spaces between them.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        self.extra.classes.add(class);
        self
    }
}

impl From<&str> for Legend {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Legend {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&String> for Legend {
    fn from(text: &String) -> Self {
        Self::new(text)
    }
}

/// A set of fields with one legend.
#[derive(Clone, Debug, Template)]
#[template(path = "components/fieldset.html")]
pub struct Fieldset {
    pub(super) legend: Option<Legend>,
    content: Markup,
    pub(super) role: Option<&'static str>,
    described_by: String,
    pub(super) extra: Extra,
}

impl Fieldset {
    /// A fieldset with this legend.
    #[must_use]
    pub fn new(legend: impl Into<Legend>) -> Self {
        Self { legend: Some(legend.into()), ..Self::without_legend() }
    }

    /// A fieldset whose question is asked elsewhere.
    #[must_use]
    pub fn without_legend() -> Self {
        Self {
            legend: None,
            content: Markup::default(),
            role: None,
            described_by: String::new(),
            extra: Extra::default(),
        }
    }

    /// What stands in it.
    #[must_use]
    pub fn content(mut self, content: impl Into<Markup>) -> Self {
        self.content = content.into();
        self
    }

    /// An ARIA role other than its own.
    #[must_use]
    pub fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    /// Ids of other elements that describe it.
    #[must_use]
    pub fn described_by(mut self, ids: impl Into<String>) -> Self {
        self.described_by = ids.into();
        self
    }

    extras!(extra);
}

component!(Fieldset);

/// What all questions with several controls have.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// What the ids in it begin with.
    pub(super) id: String,
    pub(super) fieldset: Option<Fieldset>,
    pub(super) hint: Option<Hint>,
    pub(super) error: Option<ErrorMessage>,
    /// Ids of what else describes it.
    pub(super) described_by: String,
    /// On the element around the controls.
    pub(super) extra: Extra,
    /// On the group around it all.
    pub(super) around: Extra,
}

impl Group {
    pub(super) fn new(id: String, fieldset: Option<Fieldset>) -> Self {
        Self {
            id,
            fieldset,
            hint: None,
            error: None,
            described_by: String::new(),
            extra: Extra::default(),
            around: Extra::default(),
        }
    }

    pub(super) fn identify(&mut self, id: String) {
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

    /// Makes the legend the page's heading.
    pub(super) fn head_page(&mut self) {
        if let Some(legend) = self.fieldset.as_mut().and_then(|set| set.legend.as_mut()) {
            legend.extra.classes.add("govuk-fieldset__legend--l");
            legend.heading = true;
        }
    }

    /// The ids of all that describes it, as `aria-describedby` wants them.
    pub(super) fn described(&self) -> String {
        let own = self.fieldset.as_ref().map_or("", |fieldset| &fieldset.described_by);
        let first = if own.is_empty() { &self.described_by } else { own };
        described(first, self.hint.as_ref(), self.error.as_ref())
    }
}

/// The verbs that all questions with several controls have.
macro_rules! group {
    ($($at:ident).+) => {
        /// Begins the ids in it with something else than its name.
        #[must_use]
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.$($at).+.identify(id.into());
            self
        }

        /// Takes another fieldset around the controls: none if the page asks the question itself.
        #[must_use]
        pub fn fieldset(mut self, fieldset: Option<$crate::components::Fieldset>) -> Self {
            self.$($at).+.fieldset = fieldset;
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

        /// Makes its legend the page's heading: for a page with one question.
        #[must_use]
        pub fn page_heading(mut self) -> Self {
            self.$($at).+.head_page();
            self
        }

        /// Ids of other elements that describe it.
        #[must_use]
        pub fn described_by(mut self, ids: impl Into<String>) -> Self {
            self.$($at).+.described_by = ids.into();
            self
        }

        /// Adds a class to the group around it all.
        #[must_use]
        pub fn group_class(mut self, class: &str) -> Self {
            self.$($at).+.around.classes.add(class);
            self
        }

        extras!($($at).+.extra);
    };
}
pub(super) use group;
