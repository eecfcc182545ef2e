//! The counter as the public meets it: whole requests through all layers.

mod arriving;
mod refusing;
mod sending;
// So marked, what helpers assert may stop the test that uses them.
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod town;
