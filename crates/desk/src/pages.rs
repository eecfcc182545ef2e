//! The pages of the desk.

mod alerts;
mod answers;
mod call;
mod contact;
mod door;
mod events;
mod files;
mod kept;
mod protection;
mod queue;
mod redirects;
mod say;
mod sharing;
mod taking_over;
mod thread;
mod writing;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::{Fault, Frame, Routes, Visit};
use evidence::Vault;
use kernel::{Language, Problem, Purpose, Words, words};
use partners::Counts;
use rights::Right;
use rights::pages::{At, SignedIn, first_room};
use services::pages::Hall;

words! {
    ENGLISH { en: "English", cy: "Saesneg" }
    WELSH { en: "Welsh", cy: "Cymraeg" }
    URGENT { en: "Urgent", cy: "Brys" }
    NEW { en: "New", cy: "Newydd" }
    WAITING { en: "Waiting", cy: "Yn aros" }
    ANSWERED { en: "Answered", cy: "Wedi'i ateb" }
    WROTE_AGAIN { en: "Wrote again", cy: "Wedi ysgrifennu eto" }
}

/// The addresses of the desk, those of signing in and out among them. To be opened with
/// [`counter::open`].
pub fn routes(hall: Hall, counts: Counts, vault: Vault) -> Routes {
    let counting = redirects::Counting { hall: hall.clone(), counts };
    Routes::new()
        .merge(rights::pages::routes())
        .get("/desk", Desk, Staff, enter)
        .get("/desk/queue", Desk, Staff, queue::show)
        .get("/desk/events", Desk, Staff, events::show)
        .get("/desk/contacts/{id}", Desk, Staff, contact::show)
        .get("/desk/contacts/{id}/glass", Desk, Staff, door::show)
        .post("/desk/contacts/{id}/glass", Desk, Staff, door::post)
        .get("/desk/contacts/{id}/protection", Desk, Staff, protection::show)
        .post("/desk/contacts/{id}/protection", Desk, Staff, protection::post)
        .get("/desk/contacts/{id}/alerts", Desk, Staff, contact::show)
        .post("/desk/contacts/{id}/alerts", Desk, Staff, alerts::post)
        .get("/desk/contacts/{id}/records", Desk, Staff, taking_over::show)
        .post("/desk/contacts/{id}/records", Desk, Staff, taking_over::post)
        .get("/desk/contacts/{id}/files/{file}", Desk, Staff, files::save)
        .get("/desk/contacts/{id}/files/{file}/preview", Desk, Staff, files::preview)
        .get("/desk/shared", Desk, Staff, sharing::show)
        .get("/desk/shared/{agreement}", Desk, Staff, sharing::list)
        .get("/desk/shared/{agreement}/{contact}", Desk, Staff, sharing::one)
        // Looking at where a form was sent, as after a reload, shows the contact.
        .get("/desk/contacts/{id}/replies", Desk, Staff, contact::show)
        .post("/desk/contacts/{id}/replies", Desk, Staff, say::reply)
        .get("/desk/contacts/{id}/notes", Desk, Staff, contact::show)
        .post("/desk/contacts/{id}/notes", Desk, Staff, say::note)
        .wrapped(|router| router.layer(Extension(vault)))
        .with_state(hall)
        .merge(redirects::routes(counting))
}

/// Everybody begins in the first room that is theirs.
async fn enter(visit: Visit, signed_in: SignedIn) -> Response {
    Redirect::to(&visit.href(first_room(&signed_in.staff))).into_response()
}

/// A request by somebody who is signed in.
const fn at<'a>(hall: &'a Hall, visit: &'a Visit, signed_in: &'a SignedIn) -> At<'a> {
    let (counter, station) = (&hall.counter, &hall.station);
    At { counter, station, visit, signed_in, root: "/desk", purpose: Purpose::ContactHandling }
}

/// The frame of a page for somebody who is signed in.
fn frame(hall: &Hall, visit: &Visit, signed_in: &SignedIn, title: &str) -> Frame {
    rights::pages::frame(&hall.counter, visit, signed_in, title)
}

/// What somebody gets for a problem among the contacts.
fn refused(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    problem: Problem,
) -> Result<Response, Fault> {
    rights::pages::refused(&[Right::ReadContacts], &hall.counter, visit, signed_in, problem)
}

/// What a language is called.
const fn name_of(language: Language) -> Words {
    match language {
        Language::English => ENGLISH,
        Language::Welsh => WELSH,
    }
}

/// What a state is called.
const fn state_words(state: ::contact::State) -> Words {
    match state {
        ::contact::State::Waiting => WAITING,
        ::contact::State::Answered => ANSWERED,
        ::contact::State::WroteAgain => WROTE_AGAIN,
    }
}

/// The state of the pages with what every handler of the desk takes.
type Here = State<Hall>;
