//! A service that is closed for now: what to do in its place.

use crate::{Closed, Service};
use askama::Template;
use axum::response::Response;
use counter::Prose;
use counter::{Frame, Sensitive, Visit};
use kernel::{Told, Words, words};

words! {
    TITLE { en: "You cannot use this online service at the moment", cy: "Ni allwch ddefnyddio’r gwasanaeth ar-lein hwn ar hyn o bryd" }
    INSTEAD { en: "What to do now", cy: "Beth i’w wneud nawr" }
    SENT { en: "If you have already sent us a report, we have it. If you are part of the way through one, you can finish and send it.", cy: "Os ydych eisoes wedi anfon adroddiad atom, mae gennym ni. Os ydych ar ganol un, gallwch ei orffen a’i anfon." }
    OTHER_WAYS { en: "If it is not an emergency, call 101. With a textphone or the Relay UK app, call 18001 101.", cy: "Os nad yw’n argyfwng, ffoniwch 101. Gyda ffôn testun neu ap Relay UK, ffoniwch 18001 101." }
}

#[derive(Template)]
#[template(path = "services/closed.html")]
struct ClosedPage<'a> {
    frame: Frame,
    title: &'a str,
    advice: Told,
    visit: &'a Visit,
}

impl ClosedPage<'_> {
    fn advice(&self) -> Prose<'_> {
        Prose::new(self.advice.say(self.visit.language), self.visit)
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.visit.language)
    }
}

/// The page of a service that nobody may begin any more. It is not kept by anybody on the way: it
/// may be open again in a moment.
#[must_use]
pub fn closed(visit: &Visit, service: &Service, closed: &Closed) -> Response {
    let language = visit.language;
    let title = TITLE.say(language);
    let frame = Frame::new(visit, title).noindex().with_back(visit.home_href());
    let sensitive = service.is_sensitive();
    let frame = if sensitive {
        frame.sensitive().neutral_title(service.neutral_title(language))
    } else {
        frame.service(service.title(language))
    };
    let advice = Told::read(&closed.advice);
    let mut response = counter::page(&ClosedPage { frame, title, advice, visit });
    if sensitive {
        response.extensions_mut().insert(Sensitive);
    }
    response
}
