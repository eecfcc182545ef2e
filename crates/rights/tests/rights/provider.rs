//! Signing in with an identity provider, honest and otherwise.

mod browser;
mod honest;
mod hostile;
mod house;
mod keys;
mod leaving;
mod proving;
