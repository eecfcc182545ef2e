//! What stands inside components: text that is escaped, HTML that was rendered, and the classes and
//! attributes of their elements.

use askama::Template;
use askama::filters::{Escaper as _, Html, HtmlSafe};
use std::fmt;

/// HTML that may be put into a page as it is: rendered by a component or a template, never built
/// from text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// What a template gives. It fails when a value in it cannot be written.
    pub fn render(template: &impl Template) -> askama::Result<Self> {
        template.render().map(Self)
    }

    /// Several pieces, one after the other.
    #[must_use]
    pub fn join(pieces: impl IntoIterator<Item = Self>) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect())
    }

    /// A component holds strings, numbers and other components: writing those into memory does not
    /// fail.
    pub(super) fn of_component(component: &impl Template) -> Self {
        Self(component.render().unwrap_or_default())
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// What a component shows: text or HTML. Shown, both are safe in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text, escaped when it is shown.
    Text(String),
    /// HTML, shown as it is.
    Html(Markup),
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => Html.write_escaped_str(f, text),
            Self::Html(markup) => markup.fmt(f),
        }
    }
}

impl HtmlSafe for Content {}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Markup> for Content {
    fn from(markup: Markup) -> Self {
        Self::Html(markup)
    }
}

/// Classes and attributes that a page adds to an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Extra {
    pub(super) classes: Classes,
    pub(super) attributes: Attributes,
}

impl Extra {
    pub(super) fn join(&mut self, other: &Self) {
        self.classes.0.push_str(&other.classes.0);
        self.attributes.0.extend_from_slice(&other.attributes.0);
    }
}

/// Further classes of an element: shown after its own, each with a space before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(String);

impl Classes {
    pub(super) fn add(&mut self, class: &str) {
        for one in class.split_whitespace() {
            self.0.push(' ');
            self.0.push_str(one);
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Html.write_escaped_str(f, &self.0)
    }
}

impl HtmlSafe for Classes {}

/// Further attributes of an element: shown with a space before each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    pub(super) fn add(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.push((name, value.into()));
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.0 {
            f.write_str(" ")?;
            Html.write_escaped_str(&mut *f, name)?;
            f.write_str("=\"")?;
            Html.write_escaped_str(&mut *f, value)?;
            f.write_str("\"")?;
        }
        Ok(())
    }
}

impl HtmlSafe for Attributes {}

#[cfg(test)]
mod tests {
    use super::{Attributes, Classes, Content, Markup};

    #[test]
    fn text_is_escaped_and_rendered_html_is_not() {
        assert_eq!(Content::from("<b>\"'&").to_string(), "&#60;b&#62;&#34;&#39;&#38;");
        assert_eq!(Content::from(Markup("<b>".to_owned())).to_string(), "<b>");
    }

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        let mut attributes = Attributes::default();
        attributes.add("data-x", "\"><script>");
        assert_eq!(attributes.to_string(), " data-x=\"&#34;&#62;&#60;script&#62;\"");
        let mut classes = Classes::default();
        classes.add("a  \"b");
        assert_eq!(classes.to_string(), " a &#34;b");
    }
}
