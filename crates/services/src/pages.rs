//! The pages of the catalogue: which force, what it offers, and where a service begins.

mod hall;

pub use hall::Hall;
