//! A page of a service as people see it, with nothing behind it: for whoever writes the service.

use super::controls::Manner;
use super::told::plain;
use askama::Template;
use askama::filters::HtmlSafe;
use counter::components::Markup;
use kernel::Language;
use services::{PageDef, PageKind, Service};

/// A page that can be looked at, and not sent. Drawn as HTML for a page of the desk.
#[derive(Template)]
#[template(path = "reports/preview.html")]
pub struct Preview {
    caption: Option<String>,
    heading: Option<String>,
    paragraphs: Vec<String>,
    controls: Vec<Markup>,
}

impl HtmlSafe for Preview {}

impl Preview {
    /// A page of a service in a language, with every question that it may ask.
    #[must_use]
    pub fn new(service: &Service, page: &PageDef, language: Language) -> Self {
        let asks = matches!(page.kind, PageKind::Questions);
        let told = match &page.kind {
            PageKind::Questions => &page.intro,
            PageKind::Interruption(notice) => &notice.body,
            PageKind::Outcome(outcome) => &outcome.body,
        };
        let told = plain(told.say(language));
        let heading =
            if asks { page.heading.as_ref().map(|said| said.say(language)) } else { None };
        let heading = if asks { heading } else { Some(page.title(language)) };
        let caption = page.section.title.say(language);
        let manner = Manner {
            language,
            // The page of the desk has its own heading.
            heading: false,
            sensitive: service.is_sensitive(),
            typed: &[],
            problems: &[],
        };
        Self {
            caption: asks.then(|| caption.to_owned()).filter(|it| *it != page.title(language)),
            heading: heading.map(str::to_owned),
            paragraphs: told.split("\n\n").filter(|it| !it.is_empty()).map(str::to_owned).collect(),
            controls: page.questions.iter().map(|question| manner.control(question)).collect(),
        }
    }
}
