//! How somebody who works for the police proves who they are.
//!
//! [`provider`]: at their force's identity provider, by OpenID Connect.
//!
//! *Invariant:* whatever is not exactly as it was promised proves nothing, and the refusal says no more than
//! why. Facts come out, such as an issuer and a subject; whose account that is, and what it may do, is for
//! whoever asks.
//!
//! It does not know any account, role or page, and keeps nothing but what it read of a provider.

pub mod provider;
