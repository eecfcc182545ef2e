//! Who follows what they passed to another body, as their own browser holds it: sealed, with what
//! opens it, and only for a while.

use super::Portal;
use super::following::{IDLE, LONGEST};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use counter::{Counter, SetCookie, Visit, cookies};
use kernel::{Clock, ForceId, HandoverId, Instant, Problem, Reference};
use serde::{Deserialize, Serialize};
use station::seal;

/// What the name of the cookie ends in.
const COOKIE: &str = "-passed";
/// The purpose of its key, and what it is bound to.
const PURPOSE: &str = "following a handover v1";

/// A person follows what they passed on. By real time, which the demo cannot move.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct HandedOver {
    pub(super) force: ForceId,
    pub(super) id: HandoverId,
    /// What of the access code opens it.
    pub(super) opens: [u8; 32],
    /// As it is read aloud.
    pub(super) reference: String,
    began: Instant,
    last: Instant,
}

impl HandedOver {
    /// Somebody begins to follow.
    pub(super) fn new(
        force: &ForceId,
        (id, opens): (HandoverId, &[u8; 32]),
        reference: Reference,
        now: Instant,
    ) -> Self {
        let reference = reference.to_string();
        Self { force: force.clone(), id, opens: *opens, reference, began: now, last: now }
    }

    /// The cookie that keeps it from now on.
    pub(super) fn cookie(mut self, portal: &Portal) -> Result<SetCookie, Problem> {
        self.last = portal.hall.station.real();
        let plain = serde_json::to_vec(&self).map_err(Problem::broken)?;
        let key = portal.hall.station.key().derive(PURPOSE);
        let sealed = seal::seal(&key, PURPOSE.as_bytes(), &plain)?;
        Ok(SetCookie::strict(&portal.hall.counter, COOKIE, URL_SAFE_NO_PAD.encode(sealed)))
    }

    /// Takes it away from the browser.
    pub(super) fn end(counter: &Counter) -> SetCookie {
        SetCookie::expire(counter, COOKIE)
    }

    fn of(parts: &Parts, portal: &Portal) -> Option<Self> {
        let text = cookies::read(&parts.headers, &portal.hall.counter, COOKIE)?;
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        let key = portal.hall.station.key().derive(PURPOSE);
        let plain = seal::open(&key, PURPOSE.as_bytes(), &sealed)?;
        let held: Self = serde_json::from_slice(&plain).ok()?;
        let now = portal.hall.station.real();
        let over = now.since(held.last) >= IDLE || now.since(held.began) >= LONGEST;
        (!over).then_some(held)
    }
}

impl FromRequestParts<Portal> for HandedOver {
    type Rejection = Response;

    /// Whoever follows nothing is led to where they can begin.
    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        Self::of(parts, portal).ok_or_else(|| {
            let visit = Visit::of(parts, &portal.hall.counter);
            Redirect::to(&visit.href("/track?ended")).into_response()
        })
    }
}
