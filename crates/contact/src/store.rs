//! The SQL of contacts and messages.

pub(crate) mod candidates;
pub(crate) mod contacts;
pub(crate) mod known;
pub(crate) mod messages;
pub(crate) mod share;
