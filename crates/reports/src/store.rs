//! The SQL of drafts and reports.

pub(crate) mod drafts;
pub(crate) mod equality;
pub(crate) mod file_links;
pub(crate) mod reports;
