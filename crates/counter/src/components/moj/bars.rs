//! Who or what a page is about, for whom one works, and what can be done.

use crate::components::Button;
use crate::components::content::{Content, Extra};
use askama::Template;
use kernel::Language;

kernel::words! {
    /// The button that a script makes of a menu.
    ACTIONS { en: "Actions", cy: "Camau" }
    /// A number that is not counted further, read out.
    OR_MORE { en: "99 or more", cy: "99 neu fwy" }
    /// The name of the switch for screen readers.
    ORGANISATION { en: "Organisation switcher", cy: "Newid sefydliad" }
    /// The link that leads to the others.
    CHANGE { en: "Change organisation", cy: "Newid sefydliad" }
}

/// Several things that can be done. Without scripts all buttons are seen; with one they open from a
/// button.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/button_menu.html")]
pub struct ButtonMenu {
    buttons: Vec<Button>,
    extra: Extra,
}

impl ButtonMenu {
    /// No button yet, for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let mut extra = Extra::default();
        if language != Language::English {
            extra.attributes.add("data-button-text", ACTIONS.say(language));
        }
        Self { buttons: Vec::new(), extra }
    }

    /// Adds a button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button.class("moj-button-menu__item").secondary());
        self
    }

    /// Opens towards the left, at the right edge of a page.
    #[must_use]
    pub fn right(self) -> Self {
        self.attribute("data-align-menu", "right")
    }

    extras!(extra);
}

/// Who or what several pages are about, at their top, with what can be done.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/identity_bar.html")]
pub struct IdentityBar {
    title: Content,
    menus: Vec<ButtonMenu>,
    extra: Extra,
}

impl IdentityBar {
    /// A bar that says this.
    #[must_use]
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: title.into(), menus: Vec::new(), extra: Extra::default() }
    }

    /// Adds what can be done.
    #[must_use]
    pub fn menu(mut self, menu: ButtonMenu) -> Self {
        self.menus.push(menu);
        self
    }

    extras!(extra);
}

/// How many wait for the reader. Nothing is shown of none.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/notification_badge.html")]
pub struct NotificationBadge {
    count: u32,
    or_more: &'static str,
    about: Option<String>,
    extra: Extra,
}

impl NotificationBadge {
    /// So many.
    #[must_use]
    pub fn new(language: Language, count: u32) -> Self {
        Self { count, or_more: OR_MORE.say(language), about: None, extra: Extra::default() }
    }

    /// Of what, for screen readers: "unread messages".
    #[must_use]
    pub fn about(mut self, what: impl Into<String>) -> Self {
        self.about = Some(what.into());
        self
    }

    extras!(extra);
}

/// For which force somebody works now. Whoever works for one alone does not see it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/organisation_switcher.html")]
pub struct OrganisationSwitcher {
    content: Content,
    label: String,
    change: String,
    href: Option<String>,
    extra: Extra,
}

impl OrganisationSwitcher {
    /// The force of now.
    #[must_use]
    pub fn new(language: Language, name: impl Into<Content>) -> Self {
        Self {
            content: name.into(),
            label: ORGANISATION.say(language).to_owned(),
            change: CHANGE.say(language).to_owned(),
            href: None,
            extra: Extra::default(),
        }
    }

    /// Where another is chosen.
    #[must_use]
    pub fn change(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Says something else than "Change organisation".
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.change = text.into();
        self
    }

    extras!(extra);
}

component!(ButtonMenu, IdentityBar, NotificationBadge, OrganisationSwitcher);
