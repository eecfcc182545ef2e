//! Each thing once: people, objects, locations, events and organisations, and how they are linked.
//!
//! A record ([`Form`]) is what its [`Statement`]s say, each with its source; how it is linked to others says a
//! [`Role`]. The verbs: [`open`], [`state`], [`withdraw`], [`link()`], [`unlink`], [`read`], [`protect`];
//! [`search`] looks in one box for any of them, and [`matches()`] says who somebody may be while they are on the line.
//!
//! What is around a record: [`timeline`], [`network`], [`paths`], [`repeats`], and the queries that a force asks
//! again and again ([`queries`], [`ask`], [`keep_query`]).
//!
//! *Invariants:* nothing that was said is overwritten; facts and opinions, and what is known, partial and
//! estimated, stay apart; what somebody may not see is in no list, no count and no picture of theirs; opening a
//! record is in the journal before its content is on a screen; records of two forces are never one.
//!
//! It does not know who asks: neither a report nor a contact nor a page.

mod alert;
mod alike;
mod around;
mod by;
mod description;
pub mod distinction;
mod erase;
pub mod exchange;
mod face;
mod field;
mod find;
mod form;
mod group;
mod hold;
mod identifiers;
pub mod import;
mod index;
mod keep;
pub mod keeping;
mod likeness;
mod link;
mod live;
mod load;
mod marker;
mod merge;
mod open;
mod protection;
mod query;
mod read;
mod reading;
mod retention;
pub mod review;
mod role;
mod shown;
mod statement;
mod store;
mod suggest;
pub mod suggestion;
mod town;
mod unmerge;
mod window;

pub use alert::{
    About, Alert, Matter, Subject, Warning, Way, acknowledge, alerts_for, alerts_of, tags_of,
    warnings,
};
pub use alike::{
    Alike, Cluster, Ground, Pair, Said, Scale, Traits, alike_of, cluster_of, compare, duplicates,
    look_alike, one_event, separate, tell_all_apart, tell_apart, words_of,
};
pub use around::{
    Answer, Asking, Edge, Found, Limits, Moment, NODES, Network, Node, Paths, Repeat, Rule, STEPS,
    Timeline, Walked, ask, network, paths, repeats, rules, set_rule, timeline,
};
pub use by::By;
pub use erase::{ERASE, Obstacle, RecordErased, ask_to_erase, obstacle};
pub use field::Field;
pub use find::{Found as Finds, HITS, Hit, How, Near, Query as Search, ReadAs, Tried, Why, search};
pub use form::{Family, Form};
pub use hold::{Hold, LONGEST_ASKER, NewHold, hold, holds, lift};
pub use keep::refresh;
pub use likeness::{Like, Likeness, persons_like};
pub use link::{Confidence, Link, NewLink, link, unlink};
pub use live::{Candidate, describe, follow, matches};
pub use load::{Batch, Loaded, load};
pub use marker::{
    LONGEST, Marker, MarkerKind, NewMarker, Review, Shown, Standing, end_marker, mark, markers_of,
    renew, standing,
};
pub use matching::{Band, Comparison, Description, Scored};
pub use merge::{Evidence, Merge, NewMerge, REASON, RecordsMerged, merge};
pub use open::{New, Regime, is_empty, open, state, withdraw};
pub use protection::{Head, about, break_glass, door, protect, protection};
pub use query::{
    Fault, Kept, Parameter, Query, QueryStep, Text, Within, keep_query, queries, query,
    take_query_away,
};
pub use read::{Joined, LINKS, Neighbour, View, read};
pub use reading::{Read, Reading};
pub use role::Role;
pub use statement::{Certainty, Nature, NewStatement, Origin, Source, Statement};
pub use suggest::{Run, begin_night, let_program_join, run, search_now};
pub use town::{Size, Town};
pub use unmerge::{Home, Listed, RecordsUnmerged, Since, Written, merges, since, unmerge};
pub use window::{Span, Window};

/// The jobs of this crate: how long people are kept is worked out, whoever is there twice is looked for, and
/// what a second person approved is erased.
#[must_use]
pub fn jobs() -> Vec<station::jobs::Job> {
    vec![review::working_out(), erase::erasing(), suggest::matching_people()]
}
