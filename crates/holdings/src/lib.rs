//! What a force holds, at the desk: the pages of people, objects, locations, events and organisations.
//!
//! Pages over the verbs of `records`; nothing is decided here. *Invariants:* no name stands in a title or an
//! address; every page says in the journal why it was looked at. It does not know what a report or a
//! contact is.

mod pages;

pub use pages::{Holdings, routes};
