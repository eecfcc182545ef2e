//! What a provider says of itself: its addresses and its keys, read again once an hour, and its keys
//! when a token is signed with one that is not known.

use super::Refusal;
use jiff::SignedDuration;
use kernel::Instant;
use openidconnect::core::CoreJsonWebKeySet;
use openidconnect::http::{Method, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use station::Errand;
use std::sync::Arc;
use tokio::sync::Mutex;

/// For how long a description is believed.
const LASTS: SignedDuration = SignedDuration::from_hours(1);
/// How often unknown keys lead to another look: forged tokens must not make us ask all the time.
const LOOK_EVERY: SignedDuration = SignedDuration::from_secs(5);

/// What is read of a description.
#[derive(Debug, Deserialize)]
pub(super) struct Metadata {
    issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    jwks_uri: String,
    #[serde(default, rename = "authorization_response_iss_parameter_supported")]
    pub(super) says_who_answers: bool,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

impl Metadata {
    /// Whether our secret must stand in a form: where the usual header is not taken.
    pub(super) fn wants_secret_in_body(&self) -> bool {
        let takes = |method: &str| {
            self.token_endpoint_auth_methods_supported.iter().any(|known| known == method)
        };
        takes("client_secret_post") && !takes("client_secret_basic")
    }
}

/// A description and the keys.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) metadata: Arc<Metadata>,
    pub(super) keys: Arc<CoreJsonWebKeySet>,
    read_at: Instant,
    looked_again: Option<Instant>,
}

/// Reads descriptions, and remembers them.
#[derive(Debug)]
pub(super) struct Directory {
    errand: Errand,
    issuer: String,
    known: Mutex<Option<Known>>,
}

impl Directory {
    pub(super) fn new(errand: Errand, issuer: String) -> Self {
        Self { errand, issuer, known: Mutex::default() }
    }

    pub(super) const fn errand(&self) -> &Errand {
        &self.errand
    }

    /// What is known, asked for if it is not.
    pub(super) async fn known(&self, now: Instant) -> Result<Known, Refusal> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| now.since(known.read_at) < LASTS) {
            return Ok(known.clone());
        }
        let at = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let metadata: Metadata = self.read(&at).await?;
        let addresses = [&metadata.authorization_endpoint, &metadata.token_endpoint];
        let fits = metadata.issuer == self.issuer
            && addresses.into_iter().all(|address| self.errand.may_go_to(address));
        if !fits {
            return Err(Refusal::Description);
        }
        let keys = Arc::new(self.read(&metadata.jwks_uri).await?);
        let new = Known { metadata: Arc::new(metadata), keys, read_at: now, looked_again: None };
        Ok(known.insert(new).clone())
    }

    /// The keys as they are now: the provider may have changed them. The same as before when that was
    /// asked a moment ago.
    pub(super) async fn keys_again(&self, now: Instant) -> Result<Arc<CoreJsonWebKeySet>, Refusal> {
        let mut known = self.known.lock().await;
        let known = known.as_mut().ok_or(Refusal::UnknownKey)?;
        if known.looked_again.is_none_or(|before| now.since(before) >= LOOK_EVERY) {
            known.looked_again = Some(now);
            known.keys = Arc::new(self.read(&known.metadata.jwks_uri).await?);
        }
        Ok(known.keys.clone())
    }

    async fn read<T: DeserializeOwned>(&self, url: &str) -> Result<T, Refusal> {
        let request = openidconnect::http::Request::builder()
            .method(Method::GET)
            .uri(url)
            .header("accept", "application/json")
            .body(Vec::new())
            .map_err(|_| Refusal::Description)?;
        let answer = self.errand.send(request).await.map_err(Refusal::Unanswered)?;
        if answer.status() != StatusCode::OK {
            return Err(Refusal::Description);
        }
        serde_json::from_slice(answer.body()).map_err(|_| Refusal::Description)
    }
}
