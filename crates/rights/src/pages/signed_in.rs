//! Who is at the desk: asked by every page of it.

use super::COOKIE;
use super::destination::Destination;
use crate::{Staff, Token, staff_of, still_staff_of};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};
use counter::{Counter, Fault, Form, Visit, cookies};
use kernel::{Problem, Reason};
use station::Station;

/// Somebody whose session lives. A handler that takes it is not run for anybody else: who looks is
/// sent to sign in and back again, who posts is refused.
///
/// A form that holds what somebody typed takes `Result<SignedIn, Absent>`, so that the refusal can
/// show the text again.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who it is.
    pub staff: Staff,
    /// What the hidden field `csrf` of their forms must hold.
    pub csrf: String,
    token: Token,
}

impl SignedIn {
    /// Reads the session of a request, if it brought one that lives.
    pub(super) async fn of(
        headers: &HeaderMap,
        counter: &Counter,
        station: &Station,
    ) -> Result<Self, Problem> {
        let token = token(headers, counter).ok_or(Problem::Refused(Reason::NotSignedIn))?;
        let staff = staff_of(station, &token).await?;
        let csrf = Form::token_of(token.cookie_text().as_bytes());
        Ok(Self { staff, csrf, token })
    }

    /// Who they are now, if their session still lives, for a stream that stays open. It keeps no session
    /// alive.
    pub async fn still(&self, station: &Station) -> Result<Staff, Problem> {
        still_staff_of(station, &self.token).await
    }
}

/// The token in the desk's cookie, if it can be one.
pub(super) fn token(headers: &HeaderMap, counter: &Counter) -> Option<Token> {
    Token::parse(&cookies::read(headers, counter, COOKIE)?)
}

/// Why nobody is there: the session ended, or something is broken. As a response it sends those who
/// look to the sign-in page, and refuses those who post.
#[derive(Debug)]
pub struct Absent {
    problem: Problem,
    sign_in: Option<String>,
}

impl Absent {
    /// What happened.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        self.problem
    }
}

impl IntoResponse for Absent {
    fn into_response(self) -> Response {
        match (self.problem, self.sign_in) {
            (Problem::Refused(Reason::NotSignedIn), Some(place)) => {
                Redirect::to(&place).into_response()
            }
            (problem, _) => Fault(problem).into_response(),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn
where
    Counter: FromRef<S>,
    Station: FromRef<S>,
{
    type Rejection = Absent;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Absent> {
        let (counter, station) = (Counter::from_ref(state), Station::from_ref(state));
        Self::of(&parts.headers, &counter, &station).await.map_err(|problem| {
            let looks = matches!(parts.method, Method::GET | Method::HEAD);
            let visit = Visit::of(parts, &counter);
            let place = || visit.href(&Destination::of(&visit.address).sign_in_path());
            Absent { problem, sign_in: looks.then(place) }
        })
    }
}
