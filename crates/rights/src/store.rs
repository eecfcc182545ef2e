//! The SQL of accounts, sessions, policies, and what needs two people.

pub(crate) mod accounts;
pub(crate) mod epochs;
pub(crate) mod glass;
pub(crate) mod interests;
pub(crate) mod policies;
pub(crate) mod provided;
pub(crate) mod requests;
pub(crate) mod sessions;
pub(crate) mod spent;
