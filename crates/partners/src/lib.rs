//! Others who can help: who they are, who was sent to them, and what was passed to them.
//!
//! [`Directory`] knows who deals with what, and where: [`Directory::resolve`] finds the one for a
//! place. [`Counts`] counts who was shown and who went there. A person's answers go along when they
//! agree: [`hand_over`], then the partner's side by a link ([`look`], [`accept`], [`give_back`]) and
//! the person's by reference and access code ([`look_up`], [`tell`], [`went_on`]). [`pages`] is what
//! the partner sees.
//!
//! *Invariants:*
//! - Counts hold no person: a day, a service, a question, a partner, a number.
//! - What was passed is sealed. The partner's link and the person's access code open it, each
//!   together with the server's key; the database alone opens nothing.
//! - A link that is wrong, used or over opens nothing, and which of these it is nobody learns.
//! - Each look is in the journal before it is shown. Nothing passed becomes a police record.
//!
//! It does not know what a service asks, or what a report is.

mod counts;
mod directory;
mod expire;
mod follow;
mod hand_over;
mod handover;
pub mod invariants;
mod letter;
mod mailboxes;
mod open;
pub mod pages;
mod store;

pub use counts::{Counted, Counts, Redirected, What, counted};
pub use directory::{Area, At, Both, Directory, Nation, Partner, Resolution, Tongue};
pub use expire::expire;
pub use follow::{Story, look_up, tell, went_on};
pub use hand_over::{ANSWERED_WITHIN, NewHandover, Receipt, hand_over};
pub use handover::{Given, Line, Part, Passed, Person, Reply, Standing, Why};
pub use mailboxes::{Mailboxes, UnknownPartner};
pub use open::{Opened, Token, accept, give_back, look};
