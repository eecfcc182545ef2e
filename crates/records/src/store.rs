//! The SQL of this crate, in the schema `records`.

pub(crate) mod alerts;
pub(crate) mod clusters;
pub(crate) mod descriptions;
pub(crate) mod distinctions;
pub(crate) mod entities;
pub(crate) mod erasure;
pub(crate) mod faces;
pub(crate) mod holds;
pub(crate) mod import;
pub(crate) mod keeping;
pub(crate) mod likeness;
pub(crate) mod links;
pub(crate) mod load;
pub(crate) mod markers;
pub(crate) mod merged;
pub(crate) mod merges;
pub(crate) mod pairs;
pub(crate) mod queries;
pub(crate) mod runs;
pub(crate) mod statements;
pub(crate) mod steps;
pub(crate) mod suggestions;
pub(crate) mod tokens;
pub(crate) mod traits;
