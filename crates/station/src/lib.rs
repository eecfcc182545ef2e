//! The building that every part of Bluelamp stands in.
//!
//! A [`Station`] holds the database, the clock, the keys, the forces and the jobs. Whatever a crate
//! does with data it does in a [`Tx`], which [`Station::begin`] makes from a [`Scope`]: a force, an
//! actor and a purpose. In the same transaction it writes its journal entry ([`Tx::journal`]), its
//! events ([`Tx::publish`]) and the messages that are to leave ([`Tx::dispatch`]).
//!
//! *Invariants:* no query without a scope; a commit without a journal entry is refused; the pool
//! works as a role that row-level security binds; nothing is acknowledged before `commit` returned.
//!
//! It does not know what a report or a contact is, and it serves no page.

pub mod addresses;
pub mod backup;
pub mod blobs;
pub mod clock;
pub mod condition;
pub mod config;
pub mod database;
pub mod dispatch;
mod egress;
mod faults;
pub mod figures;
pub mod forces;
pub mod invariants;
pub mod jobs;
pub mod journal;
mod lane;
pub mod ledger;
mod outbox;
mod patience;
pub mod places;
pub mod postgres;
mod scope;
pub mod seal;
pub mod secrets;
pub mod senders;
mod station;
mod store;
mod stretch;
pub mod telemetry;
#[cfg(feature = "testing")]
#[expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot start must stop"
)]
pub mod testing;
mod tx;

pub use egress::{Errand, Unanswered};
pub use faults::problem;
pub use journal::{Act, Entry};
pub use lane::{Lane, Load};
pub use outbox::Event;
pub use scope::Scope;
pub use station::{Parts, Station};
pub use stretch::stretch;
pub use tx::{Tx, Upkeep};
