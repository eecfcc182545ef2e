//! What is believed of tokens, whichever they are.

use super::{LEEWAY, Refusal, YOUNG};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use kernel::Instant;
use openidconnect::core::CoreJwsSigningAlgorithm as Algorithm;
use serde_json::{Map, Value};

/// What tokens may be signed with: a key of the provider's that only it has. Never with a secret that
/// we know too, and never with nothing.
pub(super) const ALGORITHMS: [Algorithm; 4] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPssSha256,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EdDsa,
];

/// The most characters of a subject, as the standard has it.
const LONGEST_SUBJECT: usize = 255;
/// The most characters of the name of a session or a token.
const LONGEST_NAME: usize = 512;

/// The object in one part of a token.
pub(super) fn part(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&bytes(text)?).ok()
}

/// The bytes of one part of a token.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// A moment that a claim says; an error where it says something else.
pub(super) fn moment(
    claims: &Map<String, Value>,
    name: &'static str,
) -> Result<Option<Instant>, Refusal> {
    let Some(value) = claims.get(name) else { return Ok(None) };
    let moment = value.as_i64().and_then(|at| Timestamp::from_second(at).ok());
    moment.map(Instant::new).map(Some).ok_or(Refusal::Token("a time is none"))
}

/// That a token was made a moment ago, and can be used by now and still.
pub(super) fn in_time(claims: &Map<String, Value>, now: Instant) -> Result<(), Refusal> {
    let made = moment(claims, "iat")?.ok_or(Refusal::Token("it does not say when it was made"))?;
    if made.since(now) > LEEWAY {
        return Err(Refusal::Token("it was made in the future"));
    }
    if now.since(made) > YOUNG {
        return Err(Refusal::Token("it was made too long ago"));
    }
    if moment(claims, "nbf")?.is_some_and(|from| from.since(now) > LEEWAY) {
        return Err(Refusal::Token("it cannot be used yet"));
    }
    if moment(claims, "exp")?.is_some_and(|until| now.since(until) >= LEEWAY) {
        return Err(Refusal::Token("it has run out"));
    }
    Ok(())
}

/// What a claim calls somebody or something; an error where that is empty, too long or no name.
pub(super) fn name(
    claims: &Map<String, Value>,
    claim: &'static str,
) -> Result<Option<String>, Refusal> {
    let Some(value) = claims.get(claim) else { return Ok(None) };
    let most = if claim == "sub" { LONGEST_SUBJECT } else { LONGEST_NAME };
    let text = value.as_str().filter(|text| !text.trim().is_empty() && text.len() <= most);
    let text = text.filter(|text| !text.chars().any(char::is_control));
    text.map(|text| Some(text.to_owned())).ok_or(Refusal::Token("a name is none"))
}

/// Whom a token is for.
pub(super) fn audiences(claims: &Map<String, Value>) -> Vec<&str> {
    match claims.get("aud") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
