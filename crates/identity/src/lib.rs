//! How somebody who works for the police proves who they are.
//!
//! [`passkey`]: ceremonies with a key that never leaves its device. [`totp`]: codes of an
//! authenticator app. [`breached`] and [`password`]: passwords that are refused, because whoever guesses
//! tries them first.
//!
//! *Invariants:* whatever is not exactly as it was promised proves nothing; what stands between the
//! beginning and the end of a ceremony is sealed, bound to whom it is for, and ends after five minutes.
//!
//! It knows no account and keeps nothing: that a ceremony ends once, that a code works once and that a
//! key's counter grows is written down by whoever asks.

pub mod breached;
pub mod passkey;
pub mod password;
pub mod totp;
