//! Each thing once: people, objects, locations, events and organisations, and how they are linked.
//!
//! A record ([`Form`]) is what its [`Statement`]s say, each with its source; how it is linked to others says a
//! [`Role`]. The verbs: [`open`], [`state`], [`withdraw`], [`link()`], [`unlink`], [`read`], [`protect`].
//!
//! What is around a record: [`timeline`], [`network`], [`paths`], [`repeats`], and the queries that a force asks
//! again and again ([`queries`], [`ask`], [`keep_query`]).
//!
//! *Invariants:* nothing that was said is overwritten; facts and opinions, and what is known, partial and
//! estimated, stay apart; what somebody may not see is in no list, no count and no picture of theirs; opening a
//! record is in the journal before its content is on a screen; records of two forces are never one.
//!
//! It does not know who asks: neither a report nor a contact nor a page.

mod around;
mod by;
mod field;
mod form;
mod identifiers;
mod index;
mod link;
mod load;
mod open;
mod protection;
mod query;
mod read;
mod reading;
mod role;
mod statement;
mod store;
mod town;
mod window;

pub use around::{
    Answer, Asking, Edge, Found, Limits, Moment, NODES, Network, Node, Paths, Repeat, Rule, STEPS,
    Timeline, Walked, ask, network, paths, repeats, rules, set_rule, timeline,
};
pub use by::By;
pub use field::Field;
pub use form::{Family, Form};
pub use link::{Confidence, Link, NewLink, link, unlink};
pub use load::{Batch, Loaded, load};
pub use open::{New, Regime, open, state, withdraw};
pub use protection::{Head, break_glass, door, protect, protection};
pub use query::{
    Fault, Kept, Parameter, Query, QueryStep, Text, Within, keep_query, queries, query,
    take_query_away,
};
pub use read::{Joined, LINKS, Neighbour, View, read};
pub use reading::{Read, Reading};
pub use role::Role;
pub use statement::{Certainty, Nature, NewStatement, Origin, Source, Statement};
pub use town::{Size, Town};
pub use window::{Span, Window};
