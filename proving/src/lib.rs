//! The program proved from outside: started as an operator starts it, used as programs use it, and
//! treated as badly as machines and networks can treat it.
//!
//! [`torture::run`] keeps many clients sending, kills the server and its database at random
//! moments and at named points of the wire, and then looks for every report that was acknowledged.
//!
//! *Invariants:* an acknowledgement counts only after it is on disk in a journal of our own; what
//! is chosen at random follows from the seed that was printed; a dropped harness leaves nothing
//! behind. It does not know any crate of the product: it goes by the API and by what PostgreSQL
//! holds.

pub mod bench;
pub mod http;
pub mod load;
pub mod postgres;
pub mod proxy;
mod random;
pub mod server;
pub mod strace;
pub mod torture;
