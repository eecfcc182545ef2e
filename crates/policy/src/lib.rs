//! Who may do what: the rules as policies, and the engine that decides by them.
//!
//! The one question: [`Policies::decide`] — may this [`Person`] use this [`Right`] on this [`Record`], in
//! these [`Circumstances`]? The answer is a [`Decision`], which names the policies that made it.
//!
//! Policies are files (`policies/` at the top of the tree) in the Cedar language, checked against their
//! schema when they are compiled; each says in English and Welsh what it means, and that is what whoever is refused
//! reads. A force adds its own [`Addition`]s within what is national.
//!
//! *Invariants:* what no policy permits is refused; what one forbids is refused, whatever others permit;
//! a policy that cannot be evaluated refuses; what a force adds is for its own people and its own records.
//!
//! It does no input and output, keeps nothing, and does not know who asks or what a page is.

mod addition;
mod compile;
mod decision;
mod facts;
mod given;
mod policies;
mod right;
mod role;

pub use addition::{Addition, Delegable};
pub use compile::Fault;
pub use decision::Decision;
pub use facts::{Assurance, Circumstances, Kind, Marking, Person, Rank, Record, Vetting};
pub use policies::{Policies, Readable};
pub use right::{Right, Rights};
pub use role::{Appointment, Role};
