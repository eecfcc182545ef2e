//! The parts that the layout is put together from. They are rendered here, so that the pages of
//! other crates need not know the words and addresses in them.

use super::Frame;
use crate::EmergencyLine;
use crate::assets::{ICON, SCRIPT, SCRIPT_IMPORTS};
use askama::Template;
use askama::filters::HtmlSafe;
use kernel::{Language, Words};

kernel::words! {
    SKIP { en: "Skip to main content", cy: "Neidio i'r prif gynnwys" }
    EXIT { en: "Exit this page", cy: "Gadael y dudalen hon" }
    EMERGENCY { en: "Emergency", cy: "Argyfwng" }
    EXITING { en: "Exiting page", cy: "Yn gadael y dudalen" }
    EXIT_EXPIRED { en: "Exit this page expired", cy: "Mae gadael y dudalen hon wedi dod i ben" }
    PRESS_TWICE { en: "Shift, press 2 more times to exit", cy: "Shift, pwyswch 2 waith eto i adael" }
    PRESS_ONCE { en: "Shift, press 1 more time to exit", cy: "Shift, pwyswch 1 waith eto i adael" }
    DEMO { en: "This is a demonstration. Every person and story in it is invented, and nobody reads what you send. The accounts shown for it work here only.", cy: "Arddangosiad yw hwn. Mae pob person a stori ynddo wedi'u dyfeisio, ac nid oes neb yn darllen yr hyn a anfonwch. Yma yn unig y mae'r cyfrifon a ddangosir ar ei gyfer yn gweithio." }
    SIGN_OUT { en: "Sign out", cy: "Allgofnodi" }
    LANGUAGES { en: "Language", cy: "Iaith" }
    BACK { en: "Back", cy: "Yn ôl" }
    NOT_URGENT { en: "If it is not an emergency, you can call 101 at any time. With a textphone, call 18001 101.", cy: "Os nad yw'n argyfwng, gallwch ffonio 101 ar unrhyw adeg. Gyda ffôn testun, ffoniwch 18001 101." }
}

/// What stands in `<head>`.
#[derive(Debug, Template)]
#[template(path = "frame/head.html")]
pub struct Head<'a> {
    pub(super) frame: &'a Frame,
}

/// What stands above the page.
#[derive(Debug, Template)]
#[template(path = "frame/top.html")]
pub struct Top<'a> {
    pub(super) frame: &'a Frame,
}

/// What stands between the header and the page.
#[derive(Debug, Template)]
#[template(path = "frame/before_main.html")]
pub struct BeforeMain<'a> {
    pub(super) frame: &'a Frame,
}

/// What stands below the page.
#[derive(Debug, Template)]
#[template(path = "frame/foot.html")]
pub struct Foot<'a> {
    pub(super) frame: &'a Frame,
}

impl HtmlSafe for Head<'_> {}
impl HtmlSafe for Top<'_> {}
impl HtmlSafe for BeforeMain<'_> {}
impl HtmlSafe for Foot<'_> {}

impl Top<'_> {
    fn say(&self, words: Words) -> &'static str {
        self.frame.say(words)
    }

    fn name(&self) -> &str {
        self.frame.name()
    }

    /// The language of the force's name, where it is not the page's.
    fn name_language(&self) -> Option<&'static str> {
        let force = self.frame.force.as_ref()?;
        let (_, language) = force.name.say(self.frame.language);
        (language != self.frame.language).then(|| language.code())
    }

    fn badge(&self) -> &str {
        self.frame.force.as_ref().map_or("BL", |force| &force.theme.badge)
    }

    const fn emergency(&self) -> EmergencyLine {
        EmergencyLine { language: self.frame.language }
    }
}

impl BeforeMain<'_> {
    fn say(&self, words: Words) -> &'static str {
        self.frame.say(words)
    }
}

impl Foot<'_> {
    fn say(&self, words: Words) -> &'static str {
        self.frame.say(words)
    }
}
