//! The SQL of files.

pub(crate) mod checks;
pub(crate) mod files;
