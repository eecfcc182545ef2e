//! The only SQL of this crate.

pub(crate) mod counts;
pub(crate) mod handovers;
