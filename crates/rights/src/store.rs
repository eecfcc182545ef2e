//! The SQL of accounts, sessions, policies, and what needs two people.

pub(crate) mod accounts;
pub(crate) mod agreements;
pub(crate) mod authenticators;
pub(crate) mod clients;
pub(crate) mod epochs;
pub(crate) mod glass;
pub(crate) mod groups;
pub(crate) mod interests;
pub(crate) mod passkeys;
pub(crate) mod policies;
pub(crate) mod provided;
pub(crate) mod recoveries;
pub(crate) mod requests;
pub(crate) mod sessions;
pub(crate) mod spent;
