//! A ticket between the link that held it and the button that uses it: in the browser alone, sealed,
//! for a quarter of an hour.

use crate::drafts::Ticket;
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use counter::{SetCookie, cookies};
use jiff::SignedDuration;
use kernel::{Clock, Problem};
use serde::{Deserialize, Serialize};
use services::pages::Hall;
use station::seal;

/// The cookie: `bl-return`.
pub(super) const NAME: &str = "-return";
const CONTEXT: &[u8] = b"ticket on its way v1";
/// How long it is good for.
const STAYS: SignedDuration = SignedDuration::from_mins(15);

#[derive(Serialize, Deserialize)]
struct Carried {
    ticket: String,
    until: i64,
}

/// The cookie with a ticket. A link in a mail brings it along, so it is not kept from other sites'
/// links; no script and no other site can read it.
pub(super) fn cookie(hall: &Hall, ticket: &Ticket) -> Result<SetCookie, Problem> {
    let until = hall.station.real().plus(STAYS).timestamp().as_second();
    let plain = serde_json::to_vec(&Carried { ticket: ticket.text(), until });
    let sealed = seal::seal(&key(hall), CONTEXT, &plain.map_err(Problem::broken)?)?;
    Ok(SetCookie::lax(&hall.counter, NAME, URL_SAFE_NO_PAD.encode(sealed)))
}

/// The ticket that a browser carries.
pub(super) fn read(hall: &Hall, headers: &HeaderMap) -> Option<Ticket> {
    let text = cookies::read(headers, &hall.counter, NAME)?;
    let plain = seal::open(&key(hall), CONTEXT, &URL_SAFE_NO_PAD.decode(text).ok()?)?;
    let carried: Carried = serde_json::from_slice(&plain).ok()?;
    let fresh = hall.station.real().timestamp().as_second() < carried.until;
    Ticket::parse_text(&carried.ticket).filter(|_| fresh)
}

fn key(hall: &Hall) -> [u8; 32] {
    hall.station.key().derive("ticket on its way v1")
}
