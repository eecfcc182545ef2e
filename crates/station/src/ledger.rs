//! The journal sealed: what cannot be rewritten unnoticed.
//!
//! A transaction writes its journal entries freely. Within a second one sealer gives the entries of
//! each force their order, adds them to that force's Merkle log and signs what the log is now
//! ([`seal`]). [`verify`] compares everything that is stored with everything else and names the
//! first entry that is not as it was sealed; [`prove`] gives out proofs that need neither us nor our
//! database.
//!
//! *Invariants:* no transaction waits for the sealer; an entry that commits late is sealed late, and
//! none is left out; what signs lies outside the database.

mod checkpoint;
mod entry;
mod keys;
pub mod merkle;
mod note;
mod proof;
mod seal;
mod tiles;
mod verify;
mod witness;

pub use checkpoint::{Checkpoint, origin};
pub use keys::LogKeys;
pub use merkle::Hash;
pub use proof::{Consistency, Inclusion, agree, prove, tile};
pub use seal::{seal, seal_all, work};
pub use tiles::{Tile, TileId};
pub use verify::{Broken, Verified, verify};
pub use witness::Witness;

pub(crate) use entry::Stored;
