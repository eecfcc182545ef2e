//! The harness itself: that it lives, and that it finds what is missing.

#[cfg(test)]
mod harness;
