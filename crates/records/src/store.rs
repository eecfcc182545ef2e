//! The SQL of this crate, in the schema `records`.

pub(crate) mod descriptions;
pub(crate) mod distinctions;
pub(crate) mod entities;
pub(crate) mod erasure;
pub(crate) mod holds;
pub(crate) mod import;
pub(crate) mod keeping;
pub(crate) mod links;
pub(crate) mod merged;
pub(crate) mod merges;
pub(crate) mod runs;
pub(crate) mod statements;
pub(crate) mod suggestions;
