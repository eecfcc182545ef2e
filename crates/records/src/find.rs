//! Finding: one box in which people, objects, locations, events and organisations are looked for.

pub(crate) mod board;
pub(crate) mod dates;
mod evidence;
mod held;
pub(crate) mod plate;
mod query;
pub(crate) mod reached;
mod senses;
mod text;
pub(crate) mod token;
pub(crate) mod tokens;
mod verb;
pub(crate) mod words;

pub use evidence::{How, Why};
pub use query::{Near, Query, Tried};
pub use senses::ReadAs;
pub use verb::{Found, HITS, Hit, search};
