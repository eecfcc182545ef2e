//! What is wrong with a page, at its top, with links to where.

use super::content::{Attributes, Content, Extra};
use askama::Template;
use kernel::{FieldProblem, Language};

kernel::words! {
    /// The heading of an error summary.
    THERE_IS_A_PROBLEM { en: "There is a problem", cy: "Mae yna broblem" }
}

/// What is wrong with a page. It stands at the top of `main`, above the `h1`, and takes the focus.
#[derive(Clone, Debug, Template)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    title: Content,
    description: Option<Content>,
    items: Vec<Item>,
    quiet: Option<bool>,
    extra: Extra,
}

/// One thing that is wrong.
#[derive(Clone, Debug)]
struct Item {
    content: Content,
    href: Option<String>,
    attributes: Attributes,
}

impl ErrorSummary {
    /// A summary for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            title: Content::from(THERE_IS_A_PROBLEM.say(language)),
            description: None,
            items: Vec::new(),
            quiet: None,
            extra: Extra::default(),
        }
    }

    /// A summary of what is wrong with fields, whose ids are their names.
    #[must_use]
    pub fn of<'p>(
        language: Language,
        problems: impl IntoIterator<Item = &'p FieldProblem>,
    ) -> Self {
        problems.into_iter().fold(Self::new(language), |summary, problem| {
            summary.link(format!("#{}", problem.field), &problem.message)
        })
    }

    /// Adds something that is wrong, and where: `#` and the id of the field.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, content: impl Into<Content>) -> Self {
        let attributes = Attributes::default();
        self.items.push(Item { content: content.into(), href: Some(href.into()), attributes });
        self
    }

    /// Adds something that is wrong with the whole page.
    #[must_use]
    pub fn line(mut self, content: impl Into<Content>) -> Self {
        let attributes = Attributes::default();
        self.items.push(Item { content: content.into(), href: None, attributes });
        self
    }

    /// Adds an attribute to the last link.
    #[must_use]
    pub fn link_attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Some(item) = self.items.last_mut() {
            item.attributes.add(name, value);
        }
        self
    }

    /// Has another heading.
    #[must_use]
    pub fn title(mut self, title: impl Into<Content>) -> Self {
        self.title = title.into();
        self
    }

    /// Explains it all under the heading.
    #[must_use]
    pub fn description(mut self, description: impl Into<Content>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Whether it leaves the focus where it is.
    #[must_use]
    pub fn disable_auto_focus(mut self, disable: bool) -> Self {
        self.quiet = Some(disable);
        self
    }

    extras!(extra);
}

component!(ErrorSummary);
