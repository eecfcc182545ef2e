//! The staff's rooms: the queue of their own force, and one contact with all that is known of it.
//!
//! [`routes`] are all addresses under `/desk`, with the door ([`rights::pages`]) among them. What is
//! shown comes from the views of `contact`, `services` and `triage`; nothing is stored here.
//!
//! *Invariants:* whoever is not signed in sees nothing; what a person said about safe contact stands
//! above everything else that is known of them, and again where a reply is written; what a member
//! of staff typed is never lost by a refusal; nothing of a person is in an address or a title.
//!
//! It does not know SQL, and it decides nothing: verbs do.

mod lengths;
mod pages;
mod reasons;
mod safe_contact;

pub use pages::routes;
