//! Accounts and sessions.

#[cfg(test)]
mod signing_in;
