//! The token by which a provider says that somebody signed out there (OpenID Connect Back-Channel
//! Logout).

use super::{Refusal, signed};
use kernel::Instant;
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKey, JsonWebKeyAlgorithm, JsonWebKeyUse, JwsSigningAlgorithm};
use serde_json::{Map, Value};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// What distinguishes it from a token that says who came.
const KIND: &str = "logout+jwt";
/// The most bytes of a token.
const LONGEST: usize = 16 * 1024;

/// Who signed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logout {
    /// What the token is called: none counts twice.
    pub id: String,
    /// Which session ended; every one of theirs where it does not say.
    pub session: Option<String>,
    /// Whose.
    pub subject: Option<String>,
    /// Until when the token's name must be remembered.
    pub until: Instant,
}

/// What a token says, if it is to be believed.
pub(super) fn read(
    token: &str,
    keys: &CoreJsonWebKeySet,
    (client, issuer): (&str, &str),
    now: Instant,
) -> Result<Logout, Refusal> {
    let claims = signed_claims(token, keys)?;
    if claims.get("iss").and_then(Value::as_str) != Some(issuer) {
        return Err(Refusal::Token("somebody else made it"));
    }
    if !signed::audiences(&claims).contains(&client) {
        return Err(Refusal::Token("it is for somebody else"));
    }
    if claims.contains_key("nonce") {
        return Err(Refusal::Token("it is made for a sign-in"));
    }
    let events = claims.get("events").and_then(Value::as_object);
    if !events.and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
        return Err(Refusal::Token("it does not say that somebody signed out"));
    }
    signed::in_time(&claims, now)?;
    let id = signed::name(&claims, "jti")?.ok_or(Refusal::Token("it has no name"))?;
    let (session, subject) = (signed::name(&claims, "sid")?, signed::name(&claims, "sub")?);
    if session.is_none() && subject.is_none() {
        return Err(Refusal::Token("it speaks of nobody"));
    }
    let until = now.plus(super::YOUNG).plus(super::LEEWAY).plus(super::LEEWAY);
    Ok(Logout { id, session, subject, until })
}

/// What is signed, if it is, with a key of the provider.
fn signed_claims(token: &str, keys: &CoreJsonWebKeySet) -> Result<Map<String, Value>, Refusal> {
    let unreadable = || Refusal::Token("it cannot be read");
    if token.len() > LONGEST {
        return Err(unreadable());
    }
    let (message, signature) = token.rsplit_once('.').ok_or_else(unreadable)?;
    let (header, claims) = message.split_once('.').ok_or_else(unreadable)?;
    let head = signed::part(header).ok_or_else(unreadable)?;
    let kind = head.get("typ").and_then(Value::as_str).unwrap_or_default().to_lowercase();
    if kind.strip_prefix("application/").unwrap_or(&kind) != KIND || head.contains_key("crit") {
        return Err(Refusal::Token("it is no token of this kind"));
    }
    let algorithm = head.get("alg").cloned().unwrap_or_default();
    let algorithm: Option<CoreJwsSigningAlgorithm> = serde_json::from_value(algorithm).ok();
    let algorithm = algorithm.filter(|it| signed::ALGORITHMS.contains(it));
    let algorithm = algorithm.ok_or(Refusal::Token("how it is signed is not allowed"))?;
    let named = head.get("kid").and_then(Value::as_str);
    let key = one_key(keys, named, &algorithm).ok_or(Refusal::UnknownKey)?;
    let signature = signed::bytes(signature).ok_or_else(unreadable)?;
    key.verify_signature(&algorithm, message.as_bytes(), &signature)
        .map_err(|_| Refusal::Token("the signature does not fit"))?;
    signed::part(claims).ok_or_else(unreadable)
}

/// The one key that can have signed it.
fn one_key<'a>(
    keys: &'a CoreJsonWebKeySet,
    named: Option<&str>,
    algorithm: &CoreJwsSigningAlgorithm,
) -> Option<&'a CoreJsonWebKey> {
    let kind = algorithm.key_type()?;
    let mut fitting = keys.keys().iter().filter(|key| {
        let called = named.is_none_or(|name| key.key_id().is_some_and(|id| id.as_str() == name));
        let signs = key.key_use().is_none_or(JsonWebKeyUse::allows_signature);
        let this_way = match key.signing_alg() {
            JsonWebKeyAlgorithm::Algorithm(only) => only == algorithm,
            JsonWebKeyAlgorithm::Unspecified => true,
            JsonWebKeyAlgorithm::Unsupported => false,
        };
        called && signs && this_way && *key.key_type() == kind
    });
    let one = fitting.next();
    one.filter(|_| fitting.next().is_none())
}
