//! Who asks, as far as their request tells: where from, with what, and whether somebody signed in with it
//! before.

use crate::device::{self, Asker, KNOWN_FOR};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use counter::{Counter, SetCookie, cookies};
use kernel::Problem;
use station::Station;
use std::convert::Infallible;
use std::net::IpAddr;

/// What the name of the cookie ends in by which a device is known again.
const KNOWN: &str = "-known";

/// Where a request comes from, as an `axum::Extension` of it: whoever serves it knows which proxies to
/// believe.
#[derive(Clone, Copy, Debug)]
pub struct AskedFrom(pub IpAddr);

/// Who asks, and the headers of their request. Any handler may take it.
#[derive(Clone, Debug)]
pub(super) struct AskedBy(pub(super) Asker, pub(super) HeaderMap);

impl<S: Send + Sync> FromRequestParts<S> for AskedBy
where
    Counter: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        let asker = Asker {
            address: parts.extensions.get().map(|AskedFrom(address)| *address),
            device: user_agent.map(device::in_words).unwrap_or_default(),
            known: cookies::read(&parts.headers, &Counter::from_ref(state), KNOWN),
        };
        Ok(Self(asker, parts.headers.clone()))
    }
}

/// The cookie by which this device is known again for an address.
pub(super) fn known_again(
    counter: &Counter,
    station: &Station,
    email: &str,
) -> Result<SetCookie, Problem> {
    let text = device::make_known(station, &email.trim().to_lowercase())?;
    Ok(SetCookie::kept(counter, KNOWN, text, KNOWN_FOR.as_secs()))
}
