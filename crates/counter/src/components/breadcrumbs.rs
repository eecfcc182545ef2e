//! Where a page stands among others. Never on a question page.

use super::content::{Content, Extra};
use super::links::Link;
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The name of the navigation for screen readers.
    BREADCRUMB { en: "Breadcrumb", cy: "Briwsion bara" }
}

/// The pages above a page, the highest first.
#[derive(Clone, Debug, Template)]
#[template(path = "components/breadcrumbs.html")]
pub struct Breadcrumbs {
    label: String,
    steps: Vec<Step>,
    collapses: bool,
    extra: Extra,
}

/// One of the pages.
#[derive(Clone, Debug)]
enum Step {
    Above(Link),
    Here(Content),
}

impl Breadcrumbs {
    /// No page yet, for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            label: BREADCRUMB.say(language).to_owned(),
            steps: Vec::new(),
            collapses: false,
            extra: Extra::default(),
        }
    }

    /// Adds a page above.
    #[must_use]
    pub fn link(mut self, link: Link) -> Self {
        self.steps.push(Step::Above(link));
        self
    }

    /// Adds the page that is shown.
    #[must_use]
    pub fn here(mut self, name: impl Into<Content>) -> Self {
        self.steps.push(Step::Here(name.into()));
        self
    }

    /// Shows the first and the last alone on a small screen.
    #[must_use]
    pub fn collapse_on_mobile(mut self) -> Self {
        self.collapses = true;
        self
    }

    /// On a dark background.
    #[must_use]
    pub fn inverse(self) -> Self {
        self.class("govuk-breadcrumbs--inverse")
    }

    /// The name of the navigation for screen readers.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    extras!(extra);
}

component!(Breadcrumbs);
