//! The same one or not: how alike two descriptions of a person are, and why we think so.
//!
//! What a person is called, when they were born, where they live and how they are reached is compared
//! field by field. Each comparison is worth so many bits for or against, by how often it comes out so
//! for one person described twice, for people of one household, and for strangers
//! (Fellegi and Sunter's weights with three kinds of pairs). What is rare is worth more than what is common.
//!
//! For one record at a time, as at a desk:
//!
//! - [`Description`]: what is known of somebody, each thing with all the values that are known;
//! - [`Index`]: descriptions in memory under the caller's ids; [`Index::candidates`] says in a fraction
//!   of a millisecond who they may be; [`Index::frequencies`] counts names as they come and go;
//! - [`compare`]: two descriptions, a [`Model`] and [`Frequencies`] make [`Scored`]: weight (bits, nought is
//!   evens), probability, [`Band`], and an [`Explanation`] whose lines sum to the weight;
//! - [`Model`]: what was learnt; `Model::default()` is there on day one, trained on people who never were.
//!
//! For a whole file: [`People::read`], [`People::learn`], [`People::pairs`] and [`People::clusters`].
//! For searching: [`names::keys`], [`names::variants`] and [`names::normalise`].
//!
//! *Invariants:* every score explains itself, comparison by comparison; the same input gives the same
//! answer, in whatever order it came; a comparison of two is the same from both sides.
//!
//! It does no input and output beyond the bytes it is given and the writer it is handed, and does not know
//! what a record is or who asks.

mod birth;
mod code;
mod description;
mod email;
mod evidence;
mod field;
mod frequencies;
mod home;
mod index;
mod keys;
mod likeness;
mod model;
mod name;
pub mod names;
mod narrow;
mod people;
mod prepared;
mod seen;
mod table;
mod threads;

pub use birth::Birth;
pub use description::{Description, Home, Sex};
pub use evidence::{Band, Comparison, Explanation, Scored, compare};
pub use field::{Field, Finding};
pub use frequencies::Frequencies;
pub use index::Index;
pub use model::Model;
pub use people::{Fault, Pair, People};
