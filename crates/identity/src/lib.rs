//! How somebody who works for the police proves who they are.

pub mod provider;
