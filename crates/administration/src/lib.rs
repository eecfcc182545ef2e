//! The rooms of those who say who works here and who may do what: accounts, units and operations,
//! policies, agreements with other forces, other systems.
//!
//! Pages over the verbs of `rights`; nothing is decided here. *Invariants:* nobody gives themselves
//! anything; what is dangerous asks for a fresh proof before its form is shown, and policies and
//! agreements wait for a second person. It does not know what is done with what is given.

mod pages;

pub use pages::{Office, Services, routes};
