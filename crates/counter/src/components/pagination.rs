//! The way through a list that is longer than a page.

use super::content::{Attributes, Content, Extra, Markup};
use askama::Template;
use kernel::{Language, Words};

kernel::words! {
    /// The name of the navigation for screen readers.
    PAGINATION { en: "Pagination", cy: "Tudalennu" }
    /// The link to the page before.
    PREVIOUS { en: "Previous", cy: "Y dudalen flaenorol" }
    /// The link to the page after.
    NEXT { en: "Next", cy: "Y dudalen nesaf" }
    /// Read out after either, where the word alone does not say it.
    READ_AFTER { en: "page", cy: "" }
    /// What the link to a page is called.
    PAGE { en: "Page {number}", cy: "Tudalen {number}" }
}

/// The way through a list that is longer than a page, or through pages in their order.
#[derive(Clone, Debug, Template)]
#[template(path = "components/pagination.html")]
pub struct Pagination {
    language: Language,
    label: String,
    previous: Option<Turn>,
    next: Option<Turn>,
    items: Option<Vec<Item>>,
    extra: Extra,
}

/// One place in the row of numbers.
#[derive(Clone, Debug)]
enum Item {
    Page(PageNumber),
    Gap,
}

/// What a link to a neighbour says unless told otherwise.
#[derive(Template)]
#[template(
    source = r#"{{ word }}{% if !page.is_empty() %}<span class="govuk-visually-hidden"> {{ page }}</span>{% endif %}"#,
    ext = "html"
)]
struct Neighbour {
    word: &'static str,
    page: &'static str,
}

impl Pagination {
    /// No links yet, for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            label: PAGINATION.say(language).to_owned(),
            previous: None,
            next: None,
            items: None,
            extra: Extra::default(),
        }
    }

    /// The links of one page among so many, counted from one: its neighbours, the first, the last
    /// and those beside it.
    #[must_use]
    pub fn of(language: Language, page: u32, pages: u32, href: impl Fn(u32) -> String) -> Self {
        let mut all = Self::new(language);
        if page > 1 {
            all = all.previous(Turn::new(href(page.saturating_sub(1))));
        }
        let mut before = 0;
        for number in 1..=pages {
            if number != 1 && number != pages && number.abs_diff(page) > 1 {
                continue;
            }
            if number.abs_diff(before) > 1 {
                all = all.gap();
            }
            let link = PageNumber::new(number.to_string(), href(number));
            all = all.page(if number == page { link.current() } else { link });
            before = number;
        }
        if page < pages { all.next(Turn::new(href(page.saturating_add(1)))) } else { all }
    }

    /// The link to the page before.
    #[must_use]
    pub fn previous(mut self, turn: Turn) -> Self {
        self.previous = Some(turn);
        self
    }

    /// The link to the page after.
    #[must_use]
    pub fn next(mut self, turn: Turn) -> Self {
        self.next = Some(turn);
        self
    }

    /// Adds a page to the row of numbers.
    #[must_use]
    pub fn page(mut self, page: PageNumber) -> Self {
        self.items.get_or_insert_default().push(Item::Page(page));
        self
    }

    /// Shows that pages are left out of the row.
    #[must_use]
    pub fn gap(mut self) -> Self {
        self.items.get_or_insert_default().push(Item::Gap);
        self
    }

    /// The name of the navigation for screen readers.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    extras!(extra);

    /// Whether the neighbours are all that there is: then they stand one under the other.
    fn is_block(&self) -> bool {
        self.items.is_none() && (self.previous.is_some() || self.next.is_some())
    }

    fn saying(&self, turn: &Turn, word: Words) -> Content {
        turn.content.clone().unwrap_or_else(|| {
            let (word, page) = (word.say(self.language), READ_AFTER.say(self.language));
            Markup::of_component(&Neighbour { word, page }).into()
        })
    }

    fn name_of(&self, page: &PageNumber) -> String {
        let name = || PAGE.fill(self.language, &[("number", &page.number)]);
        page.label.clone().unwrap_or_else(name)
    }
}

/// A link to the page before or after.
#[derive(Clone, Debug)]
pub struct Turn {
    href: String,
    content: Option<Content>,
    label: Option<String>,
    attributes: Attributes,
}

impl Turn {
    /// A link to this address.
    #[must_use]
    pub fn new(href: impl Into<String>) -> Self {
        Self { href: href.into(), content: None, label: None, attributes: Attributes::default() }
    }

    /// Says something else than "Previous page" or "Next page".
    #[must_use]
    pub fn saying(mut self, content: impl Into<Content>) -> Self {
        self.content = Some(content.into());
        self
    }

    /// What the page is called, where there are no numbers.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds an attribute. The name is code, never data; the value is escaped.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.add(name, value);
        self
    }
}

/// A page in the row of numbers.
#[derive(Clone, Debug)]
pub struct PageNumber {
    number: String,
    href: String,
    label: Option<String>,
    current: bool,
    attributes: Attributes,
}

impl PageNumber {
    /// The page of this number.
    #[must_use]
    pub fn new(number: impl Into<String>, href: impl Into<String>) -> Self {
        let attributes = Attributes::default();
        Self { number: number.into(), href: href.into(), label: None, current: false, attributes }
    }

    /// It is the page that is shown.
    #[must_use]
    pub fn current(mut self) -> Self {
        self.current = true;
        self
    }

    /// Its name for screen readers: "Page 2" unless said otherwise.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds an attribute. The name is code, never data; the value is escaped.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.add(name, value);
        self
    }
}

component!(Pagination);
