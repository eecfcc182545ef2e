//! The eye on it: who looked at what, and what looks unusual.
//!
//! The verbs: [`looks::at_record`] and [`looks::of_person`] for those with a suspicion; [`watch_all`] looks
//! through the journal by the rules of [`patterns`]; a person makes something of what it finds
//! ([`findings`]), in a case ([`cases`]) that ends with an outcome; [`export`] gives the journal to the
//! Information Commissioner once a second person approved; [`feed::tell`] tells a person who looked at
//! their report.
//!
//! *Invariants:* whoever looks here leaves a trace as well; nobody follows up what they did themselves; no
//! rule decides anything; a person is never told a name, nor that something is held back from them.
//!
//! It does not know what is in a record: whoever composes the program says how one is found
//! ([`records::Records`]).

pub mod cases;
mod deed;
pub mod export;
pub mod feed;
pub mod findings;
pub mod looks;
pub mod pages;
pub mod patterns;
pub mod records;
pub mod rules;
mod store;
mod verbs;
mod watch;

pub use cases::jobs;
pub use watch::{watch, watch_all};
