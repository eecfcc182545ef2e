//! The same one or not: how alike two descriptions of a person are, and why we think so.
//!
//! *Invariants:* every score explains itself, comparison by comparison; the same input gives the same answer.
//!
//! It does no input and output, and does not know what a record is or who asks.
