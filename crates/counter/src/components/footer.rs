//! The foot of pages that our own [frame](crate::Frame) is not around.

use super::content::{Classes, Content, Extra, Markup};
use super::links::Link;
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The heading over the links at the end, for screen readers.
    SUPPORT_LINKS { en: "Support links", cy: "Dolenni cymorth" }
}

/// What stands at the foot of a page: links in columns, links for support, under which licence the
/// words may be used and whose they are. Mark, licence and owner are given by whoever may show
/// them: there is no crown in it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/footer.html")]
pub struct Footer {
    mark: Option<Markup>,
    sections: Vec<FooterSection>,
    support_heading: String,
    support: Option<Support>,
    licence: Option<Licence>,
    owner: Option<Link>,
    container: Classes,
    extra: Extra,
}

/// The links at the end, and what is said under them.
#[derive(Clone, Debug, Default)]
struct Support {
    links: Vec<Link>,
    content: Option<Content>,
}

/// How the words of the page may be used.
#[derive(Clone, Debug)]
struct Licence {
    mark: Option<Markup>,
    content: Content,
}

impl Footer {
    /// An empty foot for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            mark: None,
            sections: Vec::new(),
            support_heading: SUPPORT_LINKS.say(language).to_owned(),
            support: None,
            licence: None,
            owner: None,
            container: Classes::default(),
            extra: Extra::default(),
        }
    }

    /// The mark of whoever serves the page.
    #[must_use]
    pub fn mark(mut self, mark: impl Into<Markup>) -> Self {
        self.mark = Some(mark.into());
        self
    }

    /// Adds links under a heading.
    #[must_use]
    pub fn section(mut self, section: FooterSection) -> Self {
        self.sections.push(section);
        self
    }

    /// The heading over the links for support, for screen readers.
    #[must_use]
    pub fn support_heading(mut self, heading: impl Into<String>) -> Self {
        self.support.get_or_insert_default();
        self.support_heading = heading.into();
        self
    }

    /// Adds a link for support: accessibility, privacy, cookies.
    #[must_use]
    pub fn support_link(mut self, link: Link) -> Self {
        self.support.get_or_insert_default().links.push(link);
        self
    }

    /// Says something under the links for support.
    #[must_use]
    pub fn support_text(mut self, content: impl Into<Content>) -> Self {
        self.support.get_or_insert_default().content = Some(content.into());
        self
    }

    /// How the words of the page may be used, with the licence's mark if it has one.
    #[must_use]
    pub fn licence(mut self, mark: Option<Markup>, content: impl Into<Content>) -> Self {
        self.licence = Some(Licence { mark, content: content.into() });
        self
    }

    /// Whose the words are.
    #[must_use]
    pub fn owner(mut self, link: Link) -> Self {
        self.owner = Some(link);
        self
    }

    /// Adds a class to the element that holds it all.
    #[must_use]
    pub fn container_class(mut self, class: &str) -> Self {
        self.container.add(class);
        self
    }

    extras!(extra);
}

/// Links under a heading in a [`Footer`].
#[derive(Clone, Debug)]
pub struct FooterSection {
    title: String,
    width: &'static str,
    columns: Option<u8>,
    links: Vec<Link>,
}

impl FooterSection {
    /// A section without links.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: "full", columns: None, links: Vec::new() }
    }

    /// Its share of the page, in the words of the grid: `two-thirds`. All of it unless said.
    #[must_use]
    pub fn width(mut self, width: &'static str) -> Self {
        self.width = width;
        self
    }

    /// Puts the links into so many columns: 2 or 3.
    #[must_use]
    pub fn columns(mut self, columns: u8) -> Self {
        self.columns = Some(columns);
        self
    }

    /// Adds a link.
    #[must_use]
    pub fn link(mut self, link: Link) -> Self {
        self.links.push(link);
        self
    }
}

component!(Footer);
