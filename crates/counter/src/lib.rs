//! The web counter: where people and the police meet over the web.
//!
//! - [`Routes`] are what is served, and the table of it; [`open`] stands around all routes: it reads the language and the force from the address, puts
//!   refusals and faults into words, and gives every response its headers.
//! - [`Visit`] is one request as a page sees it; [`Form`] what was posted, cleaned, and from a page
//!   of ours; [`Fault`] what a handler answers when a verb did not succeed.
//! - [`Frame`] is the layout around a page; [`page`] makes a response of a template.
//! - [`EmergencyLine`] and [`EmergencyWays`] say how to reach 999; [`dates`] how people say a time.
//! - [`Patience`] makes guessing at a reference and a code slow, and locks nobody out.
//! - [`leave`] forgets: cookies gone, then a neutral site.
//! - [`assets`] and [`theme`] are the styles and scripts of every page.
//!
//! *Invariants:* a page exists in every language or not at all; the emergency line is on every
//! page; nothing internal reaches a page; nothing that another site sent changes anything; without
//! a database there is still a page that says whom to call.
//!
//! It does not know what a report, a service or an account is, and it keeps nothing: a person's key
//! lives in their browser.

pub mod address;
pub mod assets;
pub mod components;
pub mod cookies;
mod counter;
mod cross_site;
pub mod dates;
mod emergency;
mod entrance;
mod form;
mod frame;
mod headers;
mod key;
pub mod leaf;
mod leave;
mod page;
mod patience;
mod prose;
mod random;
mod refusal;
mod routes;
pub mod theme;
mod visit;

#[cfg(test)]
mod tests;

pub use address::Address;
pub use cookies::SetCookie;
pub use counter::{Counter, CounterSettings, NEUTRAL_SITE, NotAPublicUrl, PublicUrl};
pub use cross_site::from_our_page;
pub use emergency::{EmergencyLine, EmergencyWays};
pub use entrance::open;
pub use form::{Form, FormRefused, TOKEN_FIELD};
pub use frame::Frame;
pub use headers::{asks_for_passkey, cacheable, mapped};
pub use key::Key;
pub use leave::leave;
pub use page::{page, page_as};
pub use patience::Patience;
pub use prose::Prose;
pub use random::random;
pub use refusal::{Fault, Sensitive, problem_json};
pub use routes::{Kind, Route, Routes, Who};
pub use visit::Visit;

use axum::extract::{FromRef, Path, State};
use axum::response::Response;

/// The counter's own addresses: `/leave` and `/assets/…`.
pub fn routes<S>() -> Routes<S>
where
    Counter: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    use {Kind::Asset, Kind::Own, Who::Anybody};
    Routes::new()
        .get("/leave", Own, Anybody, leave)
        .get("/assets/theme/{file}", Asset, Anybody, serve_theme)
        .get("/assets/{*path}", Asset, Anybody, assets::serve)
}

async fn serve_theme(State(counter): State<Counter>, Path(file): Path<String>) -> Response {
    theme::serve(&counter.forces, &file)
}
