//! What a link that opens nothing gives: the same whether it is wrong, used or over.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::{Frame, Visit};
use kernel::{Words, words};

words! {
    TITLE { en: "This link opens nothing", cy: "Nid yw’r ddolen hon yn agor dim" }
    WHY {
        en: "It may have been used or have ended, or part of it may be missing. A link ends when it was answered, and after 7 days.",
        cy: "Efallai ei bod wedi’i defnyddio neu wedi dod i ben, neu fod rhan ohoni ar goll. Daw dolen i ben pan gaiff ei hateb, ac ar ôl 7 diwrnod."
    }
    TO_DO {
        en: "Open it again from the email. If it still opens nothing, and you have not answered, call 101.",
        cy: "Agorwch hi eto o’r e-bost. Os nad yw’n agor dim o hyd, ac nad ydych wedi ateb, ffoniwch 101."
    }
}

#[derive(Template)]
#[template(path = "partners/closed.html")]
struct ClosedPage {
    frame: Frame,
}

impl ClosedPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// The page.
pub(super) fn page(visit: &Visit) -> Response {
    let frame = Frame::new(visit, TITLE.say(visit.language)).noindex();
    counter::page_as(StatusCode::NOT_FOUND, &ClosedPage { frame })
}
