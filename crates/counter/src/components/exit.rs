//! The way out of a page that somebody else must not see.

use super::content::{Content, Extra, Markup};
use askama::Template;
use kernel::{Language, Words};

kernel::words! {
    /// Read out before the button's text.
    EMERGENCY { en: "Emergency", cy: "Argyfwng" }
    /// The button.
    EXIT { en: "Exit this page", cy: "Gadael y dudalen hon" }
    /// Read out while the other site loads.
    LOADING { en: "Loading.", cy: "Yn llwytho." }
    /// Read out when too much time passed between presses.
    EXPIRED {
        en: "Exit this page expired.",
        cy: "Mae’r amser i adael y dudalen hon fel hyn wedi dod i ben.",
    }
    /// Read out after the first press of Shift.
    TWO_MORE {
        en: "Shift, press 2 more times to exit.",
        cy: "Shift, pwyswch ddwywaith eto i adael.",
    }
    /// Read out after the second press of Shift.
    ONE_MORE {
        en: "Shift, press 1 more time to exit.",
        cy: "Shift, pwyswch unwaith eto i adael.",
    }
}

/// What the script says, by attribute. English is in the script itself.
const TRANSLATIONS: [(&str, Words); 4] = [
    ("data-i18n.activated", LOADING),
    ("data-i18n.timed-out", EXPIRED),
    ("data-i18n.press-two-more-times", TWO_MORE),
    ("data-i18n.press-one-more-time", ONE_MORE),
];

/// A button that leaves for a neutral site at once: by a press, three times Shift, or Esc. Without
/// scripts it is a link.
#[derive(Clone, Debug, Template)]
#[template(path = "components/exit_this_page.html")]
pub struct ExitThisPage {
    href: String,
    content: Content,
    id: Option<String>,
    extra: Extra,
}

/// The words on the button.
#[derive(Template)]
#[template(
    source = r#"<span class="govuk-visually-hidden">{{ emergency }}</span> {{ exit }}"#,
    ext = "html"
)]
struct Saying {
    emergency: &'static str,
    exit: &'static str,
}

impl ExitThisPage {
    /// A button that leads to this address, which forgets and goes on to a neutral site.
    #[must_use]
    pub fn new(language: Language, href: impl Into<String>) -> Self {
        let words = Saying { emergency: EMERGENCY.say(language), exit: EXIT.say(language) };
        let mut extra = Extra::default();
        if language != Language::English {
            for (attribute, words) in TRANSLATIONS {
                extra.attributes.add(attribute, words.say(language));
            }
        }
        Self { href: href.into(), content: Markup::of_component(&words).into(), id: None, extra }
    }

    /// Says something else.
    #[must_use]
    pub fn saying(mut self, content: impl Into<Content>) -> Self {
        self.content = content.into();
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

component!(ExitThisPage);
