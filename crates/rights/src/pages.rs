//! The pages of signing in and out, of what is one's own there, of letting somebody back in, and what
//! other pages of the desk ask: who is there?
//!
//! These pages know no state of their own: whoever composes them gives a [`Counter`] and a
//! [`Station`]. Demo installations add [`DemoSignIns`] to the requests.

mod asker;
mod asking;
mod at;
mod attempt;
mod code;
mod demo;
mod destination;
pub mod door;
mod glass;
pub mod need;
mod prove;
mod provider;
mod recover;
mod recovery;
mod refused;
mod requests;
mod rooms;
mod sign_in;
mod sign_out;
mod signed_in;
mod you;

pub use asker::AskedFrom;
pub use at::{At, Outcome, id};
pub use attempt::{Attempt, button, reason};
pub use demo::{DemoSignIn, DemoSignIns};
pub use prove::prove_href;
pub use refused::{refused, who_may};
pub use rooms::{first_room, frame};
pub use signed_in::{Absent, SignedIn};

use axum::extract::FromRef;
use counter::Kind::{Api, Desk};
use counter::Who::{Anybody, Staff};
use counter::{Counter, Routes};
use station::Station;

/// What the name of the desk's cookie ends in.
const COOKIE: &str = "-desk";

/// Where somebody is let back in.
const RECOVERY: &str = "/desk/administration/accounts/{id}/recovery";

/// The sign-in page that leads on to a page of the desk, as pages are declared. Whatever is not a
/// page of the desk leads to where they begin.
#[must_use]
pub fn sign_in_path(to: &str) -> String {
    destination::Destination::parse(Some(to)).sign_in_path()
}

/// The addresses of signing in and out, of proving again who one is, of what is one's own, of letting
/// somebody back in, of emergency access, and of what waits for a second person.
pub fn routes<S>() -> Routes<S>
where
    Counter: FromRef<S>,
    Station: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    Routes::new()
        .get("/desk/sign-in", Desk, Anybody, sign_in::show)
        .post("/desk/sign-in", Desk, Anybody, sign_in::post)
        .post("/desk/sign-in/passkey", Desk, Anybody, sign_in::passkey)
        .get("/desk/sign-in/code", Desk, Anybody, code::show)
        .post("/desk/sign-in/code", Desk, Anybody, code::post)
        .get("/desk/sign-in/{provider}", Desk, Anybody, provider::start)
        .get("/desk/sign-in/{provider}/back", Desk, Anybody, provider::back)
        .post("/api/sign-in/{provider}/logout", Api, Anybody, provider::leave)
        .get("/desk/recover", Desk, Anybody, recover::show)
        .post("/desk/recover", Desk, Anybody, recover::post)
        .post("/desk/sign-out", Desk, Anybody, sign_out::post)
        .get("/desk/prove", Desk, Staff, prove::show)
        .post("/desk/prove", Desk, Staff, prove::post)
        .get("/desk/prove/{provider}", Desk, Staff, provider::again)
        .get(RECOVERY, Desk, Staff, recovery::show)
        .post(RECOVERY, Desk, Staff, recovery::post)
        .merge(you::routes())
        .get("/desk/glass", Desk, Staff, glass::show)
        // Looking at where a form was sent, as after proving who one is, shows what it was about.
        .get("/desk/glass/{id}/review", Desk, Staff, glass::show_again)
        .post("/desk/glass/{id}/review", Desk, Staff, glass::review)
        .post("/desk/glass/{id}/closure", Desk, Staff, glass::close)
        .get("/desk/requests", Desk, Staff, requests::show)
        .get("/desk/requests/{id}/decision", Desk, Staff, requests::show_again)
        .post("/desk/requests/{id}/decision", Desk, Staff, requests::decide)
}
