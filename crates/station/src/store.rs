//! The station's own SQL.

pub(crate) mod addresses;
pub(crate) mod blobs;
pub(crate) mod clock;
pub(crate) mod dispatches;
pub(crate) mod health;
pub(crate) mod invariants;
pub(crate) mod jobs;
pub(crate) mod journal;
pub(crate) mod ledger;
pub(crate) mod places;
