//! A page of a service as people see it, with nothing behind it: for whoever writes the service.

use super::controls::Manner;
use askama::Template;
use askama::filters::HtmlSafe;
use counter::Prose;
use counter::Visit;
use counter::components::Markup;
use kernel::Language;
use services::{PageDef, PageKind, Service};

/// A page that can be looked at, and not sent. Drawn as HTML for a page of the desk.
#[derive(Template)]
#[template(path = "reports/preview.html")]
pub struct Preview<'a> {
    caption: Option<String>,
    heading: Option<String>,
    told: Prose<'a>,
    controls: Vec<Markup>,
}

impl HtmlSafe for Preview<'_> {}

impl<'a> Preview<'a> {
    /// A page of a service in a language, with every question that it may ask.
    #[must_use]
    pub fn new(service: &Service, page: &'a PageDef, language: Language, visit: &'a Visit) -> Self {
        let asks = matches!(page.kind, PageKind::Questions);
        let told = match &page.kind {
            PageKind::Questions | PageKind::List => &page.intro,
            PageKind::Interruption(notice) => &notice.body,
            PageKind::Outcome(outcome) => &outcome.body,
        };
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
            aloud: false,
            visit,
            tiles: None,
        };
        Self {
            caption: asks.then(|| caption.to_owned()).filter(|it| *it != page.title(language)),
            heading: heading.map(str::to_owned),
            told: Prose::new(told.say(language), visit),
            controls: page.questions.iter().map(|question| manner.control(question)).collect(),
        }
    }
}
