//! A browser that has opened a link: it keeps the link's secret until it is closed.

use super::Bureau;
use crate::Token;
use axum::http::HeaderMap;
use counter::{Counter, SetCookie, cookies};
use kernel::{ForceId, Purpose};
use station::Scope;

const COOKIE: &str = "-handover";

/// The secret that a browser brought.
pub(super) fn of(headers: &HeaderMap, bureau: &Bureau) -> Option<Token> {
    Token::parse(&cookies::read(headers, &bureau.counter, COOKIE)?)
}

/// Keeps it.
pub(super) fn keep(counter: &Counter, token: &Token) -> SetCookie {
    SetCookie::strict(counter, COOKIE, token.text())
}

/// Takes it away.
pub(super) fn forget(counter: &Counter) -> SetCookie {
    SetCookie::expire(counter, COOKIE)
}

/// The scope of whoever has a link: known by nothing but that.
pub(super) fn scope(force: &ForceId) -> Scope {
    Scope::public(force.clone(), Purpose::HandingOver)
}
