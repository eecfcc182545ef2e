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
//! - [`Index`]: descriptions in memory under the caller's ids (185 MB for a million). [`Index::insert`] and
//!   [`Index::remove`] take `&mut self`; [`Index::candidates`] takes `&self`, may be asked by many at once and says in
//!   hundredths of a millisecond who somebody may be; [`Index::frequencies`] counts names as they come and go;
//! - [`compare`]: two descriptions, a [`Model`] and [`Frequencies`] make [`Scored`]: weight (bits, nought is
//!   evens), probability, [`Band`], and an [`Explanation`] whose lines sum to the weight, each with its words;
//! - [`Model`]: what was learnt, to be kept with serde; `Model::default()` is there on day one, begun with
//!   people who never were.
//!
//! ```
//! use matching::{Band, Birth, Description, Index, Model, compare};
//!
//! let siobhan = Description {
//!     given_names: vec!["Siobhan".into()],
//!     surnames: vec!["O'Neill".into()],
//!     births: Birth::parse("1987-06-05").into_iter().collect(),
//!     phones: vec!["07700 900123".into()],
//!     ..Description::default()
//! };
//! let mut index = Index::new(Model::default());
//! index.insert(7, &siobhan);
//!
//! let heard = Description { given_names: vec!["Shivaun".into()], ..siobhan.clone() };
//! let (id, _weight) = index.candidates(&heard, 5)[0];
//! let scored = compare(&heard, &siobhan, index.model(), index.frequencies());
//! assert_eq!(id, 7);
//! assert!(scored.band > Band::Different);
//! assert_eq!(scored.explanation.sum(), scored.weight);
//! ```
//!
//! For whole files: [`People::read`] or [`People::read_linked`], [`People::learn`], [`People::pairs`],
//! [`People::clusters`], [`People::explain`], and [`People::write_pairs`] and [`People::write_clusters`].
//!
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
