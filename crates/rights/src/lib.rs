//! Who works here, and who may see what: accounts, signing in, sessions, the policies in force, and
//! what is dangerous.
//!
//! The verbs: [`sign_in::open`] and what it may ask for ([`authenticator`]), [`passkeys::sign_in`],
//! [`sign_out`], [`staff_of`], [`prove_again`], [`open_account`], [`appoint`], [`change_account`]; [`recovery`]
//! lets somebody back in; and, in an administrator's name, those of [`manage`], [`groups`], [`policies`],
//! [`agreements`] (what is shared with another force) and [`clients`] (other systems).
//! A signed-in [`Staff`] makes the scopes of the desk ([`Staff::scope`]) and is asked
//! what they may do at all ([`Staff::require`]); whether they may do it with one record is asked with
//! [`admit`]. What is dangerous needs a fresh proof ([`Staff::require_now`]) and a second person
//! ([`second`]); what is restricted opens in an emergency by breaking the [`glass`].
//!
//! *Invariants:* a scope in a member of staff's name comes from here only; a session is known by a hash;
//! whatever was taken away is gone at the next request, and open streams end within a second, in every
//! process ([`changes`]); an unknown address, a wrong password and an ended account get the same answer in
//! the same time.
//!
//! It does not know what is looked at with these rights.

mod accounts;
mod admit;
pub mod agreements;
mod alarm;
pub mod authenticator;
pub mod clients;
pub mod device;
mod epoch;
pub mod glass;
pub mod groups;
mod guessing;
pub mod interests;
pub mod manage;
pub mod pages;
pub mod passkeys;
mod password;
pub mod passwords;
pub mod policies;
pub mod protection;
mod providers;
pub mod recovery;
mod rulebook;
pub mod second;
pub mod sessions;
pub mod sign_in;
mod staff;
mod store;

pub use accounts::{
    Account, Change, NewAccount, account_at, account_by_email, account_of, accounts, accounts_page,
    appoint, change_account, end_account, name_of, open_account, reopen_account,
};
pub use admit::{Named, admit, reason};
pub use device::Asker;
pub use epoch::{changed, changes, follow};
pub use policy::{
    Appointment, Assurance, Decision, Kind, Marking, Rank, Record, Right, Role, Vetting,
};
pub use providers::{Configured, Providers};
pub use rulebook::national;
pub use sessions::{
    ABSOLUTE, IDLE, Method, Proof, Token, prove_again, sign_out, staff_of, still_staff_of,
};
pub use sign_in::sign_in;
pub use staff::Staff;

/// The jobs of this crate: those who must review what was opened in an emergency are reminded, and
/// policies and agreements that a second person approved are put in force.
#[must_use]
pub fn jobs() -> Vec<station::jobs::Job> {
    vec![glass::reminding(), policies::changing(), agreements::making()]
}
