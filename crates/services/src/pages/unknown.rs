//! An address that begins with no force of ours.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use counter::{Fault, Frame, Visit};
use kernel::{ForceId, Problem, Thing, Words, words};

words! {
    TITLE { en: "We cannot find that police force", cy: "Ni allwn ddod o hyd i’r heddlu hwnnw" }
    WHY { en: "No police force has this address. It may be mistyped.", cy: "Does gan yr un heddlu y cyfeiriad hwn. Efallai ei fod wedi’i gamdeipio." }
    HOW { en: "You can find your police force by postcode, by place or in a list of all of them.", cy: "Gallwch ddod o hyd i’ch heddlu yn ôl cod post, yn ôl lle neu mewn rhestr o bob un ohonynt." }
    FIND { en: "Find your police force", cy: "Dod o hyd i’ch heddlu" }
}

#[derive(Template)]
#[template(path = "services/unknown.html")]
struct UnknownPage {
    frame: Frame,
    list: String,
}

impl UnknownPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `/{segment}`, where no force is called so.
pub(super) async fn show(visit: Visit, Path(segment): Path<String>) -> Result<Response, Fault> {
    no_force(&visit, &segment)
}

/// What is answered under an address that begins with no force: where to find one. Addresses that
/// belong to the platform are only not found.
pub(super) fn no_force(visit: &Visit, segment: &str) -> Result<Response, Fault> {
    if ForceId::is_reserved(segment) || visit.force.is_some() {
        return Err(Problem::NotFound(Thing::Page).into());
    }
    let frame = Frame::new(visit, TITLE.say(visit.language)).noindex();
    let page = UnknownPage { frame, list: visit.href("/") };
    Ok(counter::page_as(StatusCode::NOT_FOUND, &page))
}
