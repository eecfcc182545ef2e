//! Several views of one thing, of which one is seen at a time.

use super::content::{Attributes, Content, Extra};
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The heading over the views, where scripts do not make tabs of them.
    CONTENTS { en: "Contents", cy: "Cynnwys" }
}

/// Several views of one thing. Without scripts they stand one under the other, with links to each.
#[derive(Clone, Debug, Template)]
#[template(path = "components/tabs.html")]
pub struct Tabs {
    title: String,
    views: Vec<Tab>,
    id: Option<String>,
    extra: Extra,
}

impl Tabs {
    /// No view yet, for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            title: CONTENTS.say(language).to_owned(),
            views: Vec::new(),
            id: None,
            extra: Extra::default(),
        }
    }

    /// Adds a view. The first is the one that is seen.
    #[must_use]
    pub fn tab(mut self, tab: Tab) -> Self {
        self.views.push(tab);
        self
    }

    /// The heading over the views, seen without scripts and on small screens.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Its id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    extras!(extra);
}

/// One view in [`Tabs`].
#[derive(Clone, Debug)]
pub struct Tab {
    id: String,
    label: String,
    panel: Content,
    attributes: Attributes,
    panel_attributes: Attributes,
}

impl Tab {
    /// A view of this id, under this label. Text becomes a paragraph, HTML stays as it is.
    #[must_use]
    pub fn new(id: impl Into<String>, label: impl Into<String>, panel: impl Into<Content>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            panel: panel.into(),
            attributes: Attributes::default(),
            panel_attributes: Attributes::default(),
        }
    }

    /// Adds an attribute to its link. The name is code, never data; the value is escaped.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.add(name, value);
        self
    }

    /// Adds an attribute to the view itself.
    #[must_use]
    pub fn panel_attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.panel_attributes.add(name, value);
        self
    }
}

component!(Tabs);
