//! The only SQL of this crate.

pub(crate) mod cases;
pub(crate) mod days;
pub(crate) mod feed;
pub(crate) mod findings;
pub(crate) mod rules;
