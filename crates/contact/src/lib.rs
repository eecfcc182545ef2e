//! Every conversation with the public: one thread a matter, whichever way it came.
//!
//! The verbs: [`open`] (a report becomes a contact; done by the job [`jobs`]), [`queue`],
//! [`read`] (a member of staff opens a contact), [`reply`], [`note`], and, for the person,
//! [`write()`], [`files_added`] and [`story`]. [`shared`] and [`read_shared`] are for another force
//! with an agreement, [`fetched`] for another system. [`protect`] says who needs to know of a matter.
//!
//! *Invariants:* what the policies close to somebody is in none of their lists and opens at none of their
//! requests; opening a contact is in the journal before its content is on a screen; a note never
//! reaches the person; a message goes out by a way and at a time that the person called safe, and
//! gives nothing away; a form sent twice is one message.
//!
//! It does not decide what is urgent (`triage` does) and knows no page.

mod assess;
mod candidates;
mod event;
mod files_added;
pub mod invariants;
mod known;
mod mapped;
mod notify;
mod open;
mod place;
mod protection;
mod pulse;
mod queue;
mod read;
mod say;
mod share;
mod state;
mod store;
mod story;

pub use candidates::{
    Accepted, Candidate, Candidates, Fate, Told, accept, candidates_of, likes_of, reject,
};
pub use files_added::files_added;
pub use known::{Known, known, known_by_reference};
pub use open::{jobs, open};
pub use protection::{break_glass, door, protect, protection};
pub use pulse::{follow, news};
pub use queue::{Cursor, PAGE, Queue, QueueItem, Waiting, queue};
pub use read::{ContactView, Entry, EntryKind, read};
pub use rights::protection::{Door, NeedToKnow, Protection};
pub use say::{LONGEST, Said, note, reply, write};
pub use share::{
    FETCHED, SETTLED, SHARED_PAGE, SharedItem, SharedPage, fetched, read_shared, shared,
};
pub use state::State;
pub use story::{Happening, Story, story};
