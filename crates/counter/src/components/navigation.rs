//! The way around: the parts of a service, and the languages of a page.

use super::content::{Content, Extra, Markup};
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The button that opens the navigation on a small screen, and the navigation's name.
    MENU { en: "Menu", cy: "Dewislen" }
    /// The name of the region with the service's name and parts.
    SERVICE_INFORMATION { en: "Service information", cy: "Gwybodaeth am y gwasanaeth" }
    /// The name of the switch between languages.
    LANGUAGE { en: "Language", cy: "Iaith" }
}

/// The name and the parts of a service, under the header.
#[derive(Clone, Debug, Template)]
#[template(path = "components/service_navigation.html")]
pub struct ServiceNavigation {
    service: Option<(String, Option<String>)>,
    links: Vec<ServiceLink>,
    collapses: Option<bool>,
    menu: String,
    menu_label: Option<String>,
    label: Option<String>,
    region: String,
    id: String,
    inline_end: bool,
    end: Option<Markup>,
    navigation: Extra,
    extra: Extra,
}

impl ServiceNavigation {
    /// Navigation for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            service: None,
            links: Vec::new(),
            collapses: None,
            menu: MENU.say(language).to_owned(),
            menu_label: None,
            label: None,
            region: SERVICE_INFORMATION.say(language).to_owned(),
            id: "navigation".to_owned(),
            inline_end: false,
            end: None,
            navigation: Extra::default(),
            extra: Extra::default(),
        }
    }

    /// The service's name, and its address if it is a link.
    #[must_use]
    pub fn service(mut self, name: impl Into<String>, href: Option<&str>) -> Self {
        self.service = Some((name.into(), href.map(str::to_owned)));
        self
    }

    /// Adds a part of the service.
    #[must_use]
    pub fn link(mut self, link: ServiceLink) -> Self {
        self.links.push(link);
        self
    }

    /// Whether the parts hide behind a button on a small screen: if they are several, unless said.
    #[must_use]
    pub fn collapses(mut self, collapses: bool) -> Self {
        self.collapses = Some(collapses);
        self
    }

    /// What the button says, and is called if that is something else.
    #[must_use]
    pub fn menu(mut self, text: impl Into<String>, label: Option<&str>) -> Self {
        self.menu = text.into();
        self.menu_label = label.map(str::to_owned);
        self
    }

    /// The name of the navigation for screen readers.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The name of the region for screen readers.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The id of the list: for a second navigation on a page.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Adds a class to the navigation inside.
    #[must_use]
    pub fn navigation_class(mut self, class: &str) -> Self {
        self.navigation.classes.add(class);
        self
    }

    /// Puts something at the end, such as the languages; in the same line if it is to be.
    #[must_use]
    pub fn end(mut self, content: impl Into<Markup>, inline: bool) -> Self {
        self.end = Some(content.into());
        self.inline_end = inline;
        self
    }

    extras!(extra);

    fn is_region(&self) -> bool {
        self.service.is_some() || self.end.is_some()
    }

    fn has_button(&self) -> bool {
        self.collapses.unwrap_or(self.links.len() > 1)
    }

    fn spoken_menu(&self) -> Option<&str> {
        self.menu_label.as_deref().filter(|label| *label != self.menu)
    }

    fn spoken_label(&self) -> &str {
        self.label.as_ref().unwrap_or(&self.menu)
    }
}

/// A part of a service.
#[derive(Clone, Debug)]
pub struct ServiceLink {
    content: Content,
    href: Option<String>,
    here: Option<&'static str>,
}

impl ServiceLink {
    /// A link to a part.
    #[must_use]
    pub fn new(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { content: content.into(), href: Some(href.into()), here: None }
    }

    /// A name without a link.
    #[must_use]
    pub fn text(content: impl Into<Content>) -> Self {
        Self { content: content.into(), href: None, here: None }
    }

    /// It is the page that is shown.
    #[must_use]
    pub fn current(mut self) -> Self {
        self.here = Some("page");
        self
    }

    /// The page that is shown is in it.
    #[must_use]
    pub fn active(mut self) -> Self {
        self.here = Some("true");
        self
    }
}

/// The languages of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "components/language_navigation.html")]
pub struct LanguageNavigation {
    label: String,
    links: Vec<LanguageLink>,
    extra: Extra,
}

impl LanguageNavigation {
    /// The languages, for readers of this one.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            label: LANGUAGE.say(language).to_owned(),
            links: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// The switch of a page: its language, and the address of the same page in each other.
    #[must_use]
    pub fn of_page(language: Language, address: impl Fn(Language) -> String) -> Self {
        Language::ALL.into_iter().fold(Self::new(language), |switch, one| {
            let name = one.own_name();
            switch.link(if one == language {
                LanguageLink::current(one.code(), name)
            } else {
                LanguageLink::new(address(one), one.code(), name)
            })
        })
    }

    /// Adds a language.
    #[must_use]
    pub fn link(mut self, link: LanguageLink) -> Self {
        self.links.push(link);
        self
    }

    /// The name of the navigation for screen readers.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    extras!(extra);
}

/// One of the languages of a page.
#[derive(Clone, Debug)]
pub struct LanguageLink {
    content: Content,
    code: String,
    href: Option<String>,
    direction: Option<&'static str>,
    hidden: Option<String>,
    extra: Extra,
}

impl LanguageLink {
    /// A link to the page in the language of this code, by the language's name for itself.
    #[must_use]
    pub fn new(href: impl Into<String>, code: impl Into<String>, name: impl Into<Content>) -> Self {
        Self { href: Some(href.into()), ..Self::current(code, name) }
    }

    /// The language that the page is in.
    #[must_use]
    pub fn current(code: impl Into<String>, name: impl Into<Content>) -> Self {
        Self {
            content: name.into(),
            code: code.into(),
            href: None,
            direction: None,
            hidden: None,
            extra: Extra::default(),
        }
    }

    /// Which way the language is written: `ltr` or `rtl`.
    #[must_use]
    pub fn direction(mut self, direction: &'static str) -> Self {
        self.direction = Some(direction);
        self
    }

    /// Adds words for screen readers, in that language.
    #[must_use]
    pub fn about(mut self, hidden: impl Into<String>) -> Self {
        self.hidden = Some(hidden.into());
        self
    }

    extras!(extra);
}

component!(ServiceNavigation, LanguageNavigation);
