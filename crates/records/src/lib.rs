//! Each thing once: people, objects, locations, events and organisations, and how they are linked.
//!
//! A record ([`Form`]) is what its [`Statement`]s say, each with its source; how it is linked to others says a
//! [`Role`]. The verbs: [`open`], [`state`], [`withdraw`], [`link()`], [`unlink`], [`read`], [`protect`];
//! [`search`] looks in one box for any of them, and [`matches`] says who somebody may be while they are on the line.
//!
//! *Invariants:* nothing that was said is overwritten; facts and opinions, and what is known, partial and
//! estimated, stay apart; what somebody may not see is in no list, no count and no picture of theirs; opening a
//! record is in the journal before its content is on a screen; records of two forces are never one.
//!
//! It does not know who asks: neither a report nor a contact nor a page.

mod by;
mod face;
mod field;
mod find;
mod form;
mod identifiers;
mod index;
mod keep;
mod link;
mod live;
mod open;
mod protection;
mod read;
mod reading;
mod role;
mod statement;
mod store;

pub use by::By;
pub use field::Field;
pub use find::{Found, HITS, Hit, How, Near, Query, ReadAs, Tried, Why, search};
pub use form::{Family, Form};
pub use keep::refresh;
pub use link::{Confidence, Link, NewLink, link, unlink};
pub use live::{Candidate, describe, follow, matches};
pub use matching::{Band, Comparison, Description, Scored};
pub use open::{New, Regime, open, state, withdraw};
pub use protection::{Head, break_glass, door, protect, protection};
pub use read::{Joined, LINKS, Neighbour, View, read};
pub use reading::{Read, Reading};
pub use role::Role;
pub use statement::{Certainty, Nature, NewStatement, Origin, Source, Statement};
