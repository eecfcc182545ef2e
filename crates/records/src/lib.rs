//! Each thing once: people, objects, locations, events and organisations, and how they are linked.
//!
//! A record ([`Form`]) is what its [`Statement`]s say, each with its source; how it is linked to others says a
//! [`Role`]. The verbs: [`open`], [`state`], [`withdraw`], [`link()`], [`unlink`], [`read`], [`protect`].
//!
//! *Invariants:* nothing that was said is overwritten; facts and opinions, and what is known, partial and
//! estimated, stay apart; what somebody may not see is in no list, no count and no picture of theirs; opening a
//! record is in the journal before its content is on a screen; records of two forces are never one.
//!
//! It does not know who asks: neither a report nor a contact nor a page.

mod alert;
mod alike;
mod by;
mod field;
mod form;
mod identifiers;
mod index;
mod likeness;
mod link;
mod marker;
mod open;
mod protection;
mod read;
mod reading;
mod role;
mod statement;
mod store;

pub use alert::{
    About, Alert, Matter, Subject, Warning, Way, acknowledge, alerts_for, alerts_of, tags_of,
    warnings,
};
pub use alike::{
    Alike, Cluster, Ground, Pair, Said, Scale, Traits, alike_of, cluster_of, compare, duplicates,
    look_alike, one_event, separate, tell_all_apart, tell_apart, words_of,
};
pub use by::By;
pub use field::Field;
pub use form::{Family, Form};
pub use likeness::{Like, Likeness, persons_like};
pub use link::{Confidence, Link, NewLink, link, unlink};
pub use marker::{
    LONGEST, Marker, MarkerKind, NewMarker, Review, Shown, Standing, end_marker, mark, markers_of,
    renew, standing,
};
pub use open::{New, Regime, open, state, withdraw};
pub use protection::{Head, break_glass, door, protect, protection};
pub use read::{Joined, LINKS, Neighbour, View, read};
pub use reading::{Read, Reading};
pub use role::Role;
pub use statement::{Certainty, Nature, NewStatement, Origin, Source, Statement};
