//! “You”: what is known of whoever is signed in, how they sign in, and where they are signed in.

mod authenticator;
mod interests;
mod listed;
mod passkeys;
mod password;
mod sessions;

pub(super) use password::{advice, how_to_choose, new_field};

use super::asking::Asking;
use super::{SignedIn, frame, prove};
use axum::extract::FromRef;
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::{Counter, Fault, Frame, Routes, Visit};
use kernel::{Problem, Reason, Words};
use station::Station;

/// Where it begins.
const YOU: &str = "/desk/you";

pub(super) fn routes<S>() -> Routes<S>
where
    Counter: FromRef<S>,
    Station: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    Routes::new()
        .get(YOU, Desk, Staff, listed::show)
        .post("/desk/you/sessions", Desk, Staff, sessions::end)
        .get("/desk/you/passkeys", Desk, Staff, passkeys::show)
        .post("/desk/you/passkeys", Desk, Staff, passkeys::add)
        .post("/desk/you/passkeys/removal", Desk, Staff, passkeys::remove)
        .get("/desk/you/authenticator", Desk, Staff, authenticator::show)
        .post("/desk/you/authenticator", Desk, Staff, authenticator::enrol)
        .get("/desk/you/password", Desk, Staff, password::show)
        .post("/desk/you/password", Desk, Staff, password::change)
        .get("/desk/you/interests", Desk, Staff, interests::show)
        .post("/desk/you/interests", Desk, Staff, interests::declare)
}

/// The way back, saying what was done.
fn back(visit: &Visit, done: &str) -> Response {
    Redirect::to(&visit.href(&format!("{YOU}?done={done}"))).into_response()
}

/// One of these pages.
fn framed(visit: &Visit, signed_in: &SignedIn, title: Words) -> Frame {
    frame(&visit.counter, visit, signed_in, title.say(visit.language))
}

/// A page that asks something of these, with the way back.
fn asking(visit: &Visit, signed_in: &SignedIn, title: Words, path: &str) -> Asking {
    let heading = title.say(visit.language);
    let frame = framed(visit, signed_in, title);
    let cancel = (!signed_in.staff.is_enrolling()).then(|| visit.href(YOU));
    Asking { cancel, ..Asking::new(frame, heading, visit.href(path), signed_in.csrf.clone()) }
}

/// What somebody gets whose proof is too old for what they want: the page where they give another.
fn refused(visit: &Visit, problem: Problem) -> Result<Response, Fault> {
    match problem {
        Problem::Refused(Reason::ProveAgain) => Ok(prove::first(visit)),
        problem => Err(Fault(problem)),
    }
}
