//! Who follows which report, as their own browser holds it: sealed, so that nobody can make or
//! change it, and only for a while.

use super::Portal;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use counter::{Counter, SetCookie, Visit, cookies};
use jiff::SignedDuration;
use kernel::{Clock, ForceId, Instant, Problem, Reference, ReportId};
use serde::{Deserialize, Serialize};
use station::seal;

/// What the name of the cookie ends in.
const COOKIE: &str = "-track";
/// The purpose of its key, and what it is bound to.
const PURPOSE: &str = "following v1";
/// How long nothing may happen.
pub(super) const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long it may go on at all.
pub(super) const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// A person follows a report. By real time, which the demo cannot move.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Following {
    pub(super) force: ForceId,
    pub(super) report: ReportId,
    /// As it is read aloud.
    pub(super) reference: String,
    /// Whether nobody who looks on may see what it is about: so until we know better.
    pub(super) sensitive: bool,
    /// Whether a message has just arrived and the person has not been told yet.
    pub(super) arrived: bool,
    /// Whether they wrote of danger since they came.
    pub(super) danger: bool,
    began: Instant,
    last: Instant,
}

impl Following {
    /// Somebody begins to follow a report.
    pub(super) fn new(
        force: ForceId,
        report: ReportId,
        reference: Reference,
        now: Instant,
    ) -> Self {
        let reference = reference.to_string();
        let (sensitive, arrived, danger) = (true, false, false);
        Self { force, report, reference, sensitive, arrived, danger, began: now, last: now }
    }

    /// The one that a browser brought, if it is ours and not over.
    fn of(headers: &HeaderMap, portal: &Portal) -> Option<Self> {
        let text = cookies::read(headers, &portal.hall.counter, COOKIE)?;
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        let key = portal.hall.station.key().derive(PURPOSE);
        let plain = seal::open(&key, PURPOSE.as_bytes(), &sealed)?;
        let following: Self = serde_json::from_slice(&plain).ok()?;
        (!following.is_over(portal.hall.station.real())).then_some(following)
    }

    fn is_over(&self, now: Instant) -> bool {
        now.since(self.last) >= IDLE || now.since(self.began) >= LONGEST
    }

    /// Whether a form was written for this report, and not in another tab for another.
    pub(super) fn is_of(&self, reference: &str) -> bool {
        self.reference == reference
    }

    /// The same after a message arrived.
    pub(super) fn wrote(mut self, danger: bool) -> Self {
        self.arrived = true;
        self.danger |= danger;
        self
    }

    /// The same after the person was told that their message arrived.
    pub(super) fn was_told(mut self) -> Self {
        self.arrived = false;
        self
    }

    /// The cookie that keeps it from now on.
    pub(super) fn cookie(mut self, portal: &Portal) -> Result<SetCookie, Problem> {
        self.last = portal.hall.station.real();
        let plain = serde_json::to_vec(&self).map_err(Problem::broken)?;
        let key = portal.hall.station.key().derive(PURPOSE);
        let sealed = seal::seal(&key, PURPOSE.as_bytes(), &plain)?;
        let text = URL_SAFE_NO_PAD.encode(sealed);
        Ok(SetCookie::strict(&portal.hall.counter, COOKIE, text))
    }

    /// Takes it away from the browser.
    pub(super) fn end(counter: &Counter) -> SetCookie {
        SetCookie::expire(counter, COOKIE)
    }
}

impl FromRequestParts<Portal> for Following {
    type Rejection = Response;

    /// Whoever follows nothing is led to where they can begin.
    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        Self::of(&parts.headers, portal).ok_or_else(|| {
            let visit = Visit::of(parts, &portal.hall.counter);
            Redirect::to(&visit.href("/track?ended")).into_response()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Following;
    use jiff::SignedDuration;
    use kernel::{ForceId, Instant, Reference, ReportId};

    fn at(minutes: i64) -> Instant {
        let start = Instant::new("2026-06-04T08:14:00Z".parse().unwrap());
        start.plus(SignedDuration::from_mins(minutes))
    }

    fn following(began: i64, last: i64) -> Following {
        let letters = kernel::Letters::parse("HUM").unwrap();
        let reference = Reference::from_random(letters, [1; 7]);
        let report: ReportId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        let force = ForceId::parse("humberside").unwrap();
        Following { last: at(last), ..Following::new(force, report, reference, at(began)) }
    }

    #[test]
    fn following_ends_after_half_an_hour_of_nothing_and_after_half_a_day() {
        for (began, last, now, over) in [
            (0, 0, 29, false),
            (0, 0, 30, true),
            (0, 700, 719, false),
            (0, 719, 720, true),
            // A clock that was set back ends nothing.
            (10, 10, 9, false),
        ] {
            assert_eq!(following(began, last).is_over(at(now)), over, "{began} {last} {now}");
        }
    }

    #[test]
    fn danger_is_not_forgotten_when_the_next_message_is_calm() {
        let calm = following(0, 0).wrote(true).was_told().wrote(false);
        assert!(calm.danger && calm.arrived);
        assert!(!calm.was_told().arrived);
    }
}
