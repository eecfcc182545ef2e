//! How somebody who works for the police proves who they are.
//!
//! [`provider`]: at their force's identity provider, by OpenID Connect. [`passkey`]: ceremonies with a key
//! that never leaves its device. [`totp`]: codes of an authenticator app. [`breached`] and [`password`]:
//! passwords that are refused, because whoever guesses tries them first.
//!
//! *Invariants:* whatever is not exactly as it was promised proves nothing, and the refusal says no more
//! than why; what stands between the beginning and the end of a ceremony is sealed, bound to whom it is for,
//! and ends after five minutes. Facts come out, such as an issuer and a subject; whose account that is, and
//! what it may do, is for whoever asks.
//!
//! It knows no account, role or page, and keeps nothing but what it read of a provider: that a ceremony ends
//! once, that a code works once and that a key's counter grows is written down by whoever asks.

pub mod breached;
pub mod passkey;
pub mod password;
pub mod provider;
pub mod totp;
