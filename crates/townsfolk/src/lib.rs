//! People who never were: a synthetic population, the same for the same seed.
//!
//! *Invariant:* every telephone number, address line and e-mail address is of a range that can be nobody's.
//!
//! It keeps nothing, and does not know what is tried on it.
