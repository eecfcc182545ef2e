//! The SQL of this crate, in the schema `records`.

pub(crate) mod entities;
pub(crate) mod links;
pub(crate) mod load;
pub(crate) mod merged;
pub(crate) mod queries;
pub(crate) mod statements;
pub(crate) mod steps;
