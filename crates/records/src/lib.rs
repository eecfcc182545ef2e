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

mod by;
mod description;
mod distinction;
mod erase;
pub mod exchange;
mod field;
mod form;
mod group;
mod hold;
mod identifiers;
pub mod import;
mod index;
mod keeping;
mod link;
mod merge;
mod open;
mod protection;
mod read;
mod reading;
mod retention;
mod review;
mod role;
mod shown;
mod statement;
mod store;
mod suggest;
mod suggestion;
mod unmerge;

pub use by::By;
pub use distinction::{doubt, tell_apart};
pub use erase::{ERASE, Obstacle, RecordErased, ask_to_erase, obstacle};
pub use field::Field;
pub use form::{Family, Form};
pub use hold::{Hold, LONGEST_ASKER, NewHold, hold, holds, lift};
pub use keeping::{Kept, Retention};
pub use link::{Confidence, Link, NewLink, link, unlink};
pub use merge::{Evidence, Merge, NewMerge, REASON, RecordsMerged, merge};
pub use open::{New, Regime, open, state, withdraw};
pub use protection::{Head, break_glass, door, protect, protection};
pub use read::{Joined, LINKS, Neighbour, View, read};
pub use reading::{Read, Reading};
pub use review::{Criterion, Due, Keeping, Outcome, Review, due, keeping, put_into, review};
pub use role::Role;
pub use statement::{Certainty, Nature, NewStatement, Origin, Source, Statement};
pub use suggest::{Run, begin_night, let_program_join, run, search_now};
pub use suggestion::{
    Answer, Band, Found, Line, Pair, Suggestion, answer, lines, pair, suggestions,
};
pub use unmerge::{Home, Listed, RecordsUnmerged, Since, Written, merges, since, unmerge};

/// The jobs of this crate: how long people are kept is worked out, whoever is there twice is looked for, and
/// what a second person approved is erased.
#[must_use]
pub fn jobs() -> Vec<station::jobs::Job> {
    vec![review::working_out(), erase::erasing(), suggest::matching_people()]
}
