//! The frame around every page: what stands above, below and in the head, in the force's brand and
//! the reader's language.
//!
//! A page of any crate has a field `frame: Frame` and begins with `{% extends "frame.html" %}`; it
//! fills the block `main`, and `before_main` when something belongs above it. The crate's
//! `askama.toml` names the folder: `dirs = ["templates", "../counter/templates"]`.

mod parts;

use crate::components::ServiceNavigation;
use crate::{Visit, assets, theme};
use jiff::civil::Date;
use kernel::{Force, Language, Words};
use parts::{BeforeMain, Foot, Head, Top};
use std::sync::Arc;

kernel::words! {
    SITE { en: "Bluelamp", cy: "Bluelamp" }
    ERROR { en: "Error: {title}", cy: "Gwall: {title}" }
    NEUTRAL_TITLE { en: "Information", cy: "Gwybodaeth" }
}

/// Who may look on while a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    /// Anybody.
    Open,
    /// Nobody may see what it is about.
    Sensitive,
    /// Staff at their desk.
    Desk,
}

/// What the layout needs to know of a page.
#[derive(Clone, Debug)]
pub struct Frame {
    language: Language,
    force: Option<Arc<Force>>,
    title: String,
    service: Option<String>,
    neutral_title: Option<String>,
    ground: Ground,
    error: bool,
    noindex: bool,
    welsh_by: Option<Date>,
    demo: bool,
    back: Option<String>,
    staff: Option<String>,
    rooms: Option<ServiceNavigation>,
    csrf: String,
    nonce: Arc<str>,
    home_href: String,
    other_language_href: String,
    exit_href: String,
    sign_out_href: String,
    you_href: String,
}

impl Frame {
    /// The frame of a page whose heading is `title`, in the language of the visit.
    #[must_use]
    pub fn new(visit: &Visit, title: impl Into<String>) -> Self {
        Self {
            language: visit.language,
            force: visit.force.clone(),
            title: title.into(),
            service: None,
            neutral_title: None,
            ground: Ground::Open,
            error: false,
            noindex: false,
            welsh_by: None,
            demo: visit.counter.demo,
            back: None,
            staff: None,
            rooms: None,
            csrf: visit.key.as_ref().map(crate::Key::csrf_token).unwrap_or_default(),
            nonce: visit.nonce.clone(),
            home_href: visit.home_href(),
            other_language_href: visit.other_language_href(),
            exit_href: visit.href("/leave"),
            sign_out_href: visit.href("/desk/sign-out"),
            you_href: visit.href("/desk/you"),
        }
    }

    /// The page belongs to a service of this name: it comes after the heading in the title.
    #[must_use]
    pub fn service(mut self, name: impl Into<String>) -> Self {
        self.service = Some(name.into());
        self
    }

    /// Nobody who glances at the screen or the history may see what this page is about: the title
    /// says nothing, the force's name is not shown, and a way out is at hand.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.ground = Ground::Sensitive;
        self.noindex = true;
        self
    }

    /// The title of a sensitive page, where the service has one of its own.
    #[must_use]
    pub fn neutral_title(mut self, title: impl Into<String>) -> Self {
        self.neutral_title = Some(title.into());
        self
    }

    /// A link back to the page before, at the top. `href` is as [`Visit::href`] gives it.
    #[must_use]
    pub fn with_back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(href.into());
        self
    }

    /// Whether the page shows what was wrong with a form: then its title says so first.
    #[must_use]
    pub const fn error(mut self, error: bool) -> Self {
        self.error = error;
        self
    }

    /// Search engines leave the page out.
    #[must_use]
    pub const fn noindex(mut self) -> Self {
        self.noindex = true;
        self
    }

    /// What the page says is in English alone, and follows in Welsh by a day: it says so.
    #[must_use]
    pub const fn welsh_follows(mut self, by: Option<Date>) -> Self {
        self.welsh_by = by;
        self
    }

    /// The page is the desk's, seen by the member of staff of this name, who can sign out (the
    /// form posts to `/desk/sign-out`) and look at what is theirs (`/desk/you`).
    #[must_use]
    pub fn staff(mut self, name: impl Into<String>) -> Self {
        self.staff = Some(name.into());
        self.ground = Ground::Desk;
        self.noindex = true;
        self
    }

    /// The way to the rooms of the desk, under the header.
    #[must_use]
    pub fn rooms(mut self, rooms: ServiceNavigation) -> Self {
        self.rooms = Some(rooms);
        self
    }

    /// The page wears the desk's styles although nobody is signed in: to show what is made of them.
    #[must_use]
    pub const fn desk_styles(mut self) -> Self {
        self.ground = Ground::Desk;
        self
    }

    /// The form token of the session that is signed in, for the form that signs out.
    #[must_use]
    pub fn csrf(mut self, token: impl Into<String>) -> Self {
        self.csrf = token.into();
        self
    }

    /// The page wears the brand of this force though its address names none, as the desk's pages
    /// and `/track` do.
    #[must_use]
    pub fn for_force(mut self, force: &Arc<Force>) -> Self {
        self.force = Some(force.clone());
        self
    }

    /// Where the badge leads, when it is not the home of the visit's force. `href` is as
    /// [`Visit::href`] gives it.
    #[must_use]
    pub fn home(mut self, href: impl Into<String>) -> Self {
        self.home_href = href.into();
        self
    }

    /// The language of the page.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The page's `lang`.
    #[must_use]
    pub const fn lang(&self) -> &'static str {
        self.language.code()
    }

    /// The language of what the page says, where it is not that of the page.
    #[must_use]
    pub fn main_lang(&self) -> Option<&'static str> {
        let english = self.welsh_by.is_some() && self.language == Language::Welsh;
        english.then(|| Language::English.code())
    }

    /// The title in the browser's tab: heading, service and force; neutral on sensitive ground.
    #[must_use]
    pub fn page_title(&self) -> String {
        let title = if self.sensitive_ground() {
            let neutral = self.neutral_title.as_deref();
            neutral.unwrap_or_else(|| self.say(NEUTRAL_TITLE)).to_owned()
        } else {
            let service = self.service.as_deref().filter(|service| *service != self.title);
            [Some(self.title.as_str()), service, Some(self.name())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" - ")
        };
        if self.error { ERROR.fill(self.language, &[("title", &title)]) } else { title }
    }

    /// What stands in `<head>`.
    #[must_use]
    pub const fn head(&self) -> Head<'_> {
        Head { frame: self }
    }

    /// What stands above the page: skip link, exit, demo banner, badge, languages, emergency line.
    #[must_use]
    pub const fn top(&self) -> Top<'_> {
        Top { frame: self }
    }

    /// The back link, and the button that leaves a sensitive page.
    #[must_use]
    pub const fn before_main(&self) -> BeforeMain<'_> {
        BeforeMain { frame: self }
    }

    /// What stands below the page.
    #[must_use]
    pub const fn foot(&self) -> Foot<'_> {
        Foot { frame: self }
    }

    const fn sensitive_ground(&self) -> bool {
        matches!(self.ground, Ground::Sensitive)
    }

    /// The name on the badge's side, and after the heading in the title.
    fn name(&self) -> &str {
        match &self.force {
            Some(force) => force.name.text(self.language),
            None => self.say(SITE),
        }
    }

    const fn stylesheets(&self) -> &'static [&'static str] {
        match self.ground {
            Ground::Desk => assets::DESK_STYLESHEETS,
            Ground::Open | Ground::Sensitive => assets::STYLESHEETS,
        }
    }

    fn theme(&self) -> Option<String> {
        self.force.as_deref().map(theme::address)
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

#[cfg(test)]
mod tests;
