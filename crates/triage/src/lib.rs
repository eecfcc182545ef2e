//! What we make of what we are told: how urgent it is, and why.
//!
//! The verbs: [`assess`] (a pure function of facts) and [`record`] (writes an assessment down).
//! An assessment is a hint with its reasons. A person always decides.
//!
//! *Invariants:* a reason is always given; words can only put a contact first, never last and never
//! aside; the same facts give the same assessment.
//!
//! It knows no neighbour: not what a report, a service or a conversation is.

mod assessment;
mod danger;
mod record;
mod store;

pub use assessment::{ANSWERS, Assessment, Facts, Priority, Reason, assess};
pub use danger::{Sign, signs};
pub use record::{latest, latest_of, record};
