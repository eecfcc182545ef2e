//! The desk as its people meet it, over whole requests and a real PostgreSQL.

#[cfg(test)]
mod queueing;
#[cfg(test)]
mod world;
