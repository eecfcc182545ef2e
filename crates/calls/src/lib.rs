//! Calls: what somebody tells us on the telephone, written down by whoever takes it.
//!
//! The script is the service's own definition, the same as on the web: its questions in the words that
//! are read aloud, its conditions, its ways elsewhere. Beside it stands the caller's own account. The
//! verbs: [`begin`], [`open`], [`parked`] (the calls that somebody has open), [`save`], [`turn_to`]
//! (another of our services), [`close`] (nothing came of it), [`finish`] (it becomes a report, as whole
//! as it is), [`receipt`] (what is read out), [`send_code`]; [`end_left`] and [`forget_ended`] tidy up.
//!
//! [`pages`] are the desk's script, under `/desk/calls`.
//!
//! *Invariants:* what was acknowledged is on disk, and nothing that was said is thrown away: a call
//! that somebody leaves becomes a report; a call finished twice is one report; only who takes it opens
//! it; every look and every change is in the journal.
//!
//! It does not know what becomes of a report, and keeps none.

mod account;
mod call;
mod ending;
mod left;
pub mod pages;
mod phonetic;
mod store;
mod telling;
mod words;

pub use account::Account;
pub use call::{Call, State, begin, close, open, parked, save, turn_to};
pub use ending::{finish, receipt};
pub use left::{LEFT_AFTER, end_left, forget_ended};
pub use phonetic::phonetic;
pub use telling::send_code;
pub use words::joined;
