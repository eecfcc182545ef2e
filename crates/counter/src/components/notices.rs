//! What people must notice: banners and warnings.

use super::content::{Content, Extra};
use super::tag::Tag;
use askama::Template;
use kernel::Language;

kernel::words! {
    /// Read out before a warning.
    WARNING { en: "Warning", cy: "Rhybudd" }
    /// The heading of a banner.
    IMPORTANT { en: "Important", cy: "Pwysig" }
    /// The heading of a banner that says that something was done.
    SUCCESS { en: "Success", cy: "Llwyddiant" }
}

/// A warning about what follows if something is done or not done.
#[derive(Clone, Debug, Template)]
#[template(path = "components/warning_text.html")]
pub struct WarningText {
    content: Content,
    read_as: String,
    extra: Extra,
}

impl WarningText {
    /// A warning for readers of this language.
    #[must_use]
    pub fn new(language: Language, content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            read_as: WARNING.say(language).to_owned(),
            extra: Extra::default(),
        }
    }

    /// What the sign is read as: "Warning" unless said otherwise.
    #[must_use]
    pub fn read_as(mut self, text: impl Into<String>) -> Self {
        self.read_as = text.into();
        self
    }

    extras!(extra);
}

/// Something that is not about the page itself: a message from elsewhere, or that something was
/// done.
#[derive(Clone, Debug, Template)]
#[template(path = "components/notification_banner.html")]
pub struct NotificationBanner {
    title: Content,
    content: Content,
    success: bool,
    level: u8,
    title_id: String,
    role: Option<&'static str>,
    quiet: Option<bool>,
    extra: Extra,
}

impl NotificationBanner {
    /// A banner that is a landmark of the page. Text is shown large, HTML as it is.
    #[must_use]
    pub fn new(language: Language, content: impl Into<Content>) -> Self {
        Self {
            title: Content::from(IMPORTANT.say(language)),
            content: content.into(),
            success: false,
            level: 2,
            title_id: "govuk-notification-banner-title".to_owned(),
            role: None,
            quiet: None,
            extra: Extra::default(),
        }
    }

    /// A banner that says that something was done, and takes the focus.
    #[must_use]
    pub fn success(language: Language, content: impl Into<Content>) -> Self {
        Self {
            title: Content::from(SUCCESS.say(language)),
            success: true,
            ..Self::new(language, content)
        }
    }

    /// Has another heading.
    #[must_use]
    pub fn title(mut self, title: impl Into<Content>) -> Self {
        self.title = title.into();
        self
    }

    /// The level of its heading, 1 to 6.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level.clamp(1, 6);
        self
    }

    /// The id of its heading: for a second banner on a page.
    #[must_use]
    pub fn title_id(mut self, id: impl Into<String>) -> Self {
        self.title_id = id.into();
        self
    }

    /// An ARIA role other than its own.
    #[must_use]
    pub fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    /// Whether it leaves the focus where it is.
    #[must_use]
    pub fn disable_auto_focus(mut self, disable: bool) -> Self {
        self.quiet = Some(disable);
        self
    }

    extras!(extra);

    fn spoken_role(&self) -> &'static str {
        self.role.unwrap_or(if self.success { "alert" } else { "region" })
    }
}

/// A line under the header that says how far a service has come.
#[derive(Clone, Debug, Template)]
#[template(path = "components/phase_banner.html")]
pub struct PhaseBanner {
    tag: Tag,
    content: Content,
    extra: Extra,
}

impl PhaseBanner {
    /// A phase, such as "Beta", and what it means.
    #[must_use]
    pub fn new(phase: Tag, content: impl Into<Content>) -> Self {
        let tag = phase.class("govuk-phase-banner__content__tag");
        Self { tag, content: content.into(), extra: Extra::default() }
    }

    extras!(extra);
}

component!(WarningText, NotificationBanner, PhaseBanner);
