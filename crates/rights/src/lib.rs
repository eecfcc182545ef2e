//! Who may see what: accounts, signing in, sessions, and the rights of each role.
//!
//! The verbs: [`sign_in()`], [`sign_out`], [`staff_of`], [`open_account`], [`appoint`]. A signed-in [`Staff`]
//! makes the scopes of the desk ([`Staff::scope`]) and is asked for each right
//! ([`Staff::require`]): there is no other way to a scope in a member of staff's name.
//!
//! *Invariants:* a session is known by a hash; an account that ended has no session from the next
//! request on; an unknown address, a wrong password and an ended account get the same answer in the
//! same time.
//!
//! It does not know what is looked at with these rights.

mod accounts;
pub mod pages;
mod password;
mod role;
mod sessions;
mod sign_in;
mod staff;
mod store;

pub use accounts::{NewAccount, appoint, name_of, open_account};
pub use role::{Appointment, Right, Role};
pub use sessions::{ABSOLUTE, IDLE, Token, sign_out, staff_of};
pub use sign_in::sign_in;
pub use staff::Staff;
