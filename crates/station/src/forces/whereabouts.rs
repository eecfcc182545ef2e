//! Which force is mine? From a postcode, a place or a force's name to the force, never by a silent
//! guess.
//!
//! What is typed is read in this order: words of the railway, a postcode (whole, or its beginning),
//! then names: of forces, of the councils and towns in their files, and of the lands beyond them.
//! Case, accents, punctuation and small slips are forgiven; but only a name typed as it is spelt,
//! or a postcode that is one force's own, is answered with [`Whereabouts::One`].
//!
//! It knows nothing finer than what the files say, and keeps nothing of what was typed. Where the
//! national open data is loaded, [`crate::places`] asks that first.

mod elsewhere;
mod gazetteer;
mod postcodes;
mod railway;
mod spelling;

pub use elsewhere::Body;
pub use gazetteer::Gazetteer;
pub(crate) use gazetteer::answer as answer_of;

use kernel::{Force, Forces};
use std::sync::Arc;

/// What can be said about where somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// This force, as far as anyone can tell from a postcode or a name.
    One(Arc<Force>),
    /// Only close to something of this force: ask "did you mean" before going on.
    Perhaps(Arc<Force>),
    /// More than one possibility: the person has to choose.
    Several {
        /// The forces that it may be, in the order of their names; at least one.
        forces: Vec<Arc<Force>>,
        /// The body beyond the forces' territory that it may be as well: Berwick's postcodes reach
        /// into Scotland.
        beyond: Option<Body>,
    },
    /// On the railway, which has a force of its own wherever it is.
    Railway(Arc<Force>),
    /// Where another body polices: outside England and Wales, or sites with a force of their own.
    Elsewhere(Body),
    /// Nothing that we know. An empty question gets this answer too.
    Unknown,
}

impl Whereabouts {
    /// The same as a guess: one force is only perhaps the one.
    #[must_use]
    pub(crate) fn less_sure(self) -> Self {
        match self {
            Self::One(force) => Self::Perhaps(force),
            other => other,
        }
    }
}

/// Looks up what somebody typed. Keep a [`Gazetteer`] where many ask.
#[must_use]
pub fn find(forces: &Forces, typed: &str) -> Whereabouts {
    Gazetteer::new(forces).find(typed)
}

#[cfg(test)]
mod tests;
