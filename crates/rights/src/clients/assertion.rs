//! Assertions of other systems: JSON Web Tokens that they sign with a key of their own (RFC 7523).
//!
//! The signature is verified by `openidconnect`, with the key that was registered and no other: an
//! assertion brings no key, and what it says of its algorithm has to fit the key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use kernel::{ClientId, ForceId, Instant};
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKey, JsonWebKeyUse};
use serde::Deserialize;
use serde_json::Value;

/// The longest that an assertion may last, and how far clocks may differ.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);
const SKEW: SignedDuration = SignedDuration::from_secs(30);
/// The longest that an assertion may be, in bytes.
const LONGEST_TEXT: usize = 8192;

/// A key that we cannot use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unusable;

/// Reads a public key: Ed25519, P-256, or RSA of 2048 bits or more. One that has its private part in it
/// is no secret any more, and is refused.
pub fn public_key(jwk: &Value) -> Result<(), Unusable> {
    let fields = jwk.as_object().ok_or(Unusable)?;
    if ["d", "p", "q", "dp", "dq", "qi", "k"].iter().any(|secret| fields.contains_key(*secret)) {
        return Err(Unusable);
    }
    let bytes = |name: &str| {
        let text = fields.get(name).and_then(Value::as_str)?;
        URL_SAFE_NO_PAD.decode(text).ok()
    };
    let long = |name: &str, least: usize, most: usize| {
        bytes(name).is_some_and(|bytes| (least..=most).contains(&bytes.len()))
    };
    let says = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let sound = match (says("kty"), says("crv")) {
        ("OKP", "Ed25519") => long("x", 32, 32),
        ("EC", "P-256") => long("x", 32, 32) && long("y", 32, 32),
        ("RSA", _) => long("n", 256, 1024) && long("e", 1, 8),
        _ => false,
    };
    let read = key(jwk).filter(|_| sound).ok_or(Unusable)?;
    let signs = read.key_use().is_none_or(JsonWebKeyUse::allows_signature);
    if signs { Ok(()) } else { Err(Unusable) }
}

fn key(jwk: &Value) -> Option<CoreJsonWebKey> {
    serde_json::from_value(jwk.clone()).ok()
}

/// What an assertion says. Nothing of it is believed before [`holds`].
#[derive(Debug, Deserialize)]
pub(super) struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default)]
    iat: Option<i64>,
    pub(super) jti: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    crit: Option<Value>,
}

impl Claims {
    /// The system that it says it is: issuer and subject are the same.
    pub(super) fn client(&self) -> Option<(ForceId, ClientId)> {
        let (force, id) = self.iss.split_once('.').filter(|_| self.iss == self.sub)?;
        Some((ForceId::parse(force).ok()?, id.parse().ok()?))
    }

    /// When it expires; nothing when that is no moment.
    pub(super) fn expires_at(&self) -> Option<Instant> {
        moment(self.exp)
    }
}

fn moment(second: i64) -> Option<Instant> {
    Timestamp::from_second(second).ok().map(Instant::new)
}

/// What an assertion says; nothing when it is none.
pub(super) fn claims(assertion: &str) -> Option<Claims> {
    let mut parts = assertion.split('.');
    let (_, claims, _) = (parts.next()?, parts.next()?, parts.next()?);
    if assertion.len() > LONGEST_TEXT || parts.next().is_some() {
        return None;
    }
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}

/// Whether an assertion is signed with this key, for this audience, and good now.
pub(super) fn holds(
    assertion: &str,
    claims: &Claims,
    (jwk, audience): (&Value, &str),
    now: Instant,
) -> bool {
    let for_us = match &claims.aud {
        Audience::One(aud) => aud == audience,
        Audience::Many(all) => all.iter().any(|aud| aud == audience),
    };
    let begun = |second: i64| moment(second).is_some_and(|at| at <= now.plus(SKEW));
    let latest = now.plus(LONGEST + SKEW);
    let in_time = claims.expires_at().is_some_and(|at| now < at && at <= latest)
        && claims.nbf.is_none_or(begun)
        && claims.iat.is_none_or(begun);
    let once = (8..=200).contains(&claims.jti.len());
    for_us && in_time && once && signed(assertion, jwk).is_some()
}

fn signed(assertion: &str, jwk: &Value) -> Option<()> {
    let (message, signature) = assertion.rsplit_once('.')?;
    let header = URL_SAFE_NO_PAD.decode(message.split('.').next()?).ok()?;
    let header: Header = serde_json::from_slice(&header).ok()?;
    let algorithm = match header.alg.as_str() {
        "EdDSA" => CoreJwsSigningAlgorithm::EdDsa,
        "ES256" => CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        "RS256" => CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
        _ => return None,
    };
    // What we do not know of and must not ignore is refused.
    if header.crit.is_some() {
        return None;
    }
    public_key(jwk).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    key(jwk)?.verify_signature(&algorithm, message.as_bytes(), &signature).ok()
}

#[cfg(test)]
mod tests;
