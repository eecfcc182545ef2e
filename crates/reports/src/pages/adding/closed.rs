//! A link that opens nothing: the same answer whether it is unknown, broken or over.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::Button;
use counter::{Fault, Frame, Visit, page_as};
use kernel::{Words, words};

words! {
    TITLE { en: "This link does not open", cy: "Nid yw’r ddolen hon yn agor" }
    WHY {
        en: "Its time may be over, or part of it may be missing. If you copied it, copy all of it and try again.",
        cy: "Efallai fod ei hamser wedi dod i ben, neu fod rhan ohoni ar goll. Os gwnaethoch ei chopïo, copïwch y cyfan a rhowch gynnig arall arni."
    }
    SAFE {
        en: "What you have sent us is safe.",
        cy: "Mae’r hyn rydych wedi’i anfon atom yn ddiogel."
    }
    OTHER { en: "How to send us more", cy: "Sut i anfon mwy atom" }
    WRITE {
        en: "Write to us with your reference and access code. We can give you a new way to send files.",
        cy: "Ysgrifennwch atom gyda’ch cyfeirnod a’ch cod mynediad. Gallwn roi ffordd newydd i chi anfon ffeiliau."
    }
    CALL { en: "Or call 101. It is open day and night.", cy: "Neu ffoniwch 101. Mae ar agor ddydd a nos." }
    TRACK { en: "Write to us", cy: "Ysgrifennu atom" }
}

#[derive(Template)]
#[template(path = "reports/adding_closed.html")]
struct ClosedPage {
    frame: Frame,
    track: Button,
}

impl ClosedPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// The page.
pub(super) fn page(visit: &Visit) -> Result<Response, Fault> {
    visit.force()?;
    let language = visit.language;
    let template = ClosedPage {
        frame: Frame::new(visit, TITLE.say(language)).noindex().sensitive(),
        track: Button::link(visit.href("/track"), TRACK.say(language)),
    };
    Ok(page_as(StatusCode::NOT_FOUND, &template))
}
