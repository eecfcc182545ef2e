//! What a browser keeps while its owner is at the provider: sealed, for one provider, for ten minutes.

use super::super::destination::Destination;
use crate::Token;
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use counter::{Counter, SetCookie, Visit, cookies};
use identity::provider::Pending;
use jiff::SignedDuration;
use kernel::{Clock, Language, Problem};
use serde::{Deserialize, Serialize};
use station::{Station, seal};

/// What the name of the cookie ends in.
const COOKIE: &str = "-provider";
/// How long somebody may be away.
const LASTS: SignedDuration = SignedDuration::from_mins(10);

/// Somebody on their way.
#[derive(Serialize, Deserialize)]
pub(super) struct Away {
    pub(super) pending: Pending,
    to: String,
    welsh: bool,
    /// Who was signed in here when they left.
    before: Option<String>,
    /// Whether they went to prove again that it is them.
    proves: bool,
    until: i64,
}

impl Away {
    /// Somebody who signs in.
    pub(super) fn signing_in(
        visit: &Visit,
        to: &Destination,
        before: Option<&Token>,
    ) -> impl FnOnce(Pending) -> Self + use<> {
        Self::made(visit, to, before.map(Token::cookie_text), false)
    }

    /// Somebody who is signed in.
    pub(super) fn proving_again(
        visit: &Visit,
        to: &Destination,
        token: &Token,
    ) -> impl FnOnce(Pending) -> Self + use<> {
        Self::made(visit, to, Some(token.cookie_text()), true)
    }

    fn made(
        visit: &Visit,
        to: &Destination,
        before: Option<String>,
        proves: bool,
    ) -> impl FnOnce(Pending) -> Self + use<> {
        let (to, welsh) = (to.text().to_owned(), visit.language == Language::Welsh);
        move |pending| Self { pending, to, welsh, before, proves, until: 0 }
    }

    /// As a cookie, for so long. It is lax, or it would not come back from another site.
    pub(super) fn cookie(
        self,
        counter: &Counter,
        station: &Station,
        provider: &str,
    ) -> Result<SetCookie, Problem> {
        let until = station.real().plus(LASTS).timestamp().as_second();
        let plain = serde_json::to_vec(&Self { until, ..self }).map_err(Problem::broken)?;
        let sealed = seal::seal(&key(station), provider.as_bytes(), &plain)?;
        Ok(SetCookie::lax(counter, COOKIE, URL_SAFE_NO_PAD.encode(sealed)))
    }

    /// Takes the cookie away.
    pub(super) fn forget(counter: &Counter) -> SetCookie {
        SetCookie::expire(counter, COOKIE)
    }

    /// Who is on their way to this provider in this browser, and not for too long.
    pub(super) fn read(
        headers: &HeaderMap,
        counter: &Counter,
        station: &Station,
        provider: &str,
    ) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(cookies::read(headers, counter, COOKIE)?).ok()?;
        let plain = seal::open(&key(station), provider.as_bytes(), &sealed)?;
        let away: Self = serde_json::from_slice(&plain).ok()?;
        (station.real().timestamp().as_second() < away.until).then_some(away)
    }

    /// The language in which they left.
    pub(super) const fn language(&self) -> Language {
        if self.welsh { Language::Welsh } else { Language::English }
    }

    /// Where they wanted to go.
    pub(super) fn destination(&self) -> Destination {
        Destination::parse(Some(&self.to))
    }

    /// Who was signed in when they left.
    pub(super) fn token(&self) -> Option<Token> {
        self.before.as_deref().and_then(Token::parse)
    }

    /// Whether they went to prove again that it is them.
    pub(super) const fn proves(&self) -> bool {
        self.proves
    }
}

fn key(station: &Station) -> [u8; 32] {
    station.key().derive("a sign-in at a provider")
}
