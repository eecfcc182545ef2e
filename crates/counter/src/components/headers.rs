//! The heads of pages that our own [frame](crate::Frame) is not around.

use super::content::{Classes, Content, Extra, Markup};
use askama::Template;

/// What both headers have.
#[derive(Clone, Debug)]
struct Masthead {
    href: String,
    container: Option<Classes>,
    extra: Extra,
}

impl Masthead {
    fn new(href: String) -> Self {
        Self { href, container: None, extra: Extra::default() }
    }
}

/// The verbs of both.
macro_rules! masthead {
    () => {
        /// Puts it into something else than the width of the page: `govuk-header__container--full-width`.
        #[must_use]
        pub fn container(mut self, class: &str) -> Self {
            self.masthead.container.get_or_insert_default().add(class);
            self
        }

        extras!(masthead.extra);
    };
}

/// A header in the colours of the page: the mark or name of whoever serves it, leading home.
#[derive(Clone, Debug, Template)]
#[template(path = "components/generic_header.html")]
pub struct GenericHeader {
    mark: Content,
    masthead: Masthead,
}

impl GenericHeader {
    /// A header that shows this and leads to this address.
    #[must_use]
    pub fn new(href: impl Into<String>, mark: impl Into<Content>) -> Self {
        Self { mark: mark.into(), masthead: Masthead::new(href.into()) }
    }

    masthead!();
}

/// A header on the brand's colour, with a mark and the name of a product beside it. The mark is
/// given by whoever may show it: there is none of ours, and no crown.
#[derive(Clone, Debug, Template)]
#[template(path = "components/header.html")]
pub struct Header {
    mark: Markup,
    product: Option<String>,
    masthead: Masthead,
}

impl Header {
    /// A header that shows this mark and leads to this address.
    #[must_use]
    pub fn new(href: impl Into<String>, mark: impl Into<Markup>) -> Self {
        Self { mark: mark.into(), product: None, masthead: Masthead::new(href.into()) }
    }

    /// The product's name beside the mark.
    #[must_use]
    pub fn product(mut self, name: impl Into<String>) -> Self {
        self.product = Some(name.into());
        self
    }

    masthead!();
}

component!(GenericHeader, Header);
