//! The parts that the layout is put together from. They are rendered here, so that the pages of
//! other crates need not know the words and addresses in them.

use super::Frame;
use crate::EmergencyLine;
use crate::assets::{ICON, SCRIPT, SCRIPT_IMPORTS};
use crate::components::{BackLink, ExitThisPage, InsetText, SkipLink};
use crate::dates;
use askama::Template;
use askama::filters::HtmlSafe;
use kernel::{Language, Words};

kernel::words! {
    EXIT { en: "Exit this page", cy: "Gadael y dudalen hon" }
    DEMO {
        en: "This is a demonstration. Every person and story in it is invented, and nobody reads \
             what you send. The accounts shown for it work here only.",
        cy: "Arddangosiad yw hwn. Mae pob person a phob stori ynddo yn ddychmygol, ac nid oes neb \
             yn darllen yr hyn rydych yn ei anfon. Yma yn unig y mae'r cyfrifon a ddangosir yn \
             gweithio.",
    }
    YOU { en: "You:", cy: "Chi:" }
    SIGN_OUT { en: "Sign out", cy: "Allgofnodi" }
    LANGUAGES { en: "Language", cy: "Iaith" }
    WELSH_FOLLOWS {
        en: "This service is not in Welsh yet. It will be by {by}.",
        cy: "Nid yw'r gwasanaeth hwn yn Gymraeg eto. Bydd ar gael yn Gymraeg erbyn {by}.",
    }
    NOT_URGENT {
        en: "If it is not an emergency, you can call 101 at any time. With a textphone, call \
             18001 101.",
        cy: "Os nad yw'n argyfwng, gallwch ffonio 101 ar unrhyw adeg. Gyda ffôn testun, ffoniwch \
             18001 101.",
    }
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

    fn skip(&self) -> SkipLink {
        SkipLink::new(self.frame.language, "#main-content")
    }

    /// The exit for those who come by keyboard: it is seen when it has the focus, and the script
    /// knows it by its class.
    fn exit(&self) -> Option<SkipLink> {
        self.frame.sensitive_ground().then(|| {
            SkipLink::new(self.frame.language, self.frame.exit_href.as_str())
                .saying(self.say(EXIT))
                .class("govuk-js-exit-this-page-skiplink")
                .attribute("rel", "nofollow noreferrer")
        })
    }

    const fn emergency(&self) -> EmergencyLine {
        EmergencyLine { language: self.frame.language }
    }
}

impl BeforeMain<'_> {
    /// That the page is not in Welsh yet, and by when it is.
    fn welsh_follows(&self) -> Option<InsetText> {
        let language = self.frame.language;
        let by = self.frame.welsh_by.map(|by| dates::day(by, language))?;
        Some(InsetText::new(WELSH_FOLLOWS.fill(language, &[("by", &by)])))
    }

    fn back(&self) -> Option<BackLink> {
        self.frame.back.as_ref().map(|back| BackLink::new(self.frame.language, back.as_str()))
    }

    fn exit(&self) -> Option<ExitThisPage> {
        let frame = self.frame;
        frame.sensitive_ground().then(|| ExitThisPage::new(frame.language, &*frame.exit_href))
    }
}

impl Foot<'_> {
    fn say(&self, words: Words) -> &'static str {
        self.frame.say(words)
    }
}
