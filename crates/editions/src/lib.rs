//! Services as they are published: what is written at the desk, approved by a second person, offered
//! to the forces that were chosen, and closed when it must be.
//!
//! The verbs: [`begin`], [`save`], [`propose`], [`withdraw`] (by whoever writes), [`approve`],
//! [`send_back`] (by another), [`close`], [`reopen`], [`shadow`] (what a proposal would have done with
//! last month's reports), [`check`] (what is wrong with a text). [`Follower`] keeps the shelf of a
//! process as the database says. [`pages`] are the desk's pages of it.
//!
//! *Invariants:* an edition is never changed; who wrote a proposal does not approve it; what does not
//! compile, or fails its own tests, is not published; every process offers what was decided within
//! seconds and never a part of it; a service that closes lets whoever is on the way finish.
//!
//! It does not know what is asked in a service, and nobody who reports.

mod changes;
mod check;
mod close;
mod follow;
mod owed;
pub mod pages;
mod proposal;
mod publish;
mod rules;
mod shadow;
mod store;
mod write;

pub use changes::{Change, Part, changes};
pub use check::{Checked, Remark, check};
pub use close::{Closing, close, reopen};
pub use follow::Follower;
pub use owed::{Owed, owed};
pub use proposal::{Proposal, ProposalId, Stage};
pub use publish::{Approval, approve, send_back};
pub use rules::Person;
pub use shadow::{Otherwise, Shadow, shadow};
pub use store::editions::{Decided, Published, history, published, text};
pub use store::proposals::{find, open};
pub use write::{Start, Written, begin, propose, save, withdraw};
