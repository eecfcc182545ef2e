//! The token that says who came.

use super::{Identity, LEEWAY, Refusal, signed};
use kernel::Instant;
use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, ClientId, IssuerUrl, Nonce,
    SignatureVerificationError,
};
use serde_json::{Map, Value};
use std::time::SystemTime;

/// What a token must be.
pub(super) struct Expected<'a> {
    pub(super) client: &'a str,
    pub(super) issuer: &'a str,
    pub(super) nonce: &'a Nonce,
    pub(super) now: Instant,
}

/// What a token says, if it is to be believed.
pub(super) fn read(
    token: &CoreIdToken,
    access: &AccessToken,
    keys: &CoreJsonWebKeySet,
    expected: &Expected<'_>,
) -> Result<Map<String, Value>, Refusal> {
    let issuer = IssuerUrl::new(expected.issuer.to_owned()).map_err(|_| Refusal::Description)?;
    let late = SystemTime::from(expected.now.plus(-LEEWAY).timestamp());
    // As a client without a secret: so none can have signed it.
    let client = ClientId::new(expected.client.to_owned());
    let verifier = CoreIdTokenVerifier::new_public_client(client, issuer, keys.clone())
        .set_allowed_algs(signed::ALGORITHMS)
        // Others may be named beside us where it says that it was given to us, below.
        .set_other_audience_verifier_fn(|_| true)
        .set_time_fn(move || late.into());
    let claims = token.claims(&verifier, expected.nonce).map_err(|error| why(&error))?;
    if let Some(hash) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|_| Refusal::Token("signature"))?;
        let key = token.signing_key(&verifier).map_err(|_| Refusal::UnknownKey)?;
        let fits = AccessTokenHash::from_token(access, algorithm, key);
        if fits.ok().as_ref() != Some(hash) {
            return Err(Refusal::Token("the access token is another"));
        }
    }
    let text = token.to_string();
    let payload = text.split('.').nth(1).and_then(signed::part);
    let claims = payload.ok_or(Refusal::Token("it cannot be read"))?;
    signed::in_time(&claims, expected.now)?;
    was_given_to(&claims, expected.client)?;
    Ok(claims)
}

/// Somebody else's token, which names us as well, is not for us.
fn was_given_to(claims: &Map<String, Value>, client: &str) -> Result<(), Refusal> {
    match claims.get("azp") {
        None if signed::audiences(claims).len() == 1 => Ok(()),
        Some(Value::String(party)) if party == client => Ok(()),
        _ => Err(Refusal::Token("it was given to somebody else")),
    }
}

/// Who it is that a token speaks of.
pub(super) fn identity(claims: Map<String, Value>, issuer: &str) -> Result<Identity, Refusal> {
    let subject = signed::name(&claims, "sub")?.ok_or(Refusal::Token("it speaks of nobody"))?;
    let amr = match claims.get("amr") {
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    Ok(Identity {
        issuer: issuer.to_owned(),
        subject,
        session: signed::name(&claims, "sid")?,
        acr: claims.get("acr").and_then(Value::as_str).map(str::to_owned),
        amr: amr.into_iter().map(str::to_owned).collect(),
        auth_time: signed::moment(&claims, "auth_time")?,
        claims,
    })
}

/// In words of ours: those of the library could hold what the token says.
fn why(error: &ClaimsVerificationError) -> Refusal {
    use ClaimsVerificationError as Error;
    match error {
        Error::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            Refusal::UnknownKey
        }
        Error::SignatureVerification(SignatureVerificationError::DisallowedAlg(_)) => {
            Refusal::Token("how it is signed is not allowed")
        }
        Error::SignatureVerification(_) => Refusal::Token("the signature does not fit"),
        Error::Expired(_) => Refusal::Token("it has run out"),
        Error::InvalidAudience(_) => Refusal::Token("it is for somebody else"),
        Error::InvalidIssuer(_) => Refusal::Token("somebody else made it"),
        Error::InvalidNonce(_) => Refusal::Token("it was not made for this sign-in"),
        _ => Refusal::Token("it is no token of this kind"),
    }
}
